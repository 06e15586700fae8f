"""The ticket system."""

from __future__ import annotations

from collections.abc import Iterator

import requests

from bot.app import Core, ticket_system
from bot.doctor.finding import Finding, asked_of_balie
from bot.doctor.running import State, home
from bot.doctor.skew import Dates

_TIMEOUT = 5.0
_NAME = "ticket system"


def check(core: Core, state: State, dates: Dates) -> Iterator[Finding]:
    """What the adapter's own check finds."""
    settings = core.settings
    if not settings.tickets_url and not state.is_up:
        yield asked_of_balie(_NAME)
        return
    system = ticket_system(settings, home(settings))
    well = True
    for problem in system.check():
        well = False
        yield Finding(_NAME, False, problem.what, problem.remedy)
    if well:
        yield Finding(_NAME, True, f"{settings.tickets} answers and lets us in")
    if settings.tickets_url:
        dates.note("the ticket system", _date(settings.tickets_url))


def _date(url: str) -> str | None:
    try:
        return requests.head(url, timeout=_TIMEOUT, allow_redirects=False).headers.get("Date")
    except requests.RequestException:
        return None  # that it is away, the adapter has said

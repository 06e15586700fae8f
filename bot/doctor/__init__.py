"""``balie doctor``: looks at everything that an installation leans on, and says what to do about what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from bot.app import Core
from bot.desk.clock import Clock, SystemClock
from bot.doctor import at_home, mail, running, skew, slack, tickets
from bot.doctor.finding import Finding

__all__ = ["Finding", "examine"]


def examine(core: Core, machine: Clock | None = None) -> Iterator[Finding]:
    """Every finding, in the order in which somebody would mend them; each is yielded when it is known.

    What cannot be reached is a finding, never an error, and no finding holds a secret. ``machine`` is the clock that is
    compared with the ones outside. What is embedded exists only while ``balie run`` runs, and is asked of that one.
    """
    state = running.ask(core.settings)
    yield from at_home.check_settings(core)
    yield from at_home.check_data(core)
    stored = False
    for finding in at_home.check_database(core):
        stored = finding.well
        yield finding
    yield from running.check(core.settings, state)
    if stored:
        yield from at_home.check_work(core)
    dates = skew.Dates(machine or SystemClock())
    yield from slack.check(core, state, dates)
    yield from mail.check(core, state)
    yield from tickets.check(core, state, dates)
    yield from dates.findings()

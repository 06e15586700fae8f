"""The dates of a case: what was promised, what to steer by, and what the law says. Pure; law.md R1-R11."""

from __future__ import annotations

import calendar
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases.holidays import holidays_of, is_provisional

_MONTH = 1
_EXTENDED_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: which rule, what came out, and the name of the day that was in the way, if any."""

    field: str
    rule: str
    day: date
    because: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The dates of a case, as calendar days where the desk is.

    ``promised``: four weeks. ``steer_by``: that day, or the working day before. ``statutory``: one month,
    rolled forward over weekends and public holidays. ``extended``: three months from receipt in one go, rolled
    forward likewise. ``provisional``: a year without an official list of holidays was touched.
    """

    received: date
    promised: date
    steer_by: date
    statutory: date
    extended: date
    provisional: bool
    trace: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """The shape of ``balie explain deadline --json``: dates as YYYY-MM-DD."""
        found = asdict(self)
        found["trace"] = [{**asdict(step), "day": step.day.isoformat()} for step in self.trace]
        return {key: value.isoformat() if isinstance(value, date) else value for key, value in found.items()}


def deadlines(received: date, promise_days: int = 28) -> Deadlines:
    """The dates that follow from the day of receipt.

    Receipt counts on its own day, known to staff or not (R8). A period in weeks or months ends on the same weekday
    or day number (Reg. 1182/71 art. 3(2)(c), C-171/03 Toeters; R2), or on the month's last day when it has no such
    day (R3).
    """
    promised = received + timedelta(days=promise_days)
    trace = [Step("received", "R8 R11", received), Step("promised", f"R10: {promise_days} days", promised)]
    steer_by = _walk("steer_by", "R10: the working day before", promised, -1, trace)
    statutory = _months(received, _MONTH, "statutory", trace)
    extended = _months(received, _EXTENDED_MONTHS, "extended", trace)
    years = {step.day.year for step in trace[1:]}
    return Deadlines(received, promised, steer_by, statutory, extended, any(map(is_provisional, years)), tuple(trace))


def deadlines_at(instant: datetime, zone: ZoneInfo, promise_days: int = 28) -> Deadlines:
    """The dates that follow from an instant of receipt: its calendar day in the zone decides, not that of UTC (R11)."""
    return deadlines(instant.astimezone(zone).date(), promise_days)


def hindrance(day: date) -> str:
    """Why a period cannot end on this day: "saturday", "sunday", "public holiday", or "" when it can (R4)."""
    if day in holidays_of(day.year):
        return "public holiday"
    return {5: "saturday", 6: "sunday"}.get(day.weekday(), "")


def _months(received: date, months: int, field: str, trace: list[Step]) -> date:
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    nominal = date(year, month + 1, min(received.day, last))
    rule = f"R2: {months} month{'s' * (months > 1)}"
    trace.append(Step(field, rule if received.day <= last else f"{rule}, R3: the month's last day", nominal))
    return _walk(field, "R4: the next working day", nominal, 1, trace)


def _walk(field: str, rule: str, day: date, direction: int, trace: list[Step]) -> date:
    while because := hindrance(day):
        day += timedelta(days=direction)
        trace.append(Step(field, rule, day, because))
    return day

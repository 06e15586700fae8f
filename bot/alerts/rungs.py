"""Which alerts a ladder gives for a deadline. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.desk.hours import OfficeHours
from bot.desk.policy import Audience, CallbackRung, CaseRung


@dataclass(frozen=True, slots=True)
class Planned:
    """An alert to come: about which moment, to whom, and when it is to be said (aware instants)."""

    rung: str
    due_at: datetime
    recipient: Audience
    fire_at: datetime


def case_ladder(dates: Mapping[str, date], rungs: tuple[CaseRung, ...], hours: OfficeHours) -> list[Planned]:
    """The alerts of a case with these dates: mornings of office days, and midnights after which a day has passed."""
    planned = []
    for rung in rungs:
        day = dates[rung.moment]
        end_of_day = hours.at(day + timedelta(days=1), time(0))
        morning = _morning(hours.office_days_before(day, rung.office_days_before), hours)
        fire_at = end_of_day if rung.passed else morning
        planned.append(Planned(rung.rung, end_of_day, rung.who, fire_at))
    return planned


def callback_ladder(due: datetime, rungs: tuple[CallbackRung, ...], hours: OfficeHours) -> list[Planned]:
    """The alerts of a callback that is due at an instant."""
    planned = []
    for rung in rungs:
        after = timedelta(minutes=rung.office_minutes_after)
        fire_at = hours.add_office_time(due, after) if after else due
        planned.append(Planned(rung.rung, due, rung.who, fire_at))
    return planned


def _morning(day: date, hours: OfficeHours) -> datetime:
    span = hours.day_span(day)
    return span[0] if span else hours.last_open_before(hours.at(day, time(9)))

"""Which alerts a ladder gives, over weekends and holidays. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.rungs import callback_ladder, case_ladder
from bot.desk.hours import OfficeHours
from bot.desk.policy import CallbackRung, CaseRung, load

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", AMSTERDAM)
ALERTS = load().alerts


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def dates(promised: str, steer_by: str) -> dict[str, date]:
    return {
        "promised": date.fromisoformat(promised),
        "steer_by": date.fromisoformat(steer_by),
        "statutory": date.fromisoformat(promised) + timedelta(days=3),
    }


@pytest.mark.parametrize(
    ("promised", "steer_by", "reminder", "overdue"),
    [
        ("2026-12-22", "2026-12-22", "2026-12-22T08:30", "2026-12-23T00:00"),
        ("2026-12-26", "2026-12-24", "2026-12-24T08:30", "2026-12-27T00:00"),  # promised on a holiday
        ("2027-03-28", "2027-03-26", "2027-03-25T08:30", "2027-03-29T00:00"),  # closed on that Friday: the day before
        ("2026-10-25", "2026-10-23", "2026-10-23T08:30", "2026-10-26T00:00"),  # the day on which the clock goes back
    ],
)
def test_a_case_is_reminded_on_its_morning_and_overdue_when_the_day_is_over(
    promised: str, steer_by: str, reminder: str, overdue: str
) -> None:
    ladder = case_ladder(dates(promised, steer_by), ALERTS.case, HOURS)
    assert [(step.rung, step.recipient, step.fire_at) for step in ladder] == [
        ("steer_by", "team", at(reminder)),
        ("overdue", "managers", at(overdue)),
    ]


def test_office_days_before_skip_weekends_and_holidays() -> None:
    rung = CaseRung(rung="steer_by", moment="promised", office_days_before=5, who="team")
    (step,) = case_ladder(dates("2026-12-30", "2026-12-30"), (rung,), HOURS)
    assert step.fire_at == at("2026-12-22T08:30")
    assert step.due_at == at("2026-12-31T00:00")


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        ("2026-11-24T14:00", "2026-11-24T15:00"),
        ("2026-11-24T12:00", "2026-11-24T13:30"),  # over lunch
        ("2026-11-27T16:30", "2026-11-30T09:00"),  # over the weekend
        ("2026-12-24T17:00", "2026-12-28T09:30"),  # over Christmas
        ("2026-11-28T12:00", "2026-11-30T09:30"),  # a wish outside office hours
    ],
)
def test_a_callback_is_told_when_due_and_to_managers_an_office_hour_later(due: str, overdue: str) -> None:
    ladder = callback_ladder(at(due), ALERTS.callback, HOURS)
    assert [(step.rung, step.recipient, step.fire_at) for step in ladder] == [
        ("due", "team", at(due)),
        ("overdue", "managers", at(overdue)),
    ]


@given(st.dates(date(2024, 1, 1), date(2035, 1, 1)), st.integers(0, 20))
def test_reminders_come_in_an_office_morning_not_after_their_day(day: date, before: int) -> None:
    rung = CaseRung(rung="steer_by", moment="promised", office_days_before=before, who="team")
    (step,) = case_ladder(dict.fromkeys(("promised", "steer_by", "statutory"), day), (rung,), HOURS)
    local = step.fire_at.astimezone(AMSTERDAM)
    assert HOURS.is_office_day(local.date())
    assert (local.hour, local.minute) == (8, 30)
    assert local.date() <= day
    assert step.fire_at < step.due_at


@given(st.integers(0, 3 * 365 * 24 * 60), st.integers(0, 600))
def test_rungs_of_a_callback_never_come_before_it_is_due(minutes: int, after: int) -> None:
    due = at("2026-01-01T00:00") + timedelta(minutes=minutes)
    rung = CallbackRung(rung="due", office_minutes_after=after, who="team")
    (step,) = callback_ladder(due, (rung,), HOURS)
    assert step.fire_at >= due

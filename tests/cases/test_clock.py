"""The dates of a case, against the table of worked examples and against properties that must always hold."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.clock import deadlines, deadlines_at, hindrance

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))

WORKED = [  # received, statutory, promised, steer_by, extended
    ("2026-01-31", "2026-03-02", "2026-02-28", "2026-02-27", "2026-04-30"),
    ("2025-11-30", "2025-12-30", "2025-12-28", "2025-12-24", "2026-03-02"),
    ("2026-11-30", "2026-12-30", "2026-12-28", "2026-12-28", "2027-03-01"),
    ("2026-08-31", "2026-09-30", "2026-09-28", "2026-09-28", "2026-11-30"),
    ("2026-03-06", "2026-04-07", "2026-04-03", "2026-04-02", "2026-06-08"),
    ("2026-03-03", "2026-04-07", "2026-03-31", "2026-03-31", "2026-06-03"),
    ("2026-03-27", "2026-04-28", "2026-04-24", "2026-04-24", "2026-06-29"),
    ("2026-04-05", "2026-05-06", "2026-05-03", "2026-05-01", "2026-07-06"),
    ("2026-04-14", "2026-05-15", "2026-05-12", "2026-05-12", "2026-07-14"),
    ("2026-04-24", "2026-05-26", "2026-05-22", "2026-05-22", "2026-07-24"),
    ("2026-11-25", "2026-12-28", "2026-12-23", "2026-12-23", "2027-02-25"),
    ("2028-01-31", "2028-02-29", "2028-02-28", "2028-02-28", "2028-05-01"),
]


@pytest.mark.parametrize(("received", "statutory", "promised", "steer_by", "extended"), WORKED)
def test_worked_examples(received: str, statutory: str, promised: str, steer_by: str, extended: str) -> None:
    found = deadlines(date.fromisoformat(received)).to_json()
    assert (found["statutory"], found["promised"], found["steer_by"], found["extended"]) == (
        statutory,
        promised,
        steer_by,
        extended,
    )


def test_a_year_without_an_official_list_is_provisional() -> None:
    assert not deadlines(date(2026, 8, 3)).provisional
    assert deadlines(date(2026, 11, 30)).provisional  # the extended date lies in 2027
    assert deadlines(date(2027, 3, 1)).provisional


def test_receipt_counts_on_the_day_in_amsterdam() -> None:
    half_past_midnight = datetime(2026, 7, 31, 22, 30, tzinfo=UTC)
    assert deadlines_at(half_past_midnight, AMSTERDAM).received == date(2026, 8, 1)


def test_the_trace_names_the_holiday_that_moved_the_date() -> None:
    steps = [step for step in deadlines(date(2026, 3, 6)).trace if step.because]
    assert [(step.field, step.because) for step in steps] == [
        ("steer_by", "public holiday"),
        ("statutory", "public holiday"),
        ("extended", "saturday"),
        ("extended", "sunday"),
    ]


@given(DAYS)
def test_the_promise_never_outlives_the_law(received: date) -> None:
    found = deadlines(received)
    assert received < found.steer_by <= found.promised <= found.statutory < found.extended
    assert found.promised - received == timedelta(days=28)


@given(DAYS)
def test_no_date_to_act_on_is_a_day_off(received: date) -> None:
    found = deadlines(received)
    assert [hindrance(day) for day in (found.steer_by, found.statutory, found.extended)] == ["", "", ""]


@given(DAYS)
def test_a_later_receipt_never_gives_an_earlier_date(received: date) -> None:
    today, tomorrow = deadlines(received), deadlines(received + timedelta(days=1))
    assert today.steer_by <= tomorrow.steer_by
    assert today.statutory <= tomorrow.statutory
    assert today.extended <= tomorrow.extended

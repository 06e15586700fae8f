"""Office hours: open, closed, and counting open time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.holidays import dutch_public_holiday, no_holidays
from bot.desk.hours import NeverOpen, OfficeHours

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DEFAULT = "mo-fr 08:30-12:30,13:00-17:00"
HOURS = OfficeHours.parse(DEFAULT, AMSTERDAM)

instants = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
amounts = st.integers(0, 60 * 200).map(lambda minutes: timedelta(minutes=minutes))


def at(text: str) -> datetime:
    """A clock time in Amsterdam, as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    "text",
    [
        DEFAULT,
        "ma-vr 08:30-12:30,13:00-17:00",
        "ma,di,wo,do,vr 8.30-12.30, 13-17",
        "monday - friday 08:30-12:30, 13:00-17:00",
        "MA-DO 08:30-12:30,13:00-17:00 ; VR 08:30-12:30,13:00-17:00;",
    ],
)
def test_the_same_week_written_in_several_ways(text: str) -> None:
    assert OfficeHours.parse(text, "Europe/Amsterdam") == HOURS


def test_day_groups_may_differ_and_wrap_around_the_week() -> None:
    hours = OfficeHours.parse("vr 09:00-12:00; za-ma 10:00-16:00", AMSTERDAM)
    assert [day for day in range(7) if hours.week[day]] == [0, 4, 5, 6]
    assert hours.week[4] == ((time(9), time(12)),)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "names no day"),
        (";;", "names no day"),
        ("mo", "'mo'"),
        ("xx 8-9", "'xx'"),
        ("mo- 8-9", "''"),
        ("mo-fr 17:00-08:30", "ends before it begins"),
        ("mo-fr 09:00-09:00", "ends before it begins"),
        ("mo-fr 25:00-26:00", "'25:00'"),
        ("mo-fr 08:60-09:00", "'08:60'"),
        ("mo-fr 09:00", "not a span"),
        ("mo 09:00-12:00,11:00-13:00", "before the span in front of it"),
        ("mo-fr 09:00-17:00; fr 09:00-12:00", "friday is named twice"),
    ],
)
def test_wrong_hours_say_what_is_wrong_and_what_to_write(text: str, named: str) -> None:
    with pytest.raises(ValueError, match="office hours") as caught:
        OfficeHours.parse(text, AMSTERDAM)
    assert named in str(caught.value)
    assert DEFAULT in str(caught.value)


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(ValueError, match="Europe/Atlantis"):
        OfficeHours.parse(DEFAULT, "Europe/Atlantis")


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        HOURS.is_open(datetime.fromisoformat("2026-11-24T09:30"))


@pytest.mark.parametrize(
    ("instant", "is_open", "next_open"),
    [
        ("2026-11-24 08:29", False, "2026-11-24 08:30"),
        ("2026-11-24 08:30", True, "2026-11-24 08:30"),
        ("2026-11-24 12:30", False, "2026-11-24 13:00"),
        ("2026-11-24 16:59", True, "2026-11-24 16:59"),
        ("2026-11-24 17:00", False, "2026-11-25 08:30"),
        ("2026-11-28 12:00", False, "2026-11-30 08:30"),
        ("2026-12-24 17:00", False, "2026-12-28 08:30"),
        ("2026-04-26 20:00", False, "2026-04-28 08:30"),
    ],
)
def test_open_and_next_open(instant: str, is_open: bool, next_open: str) -> None:
    assert HOURS.is_open(at(instant)) is is_open
    assert HOURS.next_open(at(instant)) == at(next_open)
    assert HOURS.next_open(at(instant)).tzinfo is UTC


@pytest.mark.parametrize(
    ("instant", "amount", "due"),
    [
        ("2026-11-24 09:30", timedelta(hours=4), "2026-11-24 14:00"),  # over lunch
        ("2026-11-24 08:30", timedelta(hours=4), "2026-11-24 12:30"),  # ends with the span, not after lunch
        ("2026-11-24 16:00", timedelta(hours=4), "2026-11-25 11:30"),  # over the night
        ("2026-11-27 16:00", timedelta(hours=4), "2026-11-30 11:30"),  # over the weekend
        ("2026-04-24 16:00", timedelta(hours=4), "2026-04-28 11:30"),  # over King's Day
        ("2026-10-23 16:00", timedelta(hours=4), "2026-10-26 11:30"),  # over the end of summer time
        ("2026-03-27 16:00", timedelta(hours=4), "2026-03-30 11:30"),  # over its start
        ("2026-11-28 10:00", timedelta(0), "2026-11-30 08:30"),
        ("2026-11-24 09:30", timedelta(hours=80), "2026-12-08 09:30"),
    ],
)
def test_office_time_counts_only_while_open(instant: str, amount: timedelta, due: str) -> None:
    assert HOURS.add_office_time(at(instant), amount) == at(due)


def test_a_night_shift_in_the_hour_that_summer_time_skips_or_repeats() -> None:
    hours = OfficeHours.parse("su 01:00-05:00", AMSTERDAM, no_holidays)
    assert hours.add_office_time(at("2026-03-29 01:00"), timedelta(hours=3)) == at("2026-03-29 05:00")
    assert hours.add_office_time(at("2026-10-25 01:00"), timedelta(hours=5)) == at("2026-10-25 05:00")


def test_negative_office_time_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        HOURS.add_office_time(at("2026-11-24 09:30"), timedelta(minutes=-1))


@pytest.mark.parametrize(
    ("instant", "said_at"),
    [
        ("2026-11-24 10:00", "2026-11-24 10:00"),
        ("2026-11-24 12:45", "2026-11-24 12:45"),
        ("2026-11-24 22:00", "2026-11-24 08:30"),
        ("2026-11-24 06:00", "2026-11-23 08:30"),
        ("2026-11-29 12:00", "2026-11-27 08:30"),
        ("2026-04-27 12:00", "2026-04-24 08:30"),
    ],
)
def test_what_falls_at_night_is_said_the_office_morning_before(instant: str, said_at: str) -> None:
    assert HOURS.last_open_before(at(instant)) == at(said_at)


def test_day_span_ignores_lunch_and_is_none_on_closed_days() -> None:
    assert HOURS.day_span(date(2026, 11, 24)) == (at("2026-11-24 08:30"), at("2026-11-24 17:00"))
    assert HOURS.day_span(date(2026, 11, 28)) is None
    assert HOURS.day_span(date(2026, 12, 25)) is None


def test_office_days_before_and_after() -> None:
    assert HOURS.office_days_before(date(2026, 4, 28), 1) == date(2026, 4, 24)
    assert HOURS.office_days_before(date(2026, 11, 29), 5) == date(2026, 11, 23)
    assert HOURS.office_days_after(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert HOURS.office_days_before(date(2026, 11, 29), 0) == date(2026, 11, 29)
    with pytest.raises(ValueError, match="zero or more"):
        HOURS.office_days_before(date(2026, 4, 28), -1)


@pytest.mark.parametrize(
    ("day", "closed"),
    [
        (date(2026, 1, 1), True),
        (date(2026, 4, 3), True),  # Good Friday: on the official list
        (date(2026, 4, 6), True),
        (date(2026, 4, 27), True),
        (date(2026, 5, 5), False),  # 5 May: once in five years
        (date(2025, 5, 5), True),
        (date(2026, 5, 14), True),
        (date(2026, 12, 26), True),
        (date(2026, 12, 31), False),
    ],
)
def test_dutch_public_holidays(day: date, closed: bool) -> None:
    assert dutch_public_holiday(day) is closed


def test_a_desk_that_never_opens_says_so_instead_of_searching_for_ever() -> None:
    hours = OfficeHours.parse(DEFAULT, AMSTERDAM, closed_on=lambda _: True)
    with pytest.raises(NeverOpen):
        hours.next_open(at("2026-11-24 09:30"))
    with pytest.raises(NeverOpen):
        hours.last_open_before(at("2026-11-24 09:30"))
    with pytest.raises(NeverOpen):
        hours.office_days_after(date(2026, 11, 24), 1)


def open_time(start: datetime, end: datetime) -> timedelta:
    """Open time between two instants, counted the slow way: day by day, span by span."""
    total, day = timedelta(0), HOURS.local_day(start)
    while day <= HOURS.local_day(end):
        for opening, closing in HOURS.spans(day):
            total += max(timedelta(0), min(closing, end) - max(opening, start))
        day += timedelta(days=1)
    return total


@given(instants, amounts)
def test_exactly_the_amount_of_open_time_lies_between_start_and_due(instant: datetime, amount: timedelta) -> None:
    assert open_time(instant, HOURS.add_office_time(instant, amount)) == amount


@given(instants, amounts, amounts)
def test_adding_twice_is_adding_the_sum(instant: datetime, first: timedelta, second: timedelta) -> None:
    twice = HOURS.add_office_time(HOURS.add_office_time(instant, first), second)
    assert HOURS.next_open(twice) == HOURS.next_open(HOURS.add_office_time(instant, first + second))


@given(instants)
def test_next_open_is_open_and_the_first(instant: datetime) -> None:
    opened = HOURS.next_open(instant)
    assert opened >= instant
    assert HOURS.is_open(opened)
    assert open_time(instant, opened) == timedelta(0)


@given(instants)
def test_what_is_said_early_is_said_on_an_office_day_and_never_late(instant: datetime) -> None:
    said = HOURS.last_open_before(instant)
    assert said <= instant
    assert HOURS.is_office_day(HOURS.local_day(said))


@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.integers(1, 40))
def test_office_days_before_and_after_are_each_others_way_back(day: date, count: int) -> None:
    back = HOURS.office_days_before(day, count)
    assert HOURS.is_office_day(back)
    if HOURS.is_office_day(day):
        assert HOURS.office_days_after(back, count) == day

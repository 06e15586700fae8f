"""When a customer must have been called back: wishes, office hours, weekends and holidays."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks.due import Window, due_at, next_attempt_at
from bot.desk.hours import OfficeHours
from bot.desk.policy import load

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", AMSTERDAM)
POLICY = load().callbacks


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def window(text: str) -> Window:
    start, end = text.split("/")
    return at(start), at(end)


@pytest.mark.parametrize(
    ("asked", "windows", "due"),
    [
        ("2026-11-24T09:30", [], "2026-11-24T14:00"),  # four office hours, lunch not counted
        ("2026-11-24T15:00", [], "2026-11-25T10:30"),
        ("2026-11-27T16:30", [], "2026-11-30T12:00"),  # over the weekend
        ("2026-12-24T15:00", [], "2026-12-28T10:30"),  # over Christmas and the weekend
        ("2026-11-28T11:00", [], "2026-11-30T12:30"),  # asked on a Saturday
        ("2026-11-24T09:30", ["2026-11-25T08:30/2026-11-25T12:00"], "2026-11-25T12:00"),
        ("2026-11-24T09:30", ["2026-11-26T08:30/2026-11-26T12:00", "2026-11-25T13:00/2026-11-25T14:00"],
         "2026-11-25T14:00"),
        ("2026-11-24T09:30", ["2026-11-24T08:30/2026-11-24T09:30", "2026-11-25T08:30/2026-11-25T12:00"],
         "2026-11-25T12:00"),
        ("2026-11-24T09:30", ["2026-11-23T08:30/2026-11-23T12:00"], "2026-11-24T14:00"),  # all over: as without a wish
        ("2026-11-24T09:30", ["2026-11-24T09:00/2026-11-24T10:00"], "2026-11-24T10:00"),
    ],
)  # fmt: skip
def test_due(asked: str, windows: list[str], due: str) -> None:
    assert due_at(at(asked), tuple(map(window, windows)), HOURS, POLICY) == at(due)


@pytest.mark.parametrize(
    ("now", "windows", "next_at"),
    [
        ("2026-11-24T09:30", [], "2026-11-24T11:30"),
        ("2026-11-24T16:00", [], "2026-11-25T09:30"),
        ("2026-12-24T16:00", [], "2026-12-28T09:30"),
        ("2026-11-24T09:30", ["2026-11-24T13:00/2026-11-24T15:00"], "2026-11-24T13:00"),  # the wish lies ahead
        ("2026-11-24T13:30", ["2026-11-24T13:00/2026-11-24T15:00"], "2026-11-24T14:00"),  # within it: half an hour on
        ("2026-11-24T14:50", ["2026-11-24T13:00/2026-11-24T15:00"], "2026-11-24T15:00"),  # and never after it
        ("2026-11-24T15:30", ["2026-11-24T13:00/2026-11-24T15:00"], "2026-11-25T09:00"),  # over: as without a wish
        ("2026-11-24T15:30", ["2026-11-24T13:00/2026-11-24T15:00", "2026-11-26T09:00/2026-11-26T10:00"],
         "2026-11-26T09:00"),
    ],
)  # fmt: skip
def test_next_attempt(now: str, windows: list[str], next_at: str) -> None:
    assert next_attempt_at(at(now), tuple(map(window, windows)), HOURS, POLICY) == at(next_at)


moments = st.integers(0, 500 * 24 * 60).map(lambda minutes: at("2026-01-01T00:00") + timedelta(minutes=minutes))
wishes = st.lists(st.tuples(moments, st.integers(1, 600)), max_size=4).map(
    lambda pairs: tuple((start, start + timedelta(minutes=length)) for start, length in pairs)
)


@given(moments, wishes)
def test_neither_lies_in_the_past(now: datetime, windows: tuple[Window, ...]) -> None:
    assert due_at(now, windows, HOURS, POLICY) > now
    assert next_attempt_at(now, windows, HOURS, POLICY) > now

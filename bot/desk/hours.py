"""Office hours: when somebody is at the desk, and how long until then.

Everything here is pure. Instants are aware datetimes; what comes out is in UTC. Days and clock times are those of the
desk's own zone, so a working day has the same clock times before and after a change of summer time; durations are real.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.holidays import Holidays, dutch_public_holiday

Spans = tuple[tuple[time, time], ...]

EXAMPLE = "mo-fr 08:30-12:30,13:00-17:00"
_DAY_NAMES = (
    ("mo", "mon", "monday", "ma", "maandag"),
    ("tu", "tue", "tuesday", "di", "dinsdag"),
    ("we", "wed", "wednesday", "wo", "woensdag"),
    ("th", "thu", "thursday", "do", "donderdag"),
    ("fr", "fri", "friday", "vr", "vrijdag"),
    ("sa", "sat", "saturday", "za", "zaterdag"),
    ("su", "sun", "sunday", "zo", "zondag"),
)
_DAY_NUMBERS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names}
_GROUP = re.compile(r"^(?P<days>[a-z][a-z,\s-]*?)\s+(?P<spans>\d[\d:.,\s-]*)$")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?$")
_SEARCH_DAYS = 400
"""How far to look for an open day. The longest real closure is days, so a year without one means wrong settings."""


class NeverOpen(ValueError):
    """No open moment within more than a year: the office hours and holidays leave nothing."""


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The weekly hours of the desk in its time zone, closed on holidays.

    `week` holds for Monday to Sunday the open spans, ordered and apart from each other; a span includes its start and
    excludes its end. Build one with `OfficeHours.parse`.
    """

    week: tuple[Spans, Spans, Spans, Spans, Spans, Spans, Spans]
    zone: ZoneInfo
    closed_on: Holidays = dutch_public_holiday

    @classmethod
    def parse(cls, text: str, zone: ZoneInfo | str, closed_on: Holidays = dutch_public_holiday) -> OfficeHours:
        """Read hours as written in `BALIE_OFFICE_HOURS`.

        Days (English or Dutch, two letters or more: mo-fr, ma-vr, "ma,wo,vr") then spans; day groups apart by ';':
        "ma-do 08:30-12:30,13:00-17:00; vr 09:00-12:00". Raises ValueError that names the wrong value and the way out.
        """
        week: dict[int, Spans] = {}
        for group in filter(None, (part.strip() for part in text.lower().split(";"))):
            match = _GROUP.match(group)
            if match is None:
                raise _wrong(text, f"{group!r} is not days followed by hours")
            spans = _parse_spans(match["spans"], text)
            for day in _parse_days(match["days"], text):
                if day in week:
                    raise _wrong(text, f"{_DAY_NAMES[day][2]} is named twice")
                week[day] = spans
        if not week:
            raise _wrong(text, "it names no day")
        monday, tuesday, wednesday, thursday, friday, saturday, sunday = (week.get(day, ()) for day in range(7))
        return cls((monday, tuesday, wednesday, thursday, friday, saturday, sunday), _zone(zone), closed_on)

    def is_office_day(self, day: date) -> bool:
        """Whether the desk opens at all on `day` (a day in the desk's zone)."""
        return bool(self.week[day.weekday()]) and not self.closed_on(day)

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The open spans of `day` in UTC, in order; empty on closed days."""
        if not self.is_office_day(day):
            return ()
        return tuple((self.at(day, start), self.at(day, end)) for start, end in self.week[day.weekday()])

    def day_span(self, day: date) -> tuple[datetime, datetime] | None:
        """Opening and closing of `day` in UTC, as if there were no lunch; None on closed days."""
        spans = self.spans(day)
        return (spans[0][0], spans[-1][1]) if spans else None

    def is_open(self, instant: datetime) -> bool:
        """Whether somebody is at the desk at `instant` (not during lunch, not on holidays)."""
        instant = _utc(instant)
        return any(start <= instant < end for start, end in self.spans(self.local_day(instant)))

    def next_open(self, instant: datetime) -> datetime:
        """The first open moment from `instant` on, in UTC: `instant` itself when open."""
        instant = _utc(instant)
        for start, end in self._spans_from(instant):
            if instant < end:
                return max(instant, start)
        raise NeverOpen(f"no office hours in the {_SEARCH_DAYS} days after {instant.isoformat()}")

    def add_office_time(self, instant: datetime, amount: timedelta) -> datetime:
        """The moment at which `amount` of open time has passed since `instant`, in UTC.

        Only open time counts: not lunch, nights, weekends or holidays. The result is never later than needed: an amount
        that ends exactly at closing time gives that closing time. Nothing to add gives `next_open`.
        """
        if amount < timedelta(0):
            raise ValueError(f"cannot count {amount} of office time back; give a positive amount")
        instant = self.next_open(instant)
        left = amount
        for start, end in self._spans_from(instant):
            begin = max(instant, start)
            if begin >= end:
                continue
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise NeverOpen(f"not {amount} of office hours in the {_SEARCH_DAYS} days after {instant.isoformat()}")

    def last_open_before(self, instant: datetime) -> datetime:
        """When to say what falls at `instant` without disturbing a night or weekend: in UTC, never later.

        Within an office day (lunch included) `instant` itself. Otherwise the opening of the last office day that began
        before: Sunday gives Friday morning, Tuesday 22:00 gives Tuesday morning, Tuesday 06:00 gives Monday morning.
        """
        instant = _utc(instant)
        day = self.local_day(instant)
        for _ in range(_SEARCH_DAYS):
            span = self.day_span(day)
            if span is not None and span[0] <= instant:
                return instant if instant < span[1] else span[0]
            day -= timedelta(days=1)
        raise NeverOpen(f"no office hours in the {_SEARCH_DAYS} days before {instant.isoformat()}")

    def office_days_before(self, day: date, count: int) -> date:
        """The office day that lies `count` office days before `day`; `day` itself, whatever it is, for 0."""
        return self._step(day, count, timedelta(days=-1))

    def office_days_after(self, day: date, count: int) -> date:
        """The office day that lies `count` office days after `day`; `day` itself, whatever it is, for 0."""
        return self._step(day, count, timedelta(days=1))

    def local_day(self, instant: datetime) -> date:
        """The calendar day of `instant` in the desk's zone."""
        return _aware(instant).astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant, in UTC, at which the desk's clock shows `clock` on `day` (the first time, when shown twice)."""
        return datetime.combine(day, clock, tzinfo=self.zone).astimezone(UTC)

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError(f"cannot count {count} office days; give zero or more")
        idle = 0
        while count:
            day += step
            count, idle = (count - 1, 0) if self.is_office_day(day) else (count, idle + 1)
            if idle > _SEARCH_DAYS:
                raise NeverOpen(f"no office day in the {_SEARCH_DAYS} days around {day.isoformat()}")
        return day

    def _spans_from(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans from the day of `instant` on; ends after a long stretch without any."""
        day, idle = self.local_day(instant), 0
        while idle <= _SEARCH_DAYS:
            spans = self.spans(day)
            idle = 0 if spans else idle + 1
            yield from spans
            day += timedelta(days=1)


def _parse_days(text: str, whole: str) -> list[int]:
    days: list[int] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        for name in (first, last) if dash else (first,):
            if name not in _DAY_NUMBERS:
                raise _wrong(whole, f"{name!r} is no day of the week")
        start, end = _DAY_NUMBERS[first], _DAY_NUMBERS[last if dash else first]
        days.extend((start + step) % 7 for step in range((end - start) % 7 + 1))
    return days


def _parse_spans(text: str, whole: str) -> Spans:
    spans: list[tuple[time, time]] = []
    for part in (part.strip() for part in text.split(",")):
        start_text, dash, end_text = part.partition("-")
        if not dash:
            raise _wrong(whole, f"{part!r} is not a span of two times")
        start, end = _parse_clock(start_text, whole), _parse_clock(end_text, whole)
        if end <= start:
            raise _wrong(whole, f"{part!r} ends before it begins")
        if spans and start < spans[-1][1]:
            raise _wrong(whole, f"{part!r} begins before the span in front of it ends")
        spans.append((start, end))
    return tuple(spans)


def _parse_clock(text: str, whole: str) -> time:
    match = _CLOCK.match(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise _wrong(whole, f"{text.strip()!r} is no time of day")
    return time(int(match[1]), int(match[2] or 0))


def _wrong(value: str, reason: str) -> ValueError:
    return ValueError(f"office hours {value!r}: {reason}; write them like {EXAMPLE!r}")


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    if isinstance(zone, ZoneInfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"time zone {zone!r} is not known; use a name like 'Europe/Amsterdam'") from error


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no time zone; office hours need an aware datetime")
    return instant


def _utc(instant: datetime) -> datetime:
    return _aware(instant).astimezone(UTC)

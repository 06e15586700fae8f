"""From spans to windows: made instants, cut to office hours and to now, without what was excluded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.callbacks.reading.model import Window
from bot.callbacks.reading.wish.words import AFTER_HOURS_END
from bot.desk.hours import OfficeHours

AROUND = timedelta(minutes=30)
_MAX_WINDOWS = 30


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch on one day in minutes after midnight, in `zone` when another than the desk's was named."""

    day: date
    lo: int | None
    hi: int | None
    point: bool = False
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Windows ready to show."""

    windows: tuple[Window, ...]
    point_time: datetime | None
    outside_office_hours: bool


def materialise(spans: Iterable[Span], excluded: Sequence[Span], now: datetime, hours: OfficeHours) -> Outcome:
    """Make instants of spans: clipped to now, to the office day where they touch it, and without what was excluded."""
    zone = hours.zone
    windows: list[Window] = []
    point_time: datetime | None = None
    outside = False
    for span in spans:
        window, moment, is_outside = _window(span, now, hours, zone)
        if moment is not None and point_time is None and moment >= now - AROUND:
            point_time = moment
        if window is None:
            continue
        kept = [window] if span.point else _without(window, [_bounds(item, hours, zone) for item in excluded])
        outside = outside or (is_outside and bool(kept))
        windows.extend(kept)
    return Outcome(_tidy(windows, zone)[:_MAX_WINDOWS], point_time.astimezone(zone) if point_time else None, outside)


def _window(
    span: Span, now: datetime, hours: OfficeHours, zone: ZoneInfo
) -> tuple[Window | None, datetime | None, bool]:
    office = hours.day_span(span.day)
    moment: datetime | None = None
    if span.point and span.lo is not None:
        moment = _at(span.day, span.lo, span.zone or zone)
        start, end = moment - AROUND, moment + AROUND
        inside = office is not None and office[0] <= moment <= office[1]
    else:
        start, end = _bounds(span, hours, zone)
        inside = office is not None and start < office[1] and office[0] < end
    if inside and office is not None:
        start, end = max(start, office[0]), min(end, office[1])
    start = max(start, now)
    return ((start, end) if end - start >= timedelta(minutes=1) else None), moment, not inside


def _bounds(span: Span, hours: OfficeHours, zone: ZoneInfo) -> Window:
    """The stretch in instants; an open side is opening or closing time, or a fair guess outside them."""
    office = hours.day_span(span.day)
    clock_zone = span.zone or zone
    if span.point and span.lo is not None:
        moment = _at(span.day, span.lo, clock_zone)
        return moment - AROUND, moment + AROUND
    opening = office[0] if office else _at(span.day, 8 * 60 + 30, zone)
    closing = office[1] if office else _at(span.day, 17 * 60, zone)
    start = _at(span.day, span.lo, clock_zone) if span.lo is not None else opening
    end = _at(span.day, span.hi, clock_zone) if span.hi is not None else closing
    if span.hi is None and start >= closing:
        end = max(_at(span.day, AFTER_HOURS_END, zone), start + timedelta(hours=2))
    if span.lo is None and end <= opening:
        start = end - timedelta(hours=1)
    return start, end


def _without(window: Window, excluded: Sequence[Window]) -> list[Window]:
    left = [window]
    for start, end in excluded:
        left = [
            part
            for begin, finish in left
            for part in ((begin, min(finish, start)), (max(begin, end), finish))
            if part[1] - part[0] >= timedelta(minutes=1)
        ]
    return left


def _tidy(windows: list[Window], zone: ZoneInfo) -> tuple[Window, ...]:
    merged: list[Window] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple((start.astimezone(zone), end.astimezone(zone)) for start, end in merged)


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    day += timedelta(days=minute // 1440)
    minute %= 1440
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone).astimezone(UTC)

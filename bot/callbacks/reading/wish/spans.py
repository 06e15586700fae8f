"""From groups of days and times to stretches on single days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.callbacks.reading.wish.calendar import Calendar, DayMention
from bot.callbacks.reading.wish.clock import TimeMention
from bot.callbacks.reading.wish.groups import Group
from bot.callbacks.reading.wish.windows import Span

_LATEST = ("before", "until")
_WHOLE_DAY = (0, 24 * 60 - 1)


def wished_spans(groups: Sequence[Group], calendar: Calendar, now_minute: int) -> list[Span]:
    """Every stretch that the groups name; times without a day are for the coming five office days."""
    return [span for group in groups for span in _group_spans(group, calendar, now_minute)]


def _group_spans(group: Group, calendar: Calendar, now_minute: int) -> list[Span]:
    times = [time for time in group.times if not time.whole] or group.times
    prefix = _prefix(group.days)
    dates = _dates(group, calendar, timed=bool(times))
    if not dates:
        if all(time.whole for time in times):
            return []
        dates = _dates_without_day(times, calendar, now_minute)
    spans: list[Span] = []
    for day in dates:
        if not times or (prefix in _LATEST and day != dates[-1] and any(time.point or time.hi for time in times)):
            spans.append(Span(day, None, None))
        else:
            spans.extend(_span(day, time, prefix, first=day == dates[0]) for time in times)
    return spans


def _span(day: date, time: TimeMention, prefix: str, *, first: bool) -> Span:
    if time.whole:
        return Span(day, None, None)
    if time.point and prefix in _LATEST:
        return Span(day, None, time.lo, zone=time.zone)
    if time.point and prefix == "from":
        return Span(day, time.lo if first else None, None, zone=time.zone)
    return Span(day, time.lo, time.hi, time.point, time.zone)


def _dates(group: Group, calendar: Calendar, *, timed: bool) -> tuple[date, ...]:
    """The days meant, with a word like "voor", "uiterlijk", "vanaf" or "na" before them reckoned with."""
    dates, prefix = group.dates(), _prefix(group.days)
    if not dates or not prefix:
        return dates
    if prefix in _LATEST:
        end_of_week = {day.weekday() for day in dates} == {3, 4}
        last = dates[-1] if timed or prefix == "until" or end_of_week else dates[0] - timedelta(days=1)
        return calendar.between(calendar.today, max(last, calendar.today))
    return calendar.default_days(5, dates[-1] + timedelta(days=1) if prefix == "after" else dates[0])


def _dates_without_day(times: Sequence[TimeMention], calendar: Calendar, now_minute: int) -> tuple[date, ...]:
    """Today for what counts from now, today or the next office day for a moment, else five office days."""
    if any(time.from_now for time in times):
        return (calendar.today,)
    if all(time.point for time in times):
        later = any((time.lo or 0) >= now_minute for time in times)
        return calendar.default_days(1) if later else calendar.default_days(2)[1:]
    return calendar.default_days()


def excluded_spans(groups: Sequence[Group], dates: Sequence[date]) -> list[Span]:
    """The stretches to leave out, of which those without a day lie on every one of `dates`."""
    spans: list[Span] = []
    for group in groups:
        days, prefix = group.dates(), _prefix(group.days)
        if days and not group.times:
            if prefix in _LATEST:
                days = tuple(day for day in dates if day < days[0])
            elif prefix in ("from", "after"):
                first = days[0] + timedelta(days=prefix == "after")
                days = tuple(day for day in dates if day >= first)
            spans.extend(Span(day, *_WHOLE_DAY) for day in {*days, *_same_weekdays(group, dates)})
        else:
            spans.extend(_hole(day, time) for day in days or dates for time in group.times)
    return spans


def _same_weekdays(group: Group, dates: Sequence[date]) -> list[date]:
    """A weekday without a date is left out wherever it comes, today as well."""
    named = {mention.weekday for mention in group.days if mention.weekday is not None and not mention.prefix}
    return [day for day in dates if day.weekday() in named]


def _hole(day: date, time: TimeMention) -> Span:
    if time.whole:
        return Span(day, *_WHOLE_DAY)
    if time.point:
        return Span(day, time.lo, None, point=True, zone=time.zone)
    lo, hi = _WHOLE_DAY
    return Span(day, time.lo if time.lo is not None else lo, time.hi if time.hi is not None else hi, zone=time.zone)


def _prefix(days: Sequence[DayMention]) -> str:
    return next((mention.prefix for mention in days if mention.prefix), "")

"""Which times of day go with which days, within a sentence and over the sentences of a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from bot.callbacks.reading.wish.calendar import DayMention
from bot.callbacks.reading.wish.clock import TimeMention


@dataclass(slots=True)
class Group:
    """Days with the times of day that belong to them; either may be missing."""

    days: list[DayMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    times_first: bool = False

    def dates(self) -> tuple[date, ...]:
        """The days meant; a whole week gives way to days named inside it."""
        mentions = [mention for mention in self.days if not mention.daily] or self.days
        exact = {day for mention in mentions if not mention.coarse for day in mention.days}
        found = set(exact)
        for mention in mentions:
            if mention.coarse and not (exact & set(mention.days)):
                found.update(mention.days)
        return tuple(sorted(found))


def grouped(text: str, mentions: Sequence[DayMention | TimeMention]) -> list[Group]:
    """Which times go with which days: "woensdag tussen 10 en 12 of donderdag na 3", "na 3 op maandag of dinsdag"."""
    groups: list[Group] = []
    current = Group()
    last_was_time = False
    for mention in mentions:
        if isinstance(mention, DayMention):
            within = mention.days and all(day.coarse and set(mention.days) < set(day.days) for day in current.days)
            if current.days and current.times and last_was_time and not current.times_first and not within:
                groups.append(current)
                current = Group()
            if (
                current.days
                and (mention.prefix != current.days[-1].prefix)
                and (mention.prefix or current.days[-1].prefix)
            ):
                groups.append(current)
                current = Group()
            current.times_first = current.times_first or (bool(current.times) and not current.days)
            current.days.append(mention)
            last_was_time = False
        else:
            if current.times_first and len(current.days) > 1 and not last_was_time:
                day = current.days.pop()
                groups.append(current)
                current = Group(days=[day])
            current.times.append(mention)
            last_was_time = True
    if current.days or current.times:
        groups.append(current)
    for group in groups:
        gaps = [
            "",
            *(text[first.end : second.start] for first, second in pairwise(group.times)),
        ]
        group.times = _merged(group.times, gaps)
    return groups


def settle(groups: list[Group]) -> list[Group]:
    """Put together what was said in several sentences: a day here, a time there."""
    settled: list[Group] = []
    for group in groups:
        previous = next((other for other in reversed(settled) if other.days), None)
        if not group.days and previous is not None:
            if group.times and all(time.whole for time in group.times) and previous.times:
                continue
            narrowing = previous.times and all(time.daypart for time in previous.times)
            previous.times = group.times if not previous.times or narrowing else [*previous.times, *group.times]
        elif group.days and not group.times and settled and not any(other.days for other in settled):
            settled[-1].days = group.days
        else:
            settled.append(group)
    _intersect(settled)
    return [group for group in settled if not _said_again(group, settled)]


def _intersect(groups: list[Group]) -> None:
    """Of two stretches of days ("de komende dagen … ik werk ma t/m do") only the days in both count."""
    loose = [
        group for group in groups if group.days and all(mention.coarse and not mention.prefix for mention in group.days)
    ]
    if len(loose) < 2:
        return
    common = set(loose[0].dates()).intersection(*(group.dates() for group in loose[1:]))
    if common:
        for group in loose:
            group.days = [replace(group.days[0], days=tuple(sorted(common)))]


def _said_again(group: Group, groups: Sequence[Group]) -> bool:
    """A day without a time that another group names with a time, or a week in which another names a day."""
    if group.times or not group.days:
        return False
    dates = set(group.dates())
    coarse = all(mention.coarse for mention in group.days)
    for other in groups:
        if other is group or not other.days:
            continue
        theirs = set(other.dates())
        if (other.times and dates <= theirs) or (coarse and theirs < dates):
            return True
    return False


def complete(main: list[Group], extra: list[Group]) -> list[Group]:
    """Fill in the day or the time that the main source lacks from the other source."""
    if not main:
        return extra
    if not extra:
        return main
    has_days, has_times = any(group.days for group in main), any(group.times for group in main)
    if has_days and has_times:
        return main
    if not has_days:
        days = [mention for group in extra for mention in group.days]
        return [Group(days=days, times=group.times) for group in main] if days else main
    times = [time for group in extra for time in group.times]
    return [Group(days=group.days, times=times) for group in main] if times else main


def _merged(times: Sequence[TimeMention], text_between: Sequence[str]) -> list[TimeMention]:
    """Times said one after another: "vrijdagmiddag na drieen" narrows, "om tien of om twee" widens."""
    merged: list[TimeMention] = []
    for index, mention in enumerate(times):
        if merged and not mention.whole:
            narrowed = _narrow(merged[-1], mention, text_between[index] if index < len(text_between) else "")
            if narrowed is not None:
                merged[-1] = narrowed
                continue
        merged.append(mention)
    return [mention for mention in merged if not mention.whole] or merged[:1]


def _narrow(first: TimeMention, second: TimeMention, between: str) -> TimeMention | None:
    if first.whole:
        return second
    between = between.replace("uur of", "")
    either = any(word in (" of ", " or ") for word in (f" {part} " for part in between.split()))
    if first.point and second.point:
        return None
    if first.point or second.point:
        point, span = (first, second) if first.point else (second, first)
        inside = span.daypart and (span.lo or 0) <= (point.lo or 0) <= (span.hi or 1440)
        if (
            span.daypart
            and not inside
            and point.lo is not None
            and point.lo + 720 <= 1440
            and (span.lo or 0) <= point.lo + 720 <= (span.hi or 1440)
        ):
            return replace(point, lo=point.lo + 720)
        return point if inside and not either else None
    lo = max((value for value in (first.lo, second.lo) if value is not None), default=None)
    hi = min((value for value in (first.hi, second.hi) if value is not None), default=None)
    if lo is not None and hi is not None and lo >= hi:
        return None
    if either or (
        first.lo is not None
        and first.hi is not None
        and second.lo is not None
        and second.hi is not None
        and not first.daypart
        and not second.daypart
    ):
        return None
    if not (first.daypart or second.daypart or (first.hi is None) != (second.hi is None)):
        return None
    return TimeMention(
        first.start, second.end, lo, hi, daypart=first.daypart and second.daypart, zone=first.zone or second.zone
    )

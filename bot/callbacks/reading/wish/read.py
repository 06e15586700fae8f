"""Reads the wish from the sentences of a ticket and from its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.callbacks.reading.fields import Form
from bot.callbacks.reading.language import Language
from bot.callbacks.reading.model import WEEKDAYS, Weekday
from bot.callbacks.reading.text import Sentence, Source
from bot.callbacks.reading.wish import words
from bot.callbacks.reading.wish.clock import MARK, TimeMention, find_times
from bot.callbacks.reading.wish.days import Calendar, DayMention, find_days
from bot.callbacks.reading.wish.relevance import Stance, is_bare, is_for_first_number, pieces, stance
from bot.callbacks.reading.wish.windows import Group, Outcome, Span, days_for, materialise, merge_times
from bot.desk.hours import OfficeHours

_GREETING = re.compile(r"\bgoede(?:n)?[ ]?(?:morgen|middag|avond|dag|ndag)\b|\bgood (?:morning|afternoon|evening|day)\b|\bdinsdag(?=markt)")
_ISO_TIME = re.compile(r"(?<=\d\d\d\d-\d\d-\d\d)[t](?=\d\d:\d\d)")
_ISO_ZULU = re.compile(r"(?<=\d\d:\d\d)z\b")
_OTHERS_CLOCK = re.compile(r"\bfor me\b|\bvoor mij\b|\bhere\b|\bhier\b|\bmy time\b|\bmijn tijd\b")
_DIGIT_KEEPER: Final = "¤"
_MAX_MENTIONS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Words that say when (or when not), for the evidence."""

    kind: str
    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wish:
    """When the writer wants to be called."""

    outcome: Outcome
    excluded_weekdays: tuple[Weekday, ...]
    found: tuple[Found, ...]
    stated: bool


@dataclass(slots=True)
class _Item:
    mention: DayMention | TimeMention
    stance: Stance


@dataclass(slots=True)
class _Reading:
    groups: list[Group] = field(default_factory=list)
    excluded: list[Group] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    last_days: tuple[date, ...] = ()


class _Reader:
    """One ticket's reading: the calendar, the language and what was found so far."""

    def __init__(self, now: datetime, hours: OfficeHours, language: Language) -> None:
        self.now = now
        self.hours = hours
        self.zone: ZoneInfo = hours.zone
        self.language = language
        local = now.astimezone(self.zone)
        self.calendar = Calendar(local.date(), hours)
        self.now_minute = local.hour * 60 + local.minute
        self.place_zone: str | None = None

    def read(self, sentences: Sequence[Sentence], trusted: bool = False) -> _Reading:
        """Groups of wished and of excluded times, sentence by sentence."""
        reading = _Reading()
        maybe: list[Group] = []
        context: list[Group] = []
        for sentence in sentences:
            text = _without_iso(_GREETING.sub(lambda match: "_" * len(match[0]), sentence.text))
            items = self._items(text, reading, trusted)
            if not items:
                continue
            for wanted, target in (("wish", reading.groups), ("exclude", reading.excluded), ("maybe", maybe), ("context", context)):
                chosen = [item.mention for item in items if item.stance == wanted]
                target.extend(_grouped(text, chosen))
                kind = {"wish": "wish", "exclude": "excluded"}.get(wanted)
                if kind:
                    reading.found.extend(
                        Found(kind, sentence.source, sentence.start + item.start, sentence.start + item.end) for item in chosen
                    )
        if not reading.groups:
            reading.groups = maybe
        elif not any(group.days for group in reading.groups):
            _on_the_day_named(reading.groups, [*maybe, *context], self.calendar.today)
        return reading

    def _items(self, text: str, reading: _Reading, trusted: bool) -> list[_Item]:
        days = find_days(text, self.language, self.calendar)[:_MAX_MENTIONS]
        marked = text
        for day in days:
            marked = marked[: day.start] + MARK * (day.end - day.start) + marked[day.end :]
        foreign = next((zone for pattern, zone in words.ZONES if pattern.search(text)), None)
        self.place_zone = next((zone for pattern, zone in words.PLACES if pattern.search(text)), self.place_zone)
        if foreign is None and self.place_zone is not None and words.THEIR_CLOCK.search(text):
            foreign = self.place_zone
        times = find_times(_ISO_ZULU.sub(" ", marked), self.language, self.now_minute)[:_MAX_MENTIONS]
        times = self._in_local_time(text, times, foreign)
        times = [self._after_tomorrow(time, days) for time in times]
        mentions: list[DayMention | TimeMention] = sorted([*days, *times], key=lambda mention: mention.start)
        if not mentions:
            return []
        if is_for_first_number(text):
            times, mentions = [], [mention for mention in mentions if isinstance(mention, DayMention)]
        for time in times:
            marked = marked[: time.start] + MARK * (time.end - time.start) + marked[time.end :]
        spans = pieces(marked)
        items = [_Item(mention, "wish" if trusted else _stance(marked, spans, mention, mentions)) for mention in mentions]
        if not trusted:
            _inherit(marked, spans, items)
        for item in items:
            mention = item.mention
            if isinstance(mention, DayMention):
                if mention.anaphor:
                    item.mention = replace(mention, days=reading.last_days, anaphor=False)
                    item.stance = item.stance if reading.last_days else "ignore"
                elif mention.days:
                    reading.last_days = mention.days
        return items

    def _in_local_time(self, text: str, times: list[TimeMention], foreign: str | None) -> list[TimeMention]:
        local = words.LOCAL_ZONE.search(text)
        clocks = [time for time in times if not time.daypart and not time.whole]
        if local is not None and len(clocks) > 1 and (foreign or _OTHERS_CLOCK.search(text)):
            nearest = min(clocks, key=lambda time: min(abs(time.end - local.start()), abs(local.end() - time.start)))
            return [time for time in times if time is nearest]
        if foreign and local is None:
            return [replace_zone(time, ZoneInfo(foreign)) if time in clocks and not time.from_now else time for time in times]
        return times

    def _after_tomorrow(self, time: TimeMention, days: Sequence[DayMention]) -> TimeMention:
        """"morgenmiddag" and "tomorrow afternoon" begin at one, by the desk's convention."""
        if not (time.daypart and time.lo == 720 and time.hi is None):
            return time
        tomorrow = self.calendar.default_days(1)[0].fromordinal(self.calendar.today.toordinal() + 1)
        beside = any(day.days == (tomorrow,) and day.weekday is None and not day.fixed and 0 <= time.start - day.end <= 1 for day in days)
        return replace(time, lo=780) if beside else time

    def spans(self, groups: Sequence[Group], texts: bool = True) -> list[Span]:
        """Every stretch that the groups name; times without a day are for the coming five office days."""
        del texts
        return [span for group in groups for span in self._group_spans(group)]

    def _group_spans(self, group: Group) -> list[Span]:
        times = [time for time in group.times]
        timed = [time for time in times if not time.whole] or times
        prefix = next((mention.prefix for mention in group.days if mention.prefix), "")
        dates = days_for(group.days, self.calendar, deadline=bool(timed) or prefix == "before" and _said_latest(group))
        if not dates:
            dates = self._dates_without_day(timed)
        if not dates or (not group.days and all(time.whole for time in timed) and not any(time.hi is None and time.whole and time.lo is None and time.prefix == "eod" for time in timed)):
            return []
        spans: list[Span] = []
        for day in dates:
            last = day == dates[-1]
            if not timed:
                spans.append(Span(day, None, None))
            elif prefix in ("before", "until") and not last and any(time.point or time.hi for time in timed):
                spans.append(Span(day, None, None))
            else:
                for time in timed:
                    if prefix in ("before", "until") and time.point:
                        spans.append(Span(day, None, time.lo, zone=_zone_of(time)))
                    elif prefix == "from" and time.point:
                        spans.append(Span(day, time.lo if day == dates[0] else None, None, zone=_zone_of(time)))
                    elif time.whole:
                        spans.append(Span(day, None, None))
                    else:
                        spans.append(Span(day, time.lo, time.hi, time.point, _zone_of(time)))
        return spans

    def _dates_without_day(self, times: Sequence[TimeMention]) -> tuple[date, ...]:
        if any(time.from_now for time in times):
            return (self.calendar.today,)
        if times and all(time.point for time in times):
            later = [time for time in times if (time.lo or 0) >= self.now_minute]
            return self.calendar.default_days(1) if later else self.calendar.default_days(2)[1:]
        return self.calendar.default_days() if times else ()


@dataclass(frozen=True, slots=True)
class _ZonedTime(TimeMention):
    zone: ZoneInfo | None = None


def replace_zone(time: TimeMention, zone: ZoneInfo) -> TimeMention:
    """The same time, on another zone's clock."""
    return _ZonedTime(
        time.start, time.end, time.lo, time.hi, time.point, time.daypart, time.from_now, time.whole, time.local, time.prefix, zone
    )  # fmt: skip


def _zone_of(time: TimeMention) -> ZoneInfo | None:
    return time.zone if isinstance(time, _ZonedTime) else None


def _said_latest(group: Group) -> bool:
    return False if not group.days else any(mention.prefix == "until" for mention in group.days)


def _without_iso(text: str) -> str:
    return _ISO_TIME.sub(" ", text)


def _stance(marked: str, spans: Sequence[tuple[int, int]], mention: DayMention | TimeMention, mentions: Sequence[DayMention | TimeMention]) -> Stance:
    piece = next((span for span in spans if span[0] <= mention.start < span[1]), (0, len(marked)))
    times = any(isinstance(other, TimeMention) and piece[0] <= other.start < piece[1] for other in mentions)
    return stance(marked, piece, mention.start, mention.end, isinstance(mention, DayMention) and not times)


def _inherit(marked: str, spans: Sequence[tuple[int, int]], items: list[_Item]) -> None:
    """A clause of nothing but times follows its neighbour: "maandag, woensdag en vrijdag werk ik niet"."""
    for first, second in zip(items, items[1:], strict=False):
        # "de afspraak van morgen 10 uur": the hour goes where its day goes
        day_and_time = isinstance(first.mention, DayMention) and isinstance(second.mention, TimeMention)
        if day_and_time and first.stance == "ignore" and re.fullmatch(r"\s*(?:om|at|,|rond)?\s*", marked[first.mention.end : second.mention.start]):
            second.stance = "ignore"
    by_piece: list[tuple[tuple[int, int], list[_Item]]] = [
        (span, [item for item in items if span[0] <= item.mention.start < span[1]]) for span in spans
    ]
    for index, (span, inside) in enumerate(by_piece):
        if not inside or not is_bare(marked, span):
            continue
        before = by_piece[index - 1][1] if index else []
        after = by_piece[index + 1][1] if index + 1 < len(by_piece) else []
        source = None
        if before and before[-1].stance in ("exclude", "ignore") and re.search(r"[§]\s*$", marked[: by_piece[index - 1][0][1]]):
            source = before[-1].stance if _kinds(before) == _kinds(inside) else None
        elif after and _kinds(inside) & _kinds(after) and after[0].stance in ("exclude", "ignore") and re.match(r"\s*[§]", marked[by_piece[index + 1][0][0] :]):
            source = after[0].stance
        if source is not None:
            for item in inside:
                item.stance = source


def _on_the_day_named(groups: Sequence[Group], others: Sequence[Group], today: date) -> None:
    """A date named for something else is the day of the call when the ask has only a time of day."""
    dates = [mention for group in others for mention in group.days if mention.fixed and min(mention.days) >= today]
    if len(dates) == 1:
        for group in groups:
            group.days = dates


def _kinds(items: Sequence[_Item]) -> set[type]:
    return {DayMention if isinstance(item.mention, DayMention) else TimeMention for item in items}


def _grouped(text: str, mentions: Sequence[DayMention | TimeMention]) -> list[Group]:
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
            if current.days and (mention.prefix != current.days[-1].prefix) and (mention.prefix or current.days[-1].prefix):
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
        gaps = ["", *(text[first.end : second.start] for first, second in zip(group.times, group.times[1:], strict=False))]
        zones = {(_time.start): _zone_of(_time) for _time in group.times}
        merged = merge_times(group.times, gaps)
        group.times = [replace_zone(time, zone) if (zone := zones.get(time.start)) and not isinstance(time, _ZonedTime) else time for time in merged]
    return groups


def _settle(groups: list[Group]) -> list[Group]:
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
    """"de komende dagen … ik werk ma t/m do": two stretches of days, of which only the days in both count."""
    loose = [group for group in groups if group.days and all(mention.coarse and not mention.prefix for mention in group.days)]
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
        if other.times and dates <= theirs or coarse and theirs < dates:
            return True
    return False


def _complete(main: list[Group], extra: list[Group]) -> list[Group]:
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
        return [replace_days(group, days) for group in main] if days else main
    times = [time for group in extra for time in group.times]
    return [replace_times(group, times) for group in main] if times else main


def replace_days(group: Group, days: list[DayMention]) -> Group:
    """The group on other days."""
    return Group(days=days, times=group.times)


def replace_times(group: Group, times: list[TimeMention]) -> Group:
    """The group at other times."""
    return Group(days=group.days, times=times)


def read_wish(
    sentences: Sequence[Sentence], form: Form, now: datetime, hours: OfficeHours, language: Language
) -> Wish:
    """When to call. `sentences` have telephone numbers blanked; the text beats the subject, both beat the form."""
    reader = _Reader(now, hours, language)
    subject = reader.read([sentence for sentence in sentences if sentence.source == "subject"])
    body = reader.read([sentence for sentence in sentences if sentence.source == "text" and not sentence.in_signature])
    remarks = reader.read([sentence for sentence in sentences if sentence.source == "fields"])
    form_groups = reader.read(_form_sentences(form), trusted=True).groups
    groups = _complete(_settle(body.groups), _settle(subject.groups))
    groups = _complete(groups, _settle(remarks.groups))
    groups = _complete(groups, _settle(form_groups))
    excluded = [*subject.excluded, *body.excluded, *remarks.excluded]
    dates = {day for group in groups for day in group.dates()} or set(reader.calendar.default_days())
    removed = _removed(reader, excluded, sorted(dates))
    spans = reader.spans(groups)
    if not spans and removed and not groups:
        spans = [Span(day, None, None) for day in reader.calendar.default_days()]
    outcome = materialise(spans, removed, now, hours, reader.zone)
    weekdays = sorted({
        mention.weekday for group in excluded if not group.times for mention in group.days if mention.weekday is not None and not mention.prefix
    })  # fmt: skip
    found = (*subject.found, *body.found, *remarks.found)
    return Wish(outcome, tuple(WEEKDAYS[weekday] for weekday in weekdays), found, bool(groups or removed))


def _removed(reader: _Reader, excluded: Sequence[Group], dates: Sequence[date]) -> list[Span]:
    spans: list[Span] = []
    for group in excluded:
        days = group.dates()
        prefix = next((mention.prefix for mention in group.days if mention.prefix), "")
        if days and prefix in ("until", "before") and not group.times:
            spans.extend(Span(day, 0, 1439) for day in dates if day < days[0])
        elif days and prefix == "from" and not group.times:
            spans.extend(Span(day, 0, 1439) for day in dates if day >= days[0])
        elif days and not group.times:
            spans.extend(Span(day, 0, 1439) for day in days)
        else:
            for day in days or dates:
                spans.extend(_hole(day, time) for time in group.times)
    return spans


def _hole(day: date, time: TimeMention) -> Span:
    if time.whole:
        return Span(day, 0, 1439)
    if time.point:
        return Span(day, time.lo, None, point=True)
    return Span(day, time.lo if time.lo is not None else 0, time.hi if time.hi is not None else 1439)


def _form_sentences(form: Form) -> list[Sentence]:
    time = form.time
    if re.fullmatch(r"\d{1,2}", time):
        time = f"om {time} uur"
    time = re.sub(r"(?<=\d)\s*h\b", " uur", time)
    whole = " , ".join(part for part in (form.day, time) if part)
    return [Sentence("fields", 0, whole)] if whole else []

"""From sentences to groups: finds days and times, and keeps those that are about the call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal
from zoneinfo import ZoneInfo

from bot.callbacks.reading.language import Language
from bot.callbacks.reading.text import Sentence, Source
from bot.callbacks.reading.wish import words
from bot.callbacks.reading.wish.calendar import Calendar, DayMention
from bot.callbacks.reading.wish.clock import MARK, TimeMention, find_times
from bot.callbacks.reading.wish.days import find_days
from bot.callbacks.reading.wish.groups import Group, grouped
from bot.callbacks.reading.wish.relevance import Stance, is_bare, is_for_first_number, pieces, stance
from bot.desk.hours import OfficeHours

_GREETING = re.compile(
    r"\b(?:goede(?:n)?[ ]?(?:morgen|middag|avond|dag|ndag)|good (?:morning|afternoon|evening|day))\b"
)
_ISO_TIME = re.compile(r"(?<=\d\d\d\d-\d\d-\d\d)[t](?=\d\d:\d\d)")
_ISO_ZULU = re.compile(r"(?<=\d\d:\d\d)z\b")
_OTHERS_CLOCK = re.compile(r"\bfor me\b|\bvoor mij\b|\bhere\b|\bhier\b|\bmy time\b|\bmijn tijd\b")
_MAX_MENTIONS = 40

Mention = DayMention | TimeMention
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that say when, or when not, for the evidence."""

    kind: Literal["wish", "excluded"]
    source: Source
    start: int
    end: int


@dataclass(slots=True)
class Reading:
    """What some sentences say: groups that are wished, groups that are excluded, and the words."""

    groups: list[Group] = field(default_factory=list)
    excluded: list[Group] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    last_days: tuple[date, ...] = ()


@dataclass(slots=True)
class _Item:
    mention: Mention
    stance: Stance


class WishReader:
    """Reads the sentences of one ticket, with the calendar, the clock and the language of that ticket."""

    def __init__(self, now: datetime, hours: OfficeHours, language: Language) -> None:
        local = now.astimezone(hours.zone)
        self.calendar = Calendar(local.date(), hours)
        self.now_minute = local.hour * 60 + local.minute
        self._language: Language = language
        self._place_zone: str | None = None

    def read(self, sentences: Sequence[Sentence], *, trusted: bool = False) -> Reading:
        """Groups sentence by sentence; `trusted` text, a form's time field, is about the call whatever it says."""
        reading = Reading()
        maybe: list[Group] = []
        context: list[Group] = []
        targets: tuple[tuple[Stance, list[Group]], ...] = (
            ("wish", reading.groups),
            ("exclude", reading.excluded),
            ("maybe", maybe),
            ("context", context),
        )
        for sentence in sentences:
            text = _ISO_TIME.sub(" ", _GREETING.sub(lambda match: "_" * len(match[0]), sentence.text))
            items = self._items(text, reading, trusted=trusted)
            for wanted, target in targets:
                target.extend(grouped(text, [item.mention for item in items if item.stance == wanted]))
            reading.found.extend(_found(sentence, items))
        if not reading.groups:
            reading.groups = maybe
        elif not any(group.days for group in reading.groups):
            _on_the_day_named(reading.groups, [*maybe, *context], self.calendar.today)
        return reading

    def _items(self, text: str, reading: Reading, *, trusted: bool) -> list[_Item]:
        days = find_days(text, self._language, self.calendar)[:_MAX_MENTIONS]
        marked = _mark(text, days)
        times = find_times(_ISO_ZULU.sub(" ", marked), self._language, self.now_minute)[:_MAX_MENTIONS]
        if is_for_first_number(text):
            times = []
        times = [self._after_tomorrow(time, days) for time in self._on_their_clock(text, times)]
        mentions: list[Mention] = sorted([*days, *times], key=lambda mention: mention.start)
        marked = _mark(marked, times)
        spans = pieces(marked)
        items = [_Item(mention, "wish" if trusted else _stance(marked, spans, mention, times)) for mention in mentions]
        if not trusted:
            _inherit(marked, spans, items)
        for item in items:
            if isinstance(item.mention, DayMention):
                _remember(item, item.mention, reading)
        return items

    def _on_their_clock(self, text: str, times: list[TimeMention]) -> list[TimeMention]:
        """Times on another zone's clock; of a time said on two clocks only the one on the desk's."""
        zone = next((name for pattern, name in words.ZONES if pattern.search(text)), None)
        self._place_zone = next((name for pattern, name in words.PLACES if pattern.search(text)), self._place_zone)
        if zone is None and self._place_zone is not None and words.THEIR_CLOCK.search(text):
            zone = self._place_zone
        local = words.LOCAL_ZONE.search(text)
        clocks = [time for time in times if not (time.daypart or time.whole or time.from_now)]
        if local is not None and len(clocks) > 1 and (zone or _OTHERS_CLOCK.search(text)):
            at, to = local.span()
            return [min(clocks, key=lambda time: min(abs(time.end - at), abs(to - time.start)))]
        if zone is not None and local is None:
            return [replace(time, zone=ZoneInfo(zone)) if time in clocks else time for time in times]
        return times

    def _after_tomorrow(self, time: TimeMention, days: Sequence[DayMention]) -> TimeMention:
        """The desk's convention: "morgenmiddag" and "tomorrow afternoon" begin at one, other afternoons at noon."""
        if not (time.daypart and time.lo == words.NOON and time.hi is None):
            return time
        tomorrow = self.calendar.today + timedelta(days=1)
        beside = any(
            day.days == (tomorrow,) and day.weekday is None and not day.fixed and 0 <= time.start - day.end <= 1
            for day in days
        )
        return replace(time, lo=words.NOON + 60) if beside else time


def _mark(text: str, mentions: Sequence[Mention]) -> str:
    for mention in mentions:
        text = text[: mention.start] + MARK * (mention.end - mention.start) + text[mention.end :]
    return text


def _found(sentence: Sentence, items: Sequence[_Item]) -> list[Found]:
    return [
        Found(
            "wish" if item.stance == "wish" else "excluded",
            sentence.source,
            sentence.start + item.mention.start,
            sentence.start + item.mention.end,
        )
        for item in items
        if item.stance in ("wish", "exclude")
    ]


def _remember(item: _Item, mention: DayMention, reading: Reading) -> None:
    """The day meant by "die dag" is the one that was named last."""
    if not mention.anaphor:
        reading.last_days = mention.days or reading.last_days
    elif reading.last_days:
        item.mention = replace(mention, days=reading.last_days, anaphor=False)
    else:
        item.stance = "ignore"


def _stance(marked: str, spans: Sequence[Piece], mention: Mention, times: Sequence[TimeMention]) -> Stance:
    piece = next((span for span in spans if span[0] <= mention.start < span[1]), (0, len(marked)))
    timed = any(piece[0] <= time.start < piece[1] for time in times)
    return stance(marked, piece, mention.start, mention.end, isinstance(mention, DayMention) and not timed)


def _inherit(marked: str, spans: Sequence[Piece], items: Sequence[_Item]) -> None:
    """A clause of nothing but times follows its neighbour: "maandag, woensdag en vrijdag werk ik niet"."""
    for first, second in pairwise(items):
        # "de afspraak van morgen 10 uur": the hour goes where its day goes
        day_and_time = isinstance(first.mention, DayMention) and isinstance(second.mention, TimeMention)
        between = marked[first.mention.end : second.mention.start]
        if day_and_time and first.stance == "ignore" and re.fullmatch(r"\s*(?:om|at|,|rond)?\s*", between):
            second.stance = "ignore"
    clauses = [(span, [item for item in items if span[0] <= item.mention.start < span[1]]) for span in spans]
    nothing: tuple[Piece, list[_Item]] = ((0, 0), [])
    for index, (span, inside) in enumerate(clauses):
        if inside and is_bare(marked, span):
            before = clauses[index - 1] if index else nothing
            after = clauses[index + 1] if index + 1 < len(clauses) else nothing
            taken = _neighbours_stance(marked, before, inside, after)
            for item in inside:
                item.stance = taken or item.stance


def _neighbours_stance(
    marked: str, before: tuple[Piece, list[_Item]], inside: Sequence[_Item], after: tuple[Piece, list[_Item]]
) -> Stance | None:
    """The stance of the clause before when that ends with a time, else of the clause after when it begins with one."""
    if (
        before[1]
        and before[1][-1].stance in ("exclude", "ignore")
        and re.search(rf"{MARK}\s*$", marked[: before[0][1]])
    ):
        return before[1][-1].stance if _kinds(before[1]) == _kinds(inside) else None
    if after[1] and after[1][0].stance in ("exclude", "ignore") and re.match(rf"\s*{MARK}", marked[after[0][0] :]):
        return after[1][0].stance if _kinds(inside) & _kinds(after[1]) else None
    return None


def _kinds(items: Sequence[_Item]) -> set[type]:
    return {type(item.mention) for item in items}


def _on_the_day_named(groups: Sequence[Group], others: Sequence[Group], today: date) -> None:
    """A date named for something else is the day of the call when the ask has only a time of day."""
    dates = [mention for group in others for mention in group.days if mention.fixed and min(mention.days) >= today]
    if len(dates) == 1:
        for group in groups:
            group.days = dates

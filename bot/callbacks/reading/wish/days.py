"""The days named in a sentence: expressions of the table, short names, and what they mean beside each other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.callbacks.reading.language import Language
from bot.callbacks.reading.wish import words
from bot.callbacks.reading.wish.calendar import Calendar, DayMention
from bot.callbacks.reading.wish.clock import prefix_of
from bot.callbacks.reading.wish.day_table import DAY_EXPRESSIONS, SHORT_NAMES


def find_days(text: str, language: Language, calendar: Calendar) -> list[DayMention]:
    """The days named in a folded sentence (telephone numbers marked), in order, ranges and weeks put together."""
    found: list[DayMention] = []
    for pattern, handler in DAY_EXPRESSIONS:
        for match in pattern.finditer(text):
            if any(mention.start < match.end() and match.start() < mention.end for mention in found):
                continue
            mention = handler(match, calendar, text)
            if mention is not None:
                found.append(mention)
    found.extend(_short_weekdays(text, language, calendar, found))
    found.sort(key=lambda mention: mention.start)
    found = _put_in_weeks(text, found, calendar)
    found = _join_ranges(text, found, calendar)
    return _today_in_lists([_with_prefix(text, mention) for mention in found], calendar)


_SHORT_BEFORE = re.compile(
    r"(?:^|\b(?:op|of|en|t/m|tm|tot|van|volgende week|komende|niet|alleen|bellen|bel|week|wk|on|or|and"
    r"|next week|through|to|except|not|volgende|until|by"
    r"|tussen|between|week \d\d|aanwezig|werkdagen|beschikbaar|bereikbaar|ben|werk|vrij|behalve|vanaf"
    r"|liefst|kan|datum|graag|mij|me|ons|u|around|a\.?s\.?)|[-/,:(§])\s*$"
)
_SHORT_AFTER = re.compile(
    r"^\.?,?\s*(?:t/m|tm|tot|-|/|,|&|\+|en\b|of\b|om\b|na\b|voor\b|tussen\b|vanaf\b|rond\b|ochtend|middag"
    r"|morgen|namiddag|voormiddag|avond|\d"
    r"|and\b|or\b|at\b|to\b|through\b|after\b|before\b|between\b|from\b|morning|afternoon|am\b|pm\b|$"
    r"|[.)!?]|bellen|graag|hele|all|half|kwart|am|pm)"
)


def _short_weekdays(text: str, language: Language, calendar: Calendar, found: list[DayMention]) -> list[DayMention]:
    """Short names ("ma", "di", "do") are also other words: they need a neighbour that speaks of time."""
    candidates = [
        match
        for match in re.finditer(rf"\b({SHORT_NAMES})\b\.?", text)
        if not any(mention.start < match.end() and match.start() < mention.end for mention in found)
        and (match[1] not in ("do", "mon", "sun", "sat") or language == "nl" or match[1] != "do")
    ]
    chosen: list[DayMention] = []
    for match in candidates:
        before, after = text[: match.start()], text[match.end(1) : match.end(1) + 14]
        if match[1] == "zo" and not re.search(r"\bza\b\W{0,8}$", before):
            continue
        if match[1] == "do" and language == "en":
            continue
        heads_list = (
            re.match(rf"\.?\s*(?:,|/|-|&|\+|en|of|t/m|tm|tot en met)\s*(?:{SHORT_NAMES})\b", after) is not None
            and language == "nl"
        )
        listed = heads_list or (
            bool(chosen)
            and re.fullmatch(r"\.?\s*(?:,|/|-|&|\+|en|of|and|or|t/m)\s*", text[chosen[-1].end : match.start()])
        )
        if not listed and not (_SHORT_BEFORE.search(before[-24:]) and _SHORT_AFTER.match(after)):
            continue
        weekday = words.SHORT_WEEKDAYS[match[1]]
        chosen.append(DayMention(match.start(), match.end(1), (calendar.coming(weekday),), weekday=weekday))
    return chosen


def _put_in_weeks(text: str, found: list[DayMention], calendar: Calendar) -> list[DayMention]:
    """Weekdays beside a week belong to it: "next week Tuesday or Wednesday", "Monday in week 50"."""
    mentions = list(found)
    for index, mention in enumerate(found):
        if mention.week is None:
            continue
        taken = False
        for step in (1, -1):
            at, edge = index + step, index
            while 0 <= at < len(found):
                neighbour, near = found[at], found[edge]
                gap = text[near.end : neighbour.start] if step == 1 else text[neighbour.end : near.start]
                if neighbour.week is not None or neighbour.weekday is None or not _beside(gap):
                    break
                mentions[at] = replace(
                    neighbour, days=(mention.week + timedelta(days=neighbour.weekday),), weekday=None, fixed=True
                )
                taken, edge, at = True, at, at + step
            if taken:
                break
        if taken:
            mentions[index] = replace(mention, days=())
    del calendar
    return [mention for mention in mentions if mention.days or mention.anaphor]


def _beside(gap: str) -> bool:
    return re.fullmatch(
        r"(?:\s|[,/&+():;.-]|t/m|tm|tot|en|of|met|and|or|op|on|in|van|de|the|liefst|liever|graag"
        r"|bijvoorbeeld|alleen(?: nog)?|nog|only|preferably|either|dan|wel"
        r"|ochtends?|middags?|morgen|bij voorkeur|bellen|bel|mij|me|say|of course|morning|afternoon|bv|bijv){0,9}",
        gap,
    ) is not None  # fmt: skip


_RANGE = re.compile(r"^\s*(?:t/m|tm|tot en met|tot|-|through|to|thru|till|until|en met)\s*(?:de |the |en met )?$")
_BETWEEN_DAYS = re.compile(r"\b(?:tussen|between)\s+$")


def _join_ranges(text: str, found: list[DayMention], calendar: Calendar) -> list[DayMention]:
    joined: list[DayMention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last is not None and last.days and mention.days and not last.week and not mention.week:
            between = text[last.end : mention.start]
            moved = (
                re.search(
                    r"\b(?:move|change|reschedul|verzet|verplaats|verschui)\w*\b[^.;]{0,40}\b(?:from|van)\s+$",
                    text[: last.start],
                )
                is not None
            )
            if moved:
                joined.append(mention)
                continue
            and_range = (
                re.fullmatch(r"\s*(?:en|and)\s*", between) is not None
                and _BETWEEN_DAYS.search(text[: last.start]) is not None
            )
            if _RANGE.match(between) or and_range:
                joined[-1] = _range(last, mention, calendar)
                continue
            if _same_day_twice(between, last, mention):
                joined[-1] = replace(mention, start=last.start)
                continue
        joined.append(mention)
    return joined


def _range(first: DayMention, last: DayMention, calendar: Calendar) -> DayMention:
    if first.weekday is not None and last.weekday is not None:
        # "ma t/m vr": the days from today on that lie in it
        names = {(first.weekday + step) % 7 for step in range((last.weekday - first.weekday) % 7 + 1)}
        days = tuple(day for day in calendar.default_days() if day.weekday() in names)
        if first.days[0] < last.days[0]:
            days = calendar.between(first.days[0], last.days[0])
        return DayMention(first.start, last.end, days, coarse=True)
    days = calendar.between(first.days[0], last.days[-1])
    return DayMention(first.start, last.end, days, coarse=len(days) > 2)


def _same_day_twice(between: str, first: DayMention, second: DayMention) -> bool:
    """One day said twice ("dinsdag 3 december", "morgen (woensdag)"): the date wins from the name."""
    if (
        re.fullmatch(r"[\s,.(]*(?:de |the |den |dus |namelijk |ofwel |i\.e\.? |the )?", between) is None
        or len(second.days) != 1
        or first.coarse
    ):
        return False
    if first.weekday is not None and second.weekday is None and second.fixed:
        return True
    return first.weekday is None and second.weekday is not None and first.days[0].weekday() == second.weekday


def _with_prefix(text: str, mention: DayMention) -> DayMention:
    before = text[max(0, mention.start - 30) : mention.start]
    prefix = prefix_of(re.sub(r"\b(?:op|on|de|the|aanstaande|komende)\s+$", "", before))
    if (
        prefix == "from"
        and re.search(r"\b(?:na|after|past)\s+(?:de |the |aanstaande |komende )?$", before)
        and not re.search(r"\b(?:pas|only) (?:na|after)\s+$", before)
    ):
        prefix = "after"
    return replace(mention, prefix="" if prefix == "at" else prefix)


def _today_in_lists(found: list[DayMention], calendar: Calendar) -> list[DayMention]:
    """In "ma, di en do", said on a Tuesday, today counts; "dinsdag" alone is next week's."""
    weekdays = {mention.weekday for mention in found if mention.weekday is not None and not mention.prefix}
    if len(weekdays) < 3:
        return found
    return [
        replace(mention, days=(calendar.today,)) if mention.weekday == calendar.today.weekday() else mention
        for mention in found
    ]

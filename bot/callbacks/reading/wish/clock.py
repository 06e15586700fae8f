"""Times of day in a sentence: moments, ranges, parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.callbacks.reading.language import Language
from bot.callbacks.reading.wish import words

MARK = "§"
"""Stands in a sentence where a day was read, so that its digits are not read again."""

_NUMBER = "|".join(sorted(words.HOUR_WORDS, key=len, reverse=True))
_CLOCK = re.compile(
    rf"(?<![\w.,/:+€#])(?:"
    r"(?P<rel>half|halv|kwart(?:ier)?\s+(?:over|voor|na)|(?:vijf|tien|twintig|5|10|20)(?:\s+min(?:uten"
    r"|\.)?)?\s+(?:over|voor|na)(?:\s+half)?"
    r"|(?:a\s+)?quarter\s+(?:past|to|after|before)|half\s+past|(?:five|ten|twenty|5|10"
    r"|20)(?:\s+minutes)?\s+(?:past|to))\s*"
    rf"(?P<relhour>\d{{1,2}}|{_NUMBER}|noon)"
    rf"|(?P<h2>[01]?\d|2[0-4])\s?[:.hu]\s?(?P<m2>[0-5]\d)(?!\d|[.,/]\d\d)"
    rf"|(?P<four>(?:0[6-9]|1\d|2[0-3])[0-5]\d)(?=\s*(?:uur|u\b|h\b|hrs))"
    rf"|(?P<h1>(?:[01]?\d|2[0-4])(?!\d)|{_NUMBER}|noon|midday|midnight))(?:-?ish\b)?"
    rf"(?P<unit>\s*(?:uur|u(?![a-z])|h(?![a-z])|hrs?\b|hours\b|o'?\s?clock\b))?"
    rf"(?P<ampm>\s*(?:[ap]\.?m\.?)(?![a-z]))?"
    rf"(?P<part>\s*(?:'?s[- ]?(?:och?tends|morgens|middags|avonds)|in de (?:ochtend|morgen|middag|avond)"
    rf"|in the (?:morning|afternoon|evening)))?(?![\w%€])(?!,\d|\.\d)"
)
_BARE_BEFORE = re.compile(
    rf"(?:\b(?:{words.BEFORE}|{words.UNTIL}|{words.FROM}|{words.AT}|tussen|tusse|tss?n?|van|between|btwn"
    r"|pas|tot|uurtje of|uur of)|[@~])"
    rf"[ ,]*{words.FILLER}$"
)
_BARE_AFTER = re.compile(
    r"[ ]*(?:$|[.,;:!?)(/§¤]|-|\+|(?:uur|en|of|and|or|tot|to|till?|until|bellen|bel|belt|graag|svp|aub"
    r"|s\.v\.p|a\.u\.b|please|pls|op|on|vandaag"
    r"|morgen|today|tomorrow|this|is|zijn|ben|kan|mag|lukt|komt|past|maar|but|dan|then|if|als|i|i'm|ik|we"
    r"|wij|suits?|works?|would|zou|wel"
    r"|ook|dutch|uk|est|et|eastern|london|cet|utc|gmt|portugese|nederlandse|in|mits|nog|even|onwards"
    r"|thanks|dank|heb|zit|are|am|moet|want"
    r"|because|met|with|bij|werk|sharp|naar|nr|terug|ish|a|best|beste|want|alleen|only|latest|at the|any"
    r"|elke|every|each|daar|er|u|bereikbaar"
    r"|beschikbaar|telefonisch|hem|haar|mij|me|gebeld)\b)"
)
_JOIN = re.compile(
    r"^\s*(?:uur\s*)?(?:tot(?: en met)?(?: uiterlijk)?|t/m|tm|-|–|a|to|till?|until|through|en|and"
    r"|&)\s*(?:uur\s*|ongeveer |circa |een uur of )*$"
)
_AND = re.compile(r"^\s*(?:uur\s*)?(?:en|and|&)\s")
_BETWEEN = re.compile(r"\b(?:tussen|tusse|tss?n?|between|btwn)\s+(?:de |the |nu en |now and )?$")
_NOW_AND = re.compile(r"\b(?:tussen nu en|between now and|van nu tot|from now (?:to|until|till))\s*$")
_DURATION_BEFORE = re.compile(
    r"\b(?:over|binnen|duurt|duren|al|gedurende|per|elke|ruim|in|within|for|half|langer dan|meer dan|van"
    r"|garantie van|lasts|ruim|bijna|zo'n)"
    r"\s*(?:ongeveer|circa|zeker|about)?\s*$"
)
_RELATIVE = re.compile(
    r"\b(?P<how>over|binnen(?: nu en)?|in|within|komend|komende|next|the next)\s+(?:about |ongeveer "
    r"|circa |pakweg |the |the next |het |de komende )*"
    r"(?P<count>een half|half an|half|anderhalf|een kwart|\d{1,3}|een|een|an|a|one|twee|two|drie|three"
    r"|vier|four|vijf|tien|ten|twintig|twenty|dertig|thirty)?"
    r"\s*(?P<unit>kwartier(?:tje)?|uurtje|uur|uren|hours?|min(?:uten|uut|utes)?)\b(?: or so| of zo| of wat)?"
)
_COUNTS = {
    "half an": 0.5, "een half": 0.5, "half": 0.5, "anderhalf": 1.5, "tien": 10, "ten": 10, "twintig": 20, "twenty": 20,
    "dertig": 30, "thirty": 30,
}  # fmt: skip
_STEPS = {"vijf": 5, "five": 5, "5": 5, "tien": 10, "ten": 10, "10": 10}
_LENGTH = re.compile(
    r"\b(?:van|voor|of|for|gedurende|circa|,)?\s*(?P<count>een half|half|half an|anderhalf|een|een|an|a"
    r"|one|\d{1,3}|twee|two|drie)\s*"
    r"-?(?P<unit>kwartier(?:tje)?|half uur(?:tje)?|uur(?:tje)?|hour|min(?:uten|utes|uut)?)\b(?!\s*(?:per"
    r"|geleden|ago|in de wacht|later|voor|na|of))"
)
_PLANNED = re.compile(
    r"inplan|belmoment|belafspraak|afspraak|reserve|slot|schedul|book|plan\b|sessie|session|overleg|duurt"
    r"|lasts|duration"
)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day in minutes after midnight, on the clock of `zone` when another than the desk's was named.

    `lo` and `hi` None are open sides. `point` is a moment at `lo`; `daypart` a part of the day, which narrows a time
    beside it; `whole` the whole day; `from_now` is counted from now, so today.
    """

    start: int
    end: int
    lo: int | None = None
    hi: int | None = None
    point: bool = False
    daypart: bool = False
    from_now: bool = False
    whole: bool = False
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class _Clock:
    start: int
    end: int
    minute: int
    literal: bool
    explicit: bool


def find_times(text: str, language: Language, now_minute: int) -> list[TimeMention]:
    """Times of day in a folded sentence in which days and telephone numbers are marked, in order."""
    found: list[TimeMention] = []
    text = _relative(text, now_minute, found)
    text = _fixed(text, found)
    clocks = list(_clocks(text, language))
    found.extend(_ranges(text, clocks, now_minute))
    text = _blank(text, [(mention.start, mention.end) for mention in found])
    found.extend(_dayparts(text))
    found.sort(key=lambda mention: mention.start)
    return _with_length(text, found)


def _relative(text: str, now_minute: int, found: list[TimeMention]) -> str:
    for match in _RELATIVE.finditer(text):
        unit = match["unit"]
        if (
            match["count"] is None
            and match["how"] not in ("komend", "next", "the next", "binnen")
            and not unit.startswith("kwartier")
        ):
            continue
        count = _count(match["count"])
        minutes = count * (15 if unit.startswith("kwart") else 60 if unit[0] in "uh" else 1)
        at = now_minute + round(minutes)
        if match["how"] in ("over", "in"):
            found.append(TimeMention(match.start(), match.end(), at, None, point=True, from_now=True))
        else:
            found.append(TimeMention(match.start(), match.end(), now_minute, at, from_now=True))
    return _blank(text, [(mention.start, mention.end) for mention in found])


def _count(text: str | None) -> float:
    if text is None:
        return 1
    if text in _COUNTS:
        return _COUNTS[text]
    return float(text) if text.isdigit() else float(words.COUNT_WORDS.get(text, 1))


def _fixed(text: str, found: list[TimeMention]) -> str:
    for pattern, (lo, hi, point) in words.PHRASES:
        for match in pattern.finditer(text):
            found.append(TimeMention(match.start(), match.end(), lo, hi, point=point))
            text = _blank(text, [match.span()])
    for match in words.DAY_PARTS_OF_DAY.finditer(text):
        if match["eod"]:
            latest = re.search(rf"\b(?:{words.BEFORE}|{words.UNTIL})\s+(?:the |het )?$", text[: match.start()])
            found.append(
                TimeMention(match.start(), match.end(), None if latest else 16 * 60, None, from_now=bool(latest))
            )
        elif match["sod"]:
            found.append(TimeMention(match.start(), match.end(), None, 10 * 60, daypart=True))
        else:
            found.append(TimeMention(match.start(), match.end(), None, None, whole=True))
        text = _blank(text, [match.span()])
    return text


def _clocks(text: str, language: Language) -> Iterator[_Clock]:
    previous_end = -1
    for match in _CLOCK.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 12]
        joined = previous_end >= 0 and _JOIN.match(text[previous_end : match.start()] + " ") is not None
        listed = (
            previous_end >= 0
            and re.fullmatch(r"\s*(?:uur\s*)?(?:of|or|,|/|en|and)\s*", text[previous_end : match.start()]) is not None
        )
        clock = _clock(match, language, before, after, joined or listed)
        if clock is not None:
            previous_end = match.end()
            yield clock


def _clock(match: re.Match[str], language: Language, before: str, after: str, joined: bool) -> _Clock | None:
    mark = f"{match['ampm'] or ''} {match['part'] or ''}"
    if match["rel"] is not None:
        minute = _relative_minute(match["rel"], match["relhour"], language)
        if minute is None:
            return None
        return _Clock(match.start(), match.end(), _afternoon(minute, mark, literal=False), False, True)
    if match["four"] is not None:
        return _Clock(match.start(), match.end(), int(match["four"][:2]) * 60 + int(match["four"][2:]), True, True)
    if match["h2"] is not None:
        dotted = "." in match[0] and not match["unit"] and not match["ampm"] and not match["part"]
        if dotted and not joined and not _dotted_is_time(before, after):
            return None
        minute = int(match["h2"]) * 60 + int(match["m2"])
        literal = match["h2"].startswith("0") or int(match["h2"]) >= 7
        return _Clock(match.start(), match.end(), _afternoon(minute, mark, literal), literal, True)
    word = match["h1"]
    if word in ("noon", "midday"):
        return _Clock(match.start(), match.end(), 720, True, True)
    if word == "midnight":
        return None
    explicit = bool(match["unit"] or match["ampm"] or match["part"])
    if explicit and not match["ampm"] and not match["part"] and _is_duration(before, after, match, joined):
        return None
    if not explicit and not _bare_is_time(word, before, after, joined):
        return None
    if word == "een" and match["unit"] and re.match(r"\s+of\s", after):
        return None
    hour = int(word) if word.isdigit() else words.HOUR_WORDS[word]
    literal = word.isdigit() and (word.startswith("0") or hour > 12)
    return _Clock(match.start(), match.end(), _afternoon(hour * 60, mark, literal), literal, explicit)


def _dotted_is_time(before: str, after: str) -> bool:
    """A dotted time needs a word of time around it, or stands first or behind a day: "release 11.40" is none."""
    if _BARE_BEFORE.search(before) or _JOIN.match(after[:1] + " ") or re.match(r"\s?(?:-|tot|to|en|uur)", after):
        return True
    return not before.strip(" §,") or re.search(rf"[{MARK},(:]\s*$", before) is not None


def _is_duration(before: str, after: str, match: re.Match[str], joined: bool) -> bool:
    if re.match(r"\s*(?:lang|per|geleden|ago|nodig|werk|later|in de wacht|durende|duren|verspreid)\b", after):
        return True
    if joined or re.match(r"\s*(?:tot|-|to|till|until)\s*\d", after):
        return False
    hours = match["h1"]
    return bool(_DURATION_BEFORE.search(before)) and not (
        hours.isdigit() and int(hours) > 12 and "van" not in before[-5:]
    )


def _bare_is_time(word: str, before: str, after: str, joined: bool) -> bool:
    if word in words.ROUND_HOURS and re.search(
        rf"\b(?:{words.FROM}|{words.BEFORE}|{words.UNTIL}|tegen|rond)\s+$", before
    ):
        return True
    if not _BARE_AFTER.match(after):
        return False
    if joined:
        return True
    if word in ("een", "a", "one") and not _BETWEEN.search(before):
        return word == "one" and bool(_BARE_BEFORE.search(before))
    if _BARE_BEFORE.search(before):
        return True
    if re.match(r"\s?-\s?\d{1,2}\s?(?:[ap]\.?m|uur\b|u\b|h\b)", after):
        return True
    # "10-12" or "10 tot 12" straight after a day, or at the start
    return bool(re.match(rf"\s?(?:-|tot|to)\s?(?:\d{{1,2}}(?![\d/-])|(?:{_NUMBER})\b)", after)) and (
        not before.strip() or bool(re.search(rf"(?:[{MARK},(:]|en|of|and|or)\s*$", before))
    )


def _relative_minute(relation: str, hour_text: str, language: Language) -> int | None:
    hour = 12 if hour_text == "noon" else int(hour_text) if hour_text.isdigit() else words.HOUR_WORDS[hour_text]
    if not 1 <= hour <= 24:
        return None
    relation = re.sub(r"\s+", " ", relation)
    base = hour * 60
    half = relation.endswith("half") and relation not in ("half",)
    if relation in ("half", "halv"):
        return base - 30 if language == "nl" else base + 30
    if relation.startswith(("half past",)):
        return base + 30
    step = 15 if "kwart" in relation or "quarter" in relation else _STEPS.get(relation.split()[0], 20)
    back = bool(re.search(r"\b(?:voor|to|before)\b", relation))
    return (base - 30 if half else base) + (-step if back else step)


def _afternoon(minute: int, mark: str, literal: bool) -> int:
    """Half past two is in the afternoon: an office is not called at night."""
    hour = minute // 60
    if re.search(r"\bp\.?m|middag|avond|afternoon|evening", mark):
        return minute + 720 if hour < 12 and not (hour == 11 and "middag" in mark) else minute
    if re.search(r"\ba\.?m|och?tend|morgen|morning", mark):
        return minute - 720 if hour == 12 and "m" in mark and minute >= 720 else minute
    if literal:
        return minute
    return minute + 720 if minute < 7 * 60 else minute


def _ranges(text: str, clocks: list[_Clock], now_minute: int) -> Iterator[TimeMention]:
    index = 0
    while index < len(clocks):
        clock = clocks[index]
        before = text[max(0, clock.start - 45) : clock.start]
        following = clocks[index + 1] if index + 1 < len(clocks) else None
        if _NOW_AND.search(before):
            yield TimeMention(clock.start, clock.end, now_minute, clock.minute, from_now=True)
        elif following is not None and _is_range(text, clock, following, before):
            lo, hi = _ordered(clock, following)
            yield TimeMention(clock.start, following.end, lo, hi)
            index += 1
        else:
            yield _bounded(clock, before)
        index += 1


def _is_range(text: str, first: _Clock, second: _Clock, before: str) -> bool:
    between = text[first.end : second.start]
    if not _JOIN.match(between):
        return False
    if _AND.match(between):
        return bool(_BETWEEN.search(before))
    return True


def _ordered(first: _Clock, second: _Clock) -> tuple[int, int]:
    lo, hi = first.minute, second.minute
    if hi <= lo and hi + 720 > lo and not second.literal:
        hi += 720
    if lo >= 780 and hi > lo + 360 and not first.literal and lo - 720 >= 420:
        lo -= 720
    if hi <= lo and lo - 720 < hi and lo - 720 >= 420:
        lo -= 720
    # "three to five pm", "9 to 10 am"
    if lo + 720 < hi and not first.literal and lo < 7 * 60:
        lo += 720
    return (lo, hi) if lo < hi else (hi, lo)


_PREFIXES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:^|(?<=[^\w]))(?:{pattern})[ ,]*{words.FILLER}$"))
    for name, pattern in (
        ("from", words.FROM), ("before", words.BEFORE), ("until", words.UNTIL), ("at", words.AT),
    )
)  # fmt: skip


def prefix_of(before: str) -> str:
    """What stands before a time or day: "from", "before", "until", "at" or nothing."""
    return next((name for name, pattern in _PREFIXES if pattern.search(before)), "")


def _bounded(clock: _Clock, before: str) -> TimeMention:
    prefix = prefix_of(before)
    minute = clock.minute
    if prefix == "from":
        return TimeMention(clock.start, clock.end, minute, None)
    if prefix in ("before", "until"):
        return TimeMention(clock.start, clock.end, None, minute)
    return TimeMention(clock.start, clock.end, minute, None, point=True)


def _dayparts(text: str) -> Iterator[TimeMention]:
    for match in words.DAYPARTS.finditer(text):
        lo: int | None
        hi: int | None
        if match["morning"]:
            lo, hi = (11 * 60 if match["late"] else None), (10 * 60 if match["early"] else 12 * 60)
        elif match["afternoon"]:
            lo, hi = (16 * 60 if match["late"] else 12 * 60), (14 * 60 if match["early"] else None)
            if re.search(r"\b(?:mo?r?ge?n|mrgn|tomorrow|§tm)\s*$", text[: match.start()]):
                lo = max(lo, 13 * 60)
        else:
            lo, hi = words.EVENING, words.NIGHT
        if match["late"] and prefix_of(text[max(0, match.start() - 30) : match.start()]) in ("before", "until"):
            lo = None
        yield TimeMention(match.start(), match.end(), lo, hi, daypart=True)


def _with_length(text: str, found: list[TimeMention]) -> list[TimeMention]:
    """An appointment of an hour at nine is a window from nine to ten."""
    points = [mention for mention in found if mention.point and not mention.from_now]
    length = _LENGTH.search(text)
    if len(points) != 1 or length is None:
        return found
    beside = re.search(r"\d\s*min", length[0]) and re.match(r"[\s,(]*\d", text[points[0].end : points[0].end + 4])
    if not beside and not _PLANNED.search(text):
        return found
    unit = length["unit"]
    minutes = _count(length["count"]) * (15 if unit.startswith("kwart") else 60 if unit[0] in "uh" else 1)
    point = points[0]
    if not 5 <= minutes <= 240 or point.lo is None:
        return found
    return [
        replace(mention, point=False, hi=point.lo + round(minutes)) if mention is point else mention
        for mention in found
    ]


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "¤" * (end - start) + text[end:]
    return text

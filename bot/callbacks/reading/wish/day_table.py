"""Expressions for days, each with what it means: a table of patterns over folded text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.callbacks.reading.wish import words
from bot.callbacks.reading.wish.calendar import Calendar, DayMention, make_date

_WEEKDAY = "|".join(sorted(words.WEEKDAYS, key=len, reverse=True))
SHORT_NAMES = "|".join(sorted(words.SHORT_WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(words.MONTHS, key=len, reverse=True))
_COUNT = r"\d{1,2}|een|twee|drie|vier|vijf|a|an|one|two|three|four|five|paar|few|couple of|enkele"
_LIST = r"\s*(?:,|/|&|\+|-|t/m|tm|tot en met|tot|en|of|and|or|to|through|until|dan wel)\s*"


_Handler = Callable[[re.Match[str], Calendar, str], DayMention | None]


def _single(match: re.Match[str], day: date | None, *, fixed: bool = False) -> DayMention | None:
    return None if day is None else DayMention(match.start(), match.end(), (day,), fixed=fixed)


def _iso(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    del calendar
    return _single(match, make_date(int(match[1]), int(match[2]), int(match[3])), fixed=True)


def _numeric(match: re.Match[str], calendar: Calendar, text: str) -> DayMention | None:
    day, month = int(match["day"]), int(match["month"])
    year = int(match["year"]) if match["year"] else None
    if year is None and match["sep"] in "-." and not _reads_as_date(match, calendar, text):
        return None
    return _single(match, calendar.near(day, month, year), fixed=True)


def _reads_as_date(match: re.Match[str], calendar: Calendar, text: str) -> bool:
    """`3-12` may be hours: a date needs a word before it, the right weekday, or numbers that are no office hours."""
    day, month = int(match["day"]), int(match["month"])
    named = calendar.near(day, month, None)
    before, after = text[max(0, match.start() - 22) : match.start()], text[match.end() : match.end() + 8]
    if named is None or named < calendar.today or match["sep"] == "." or re.match(r"\s?(?:uur|u\b|h\b|am|pm)", after):
        return False
    if re.search(r"(?:tussen|between|van|from|today|vandaag|morgen|tomorrow)\s*$", before):
        return False
    weekday = re.search(rf"\b({_WEEKDAY}|{SHORT_NAMES})\.?,?\s*$", before)
    if weekday:
        return (
            words.WEEKDAYS.get(weekday[1]) if weekday[1] in words.WEEKDAYS else words.SHORT_WEEKDAYS[weekday[1]]
        ) == named.weekday() and not (8 <= day < month <= 17)
    return bool(re.search(r"\b(?:op|on|datum|date|vanaf|per|de|d\.d\.)\s*$", before)) or not (
        7 <= day < month <= 18 or month <= 5
    )


def _month_days(match: re.Match[str], calendar: Calendar, text: str) -> DayMention | None:
    month = words.MONTHS[match["month"].rstrip(".")]
    year = int(match["year"]) if match["year"] else None
    numbers = [int(number) for number in re.findall(r"\d{1,2}", match["days"])]
    if len(numbers) == 1 and re.search(
        r"\b(?:week|wk) (?:van|of|beginning|starting)(?: de| the| maandag| monday)? $", text[: match.start()]
    ):
        start = calendar.near(numbers[0], month, year)
        return (
            None
            if start is None
            else DayMention(
                match.start(), match.end(), calendar.office_week(start - timedelta(days=start.weekday())), coarse=True
            )
        )
    days = [day for number in numbers if (day := calendar.near(number, month, year))]
    if not days or len(days) != len(numbers):
        return None
    if len(days) == 2 and re.search(r"-|t/m|tm|tot|through|until|to", match["days"]):
        days = list(calendar.between(days[0], days[1]))
    return DayMention(match.start(), match.end(), tuple(days), fixed=True)


def _spelled(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    return _single(
        match, calendar.near(words.SPELLED_DAYS[match["number"]], words.MONTHS[match["month"]], None), fixed=True
    )


def _ordinal(match: re.Match[str], calendar: Calendar, text: str) -> DayMention | None:
    number = int(match["number"])
    if not 1 <= number <= 31:
        return None
    named_month = re.search(rf"\b(?:in|eind|begin|half|ergens in|van) ({_MONTH})\b", text[: match.start()])
    if named_month:
        return _single(match, calendar.near(number, words.MONTHS[named_month[1]], None), fixed=True)
    day = make_date(calendar.today.year, calendar.today.month, number)
    if day is None or day < calendar.today:
        after = calendar.today.replace(day=28) + timedelta(days=7)
        day = make_date(after.year, after.month, number)
    return _single(match, day, fixed=True)


def _offset(days: int) -> _Handler:
    def handler(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
        return _single(match, calendar.today + timedelta(days=days))

    return handler


def _weekday(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    weekday = words.WEEKDAYS[match["weekday"]]
    lead, tail = (match["lead"] or "").strip(), (match["tail"] or "").strip()
    day = calendar.coming(weekday, include_today=lead in ("deze", "this"))
    generic = True
    if tail:
        weeks = re.search(r"week$", tail) is not None and not tail.startswith(("over", "in"))
        number = (
            1
            if weeks
            else words.COUNT_WORDS.get((re.search(r"(een|a|one|twee|two|drie|three|1|2|3)", tail) or ["", "een"])[1], 0)
        )
        number = number or int((re.search(r"\d", tail) or ["1"])[0])
        base = calendar.coming(weekday, include_today=True)
        day, generic = base + timedelta(weeks=number), False
    elif lead in ("volgende", "next"):
        # "next Thursday", said in the week before it: the one of next week
        day, generic = calendar.monday(1) + timedelta(days=weekday), False
    return DayMention(match.start(), match.end(), (day,), weekday=weekday if generic else None, fixed=not generic)


def _week_number(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    days: list[date] = []
    first: date | None = None
    for number in map(int, re.findall(r"\d{1,2}", match[0])):
        if not 1 <= number <= 53:
            return None
        year = calendar.today.isocalendar().year + (number < calendar.today.isocalendar().week)
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            return None
        first = first or monday
        days.extend(calendar.office_week(monday))
    return DayMention(match.start(), match.end(), _part(days, match["part"]), coarse=True, week=first)


def _week(weeks: int) -> _Handler:
    def handler(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
        monday = calendar.monday(weeks)
        days = list(calendar.office_week(monday))
        part = match["part"]
        if part and part.startswith(("later", "rest")):
            days, part = [day for day in days if day > calendar.today or part.startswith("rest")], None
        return DayMention(match.start(), match.end(), _part(days, part), coarse=True, week=monday)

    return handler


def _weeks_ahead(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    number = _number(match["count"])
    exact = calendar.today + timedelta(weeks=number)
    monday = calendar.monday(number)
    return DayMention(match.start(), match.end(), calendar.office_week(monday) or (exact,), coarse=True, week=monday)


def _number(text: str | None) -> int:
    if not text:
        return 1
    if text.isdigit():
        return min(int(text), 60)
    return words.COUNT_WORDS.get(text, 3 if text in ("paar", "few", "enkele") else 2)


def _part(days: list[date], part: str | None) -> tuple[date, ...]:
    if not part or not days:
        return tuple(days)
    if re.search(r"begin|start|vroeg|early|eerste|first|beginning", part):
        return tuple(day for day in days if day.weekday() < 2) or tuple(days[:2])
    if re.search(r"mid|halverwege|half", part) and "tweede" not in part and "second" not in part:
        return tuple(day for day in days if day.weekday() in (1, 2, 3)) or tuple(days)
    return tuple(day for day in days if day.weekday() in (3, 4)) or tuple(days[-2:])


def _days_ahead(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    number = _number(match["count"])
    if "werk" in match[0] or "working" in match[0] or "business" in match[0]:
        return _single(match, calendar.hours.office_days_after(calendar.today, min(number, 30)))
    return _single(match, calendar.today + timedelta(days=number))


def _within_days(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    number = max(1, min(_number(match["count"]), 30))
    last = calendar.today + timedelta(days=number)
    if re.search(r"werk|working|business", match[0]):
        last = calendar.hours.office_days_after(calendar.today, number)
    if re.search(r"week|weken", match[0]):
        last = calendar.today + timedelta(weeks=min(number, 4))
    return DayMention(match.start(), match.end(), calendar.between(calendar.today, last), coarse=True)


def _coming_days(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    count = match["count"]
    start = calendar.today if "dezer" in match[0] else calendar.today + timedelta(days=1)
    length = (
        5
        if "dezer" in match[0]
        else 4
        if not count or not (count.isdigit() or count in words.COUNT_WORDS)
        else _number(count)
    )
    return DayMention(match.start(), match.end(), calendar.default_days(max(1, min(length, 20)), start), coarse=True)


def _every_day(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    return DayMention(match.start(), match.end(), calendar.default_days(), coarse=True, daily=True)


def _weekend(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    saturday = calendar.monday() + timedelta(days=5)
    return DayMention(match.start(), match.end(), (saturday, saturday + timedelta(days=1)), coarse=True)


def _that_day(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
    del calendar
    return DayMention(match.start(), match.end(), (), anaphor=True)


def _named(month: int, day: int) -> _Handler:
    def handler(match: re.Match[str], calendar: Calendar, _: str) -> DayMention | None:
        return _single(match, calendar.near(day, month, None), fixed=True)

    return handler


_PART = (
    r"(?P<part>(?:in |aan )?(?:de |het |the )?(?:begin|eind(?:e)?|midden|halverwege|later|laatste helft"
    r"|tweede helft|eerste helft|rest(?:ant)?|early|late(?:r)?|end|start|beginning|mid|middle|first half"
    r"|second half|first part)\s*(?:(?:van|of|in|de|het|the)\s*)*-?)?"
)
DAY_EXPRESSIONS: tuple[tuple[re.Pattern[str], _Handler], ...] = tuple(
    (re.compile(pattern), handler)
    for pattern, handler in (
        (r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)", _iso),
        (
            r"(?<![\d.:/-])(?P<day>\d{1,2})(?P<sep>[-/.]) ?(?P<month>\d{1,2})[-/.] ?(?P<year>20\d\d|\d\d)(?![\d:])",
            _numeric,
        ),
        (
            rf"(?<![\d.:/-])(?P<days>\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?(?:{_LIST}\d{{1,2}}(?:e|ste|de|st"
            rf"|nd|rd|th)?){{0,3}})"
            rf"\s*(?:van |of )?(?P<month>(?:{_MONTH})\b)\.?(?:,? ?(?P<year>20\d\d)\b)?",
            _month_days,
        ),
        (
            rf"\b(?P<month>(?:{_MONTH}))\b\.? (?:the )?(?P<days>\d{{1,2}}(?:st|nd|rd"
            rf"|th)?(?:{_LIST}\d{{1,2}}(?:st|nd|rd|th)?){{0,2}})\b"
            rf"(?![:.]\d|\s*(?:uur|am|pm|o'clock))(?:,? (?P<year>20\d\d)\b)?",
            _month_days,
        ),
        (
            rf"\b(?P<number>{'|'.join(sorted(words.SPELLED_DAYS, key=len, reverse=True))})(?: of"
            rf"| van)? (?P<month>{_MONTH})\b",
            _spelled,
        ),
        (
            r"(?<![\d.:/€-])(?P<day>[0-3]?\d)(?P<sep>[-/])(?P<month>0?[1-9]|1[0-2])(?P<year>)(?![\d/]|-\d|:\d|[.]\d)",
            _numeric,
        ),
        (
            rf"\b{_PART}(?:in )?(?:week|wk|weeknr|weeknummer|week number)\.?\s?\d{{1,2}}(?:\s*(?:/|of|en|or"
            rf"|and|-)\s*\d{{1,2}}(?![\d:.]))?\b",
            _week_number,
        ),
        (r"\b(?:overmorgen|overmrgn|the day after tomorrow|day after tomorrow)", _offset(2)),
        (
            rf"\b(?P<lead>)(?P<weekday>{_WEEKDAY})(?P<tail> (?:over (?:een|1|twee|2|drie|3) we(?:ek|ken)"
            r"|in (?:a|one|two|2) weeks?(?:' time)?))",
            _weekday,
        ),
        (r"\b(?P<lead>)(?P<weekday>monday|tuesday|wednesday|thursday|friday)(?P<tail> week)\b", _weekday),
        (
            rf"\b(?:(?P<lead>volgende|next) )(?P<weekday>{_WEEKDAY})(?![a-z]*(?<!dag)s)(?P<tail>)(?! "
            r"(?:volgende week|next week))",
            _weekday,
        ),
        (
            r"\b(?:de week (?:erna|daarna|na volgende week)|over twee weken|week after next"
            r"|the week after next)(?P<part>)\b",
            _week(2),
        ),
        (
            rf"\b{_PART}(?:volgende|komende|aankomende|aanstaande|next|the coming|the following|following"
            r"|coming|eerstkomende|aanst\.?) (?:week|wk)\b",
            _week(1),
        ),
        (rf"\b{_PART}(?:deze|this|van de|de|the|dit) (?:werk)?week\b(?! (?:na|after|van|of|in))", _week(0)),
        (
            r"\b(?:over|in) (?P<count>een|a|1|twee|two|2|drie|three|3|vier|4) we(?:ek|eks|ken)(?:' time| time)?\b",
            _weeks_ahead,
        ),
        (r"\b(?:in a|over een) fortnight(?P<count>)\b", lambda m, c, _: _single(m, c.today + timedelta(days=14))),
        (
            rf"\b(?:binnen|within)(?: nu en)? (?:de |the )?(?P<count>{_COUNT}) (?:werk|working "
            r"|business )?(?:dagen|dag|days?|week|weken|weeks)\b",
            _within_days,
        ),
        (
            rf"\b(?:over|in) (?P<count>{_COUNT}) (?:werk|working |business )?(?:dagen|days|dag)(?:' time)?\b",
            _days_ahead,
        ),
        (
            r"\b(?:(?:de |the )?(?:komende|aankomende|volgende|eerstvolgende|next"
            rf"|coming)(?: (?P<count>{_COUNT}|\d))? (?:werk|working |business )?"
            r"(?:dagen|days)|een dezer dagen|dezer dagen|one of these days)\b",
            _coming_days,
        ),
        (
            r"\b(?:(?:iedere|elke|alle|every|each|any|op) (?:werk|week|working |business "
            r"|week)?(?:dag(?:en)?|days?)\b|(?:iedere|elke|every|each|any)"
            r" (?=(?:ochtend|middag|morning|afternoon|voormiddag|namiddag|morgen))|dagelijks|daily"
            r"|(?:op )?werkdagen|weekdays|on working days"
            r"|(?:op )?doordeweeks(?:e dagen)?|door de week)\b",
            _every_day,
        ),
        (r"\b(?:in )?(?:het |dit |komend |the |this )?weekend\b", _weekend),
        (r"\b(?:tweede kerstdag|2e kerstdag|boxing day)\b", _named(12, 26)),
        (r"\b(?:eerste kerstdag|1e kerstdag|christmas day)\b", _named(12, 25)),
        (r"\b(?:kerstavond|christmas eve)\b", _named(12, 24)),
        (r"\b(?:oudjaarsdag|oudejaarsdag|new year's eve)\b", _named(12, 31)),
        (r"\b(?:nieuwjaarsdag|new year's day)\b", _named(1, 1)),
        (r"\b(?:koningsdag|king's day)\b", _named(4, 27)),
        (r"\b(?:bevrijdingsdag)\b", _named(5, 5)),
        (
            r"\b(?:vandaag|heden|today|va?n(?=och?tend|morgen|middag|avond|midag)|this (?=morning|afternoon"
            r"|evening)|tonight|straks|zometeen|later vandaag|te?rstond)",
            _offset(0),
        ),
        (
            r"(?<!goede)(?<!dag)(?<!dag )(?<!in de )(?<!de )(?<!elke )(?<!iedere )(?<!every )(?<!'s "
            r")(?<!van)\b(?:morgen|morge|mrgn|mrgen|mogen(?=ochtend|middag))(?![a-qs-z])(?!s\b)|\b(?:morgen"
            r"|mrgn|mrg)(?=ochtend|middag|vroeg|avond|namiddag|voormiddag|nmiddag|mid)|\btom+or+ow\b|\btmrw\b"
            r"|\btmr\b",
            _offset(1),
        ),
        (
            r"\b(?:(?P<lead>komende|aankomende|aanstaande|aanst\.?|a\.?s\.?|eerstkomende|eerstvolgende"
            rf"|deze|this|coming|this coming) )?(?P<weekday>{_WEEKDAY})"
            r"(?=$|[^a-z]|ochtend|och?tent|middag|midag|morgen|avond|namiddag|voormiddag|vroeg)(?P<tail>)",
            _weekday,
        ),
        (
            r"\b(?:de|the|den) (?P<number>\d{1,2})(?:e|de|ste|th|st|nd|rd)\b(?! (?:keer|time|verdieping"
            r"|etage|helft|kwartaal|lijn|floor|half|quarter|versie|release|poging|attempt|herinnering"
            r"|reminder|ronde|week))",
            _ordinal,
        ),
        (r"\b(?:die (?:zelfde )?dag|diezelfde dag|that (?:same )?day|dezelfde dag|same day)\b", _that_day),
    )
)

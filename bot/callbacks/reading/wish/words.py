"""Words of time, Dutch and English, as tables over folded text (lower case, no accents)."""

from __future__ import annotations

import re
from typing import Final

HOUR_WORDS: Final[dict[str, int]] = {
    "een": 1, "enen": 1, "twee": 2, "tweeen": 2, "drie": 3, "drieen": 3, "vier": 4, "vieren": 4, "vijf": 5, "vijven": 5,
    "zes": 6, "zessen": 6, "zeven": 7, "zevenen": 7, "acht": 8, "achten": 8, "negen": 9, "negenen": 9, "tien": 10,
    "tienen": 10, "elf": 11, "elven": 11, "twaalf": 12, "twaalven": 12,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
ROUND_HOURS: Final = frozenset(
    word for word in HOUR_WORDS if word.endswith("en") and word not in ("een", "zeven", "negen", "seven")
)
"""Words that can only be a time of day ("na drieen")."""

COUNT_WORDS: Final[dict[str, int]] = {
    "een": 1, "één": 1, "a": 1, "an": 1, "one": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4,
    "vijf": 5, "five": 5, "zes": 6, "six": 6,
}  # fmt: skip

WEEKDAYS: Final[dict[str, int]] = {
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
    "maandags": 0, "dinsdags": 1, "woensdags": 2, "donderdags": 3, "vrijdags": 4, "zaterdags": 5, "zondags": 6,
    "maandagen": 0, "dinsdagen": 1, "woensdagen": 2, "donderdagen": 3, "vrijdagen": 4, "zaterdagen": 5, "zondagen": 6,
    "maandg": 0, "dinsd": 1, "woensd": 2, "donderd": 3, "vrijdg": 4, "dinsdg": 1, "donderdg": 3, "woensdg": 2,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
    "tues": 1, "weds": 2, "thurs": 3, "thur": 3,
}  # fmt: skip
SHORT_WEEKDAYS: Final[dict[str, int]] = {
    "ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "vrij": 4, "za": 5, "zo": 6, "mon": 0, "tue": 1, "wed": 2,
    "thu": 3, "fri": 4, "sat": 5, "sun": 6, "don": 3, "dond": 3, "woe": 2, "din": 1,
}  # fmt: skip

MONTHS: Final[dict[str, int]] = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2, "maart": 3, "march": 3, "mrt": 3,
    "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7,
    "augustus": 8, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "october": 10, "okt": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

SPELLED_DAYS: Final[dict[str, int]] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "eerste": 1, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5,
    "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14,
    "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30,
}  # fmt: skip

PLACES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), zone)
    for pattern, zone in (
        (r"\b(?:london|londen|uk|england|engeland|scotland|schotland|ireland|ierland|dublin)\b", "Europe/London"),
        (r"\b(?:portugal|lisbon|lissabon)\b", "Europe/Lisbon"),
        (r"\b(?:new york|boston|washington|florida|miami|toronto)\b", "America/New_York"),
        (r"\b(?:chicago|texas|houston)\b", "America/Chicago"),
        (r"\b(?:california|californie|san francisco|los angeles|seattle)\b", "America/Los_Angeles"),
        (r"\b(?:finland|helsinki|athens|athene|greece|griekenland|romania|roemenie)\b", "Europe/Helsinki"),
        (r"\b(?:turkey|turkije|istanbul)\b", "Europe/Istanbul"),
        (r"\b(?:india|mumbai|bangalore)\b", "Asia/Kolkata"),
        (r"\b(?:dubai)\b", "Asia/Dubai"),
        (r"\b(?:singapore)\b", "Asia/Singapore"),
        (r"\b(?:japan|tokyo|tokio)\b", "Asia/Tokyo"),
        (r"\b(?:sydney|melbourne)\b", "Australia/Sydney"),
        (r"\b(?:curacao|aruba|bonaire)\b", "America/Curacao"),
        (r"\b(?:suriname|paramaribo)\b", "America/Paramaribo"),
    )
)
THEIR_CLOCK: Final = re.compile(
    r"\b(?:(?:my|our|local|his|her)(?: local)? time|(?:mijn|onze|lokale|plaatselijke) tijd|(?:time"
    r"|tijd) (?:here|hier))\b"
)

ZONES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), zone)
    for pattern, zone in (
        (r"\b(?:utc|zulu)\b|\d\s?z\b", "UTC"),
        (
            r"\b(?:gmt|bst|(?:uk|british|london|english|irish|dublin)[ -]time"
            r"|(?:engelse|britse|londense|ierse) tijd)\b",
            "Europe/London",
        ),
        (r"\b(?:(?:lisbon|portuguese)[ -]time|portugese tijd|tijd in (?:lissabon|portugal))\b", "Europe/Lisbon"),
        (
            r"\b(?:est|edt|et|eastern(?: standard)?(?: time)?|new york(?: time)?|boston time"
            r"|new yorkse tijd)\b(?! vous)",
            "America/New_York",
        ),
        (r"\b(?:cdt|central time|chicago time|us central)\b", "America/Chicago"),
        (r"\b(?:pst|pdt|pt|pacific(?: standard)?(?: time)?|california time|seattle time)\b", "America/Los_Angeles"),
        (
            r"\b(?:eet|eest|finnish time|helsinki time|finse tijd|athens time|greek time|griekse tijd|romanian time)\b",
            "Europe/Helsinki",
        ),
        (r"\b(?:turkish time|istanbul time|turkse tijd)\b", "Europe/Istanbul"),
        (r"\b(?:ist|indian? (?:standard )?time|mumbai time)\b", "Asia/Kolkata"),
        (r"\b(?:gst|dubai time)\b", "Asia/Dubai"),
        (r"\b(?:sgt|singapore time)\b", "Asia/Singapore"),
        (r"\b(?:jst|tokyo time|japanese time)\b", "Asia/Tokyo"),
        (r"\b(?:aest|aedt|sydney time)\b", "Australia/Sydney"),
        (
            r"\b(?:curacaose tijd|curacao time|tijd (?:op|in) curacao|arubaanse tijd|aruba time|bonaire time)\b",
            "America/Curacao",
        ),
        (r"\b(?:surinaamse tijd|suriname time)\b", "America/Paramaribo"),
    )
)
LOCAL_ZONE: Final = re.compile(
    r"\b(?:cet|cest|met|amsterdam time|(?:dutch|your|central european|local dutch|netherlands)(?: local)? time"
    r"|nederlandse tijd|bij jullie|jullie tijd|uw tijd|onze tijd)\b"
)

MORNING, NOON, EVENING, NIGHT = 8 * 60 + 30, 12 * 60, 18 * 60, 22 * 60
AFTER_HOURS_END: Final = 20 * 60
"""Where "na vijven" ends when it begins at or after closing time."""

DAYPARTS: Final = re.compile(
    r"(?:\b(?P<early>(?:vroeg(?:e|er)?|begin|start|eerste (?:helft|deel)|aan het begin|early|first half|beginning)"
    r"(?: (?:van|in|of|op|de|het|the))*[ -])"
    r"|\b(?P<late>(?:eind(?:e)?|laat|late|later|end|tweede (?:helft|deel)|second half"
    r"|aan het eind(?:e)?)(?: (?:van|in|of|op|de|het|the))*[ -]))?"
    r"(?:(?P<morning>ochtend(?:en|s)?|och?tent|voormiddag(?:en|s)?|morgens|mornings?|(?<=§)morgen|(?<=§ )morgen"
    r"|(?<=de )morgen(?! (?:bel|om|even|terug))|(?<=§)vroeg|(?<=§ )vroeg\b|vroegte)"
    r"|(?P<afternoon>(?:na)?middags?|(?:na)?middagen|midag|afternoons?)|(?P<evening>avond(?:en|s)?"
    r"|evenings?|tonight))(?![a-z])"
)
DAY_PARTS_OF_DAY: Final = re.compile(
    r"(?P<eod>\b(?:eod|cob|end of (?:the )?(?:business )?day|close of (?:business|play)"
    r"|(?:het )?eind(?:e)? (?:van )?(?:de |mijn )?(?:werk)?dag)\b)"
    r"|(?P<sod>\b(?:first thing(?: in the morning)?|(?:het )?begin (?:van )?de (?:werk)?dag|als eerste"
    r"|start of (?:the )?day)\b)"
    r"|(?P<whole>\b(?:(?:de )?(?:hele|gehele|ganse) dag|all day(?: long)?|whole day|entire day)\b)"
)
PHRASES: Final[tuple[tuple[re.Pattern[str], tuple[int | None, int | None, bool]], ...]] = tuple(
    (re.compile(pattern), value)
    for pattern, value in (
        (r"\b(?:tussen|tusse|tss?n?|gedurende|tijdens) (?:de )?middag(?:pauze)?\b", (720, 780, False)),
        (r"\b(?:voor|voor) (?:de )?middag\b", (None, 720, False)),
        (r"\b(?:na) (?:de )?middag\b", (720, None, False)),
        (r"\b(?:rond|omstreeks|tegen) (?:de middag|(?:het )?middaguur)\b", (720, None, True)),
        (
            r"\b(?:na|after) (?:de |mijn |my |the |onze |het )?(?:lunch(?:pauze|break| break|time|tijd)?"
            r"|middagpauze|middageten|eten)\b",
            (780, None, False),
        ),
        (
            r"\b(?:voor|before) (?:de |mijn |my |the |onze |het )?(?:lunch(?:pauze|break| break|time|tijd)?"
            r"|middagpauze|middageten|eten)\b",
            (None, 720, False),
        ),
        (
            r"\b(?:tijdens|in|rond|during|around|over|at) (?:de |mijn |my |the |onze )?(?:lunch(?:pauze|break"
            r"| break|time|tijd|uur)?|middagpauze)\b",
            (720, 780, False),
        ),
        (
            r"\b(?:na|after) (?:werktijd|kantoortijd|kantooruren|mijn werk|het werk|office hours|working hours|work)\b",
            (1020, None, False),
        ),
        (
            r"\b(?:buiten kantoortijd(?:en)?|buiten kantooruren|out(?:side)?(?: of)? (?:office|working) hours)\b",
            (1020, None, False),
        ),
    )
)

BEFORE: Final = r"voor|before|prior to"
UNTIL: Final = (
    r"uiterlijk(?: (?:om|voor|op|tot))?|niet later dan|ten laatste|no later than|not later than|by"
    r"|latest(?: by| at)?|at the latest|tot(?: (?:uiterlijk|aan|circa|en met))?|until|till?|'til|up to"
)
FROM: Final = (
    r"vanaf|van af|na|later dan|niet eerder dan|niet voor|from|after|since|past|not before|no earlier than"
    r"|pas na|pas vanaf|starting(?: at| from)?|as of"
)
AT: Final = (
    r"om|klokslag|at|@|rond|omstreeks|around|about|circa|ca\.?|tegen|pas om|ongeveer|plusminus"
    r"|approx(?:imately)?\.?|say|just|rond de klok van|exact(?:ly)?|precies"
)
FILLER: Final = (
    r"(?:(?:de|het|the|een uur(?:tje)? of|ongeveer|circa|ca\.?|about|around|approximately|say|zo rond|zeg"
    r"|pakweg|roughly|om|rond|§+|de klok van)[ ,]+)*"
)

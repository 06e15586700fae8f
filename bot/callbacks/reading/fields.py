"""The form's values. Keys differ from desk to desk, so they are known by the words in them, Dutch or English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.callbacks.reading.text import fold, words_of

_MAX_FIELDS = 60
_MAX_VALUE = 400

_PHONE = re.compile(
    r"tel(?:efoon|ephone|nr|nummer)?|phone|mobiel|mobile|gsm|cell|terugbelnummer|belnummer"
    r"|callback_(?:number|no)|doorkies"
)
_MOBILE = re.compile(r"mobiel|mobile|gsm|cell")
_CALLBACK_NUMBER = re.compile(
    r"terugbel|callback|call_back|belnummer|bel_op|voorkeursnummer|preferred_(?:number|phone)"
)
_NO_NUMBER = re.compile(
    r"contact|voorkeur_kanaal|kanaal|channel|prefer(?:red|ence)_(?:contact|channel)|opname|record|type|merk"
)
_NO_RECORDING = re.compile(
    r"geen_?opname|niet_?op(?:nemen|genomen)|no_?record|not_?record|zonder_?opname|without_?record|unrecorded|norecord"
    r"|opname_?(?:bezwaar|weigeren|geweigerd|uit)|bezwaar_?(?:opname|opnemen)|recording_?(?:opt_?out"
    r"|objection|off|refused)|opt_?out"
)
_RECORDING = re.compile(r"opname|opnemen|record")
_CALLBACK = re.compile(
    r"^(?:graag_)?(?:terugbel(?:len|verzoek)?|teruggebeld(?:_worden)?|bel_?(?:mij|me|verzoek)(?:_terug)?"
    r"|call_?(?:me_?)?back|callback"
    r"|callback_?request(?:ed)?|request_?(?:a_)?call_?back|call_?me|wil_?(?:terug)?gebeld(?:_worden)?|gebeld_worden)$"
)
_PREFERENCE = re.compile(r"contact|kanaal|channel|voorkeur|prefer|wijze|method|bereik|reply|antwoord|reactie")
_DATE = re.compile(r"datum|date|\bdag\b|(?:^|_)(?:dag|day|dagen|days|weekdag|week)(?:$|_)|voorkeursdag")
_TIME = re.compile(
    r"tijdvak|tijd|time|dagdeel|daypart|slot|moment|wanneer|when|venster|window|bereikbaar|uur|hours"
    r"|beschikbaar|availab"
)
_OTHER_MOMENT = re.compile(
    r"aanmaak|geboorte|birth|incident|melding|created|aangemaakt|ontvangen|start|sinds|storing|release"
    r"|zone|deadline|eind"
)
_TOPIC = re.compile(
    r"onderwerp|categor|subject|topic|type|soort|label|tag|queue|wachtrij|reden|reason|wens|verzoek|request"
)
_REMARK = re.compile(
    r"opmerking|toelichting|bijzonder|remark|comment|note|message|bericht|omschrijving|descri|overig|other"
    r"|instruc|vraag|aanvull"
)

_YES = words_of("ja yes y j true 1 aan on x waar vinkje checked ok graag akkoord toegestaan")
_NO = words_of("nee no n false 0 uit off niet none geweigerd onwaar unchecked verboden weiger")
_NONE = re.compile(
    r"^\W*(?:geen|no|none|n\.?v\.?t\.?|n/?a|-*|onbekend|unknown|maakt niet uit|any|nvt)(?: (?:voorkeur"
    r"|preference|time|tijd))?\W*$"
)
_BY_PHONE = re.compile(r"telefo|phone|\bbel|call|mobiel|\btel\b")
_CALL_TOPIC = re.compile(
    r"^\W*(?:graag )?(?:terugbel(?:len|verzoek(?:en)?)?|teruggebeld(?: worden)?|bel(?:me|verzoek"
    r"| mij(?: terug)?)|call ?back(?:s| request(?:ed)?)?|call[- ]me(?: back)?|request (?:a )?call(?: ?back)?)\W*$"
)
_ASK_VALUE = re.compile(r"terugbel|teruggebeld|gebeld worden|call ?me|call ?back|bel mij")

NumberKind = Literal["callback", "mobile", "phone"]


@dataclass(frozen=True, slots=True)
class FormNumber:
    """A number typed in the form, with its extension if it has one."""

    kind: NumberKind
    digits: str
    extension: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """What the form says. `asks` and `no_recording` are None when it says nothing about them."""

    numbers: tuple[FormNumber, ...] = ()
    asks: bool | None = None
    prefers_phone: bool = False
    prefers_writing: bool = False
    no_recording: bool | None = None
    day: str = ""
    time: str = ""
    remarks: tuple[str, ...] = ()
    names_moment: bool = False


def read_form(fields: Mapping[str, object] | None) -> Form:
    """Sort the form's values by what their keys mean; unknown keys and odd values are left alone. Never raises."""
    numbers: list[FormNumber] = []
    remarks: list[str] = []
    days: list[str] = []
    times: list[str] = []
    asks: bool | None = None
    no_recording: bool | None = None
    by_phone = in_writing = False
    for raw_key, raw_value in list((fields or {}).items())[:_MAX_FIELDS]:
        key = re.sub(r"[^a-z0-9]+", "_", fold(str(raw_key)[:80])).strip("_")
        value = _as_text(raw_value)
        yes = _as_bool(raw_value)
        kind = _kind(key)
        if kind == "no_recording":
            no_recording = yes if yes is not None else no_recording
        elif kind == "recording":
            no_recording = not yes if yes is not None else _refuses(value, no_recording)
        elif kind == "callback":
            asks = yes if yes is not None else asks
        elif kind == "number" and (number := _as_number(key, value)) is not None:
            numbers.append(number)
        elif kind == "preference" and value:
            by_phone, in_writing = by_phone or bool(_BY_PHONE.search(value)), in_writing or "mail" in value
            asks = True if _ASK_VALUE.search(value) else asks
        elif kind == "day" and not _NONE.match(value):
            days.append(value)
        elif kind == "time" and not _NONE.match(value):
            times.append(value)
        elif kind == "topic" and any(map(_CALL_TOPIC.match, _as_values(raw_value))):
            asks = True
        elif kind == "remark" and value:
            remarks.append(value)
    return Form(
        tuple(numbers), asks, by_phone, in_writing and not by_phone, no_recording, " ".join(days), " ".join(times),
        tuple(remarks), bool(days or times),
    )  # fmt: skip


_Kind = Literal[
    "no_recording", "recording", "callback", "number", "preference", "day", "time", "topic", "remark", "other"
]
_KINDS: tuple[tuple[re.Pattern[str], _Kind], ...] = (
    (_NO_RECORDING, "no_recording"),
    (_RECORDING, "recording"),
    (_CALLBACK, "callback"),
    (_OTHER_MOMENT, "other"),
    (_DATE, "day"),
    (_TIME, "time"),
    (_CALLBACK_NUMBER, "number"),
    (_PHONE, "number"),
    (_PREFERENCE, "preference"),
    (_TOPIC, "topic"),
    (_REMARK, "remark"),
)


def _kind(key: str) -> _Kind:
    kind: _Kind = next((kind for pattern, kind in _KINDS if pattern.search(key)), "other")
    if kind == "number" and _NO_NUMBER.search(key):
        # "contact_phone" holds a number, "contactvoorkeur_telefoon" a choice
        return "number" if re.search(r"^contact_?(?:phone|tel|telefoon|nummer|number)", key) else "preference"
    return kind


def _as_text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float | str):
        return fold(str(value)[:_MAX_VALUE]).strip()
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(_as_text, value[:10])))[:_MAX_VALUE]
    return ""


def _as_values(value: object) -> list[str]:
    parts = value[:20] if isinstance(value, list | tuple) else [value]
    return [part.strip() for item in parts for part in _as_text(item).split(",")]


def _as_bool(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    text = _as_text(value)
    first = text.split(",")[0].split()[:1]
    if text in _YES or (first and first[0] in _YES and first[0] not in ("graag", "aan", "on", "uit")):
        return True
    if text in _NO or (first and first[0] in ("nee", "no", "niet")):
        return False
    return None


def _refuses(value: str, known: bool | None) -> bool | None:
    return True if re.search(r"\b(?:niet|geen|bezwaar|not|no|weiger|object)", value) else known


def _as_number(key: str, value: str) -> FormNumber | None:
    match = re.search(r"[+(]?\d[\d\s().\-/+]{5,24}", value)
    if match is None:
        return None
    extension = re.match(
        r"[\s,;(/-]{0,4}(?:tst|toest(?:el)?|ext|extension|x)[\s.:#]{0,3}(\d{1,6})", value[match.end() :]
    )
    kind: NumberKind = "callback" if _CALLBACK_NUMBER.search(key) else "mobile" if _MOBILE.search(key) else "phone"
    if extension is None:
        extra = next((m for m in [re.search(r"(?:tst|toestel|ext)\.?\s*(\d{1,6})$", value)] if m), None)
        return FormNumber(kind, match[0], extra[1] if extra else None)
    return FormNumber(kind, match[0], extension[1])

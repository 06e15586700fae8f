"""The corpus is well formed: a wrong label would teach the rules something wrong. Faults are collected as "id: fault"
instead of asserted row by row, so that a failure shows nothing of the text of the frozen third."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import phonenumbers

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
WEEKDAYS = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
LABEL_FIELDS = {
    "id",
    "language",
    "is_callback",
    "is_recording_optout",
    "phone_e164",
    "extension",
    "callback_ambiguous",
    "windows",
    "point_time",
    "windows_fuzzy",
    "outside_office_hours",
    "windows_alternative",
    "excluded",
    "excluded_weekdays",
    "notes",
}


def rows(name: str) -> list[dict[str, Any]]:
    """The lines {ticket, label} of one of the two files."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def label_faults(ticket: dict[str, Any], label: dict[str, Any]) -> Iterator[str]:
    """Fields, classes and telephone number."""
    if set(ticket) != {"id", "subject", "text", "fields"} or set(label) != LABEL_FIELDS:
        yield "fields differ from the samples"
    if ticket["id"] != label["id"] or label["language"] not in {"nl", "en"}:
        yield "id or language"
    if not label["is_callback"] and (label["phone_e164"] or label["windows"] or label["point_time"]):
        yield "no callback, yet a number or a window"
    if label["phone_e164"]:
        number = phonenumbers.parse(label["phone_e164"], None)
        canonical = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        if not phonenumbers.is_valid_number(number) or canonical != label["phone_e164"]:
            yield "telephone number"
    if label["extension"] is not None and not label["extension"].isdigit():
        yield "extension"
    if not set(label["excluded_weekdays"]) <= WEEKDAYS:
        yield "excluded weekday"


def window_faults(label: dict[str, Any]) -> Iterator[str]:
    """Windows ordered, in the future, with Amsterdam's offset, inside office hours unless the label says otherwise."""
    for windows in (label["windows"], label["windows_alternative"] or []):
        parsed = [tuple(datetime.fromisoformat(end) for end in window.split("/")) for window in windows]
        if any(earlier[1] > later[0] for earlier, later in pairwise(parsed)):
            yield "windows overlap or are out of order"
        for start, end in parsed:
            if not NOW <= start < end or start.date() != end.date():
                yield "window is past, empty or longer than a day"
            if start.utcoffset() != start.astimezone(NOW.tzinfo).utcoffset():
                yield "offset is not Amsterdam's"
            inside = start.weekday() < 5 and time(8, 30) <= start.time() and end.time() <= time(17, 0)
            if not inside and not label["outside_office_hours"]:
                yield "window outside office hours"
    if label["point_time"]:
        start, end = (datetime.fromisoformat(part) for part in label["windows"][0].split("/"))
        if not start <= datetime.fromisoformat(label["point_time"]) <= end:
            yield "point time outside its window"


def test_every_third_id_is_frozen_and_ids_are_unique() -> None:
    frozen = [row["ticket"]["id"] for row in rows("frozen.jsonl")]
    everything = sorted(frozen + [row["ticket"]["id"] for row in rows("dev.jsonl")])
    assert len(everything) == len(set(everything)) >= 330
    assert set(frozen) == {ident for ident in everything if int(ident[1:]) % 3 == 0}


def test_labels_are_well_formed() -> None:
    found = [
        f"{row['ticket']['id']}: {fault}"
        for row in rows("dev.jsonl") + rows("frozen.jsonl")
        for fault in (*label_faults(row["ticket"], row["label"]), *window_faults(row["label"]))
    ]
    assert found == []

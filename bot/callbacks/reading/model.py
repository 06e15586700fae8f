"""What reading a ticket gives: plain values, and the words that decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.callbacks.reading.language import Language
from bot.callbacks.reading.text import Source

Window = tuple[datetime, datetime]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

EvidenceKind = Literal["callback", "no_callback", "unsure", "recording_opt_out", "phone", "wish", "excluded"]
_LONG_DIGITS = re.compile(r"\+?\d(?:[\s().\-/]{0,3}\d){5,}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that decided: where they stand in the subject or text (composed letters), with telephone digits masked."""

    kind: EvidenceKind
    text: str
    start: int
    end: int
    source: Source = "text"


@dataclass(frozen=True, slots=True)
class TicketReading:
    """A ticket as understood.

    `windows` are aware Europe/Amsterdam instants, ordered and apart; empty means no preference. `point_time` is a named
    moment, the windows then lie around it. `outside_office_hours`: the wish lies (partly) outside office hours, those
    windows are not clipped. `sure` is False when a person should be asked whether this is a callback at all.
    """

    language: Language
    is_callback: bool
    recording_opt_out: bool
    phone: str | None
    extension: str | None
    windows: tuple[Window, ...]
    point_time: datetime | None
    excluded_weekdays: tuple[Weekday, ...]
    outside_office_hours: bool
    evidence: tuple[Evidence, ...]
    sure: bool

    def to_json(self, ticket_id: str | int | None) -> dict[str, object]:
        """The line that `balie explain ticket --json` prints; instants are ISO 8601 with the Amsterdam offset."""
        return {
            "id": ticket_id,
            "language": self.language,
            "is_callback": self.is_callback,
            "recording_opt_out": self.recording_opt_out,
            "phone": self.phone,
            "extension": self.extension,
            "windows": [f"{start.isoformat()}/{end.isoformat()}" for start, end in self.windows],
            "point_time": self.point_time.isoformat() if self.point_time else None,
            "excluded_weekdays": list(self.excluded_weekdays),
            "outside_office_hours": self.outside_office_hours,
            "sure": self.sure,
            "evidence": [_evidence_json(item) for item in self.evidence],
        }


def mask_digits(text: str) -> str:
    """Hide what may be a telephone number: every run of six digits or more keeps only its last two."""
    return _LONG_DIGITS.sub(_hide, text)


def _hide(match: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in match[0])
    shown = ""
    for character in match[0]:
        if character.isdigit():
            shown += character if digits <= 2 else "•"
            digits -= 1
        else:
            shown += character
    return shown


def _evidence_json(item: Evidence) -> Mapping[str, object]:
    return {"type": item.kind, "text": item.text, "source": item.source, "start": item.start, "end": item.end}

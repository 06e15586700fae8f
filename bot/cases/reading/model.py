"""What was read in a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.cases.reading.people import OnBehalf

REQUEST_TYPES = (
    "access", "rectification", "erasure", "restriction", "portability", "withdrawal", "objection",
    "question", "complaint",
)  # fmt: skip
OTHER_TYPES = ("spam", "newsletter", "bounce", "out_of_office", "auto_reply", "vendor")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that decided for a type: [start, end) in ``text_read(mail)``; BSN and document numbers are blacked out."""

    type: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MailReading:
    """One message as Balie understands it. ``types`` is never empty; ``primary`` is its most important one.

    ``sure`` is False when a person should look before anything is decided; ``confidence`` runs from 0 to 1.
    ``mentioned_case_numbers`` are all numbers in subject and text; ``case_number`` only the one it belongs to.
    """

    language: str
    is_request: bool
    is_automatic: bool
    may_acknowledge: bool
    is_follow_up: bool
    case_number: str | None
    types: tuple[str, ...]
    primary: str
    mentions_recording: bool
    recipient_organisation: str | None
    on_behalf_of: OnBehalf | None
    reply_to_person: str | None
    bsn_found: bool
    evidence: tuple[Evidence, ...]
    sure: bool
    confidence: float
    mentioned_case_numbers: tuple[str, ...]

    def to_json(self, file: str) -> dict[str, Any]:
        """The line of ``balie explain mail --json``."""
        behalf = self.on_behalf_of
        return {
            "file": file,
            "language": self.language,
            "is_request": self.is_request,
            "is_automatic": self.is_automatic,
            "may_acknowledge": self.may_acknowledge,
            "is_follow_up": self.is_follow_up,
            "case_number": self.case_number,
            "types": list(self.types),
            "primary": self.primary,
            "mentions_recording": self.mentions_recording,
            "recipient_organisation": self.recipient_organisation,
            "on_behalf_of": {"via": behalf.via, "data_subject": behalf.data_subject} if behalf else None,
            "reply_to_person": self.reply_to_person,
            "bsn_found": self.bsn_found,
            "evidence": [{"type": e.type, "text": e.text, "start": e.start, "end": e.end} for e in self.evidence],
            "sure": self.sure,
            "confidence": self.confidence,
            "mentioned_case_numbers": list(self.mentioned_case_numbers),
        }

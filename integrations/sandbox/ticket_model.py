"""The words of the embedded ticket system: what is made, what is changed, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

Json = dict[str, Any]
FieldValue = str | bool | None

STATUSES: Final = ("new", "open", "pending", "solved", "closed", "gone")
PORTAL_QUEUE: Final = "Servicedesk"


class Refusal(Exception):
    """The ticket system says no: ``status`` as in HTTP, ``error`` a word, ``field`` what it is about."""

    def __init__(self, status: int, error: str, field: str = "") -> None:
        super().__init__(f"{status} {error} {field}".rstrip())
        self.status = status
        self.error = error
        self.field = field

    def as_json(self) -> Json:
        """The answer's body."""
        return {"error": self.error, **({"field": self.field} if self.field else {})}


@dataclass(frozen=True, slots=True)
class Requester:
    """The customer of a ticket."""

    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A ticket to be made. ``key`` is the caller's own; the portal has none."""

    subject: str
    text: str
    queue: str = PORTAL_QUEUE
    requester: Requester = Requester()
    key: str | None = None
    marks: frozenset[str] = frozenset()
    due: datetime | None = None
    fields: Mapping[str, FieldValue] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What to change; None leaves a thing as it is, an empty owner takes the owner away."""

    status: str | None = None
    owner: str | None = None
    add_marks: frozenset[str] = frozenset()
    remove_marks: frozenset[str] = frozenset()
    due: datetime | None = None

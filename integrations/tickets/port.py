"""The port to a ticket system: what every adapter gives the bot, and the errors it may raise.

An adapter declares what its system cannot do in ``caps``; nothing of one system leaks above this port.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Status(StrEnum):
    """The life of a ticket in words that all systems share."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Caps:
    """What this system can do. A capability is declared here, never guessed from an error."""

    public_reply_mails: bool
    """A public entry reaches the customer by mail or in their portal."""
    due_time: bool
    marks: bool
    sees_deletes: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the ticket system knows them; personal data, to be stored encrypted only."""

    name: str
    email: str
    phone: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A ticket to be made. ``queue`` is the configured name of a queue, group or project."""

    subject: str
    text: str
    queue: str
    requester: Person | None = None
    marks: frozenset[str] = frozenset()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as read. ``ref`` is the system's own id, ``number`` what people call it, ``url`` where staff open it."""

    ref: str
    number: str
    url: str
    subject: str
    text: str
    """The customer's first words."""
    status: Status
    queue: str
    marks: frozenset[str]
    requester: Person
    owner: str
    """E-mail of the agent who has it, or ""."""
    fields: dict[str, str | bool | None]
    """Form values as the customer gave them; the names differ a site."""
    key: str
    """Our own key when Balie made the ticket, else ""."""
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class InternalNote:
    """Words for staff only. A type of its own, so that internal words can never be sent as a public reply."""

    text: str


@dataclass(frozen=True, slots=True)
class PublicReply:
    """Words for the customer."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a ticket's history, oldest first; ``key`` is ours when Balie wrote it, else ""."""

    ref: str
    author: str
    public: bool
    text: str
    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Patch:
    """Changes to a ticket; None leaves a thing as it is."""

    status: Status | None = None
    owner: str | None = None
    add_marks: frozenset[str] = frozenset()
    remove_marks: frozenset[str] = frozenset()
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of changed tickets, oldest change first, and the cursor to ask on with."""

    tickets: tuple[Ticket, ...]
    cursor: str
    drained: bool
    """True: nothing more now, sleep before asking on."""


class TicketError(Exception):
    """Base of what an adapter raises; the text never holds personal data or a secret."""


class NotFound(TicketError):
    """There is no such ticket, or we may not know of it."""


class Forbidden(TicketError):
    """Our account lacks a right; the text names it."""


class AuthFailed(TicketError):
    """Our credentials were refused: nothing will work until an operator mends them."""


class Invalid(TicketError):
    """The system refused a value; the text names the field."""


class Dropped(TicketError):
    """The system said yes, but reading back shows that part of the change is not there; the text names the parts."""


class Conflict(TicketError):
    """The ticket is closed for good or changed meanwhile; the change was not made."""


class Throttled(TicketError):
    """Too many requests; surely not written."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"asked to wait {retry_after:g} s")
        self.retry_after = retry_after


class Unavailable(TicketError):
    """The system could not be reached or answered an error before writing; surely not written."""


class Unknown(TicketError):
    """The answer was lost: perhaps written. Look up by key before trying again."""


class CursorLost(TicketError):
    """The cursor is no longer valid; begin again with ``start``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something ``check`` found: what is wrong and what to do about it."""

    what: str
    remedy: str


class TicketSystem(Protocol):
    """A ticket system. Every write carries a key of ours; a write whose key is already there changes nothing."""

    caps: Caps

    def check(self) -> list[Problem]:
        """What is not in order, empty when all is well. Raises nothing."""

    def create(self, new: NewTicket, key: str) -> Ticket:
        """Make a ticket that carries ``key``, or return the one that already does."""

    def find_key(self, key: str) -> Ticket | None:
        """The ticket that carries our key."""

    def get(self, ref: str) -> Ticket:
        """One ticket. Raises NotFound."""

    def add_entry(self, ref: str, body: InternalNote | PublicReply, key: str) -> None:
        """Add words to a ticket, once per key."""

    def update(self, ref: str, patch: Patch) -> None:
        """Change status, owner, marks or due time; setting what is already so is no error."""

    def entries(self, ref: str) -> list[Entry]:
        """The ticket's history, oldest first."""

    def start(self, at: datetime) -> str:
        """A cursor that gives the changes since ``at`` (aware)."""

    def changes(self, cursor: str) -> Changes:
        """The next page of changed tickets; a ticket may be given again, none is left out. Raises CursorLost."""

    def by_requester(self, email: str) -> list[Ticket]:
        """The tickets of one person."""

    def agent(self, email: str) -> bool:
        """Whether this address can own tickets."""

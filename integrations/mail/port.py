"""What mail looks like to the bot: a parsed message coming in, an outgoing message, and how to send it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox address as a header gave it.

    ``email`` is lower case and syntactically valid, or "" when the header held none; ``name`` is the decoded
    display name without control or bidirectional characters.
    """

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is remembered of an attachment: never its bytes, never a path.

    ``name`` is safe to show (no directories, no control characters, at most 120 characters); ``type`` is the declared
    media type; ``sha256`` covers the decoded bytes; ``damaged`` says that the transfer encoding was broken.
    """

    name: str
    type: str
    size: int
    sha256: str
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """An untrusted message after parsing; every field is bounded in size and free of control characters.

    ``message_id``, ``in_reply_to`` and ``references`` keep their angle brackets. ``from_`` is empty when there is no
    From header, and one Address without ``email`` when that header holds no valid one; ``to``, ``cc`` and ``reply_to``
    hold valid addresses only. ``return_path`` is "" for the empty envelope sender and None when the header is absent.
    ``date`` is what the sender claims, in UTC: never count a term from it.
    ``text`` is the best text part (HTML turned into text) as a whole; ``new_text`` is that part of it that the writer
    typed now, without quoted history and without the signature; ``signature`` is what was cut off as signature.
    ``headers`` holds the decoded headers, each value on one line and at most 2,000 characters, by lower-case name,
    every value of a repeated header kept in order.
    ``defects`` names what was odd in words of our own, sorted and without repeats: those in FLAGGING_DEFECTS ask for a
    person's look, the others (``signed``, ``calendar``, ``wrong_charset``, ``hidden_text``, ``unsafe_attachment_name``,
    ``text_from_attached_mail``, ``broken_headers``, ``repeated_headers`` …) are for the record.
    """

    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    from_: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    return_path: str | None
    subject: str
    date: datetime | None
    text: str
    new_text: str
    signature: str
    attachments: tuple[Attachment, ...]
    headers: dict[str, tuple[str, ...]] = field(repr=False)
    defects: tuple[str, ...]
    sha256: str
    """Of the raw message, for recognising the same message again."""

    content_key: str
    """sha256 of Message-ID (or canonical From, Date, Subject) and body: equal for one message received by two ways."""

    @property
    def sender(self) -> Address:
        """The one From address, or an empty Address when there is none or it is not valid."""
        return self.from_[0] if self.from_ else Address("", "")

    def header(self, name: str) -> str:
        """The first value of a header, or ""."""
        values = self.headers.get(name.lower(), ())
        return values[0] if values else ""


FLAGGING_DEFECTS: Final = frozenset(
    {"missing_from", "invalid_from", "several_from"}
    | {"empty", "no_text", "encrypted_body", "opaque_body", "nul_bytes", "tnef", "external_body", "partial"}
    | {"truncated_text", "truncated_message", "truncated_multipart", "header_too_long", "too_many_headers"}
    | {"too_many_parts", "too_many_attachments", "too_many_addresses", "nested_too_deep"}
    | {"broken_base64", "broken_quoted_printable", "broken_encoding", "broken_multipart", "unknown_charset"}
)
"""Defects after which a person must look: the sender is odd, or something was cut or could not be read whole."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A message that Balie sends. ``message_id`` is fixed by the effect, so a repeat can be recognised."""

    message_id: str
    to: str
    subject: str
    text: str
    language: str
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    automatic: bool = True
    """True: ``Auto-Submitted: auto-replied`` (RFC 3834) and an empty envelope sender; False: a person wrote it."""


class MailError(Exception):
    """Base of what a mail adapter raises; the text never holds an address or a secret."""


class MailUnavailable(MailError):
    """The server could not be reached or asked us to come back; surely not sent."""


class MailUnknown(MailError):
    """The connection broke after the message was handed over: perhaps sent."""


class MailRefused(MailError):
    """The server refused this message or recipient for good."""


class MailOut(Protocol):
    """The way out."""

    def send(self, mail: OutgoingMail) -> None:
        """Hand one message over. Raises MailUnavailable, MailUnknown or MailRefused."""

    def check(self) -> str | None:
        """None when a message could be sent now, else one line what is wrong."""


class NotStored(Exception):
    """Raised by a Deliver callback: the message is not stored, the giver must keep it and offer it again."""


Deliver = Callable[[bytes], None]
"""Stores one raw message durably before it returns; raises NotStored when that failed."""


class MailInbox(Protocol):
    """A way in: gives each message to ``deliver`` and forgets it only after ``deliver`` returned."""

    def start(self, deliver: Deliver) -> None:
        """Begin receiving in threads of its own."""

    def stop(self) -> None:
        """Stop receiving; a message half received is left to its giver."""

    def check(self) -> str | None:
        """None when messages can arrive now, else one line what is wrong."""

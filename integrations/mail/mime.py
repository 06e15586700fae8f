"""Untrusted mail parsed: any bytes give a ParsedMail, in bounded time, memory and size; nothing is fetched or run."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from integrations.mail.addresses import read_addresses, valid_email
from integrations.mail.body import read_body
from integrations.mail.decoding import clean, decode_words, header_text, one_line
from integrations.mail.leaves import Leaf, read_leaves
from integrations.mail.port import Address, Attachment, ParsedMail
from integrations.mail.quoting import split_text
from integrations.mail.structure import Part, read_structure

MAX_MESSAGE: Final = 64 * 1024 * 1024
"""Bytes of a message that are looked at."""

MAX_TEXT: Final = 200_000
MAX_SUBJECT: Final = 1_000
MAX_HEADER_VALUE: Final = 2_000
MAX_ADDRESSES: Final = 1_000
MAX_REFERENCES: Final = 100
MAX_ATTACHMENTS: Final = 100

_ID: Final = re.compile(r"<([^<>\s]{1,990})>")
_BARE_ID: Final = re.compile(r"[^<>\s]{1,490}@[^<>\s]{1,490}")
_DATE: Final = re.compile(
    r"(\d{1,2})[ -]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[ -]+(\d{2,4})[ ,]+"
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([+-]\d{4})?",
    re.IGNORECASE | re.ASCII,
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONCE: Final = (
    "subject",
    "date",
    "message-id",
    "reply-to",
    "to",
    "cc",
    "sender",
    "content-type",
    "content-transfer-encoding",
)
_REPLY: Final = re.compile(r"(?:re|antw(?:oord)?|aw|sv)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD: Final = re.compile(r"(fwd?|doorst|doorgestuurd|wg|tr|vs)\s*:", re.IGNORECASE)
_TAGS: Final = re.compile(r"\[[^\]]{0,60}\]|\s+")


def parse(raw: bytes) -> ParsedMail:
    """Parse one raw message. Never raises, whatever the bytes; see ParsedMail for what the fields hold."""
    defects: set[str] = set()
    digest = hashlib.sha256(raw).hexdigest()
    if not raw.strip():
        defects.add("empty")
    raw = _bounded(raw, defects)
    root = read_structure(raw, defects)
    leaves = read_leaves(raw, root, defects)
    text = _limited(read_body(raw, root, leaves, defects), defects)
    head = _Head(root, defects)
    subject = head.text("subject", MAX_SUBJECT)
    in_reply_to = head.ids("in-reply-to")
    new_text, signature = split_text(
        text, reply=bool(_REPLY.match(subject) or in_reply_to), forward=bool(_FORWARD.match(subject))
    )
    from_ = head.senders()
    message_id = (head.ids("message-id") or (None,))[0]
    date = read_date(head.text("date", 200))
    attachments = tuple(leaf.attachment for leaf in leaves if leaf.attachment is not None)
    head.note_repeats()
    return ParsedMail(
        message_id=message_id,
        in_reply_to=in_reply_to,
        references=head.ids("references"),
        from_=from_,
        reply_to=head.addresses("reply-to"),
        to=head.addresses("to"),
        cc=head.addresses("cc"),
        return_path=head.return_path(),
        subject=subject,
        date=date,
        text=text,
        new_text=new_text,
        signature=signature,
        attachments=_first(attachments, defects),
        headers=head.all(),
        defects=tuple(sorted(defects)),
        sha256=digest,
        content_key=_content_key(message_id, from_, date, subject, leaves),
    )


def read_date(text: str) -> datetime | None:
    """The instant of a Date header in UTC, or None. Without a zone it is UTC (RFC 5322 4.3: unknown is -0000)."""
    found = _DATE.search(text)
    if found is None:
        return None
    year = int(found[3])
    if len(found[3]) < 4:
        year += 2000 if year < 50 else 1900
    zone = found[7] or "+0000"
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    sign = -1 if zone[0] == "-" else 1
    month = _MONTHS.index(found[2].lower()) + 1
    hour, minute, second = int(found[4]), int(found[5]), min(int(found[6] or 0), 59)
    try:
        moment = datetime(year, month, int(found[1]), hour, minute, second, tzinfo=timezone(sign * offset))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _bounded(raw: bytes, defects: set[str]) -> bytes:
    if len(raw) > MAX_MESSAGE:
        defects.add("truncated_message")
        raw = raw[:MAX_MESSAGE]
    if b"\r" in raw and b"\n" not in raw:
        return raw.replace(b"\r", b"\n")
    return raw


def _limited(text: str, defects: set[str]) -> str:
    if len(text) > MAX_TEXT:
        defects.add("truncated_text")
    return text[:MAX_TEXT].strip()


def _first(attachments: tuple[Attachment, ...], defects: set[str]) -> tuple[Attachment, ...]:
    if len(attachments) > MAX_ATTACHMENTS:
        defects.add("too_many_attachments")
    return attachments[:MAX_ATTACHMENTS]


class _Head:
    """The message's own headers."""

    def __init__(self, root: Part, defects: set[str]) -> None:
        self._root = root
        self._defects = defects

    def text(self, name: str, limit: int) -> str:
        return one_line(decode_words(header_text(self._root.first(name))), limit)

    def ids(self, name: str) -> tuple[str, ...]:
        """Message identifiers in angle brackets; of a very long list the first and the newest."""
        found: list[str] = []
        for raw in self._root.headers.get(name, ()):
            value = one_line(header_text(raw), 65_536)
            found += [f"<{item}>" for item in _ID.findall(value) or _BARE_ID.findall(value)]
        unique = list(dict.fromkeys(found))
        if len(unique) > MAX_REFERENCES:
            unique = [unique[0], *unique[1 - MAX_REFERENCES :]]
        return tuple(unique)

    def addresses(self, name: str) -> tuple[Address, ...]:
        """The mailboxes with a valid address."""
        found: list[Address] = []
        for raw in self._root.headers.get(name, ()):
            found += read_addresses(header_text(raw), MAX_ADDRESSES + 1 - len(found))
        if len(found) > MAX_ADDRESSES:
            self._defects.add("too_many_addresses")
        return tuple(address for address in found[:MAX_ADDRESSES] if address.email)

    def senders(self) -> tuple[Address, ...]:
        """The From mailboxes; one with an empty address when the header is there but holds none that is valid."""
        values = self._root.headers.get("from", [])
        found = [address for raw in values for address in read_addresses(header_text(raw), 50)][:50]
        valid = [address for address in found if address.email]
        if len(values) > 1 or len(valid) > 1:
            self._defects.add("several_from")
        if not values or not any(value.strip() for value in values):
            self._defects.add("missing_from")
            return ()
        if len(valid) < max(1, len(found)):
            self._defects.add("invalid_from")
        name = found[0].name if found else one_line(decode_words(header_text(values[0])), 200)
        return tuple(valid) or (Address(name, ""),)

    def return_path(self) -> str | None:
        values = self._root.headers.get("return-path")
        if not values:
            return None
        return valid_email(one_line(header_text(values[0]), 400).strip("<> "))

    def note_repeats(self) -> None:
        if any(len(self._root.headers.get(name, ())) > 1 for name in _ONCE):
            self._defects.add("repeated_headers")

    def all(self) -> dict[str, tuple[str, ...]]:
        return {
            clean(name): tuple(
                one_line(decode_words(header_text(raw[: MAX_HEADER_VALUE * 8])), MAX_HEADER_VALUE) for raw in values
            )
            for name, values in self._root.headers.items()
        }


def _content_key(
    message_id: str | None, from_: tuple[Address, ...], date: datetime | None, subject: str, leaves: list[Leaf]
) -> str:
    """sha256 over what stays the same on every way a message can come: not Received, Return-Path or re-encoding."""
    digest = hashlib.sha256()
    sender = from_[0].email or from_[0].name if from_ else ""
    known = message_id or (date.isoformat() if date else "")
    for item in (known, sender, _TAGS.sub("", subject).lower(), *(leaf.fingerprint for leaf in leaves)):
        digest.update(item.encode("utf-8", "replace"))
        digest.update(b"\0")
    return digest.hexdigest()

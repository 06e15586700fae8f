"""Mail in the sandbox: letters that customers write to the privacy address, and what Balie sends out.

The first really go by SMTP to the privacy mailbox's listener; the second arrive at the sandbox's own SMTP server.
"""

from __future__ import annotations

import base64
import binascii
import smtplib
import sqlite3
from collections import Counter
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime, make_msgid
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.mail_reading import read_message
from integrations.sandbox.smtp_out import Arrived, SmtpOut
from integrations.sandbox.ticket_book import TicketBook

Json = dict[str, Any]

PRIVACY_ADDRESS: Final = f"privacy@{world.MAIL_DOMAIN}"
ZONE: Final = ZoneInfo("Europe/Amsterdam")

_TIMEOUT: Final = 10.0
_MOST_ATTACHED: Final = 10_000_000
_SHOWN: Final = 200

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS mail_outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    message_id TEXT NOT NULL,
    raw BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS mail_outbox_message_id ON mail_outbox (message_id);
"""

Line = Annotated[str, StringConstraints(max_length=998)]


class AttachmentBody(BaseModel):
    """One file that the customer adds."""

    name: Line
    type: Annotated[str, StringConstraints(max_length=127)] = "application/octet-stream"
    base64: Annotated[str, StringConstraints(max_length=2 * _MOST_ATTACHED)]


class LetterBody(BaseModel):
    """A mail that a customer writes."""

    model_config = ConfigDict(populate_by_name=True)

    from_name: Line = ""
    from_: Line = Field(alias="from")
    to: Line = PRIVACY_ADDRESS
    subject: Line = ""
    text: Annotated[str, StringConstraints(max_length=1_000_000)] = ""
    in_reply_to: Line | None = None
    references: list[Line] | Line | None = None
    attachments: list[AttachmentBody] = Field(default_factory=list, max_length=20)


class Outbox:
    """The messages that Balie sent."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._store.script(_SCHEMA)

    def keep(self, arrived: Arrived) -> None:
        """Store one message; it is safe when this returns."""
        self._store.write(
            "INSERT INTO mail_outbox (at, sender, recipients, message_id, raw) VALUES (?, ?, ?, ?, ?)",
            (
                arrived.at.astimezone(UTC).isoformat(timespec="milliseconds"),
                arrived.sender,
                "\n".join(arrived.recipients),
                read_message(arrived.raw)["message_id"],
                arrived.raw,
            ),
        )
        self._desk.counts.add("mail", "received")
        self._desk.changed("mail")

    def newest(self) -> list[Json]:
        """The last messages without their headers and raw text, newest first."""
        rows = self._store.all("SELECT * FROM mail_outbox ORDER BY id DESC LIMIT ?", (_SHOWN,))
        repeated = set(self.duplicates())
        return [_brief(row, repeated) for row in rows]

    def one(self, number: str) -> Json | None:
        """One message as a whole, or None."""
        valid = number.isascii() and number.isdigit() and len(number) <= 12
        row = self._store.one("SELECT * FROM mail_outbox WHERE id = ?", (int(number),)) if valid else None
        if row is None:
            return None
        shown = read_message(row["raw"])
        return {**_brief(row, set(self.duplicates()), shown), **shown, "raw": row["raw"].decode("utf-8", "replace")}

    def addressed_to(self, email: str) -> list[Json]:
        """What one recipient's mailbox shows, newest first.

        A message whose Message-ID is there already is dropped, as the large mail hosts do: after a lost answer a sender
        cannot but hand it over again.
        """
        wanted = email.strip().lower()
        theirs = [message for message in self.newest() if wanted in (one.lower() for one in message["recipients"])]
        first = {message["message_id"] or message["id"]: message for message in theirs}
        return [message for message in theirs if first[message["message_id"] or message["id"]] is message]

    def duplicates(self) -> list[str]:
        """Message-IDs that arrived more than once for the same recipients."""
        rows = self._store.all("SELECT message_id, recipients FROM mail_outbox WHERE message_id <> ''")
        seen = Counter((row["message_id"], row["recipients"]) for row in rows)
        return sorted({message_id for (message_id, _), number in seen.items() if number > 1})

    def counts(self) -> Json:
        """Figures for tests."""
        row = self._store.one("SELECT count(*) AS messages FROM mail_outbox")
        return {"messages": row["messages"] if row else 0, "duplicate_message_ids": self.duplicates()}


_running: list[SmtpOut] = []


def start(desk: Desk) -> SmtpOut:
    """Start the SMTP server that receives what Balie sends, on a free port; ``desk.smtp_out`` says where it is."""
    server = SmtpOut(desk, Outbox(desk).keep).start()
    desk.smtp_out = server.url
    _running.append(server)
    return server


def stop() -> None:
    """Stop every server that ``start`` started in this process; those that were stopped already do not mind."""
    while _running:
        _running.pop().stop()


def router(desk: Desk) -> APIRouter:
    """The people-side routes for mail."""
    outbox = Outbox(desk)
    book = TicketBook(desk)
    desk.counts.provide("mail", outbox.counts)
    mail = APIRouter(prefix="/desk/api/mail")

    @mail.get("/address")
    def address() -> Json:
        return {"address": PRIVACY_ADDRESS}

    @mail.post("", status_code=201)
    def write(body: LetterBody) -> Json:
        letter = _letter(body, desk.clock.now())
        _send(letter, desk.privacy_smtp)
        desk.counts.add("mail", "written")
        return {"ok": True, "message_id": letter["Message-ID"]}

    @mail.get("/outbox")
    def sent() -> Json:
        return {"messages": outbox.newest()}

    @mail.get("/customer")
    def received(email: str) -> Json:
        """What one customer got: ``source`` says whether the ticket system ("desk") or Balie ("balie") wrote it."""
        from_balie = [{**message, "source": "balie"} for message in outbox.addressed_to(email)]
        from_desk = [{**message, "source": "desk"} for message in book.mails(email)]
        return {"messages": sorted([*from_balie, *from_desk], key=lambda message: str(message["at"]), reverse=True)}

    @mail.get("/{number}")
    def one(number: str) -> Json:
        message = outbox.one(number)
        if message is None:
            raise HTTPException(404, "not_found")
        return message

    return mail


def _letter(body: LetterBody, now: datetime) -> EmailMessage:
    """The message that a customer's mail program would make. Raises HTTPException 422 for what cannot be a header."""
    letter = EmailMessage(policy=SMTP_POLICY)
    try:
        letter["From"] = Address(body.from_name, addr_spec=body.from_)
        letter["To"] = body.to
        letter["Subject"] = body.subject
        letter["Date"] = format_datetime(now.astimezone(ZONE))
        letter["Message-ID"] = make_msgid(domain=body.from_.rpartition("@")[2] or "customer.example")
        if body.in_reply_to:
            letter["In-Reply-To"] = body.in_reply_to
        if body.references:
            letter["References"] = body.references if isinstance(body.references, str) else " ".join(body.references)
        letter.set_content(body.text)
        _attach(letter, body.attachments)
    except (ValueError, HeaderParseError, LookupError) as error:
        raise HTTPException(422, f"not a mail: {error}") from error
    return letter


def _attach(letter: EmailMessage, attachments: list[AttachmentBody]) -> None:
    total = 0
    for one in attachments:
        try:
            content = base64.b64decode(one.base64, validate=True)
        except binascii.Error as error:
            raise HTTPException(422, "an attachment is not base64") from error
        total += len(content)
        if total > _MOST_ATTACHED:
            raise HTTPException(413, "the attachments are too large")
        kind, _, subkind = one.type.partition("/")
        letter.add_attachment(
            content, maintype=kind or "application", subtype=subkind or "octet-stream", filename=one.name
        )


def _send(letter: EmailMessage, server: tuple[str, int]) -> None:
    """Hand the letter to the privacy mailbox. Raises HTTPException 502 with what the mailbox said."""
    try:
        with smtplib.SMTP(*server, timeout=_TIMEOUT) as smtp:
            smtp.send_message(letter)
    except smtplib.SMTPResponseException as error:
        raise HTTPException(502, f"the privacy mailbox answered {error.smtp_code}") from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = ", ".join(str(code) for code, _ in error.recipients.values())
        raise HTTPException(502, f"the privacy mailbox refused the address ({codes})") from error
    except (OSError, smtplib.SMTPException) as error:
        raise HTTPException(502, f"the privacy mailbox cannot be reached ({type(error).__name__})") from error


def _brief(row: sqlite3.Row, repeated: set[str], read: Json | None = None) -> Json:
    shown = read_message(row["raw"]) if read is None else read
    return {
        "id": str(row["id"]),
        "at": row["at"],
        "envelope_from": row["sender"],
        "recipients": row["recipients"].split("\n"),
        **{name: shown[name] for name in ("from", "to", "subject", "message_id", "in_reply_to", "references")},
        **{name: shown[name] for name in ("automatic", "text")},
        "duplicate": row["message_id"] in repeated,
    }

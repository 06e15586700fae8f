"""An outgoing message written as bytes: UTF-8 text/plain in quoted-printable, headers that nothing can be put into."""

from __future__ import annotations

import binascii
import re
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from typing import Final

from integrations.mail.decoding import clean, one_line
from integrations.mail.port import Address, OutgoingMail

_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_MAX_SUBJECT: Final = 500
_MAX_REFERENCES: Final = 30
_SAFE_PHRASE: Final = re.compile(r"[A-Za-z0-9 ]*")


def is_message_id(text: str) -> bool:
    """Whether the text can stand in a Message-ID header as it is: printable ASCII in angle brackets."""
    return _MESSAGE_ID.fullmatch(text) is not None and "=?" not in text


def compose(mail: OutgoingMail, *, sender: Address, moment: datetime) -> bytes:
    """The message as bytes with CRLF line ends, the same for the same input.

    ``moment`` is an aware instant and becomes the Date. An automatic mail says so (RFC 3834 section 5) and asks
    Exchange for silence. Identifiers that came from a stranger's mail and cannot stand in a header are left out.
    Raises ValueError when ``message_id`` is none or ``moment`` is naive.
    """
    if not is_message_id(mail.message_id):
        raise ValueError("message_id is not a message identifier")
    if moment.tzinfo is None:
        raise ValueError("moment has no time zone")
    lines = [
        f"From: {_mailbox(sender)}",
        f"To: <{mail.to}>",
        f"Subject: {_unstructured('Subject', one_line(mail.subject, _MAX_SUBJECT))}",
        f"Date: {format_datetime(moment)}",
        f"Message-ID: {mail.message_id}",
    ]
    if mail.in_reply_to and is_message_id(mail.in_reply_to):
        lines.append(f"In-Reply-To: {mail.in_reply_to}")
    if references := _references(mail):
        lines.append("References: " + "\r\n ".join(references))
    if mail.automatic:
        lines += ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All", f"X-Loop: {sender.email}"]
    if _LANGUAGE.fullmatch(mail.language):
        lines.append(f"Content-Language: {mail.language}")
    lines += ["MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"']
    lines.append("Content-Transfer-Encoding: quoted-printable")
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + _body(mail.text)


def _body(text: str) -> bytes:
    words = clean(text).rstrip("\n") + "\n"
    return binascii.b2a_qp(words.encode("utf-8"), istext=True).replace(b"\n", b"\r\n")


def _references(mail: OutgoingMail) -> list[str]:
    """The thread, oldest first; of a long one the first and the newest (RFC 5322 section 3.6.4)."""
    known = [item for item in dict.fromkeys(mail.references) if is_message_id(item)]
    if mail.in_reply_to and is_message_id(mail.in_reply_to) and mail.in_reply_to not in known:
        known.append(mail.in_reply_to)
    return [known[0], *known[1 - _MAX_REFERENCES :]] if len(known) > _MAX_REFERENCES else known


def _mailbox(address: Address) -> str:
    name = one_line(address.name, 200)
    if not name:
        return f"<{address.email}>"
    phrase = name if _SAFE_PHRASE.fullmatch(name) else _unstructured("From", name, always=True)
    return f"{phrase} <{address.email}>"


def _unstructured(header: str, text: str, *, always: bool = False) -> str:
    """Text for a header, in encoded words when it is not plain ASCII or looks like such a word."""
    if text.isascii() and not always and "=?" not in text and len(header) + len(text) < 76:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")

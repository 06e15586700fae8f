"""Making a stored message readable for people. The bytes may be anything; the answer is always something to show."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from typing import Any, Final

Json = dict[str, Any]

_CUT: Final = 200_000
_MOST_HEADERS: Final = 200

UNREADABLE: Final = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What the standard library raises on broken input, apart from what it repairs."""


def read_message(raw: bytes) -> Json:
    """A message as JSON; never raises.

    {headers: [[name, value]], subject, from, to, message_id, in_reply_to, references, automatic, text, attachments,
    readable}. What cannot be read is left empty and ``readable`` is then false.
    """
    try:
        parsed = message_from_bytes(raw, policy=default)
    except UNREADABLE:
        parsed = EmailMessage()
    headers, whole = _headers(parsed)
    named = {name.lower(): value for name, value in reversed(headers)}
    text, attachments, parts_whole = _content(parsed)
    return {
        "headers": headers,
        "subject": named.get("subject", ""),
        "from": named.get("from", ""),
        "to": named.get("to", ""),
        "message_id": named.get("message-id", "").strip(),
        "in_reply_to": named.get("in-reply-to", "").strip(),
        "references": named.get("references", "").split(),
        "automatic": named.get("auto-submitted", "no").strip().lower() != "no",
        "text": text[:_CUT],
        "attachments": attachments,
        "readable": whole and parts_whole,
    }


def _headers(parsed: EmailMessage) -> tuple[list[list[str]], bool]:
    rows: list[list[str]] = []
    whole = True
    for name, value in list(parsed.raw_items())[:_MOST_HEADERS]:
        try:
            shown = str(parsed.policy.header_fetch_parse(name, value))
        except UNREADABLE:
            shown, whole = str(value), False
        rows.append([str(name), _clean(shown)])
    return rows, whole


def _content(parsed: EmailMessage) -> tuple[str, list[Json], bool]:
    """(text, attachments, whether everything could be read)."""
    try:
        body = parsed.get_body(("plain", "html"))
        text = _clean(str(body.get_content())) if body is not None else ""
        attachments = [
            {
                "name": _clean(part.get_filename() or ""),
                "type": part.get_content_type(),
                "size": len(part.get_payload(decode=True) or b""),
            }
            for part in parsed.iter_attachments()
        ]
    except UNREADABLE:
        return "", [], False
    return text, attachments, True


def _clean(text: str) -> str:
    """Text that JSON and a page can carry: lone surrogates and control characters become a mark."""
    sound = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in sound.replace("\r\n", "\n")
    )

"""Mail that no person typed to us: bounces, absence notes, receipts, newsletters; and what sellers and spammers send.

Headers decide first (RFC 3834 Auto-Submitted, RFC 3464 delivery reports, RFC 2919 and 2369 lists, Precedence, vendors'
own); then words, for the many machines that send none.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from integrations.mail.port import ParsedMail

MACHINE_KINDS = ("bounce", "out_of_office", "auto_reply", "newsletter")
OTHER_KINDS = ("vendor", "spam")

_SERVERS = ("mailer-daemon", "postmaster", "mailerdaemon", "mail-daemon")
_REPLY_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-autoreply-from",
    "x-mail-autoreply",
)
_LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "list-help")
_REPLY_POINTS = {"auto_reply": 2.0, "out_of_office": 1.0}
_BOUNCE_POINTS = {"bounce": 3.0}
_ANSWER = re.compile(r"\s*(?:re|antw?|aw|sv)\s*:", re.IGNORECASE)
_NO_REPLY = (
    "noreply",
    "no-reply",
    "no_reply",
    "donotreply",
    "do-not-reply",
    "geenantwoord",
    "niet-beantwoorden",
    "nietbeantwoorden",
    "no.reply",
)
_BULK_SENDERS = (
    "nieuws",
    "news",
    "newsletter",
    "nieuwsbrief",
    "digest",
    "mailing",
    "info-mail",
    "updates",
    "marketing",
    "events",
    "redactie",
)
_SELLER_SENDERS = (
    "sales",
    "verkoop",
    "facturen",
    "invoice",
    "invoices",
    "factuur",
    "billing",
    "renewals",
    "debiteuren",
    "offertes",
    "orders",
    "account",
    "accounts",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the message looks like when no person wrote it for us.

    ``points`` holds the points of each kind; ``by_header`` that a header says so; ``kind`` the best kind or None;
    ``phrase`` the words or header that decided.
    """

    kind: str | None
    points: Mapping[str, float]
    by_header: bool
    bulk: bool
    phrase: str


@cache
def phrases() -> dict[str, tuple[tuple[float, bool, str], ...]]:
    table = tomllib.loads((Path(__file__).parent / "machine_words.toml").read_text("utf-8"))
    found: dict[str, tuple[tuple[float, bool, str], ...]] = {}
    for kind, group in table.items():
        some = []
        for line in group["phrases"].strip().splitlines():
            points, _, phrase = line.strip().partition(" ")
            in_subject = phrase.startswith("subject:")
            some.append((float(points), in_subject, phrase.removeprefix("subject:").strip()))
        found[kind] = tuple(some)
    return found


def plain(text: str) -> str:
    """Lower case, accents off, blanks made one space: what phrases are compared with."""
    text = text.lower().replace("’", "'").replace("‘", "'")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(text.split())


def read_machine(mail: ParsedMail, text: str) -> Machine:
    """Weigh headers, sender, subject and words."""
    points: dict[str, float] = dict.fromkeys((*MACHINE_KINDS, *OTHER_KINDS), 0.0)
    why: dict[str, str] = {}
    by_header, bulk = _from_headers(mail, points, why)
    # The subject of an answer was written by somebody else: often it is that of our own receipt.
    subject = "" if _ANSWER.match(mail.subject) else plain(mail.subject)
    body = plain(text[:6_000])
    for kind, some in phrases().items():
        for weight, in_subject, phrase in some:
            if _contains(subject if in_subject else body, phrase):
                points[kind] += weight
                why.setdefault(kind, phrase)
    _from_sender(mail.sender.email, points)
    best = max(points, key=lambda k: points[k])
    found = best if points[best] >= 3 else None
    return Machine(found, points, by_header, bulk, why.get(best, "") if found else "")


def _contains(text: str, phrase: str) -> bool:
    """The phrase begins at a word's beginning; short ones must also end at a word's end."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        before_ok = start == 0 or not text[start - 1].isalnum() or not phrase[0].isalnum()
        after_ok = len(phrase) > 7 or end >= len(text) or not text[end].isalnum()
        if before_ok and after_ok:
            return True
        start = text.find(phrase, start + 1)
    return False


def _from_headers(mail: ParsedMail, points: dict[str, float], why: dict[str, str]) -> tuple[bool, bool]:
    """Points by header; whether a header says "automatic", and whether it says "bulk"."""
    automatic = False
    for says, given in ((_says_reply, _REPLY_POINTS), (_says_bounce, _BOUNCE_POINTS)):
        word = says(mail)
        if word:
            automatic = True
            why.setdefault(next(iter(given)), word)
            for kind, some in given.items():
                points[kind] += some
    if _is_report(mail):
        automatic = True
        points["bounce"] += 6
    bulk = mail.header("precedence").strip().lower() in {"bulk", "list", "junk"}
    if bulk:
        points["newsletter"] += 1.5
    if any(mail.header(name) for name in _LIST_HEADERS):
        bulk = True
        points["newsletter"] += 3
        why.setdefault("newsletter", "List-Unsubscribe")
    return automatic or bulk, bulk


def _says_reply(mail: ParsedMail) -> str:
    """The header that says "a program answered", or ""."""
    submitted = mail.header("auto-submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return f"Auto-Submitted: {submitted[:40]}"
    if mail.header("precedence").strip().lower() in {"auto_reply", "auto-reply"}:
        return "Precedence: auto_reply"
    suppress = mail.header("x-auto-response-suppress").strip().lower()
    if suppress == "all" and not mail.header("in-reply-to"):
        return "X-Auto-Response-Suppress: All"
    return next((name for name in _REPLY_HEADERS if mail.header(name)), "")


def _says_bounce(mail: ParsedMail) -> str:
    """The empty envelope sender or the name of a mail server, or ""."""
    if mail.sender.email.partition("@")[0].startswith(_SERVERS):
        return mail.sender.email.partition("@")[0]
    empty = mail.return_path is not None and not mail.return_path.strip("<> ")
    return "Return-Path: <>" if empty and mail.header("return-path") else ""


def _is_report(mail: ParsedMail) -> bool:
    """A delivery report or a read receipt (RFC 3464, RFC 8098)."""
    declared = mail.header("content-type").lower()
    return (
        "report" in declared.split(";")[0]
        or "delivery-status" in declared
        or bool(mail.header("x-failed-recipients"))
        or any(a.type in {"message/delivery-status", "message/disposition-notification"} for a in mail.attachments)
    )


def _from_sender(address: str, points: dict[str, float]) -> None:
    local = address.partition("@")[0]
    if local.startswith(_NO_REPLY):
        points["auto_reply"] += 1
        points["newsletter"] += 0.5
    if local.startswith(_BULK_SENDERS):
        points["newsletter"] += 2
    if local.startswith(_SELLER_SENDERS):
        points["vendor"] += 2

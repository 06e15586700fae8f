"""Mail that no person typed to us: bounces, absence notes, receipts, newsletters; and what sellers and spammers send.

Headers decide first (RFC 3834 Auto-Submitted, RFC 3464 delivery reports, RFC 2919 and 2369 lists, Precedence, vendors'
own); then words, for the many machines that send none.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from integrations.mail.port import ParsedMail

MACHINE_KINDS = ("bounce", "out_of_office", "auto_reply", "newsletter")
OTHER_KINDS = ("vendor", "spam")

_WHOLE_SENDERS = ("mailer-daemon", "postmaster", "mailerdaemon", "mail-daemon")
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
def _phrases() -> dict[str, tuple[tuple[float, bool, str], ...]]:
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
    subject, body = plain(mail.subject), plain(text[:6_000])
    for kind, phrases in _phrases().items():
        for weight, in_subject, phrase in phrases:
            if _contains(subject if in_subject else body, phrase):
                points[kind] += weight
                why.setdefault(kind, phrase)
    _from_sender(mail.sender.email, points)
    best = max(points, key=lambda k: points[k])
    kind = best if points[best] >= 3 else None
    return Machine(kind, points, by_header, bulk, why.get(best, "") if kind else "")


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
    automatic = bulk = False
    submitted = mail.header("auto-submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        automatic = True
        points["auto_reply"] += 2
        points["out_of_office"] += 1
        why["auto_reply"] = f"Auto-Submitted: {submitted[:40]}"
    content_type = mail.header("content-type").lower()
    if "report" in content_type.split(";")[0] or "delivery-status" in content_type:
        automatic = True
        points["bounce"] += 8
    if any(a.type in {"message/delivery-status", "message/disposition-notification"} for a in mail.attachments):
        automatic = True
        points["bounce"] += 8
    if mail.return_path is not None and mail.return_path.strip("<> ") == "" and mail.header("return-path"):
        automatic = True
        points["bounce"] += 2
    if mail.header("x-failed-recipients"):
        automatic = True
        points["bounce"] += 8
    local = mail.sender.email.partition("@")[0]
    if local.startswith(_WHOLE_SENDERS):
        automatic = True
        points["bounce"] += 4
    for name in (
        "x-autoreply",
        "x-autorespond",
        "x-autoresponder",
        "x-auto-reply",
        "x-autoreply-from",
        "x-mail-autoreply",
    ):
        if mail.header(name):
            automatic = True
            points["auto_reply"] += 2
            points["out_of_office"] += 1
            why.setdefault("auto_reply", name)
    if (
        mail.header("x-auto-response-suppress")
        and not mail.header("in-reply-to")
        and "oof" not in mail.header("x-auto-response-suppress").lower()
    ):
        automatic = automatic or mail.header("x-auto-response-suppress").lower().strip() == "all"
    precedence = mail.header("precedence").strip().lower()
    if precedence in {"bulk", "list", "junk", "auto_reply", "auto-reply"}:
        automatic = True
        if precedence in {"bulk", "list", "junk"}:
            bulk = True
            points["newsletter"] += 1.5
    if any(mail.header(name) for name in ("list-id", "list-unsubscribe", "list-post", "list-help")):
        automatic = bulk = True
        points["newsletter"] += 3
        why.setdefault("newsletter", "List-Unsubscribe")
    return automatic, bulk


def _from_sender(address: str, points: dict[str, float]) -> None:
    local = address.partition("@")[0]
    if local.startswith(_NO_REPLY):
        points["auto_reply"] += 1
        points["newsletter"] += 0.5
    if local.startswith(_BULK_SENDERS):
        points["newsletter"] += 2
    if local.startswith(_SELLER_SENDERS):
        points["vendor"] += 2

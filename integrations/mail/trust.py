"""How far the sender that a mail shows may be believed. Pure rules over a parsed mail.

An Authentication-Results header (RFC 8601) counts only when our own border server wrote it: its authserv-id must be the
configured one, and of several only the topmost counts, because a sender can write such headers too but not on top.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from integrations.mail.port import ParsedMail

_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"\s*(spf|dkim|dmarc|arc)\s*=\s*([a-z]{1,20})\b(.*)", re.IGNORECASE | re.DOTALL)
_PROPERTY: Final = re.compile(r"([a-z]{1,20}\.[a-z0-9-]{1,30})\s*=\s*\"?([^\s\";]{1,320})", re.IGNORECASE)
_ADDRESS_IN_NAME: Final = re.compile(r"[^\s<>()\[\],;:\"'@]{1,64}@[^\s<>()\[\],;:\"'@]{1,253}\.[^\W\d_]{2,63}")


@dataclass(frozen=True, slots=True)
class Trust:
    """What the border server found, and what is odd about the sender.

    ``spf``, ``dkim`` and ``dmarc`` are result words of RFC 8601 ("pass", "fail", "none" …), "" when not told.
    ``authenticated``: the domain of the From address was proven. ``flags``, sorted: ``name_shows_other_address``,
    ``several_from``, ``missing_from``, ``invalid_from``, ``reply_to_elsewhere``, ``own_sender`` (our own address),
    ``own_domain`` (our domain, not proven), ``own_reply_to``, ``failed_authentication``, ``international_domain``.
    """

    spf: str
    dkim: str
    dmarc: str
    authenticated: bool
    flags: tuple[str, ...]


def judge(mail: ParsedMail, *, authserv_id: str | None, own_addresses: Collection[str]) -> Trust:
    """Judge the sender of a mail. Without ``authserv_id`` nothing is authenticated."""
    results = _results(mail.headers.get("authentication-results", ()), authserv_id)
    domain = _domain(mail.sender.email)
    authenticated = bool(domain) and len(mail.from_) == 1 and _is_proven(results, domain)
    flags = {defect for defect in mail.defects if defect in {"several_from", "missing_from", "invalid_from"}}
    own = {address.strip().lower() for address in own_addresses}
    if any(_shows_other_address(address.name, address.email) for address in mail.from_):
        flags.add("name_shows_other_address")
    if mail.reply_to and any(not _aligned(_domain(address.email), domain) for address in mail.reply_to):
        flags.add("reply_to_elsewhere")
    if any(address.email in own for address in mail.from_):
        flags.add("own_sender")
    elif domain in {_domain(address) for address in own} and not authenticated:
        flags.add("own_domain")
    if any(address.email in own for address in mail.reply_to):
        flags.add("own_reply_to")
    if results.word("dmarc") == "fail":
        flags.add("failed_authentication")
    if "xn--" in domain:
        flags.add("international_domain")
    return Trust(results.word("spf"), results.word("dkim"), results.word("dmarc"), authenticated, tuple(sorted(flags)))


@dataclass(frozen=True, slots=True)
class _Results:
    """(method, result, properties) in the order of the header."""

    entries: tuple[tuple[str, str, dict[str, str]], ...] = ()

    def word(self, method: str) -> str:
        """The verdict of a method; of several DKIM signatures one that passed."""
        words = [result for name, result, _ in self.entries if name == method]
        return "pass" if "pass" in words else (words[0] if words else "")


def _results(headers: tuple[str, ...], authserv_id: str | None) -> _Results:
    if not authserv_id:
        return _Results()
    for header in headers:
        identity, _, rest = _without_comments(header).partition(";")
        words = identity.split()
        if not words or words[0].strip('"').lower() != authserv_id.strip().lower():
            continue
        entries = []
        for piece in rest.split(";"):
            if found := _RESULT.match(piece):
                properties = {name.lower(): value.lower() for name, value in _PROPERTY.findall(found[3])}
                entries.append((found[1].lower(), found[2].lower(), properties))
        return _Results(tuple(entries))
    return _Results()


def _without_comments(text: str) -> str:
    for _ in range(5):
        text, changed = _COMMENT.subn(" ", text)
        if not changed:
            break
    return text


def _is_proven(results: _Results, domain: str) -> bool:
    if (dmarc := results.word("dmarc")) in {"pass", "fail"}:
        shown = [
            props.get("header.from", domain)
            for name, word, props in results.entries
            if (name, word) == ("dmarc", "pass")
        ]
        return dmarc == "pass" and any(_domain(f"@{value.rpartition('@')[2]}") == domain for value in shown)
    for name, word, properties in results.entries:
        if word != "pass" or name not in {"dkim", "spf"}:
            continue
        signer = properties.get("header.d" if name == "dkim" else "smtp.mailfrom", "") or properties.get("header.i", "")
        if _aligned(signer.rpartition("@")[2], domain):
            return True
    return False


def _domain(email: str) -> str:
    return email.rpartition("@")[2].lower().rstrip(".") if "@" in email else ""


def _aligned(one: str, other: str) -> bool:
    """Equal domains, or one inside the other, when the outer one is more than a top-level domain."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return short == long or ("." in short and long.endswith(f".{short}"))


def _shows_other_address(name: str, email: str) -> bool:
    shown = _ADDRESS_IN_NAME.findall(unicodedata.normalize("NFKC", name))
    return any(address.lower() != email for address in shown)

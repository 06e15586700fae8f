"""For whom somebody writes, and which person to answer when a platform sent the message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.cases.reading.tables import pattern
from integrations.mail.port import ParsedMail

_TITLED = pattern("titled")
_ROLES = tuple(
    (via, pattern(f"on_behalf_{via}"))
    for via in ("executor", "guardian", "union", "lawyer", "parent", "partner", "family")
)
_BEHALF = pattern("behalf")
_AFTER_BEHALF = pattern("after_behalf")
_FOR_THEM = pattern("for_them")
_COLLEAGUE = pattern("colleague")
_OWN_FIRM = pattern("own_firm")
_DPO = pattern("dpo")
_PLATFORM_LOCAL = pattern("platform_local")
_PLATFORM_DOMAIN = re.compile(r"^(?:no-?reply|donotreply|do-not-reply|notifications?)\.", re.IGNORECASE)
_NOBODY_READS = pattern("nobody_reads")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_NAMED = pattern("named")


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who writes and for whom.

    ``via``: lawyer, parent, partner, family, guardian, executor, union, customer_dpo, colleague, platform or
    representative; ``data_subject``: the name, or the words for a group.
    """

    via: str
    data_subject: str | None


def read_on_behalf(mail: ParsedMail, text: str) -> OnBehalf | None:
    """Who stands between us and the data subject, or None when people write for themselves."""
    text = text[:8_000]
    if reply_to_person(mail, text):
        return OnBehalf("platform", _platform_subject(mail, text))
    sender = f"{mail.sender.name} {mail.signature}"[:600]
    behalf = _BEHALF.search(text)
    if behalf and _OWN_FIRM.match(text, behalf.start()):
        behalf = None
    for via, words in _ROLES:
        found = words.search(text)
        if not found:
            continue
        subject = _after(text, found.end()) or (behalf and _after(text, behalf.end())) or _titled(text)
        if via in {"executor", "guardian", "union"} and not subject:
            continue
        if via in {"parent", "partner", "family"}:
            subject = subject if subject and _near(text, found.end(), subject) else found.group(0).strip()
        return OnBehalf(via, subject)
    if behalf:
        subject = _after(text, behalf.end()) or _group(text, behalf.end())
        if _DPO.search(text) or _DPO.search(sender):
            return OnBehalf("customer_dpo", subject)
        return OnBehalf("colleague" if _COLLEAGUE.search(text) else "representative", subject) if subject else None
    colleague = _COLLEAGUE.search(text)
    if colleague and _FOR_THEM.search(text):
        return OnBehalf("colleague", _after(text, colleague.end()) or colleague.group(0))
    return None


def _after(text: str, place: int) -> str | None:
    """The person named right after a place, with at most a few small words between."""
    found = _AFTER_BEHALF.match(text[place : place + 140])
    return found.group(1).strip(" .,") if found else None


def _near(text: str, place: int, subject: str) -> bool:
    return subject in text[place : place + 60]


def _titled(text: str) -> str | None:
    found = _TITLED.search(text)
    return found.group(0) if found else None


def _group(text: str, place: int) -> str | None:
    """The first words that describe a group without names: "vier medewerkers KCC"."""
    found = re.match(r"[^,.;:()\n]{3,60}", text[place : place + 80])
    return " ".join(found.group(0).split()[:4]) if found else None


def _platform_subject(mail: ParsedMail, text: str) -> str | None:
    found = _NAMED.search(text)
    if found:
        return (found.group(1) or found.group(2)).strip(" .,")
    for address in mail.reply_to:
        if address.name:
            return address.name
    return None


def is_platform(address: str) -> bool:
    """Whether the address itself says that nobody reads answers to it."""
    local, _, domain = address.partition("@")
    return bool(_PLATFORM_LOCAL.match(local) or _PLATFORM_DOMAIN.match(domain))


def reply_to_person(mail: ParsedMail, text: str) -> str | None:
    """The address to answer when a no-reply platform sent the mail: a person's Reply-To, else the one in the text."""
    if not (is_platform(mail.sender.email) or _NOBODY_READS.search(text[:8_000])):
        return None
    for address in mail.reply_to:
        if address.email and not is_platform(address.email) and address.email != mail.sender.email:
            return address.email
    platform_domain = mail.sender.email.rpartition("@")[2]
    ours = {a.email for a in (*mail.to, *mail.cc)}
    for match in _ADDRESS.finditer(text[:8_000]):
        found = match.group().lower().rstrip(".")
        if found in ours or is_platform(found) or found.endswith(("@" + platform_domain, "." + platform_domain)):
            continue
        return found
    return None

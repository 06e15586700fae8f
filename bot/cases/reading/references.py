"""Which case a message belongs to, and which ones it merely mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.cases.reading.tables import pattern
from integrations.mail.port import ParsedMail

_NUMBER = re.compile(r"\b(AVG)[\s\u2010-\u2015-]{0,2}(\d{4})[\s\u2010-\u2015-]{0,2}(\d{4,7})\b", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:\[[^\]]{0,60}\]\s*)?(?:re|antw?|aw|betr|sv)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_OTHER = pattern("other")


@dataclass(frozen=True, slots=True)
class References:
    """``case_number`` is the case that the message belongs to; ``mentioned`` every number in subject and text."""

    case_number: str | None
    is_follow_up: bool
    mentioned: tuple[str, ...]


def read_references(mail: ParsedMail, own_domains: frozenset[str]) -> References:
    """Decide from the subject, the thread headers and the words around a number."""
    in_subject = _numbers(mail.subject)
    in_text = _numbers(mail.new_text)
    mentioned = tuple(dict.fromkeys([*in_subject, *in_text]))
    is_reply = bool(_REPLY.match(mail.subject))
    answers_us = any(_domain(i) in own_domains for i in (*mail.in_reply_to, *mail.references))
    threaded = answers_us or (is_reply and bool(mail.in_reply_to))
    if in_subject and (threaded or is_reply):
        return References(in_subject[0], True, mentioned)
    if threaded and answers_us and not mentioned:
        history = _numbers(mail.text)
        return References(history[0] if history else None, True, mentioned)
    for number in mentioned:
        if not _merely_mentioned(mail, number):
            return References(number, True, mentioned)
    return References(None, answers_us, mentioned)


def _numbers(text: str) -> list[str]:
    return list(dict.fromkeys(f"AVG-{m.group(2)}-{m.group(3)}" for m in _NUMBER.finditer(text[:24_000])))


def _merely_mentioned(mail: ParsedMail, number: str) -> bool:
    """Whether the words around every place of a number say that the message is about something else."""
    text = f"{mail.subject}\n{mail.new_text}"[:24_000]
    for match in _NUMBER.finditer(text):
        if f"AVG-{match.group(2)}-{match.group(3)}" != number:
            continue
        around = text[max(0, match.start() - 160) : match.end() + 160]
        if not _OTHER.search(around):
            return False
    return True


def _domain(message_id: str) -> str:
    return message_id.rpartition("@")[2].strip("<>").lower()

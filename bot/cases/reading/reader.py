"""Reading a mail: every module's finding put together. Pure and deterministic."""

from __future__ import annotations

import re

from bot.cases.reading.automatic import MACHINE_KINDS, Machine, phrases, read_machine
from bot.cases.reading.decide import Decision, decide
from bot.cases.reading.frames import frames
from bot.cases.reading.language import language_of
from bot.cases.reading.matching import lexicon
from bot.cases.reading.model import Evidence, MailReading
from bot.cases.reading.numbers import find_bsn, mask_numbers
from bot.cases.reading.organisation import find_organisation
from bot.cases.reading.people import OnBehalf, is_platform, read_on_behalf, reply_to_person
from bot.cases.reading.recording import mentions_recording
from bot.cases.reading.references import read_references
from bot.cases.reading.rights import read_rights
from bot.cases.reading.text import Text, read_text
from bot.cases.reading.weights import weights
from integrations.mail.port import ParsedMail

_REPLY_SUBJECT = re.compile(r"^\s*(?:\[[^\]]{0,60}\]\s*)?(?:re|antw?|aw|betr|sv)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_ANY_PREFIX = re.compile(r"^\s*(?:(?:re|antw?|aw|betr|sv|fwd?|doorst|fw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
EVIDENCE_LENGTH = 240


def _prepare() -> None:
    """Read the package's tables once, when the module is loaded, so that no mail has to wait for them."""
    lexicon()
    frames()
    weights()
    phrases()


_prepare()


def text_read(mail: ParsedMail) -> str:
    """The text that is read, and to which the offsets of the evidence point: subject, blank line, what was typed now.

    When nothing was typed above the history, the whole text is read.
    """
    body = mail.new_text if len(mail.new_text.split()) >= 2 else (mail.text or mail.new_text)
    return f"{mail.subject}\n\n{body}"


def read_mail(mail: ParsedMail, *, own_addresses: frozenset[str] = frozenset()) -> MailReading:
    """Read one parsed message. ``own_addresses`` are our mailboxes in lower case (default: those it was sent to).

    Never raises on any text; the time is linear in the text, of which the first 24,000 characters count.
    """
    own = own_addresses or frozenset(
        a.email for a in (*mail.to, *mail.cc) if a.email.startswith(("privacy", "avg", "fg@", "dpo"))
    )
    own_domains = frozenset(address.rpartition("@")[2] for address in own if "@" in address)
    raw = text_read(mail)
    text = read_text(raw)
    body = raw[len(mail.subject) + 2 :]
    subject_sentences = frozenset(
        i for i, s in enumerate(text.sentences) if text.tokens[s.last - 1].end <= len(mail.subject)
    )
    references = read_references(mail, own_domains)
    is_answer = bool(_REPLY_SUBJECT.match(mail.subject)) and references.is_follow_up
    rights = read_rights(text, skip=subject_sentences if is_answer else frozenset())
    machine = read_machine(mail, body)
    decision = decide(text, rights, machine, mail, references)
    language = _language(text, subject_sentences)
    person = reply_to_person(mail, body) if decision.is_request else None
    ours = mail.sender.email in own and bool(mail.sender.email)
    is_automatic = decision.is_automatic or ours
    organisation = None
    if "portability" in decision.types and decision.is_request:
        names = frozenset(d.split(".")[0] for d in own_domains)
        writer = frozenset(mail.sender.name.lower().split())
        organisation = _masked(find_organisation(body, own_names=names, writer=writer))
    may_acknowledge = (
        decision.is_request
        and not is_automatic
        and not decision.looks_automatic
        and bool(mail.sender.email)
        and (not is_platform(mail.sender.email) or person is not None)
    )
    full = f"{mail.subject}\n{mail.text}"[:60_000]
    return MailReading(
        language=language,
        is_request=decision.is_request,
        is_automatic=is_automatic,
        may_acknowledge=may_acknowledge,
        is_follow_up=references.is_follow_up and not is_automatic,
        case_number=references.case_number if not is_automatic else None,
        types=decision.types,
        primary=decision.types[0],
        mentions_recording=mentions_recording(rights.masks, rights.everything),
        recipient_organisation=organisation,
        on_behalf_of=_behalf(mail, body) if decision.is_request else None,
        reply_to_person=person,
        bsn_found=bool(find_bsn(full)),
        evidence=_evidence(text, decision, machine),
        sure=decision.confidence >= 0.6,
        confidence=round(decision.confidence, 2),
        mentioned_case_numbers=references.mentioned,
    )


def _masked(text: str | None) -> str | None:
    return None if text is None else mask_numbers(text, doubtful=True)


def _behalf(mail: ParsedMail, body: str) -> OnBehalf | None:
    """Who writes for whom; a number that was typed beside a name is blacked out."""
    found = read_on_behalf(mail, mask_numbers(body[:8_000], doubtful=True))
    return OnBehalf(found.via, _masked(found.data_subject)) if found else None


def _language(text: Text, subject_sentences: frozenset[int]) -> str:
    written = [t.word for t in text.tokens if t.sentence not in subject_sentences]
    subject = [t.word for t in text.tokens if t.sentence in subject_sentences]
    return language_of(written, subject)


def _evidence(text: Text, decision: Decision, machine: Machine) -> tuple[Evidence, ...]:
    """One quotation a type. A machine's header has no place in the text: its offsets are 0, 0."""
    masked = mask_numbers(text.raw, doubtful=True)
    found = []
    for kind in decision.types:
        place = decision.sentences.get(kind)
        if place is not None and place < len(text.sentences):
            _, start, end = text.quote(place)
            end = min(end, start + EVIDENCE_LENGTH)
            found.append(Evidence(kind, masked[start:end], start, end))
        elif kind in MACHINE_KINDS and machine.phrase:
            found.append(Evidence(kind, mask_numbers(machine.phrase), 0, 0))
    return tuple(found)

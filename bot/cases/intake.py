"""Takes in messages: store, then acknowledge, then act. Used by every way in, and by ``balie intake``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from bot.cases.model import Case, CaseMail, CasePerson, Intake, MailContent, Outcome
from bot.cases.quarantine import QuarantineService
from bot.cases.reading import MailReading, mask_numbers, read_mail
from bot.cases.service import CaseService, NewCase
from bot.cases.triage import Known, Verdict, decide
from bot.desk.policy import Policy
from bot.store.database import Change, Store
from integrations.mail.port import Attachment, ParsedMail

_ACTOR = "intake"
_LONGEST_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one message (contracts.md, ``balie intake``)."""

    outcome: Outcome
    case: str | None
    types: tuple[str, ...]
    acknowledged: bool
    attachments: tuple[dict[str, str], ...]
    reasons: tuple[str, ...]

    def to_json(self, file: str) -> dict[str, Any]:
        """The shape of contracts.md."""
        return {
            "file": file,
            "outcome": self.outcome.value,
            "case": self.case,
            "types": list(self.types),
            "acknowledged": self.acknowledged,
            "attachments": list(self.attachments),
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Reader:
    """How a raw message is read: parsing, and what speaks against its sender. Given by the composition root."""

    parse: Callable[[bytes], ParsedMail]
    suspicions: Callable[[ParsedMail], tuple[str, ...]]
    own_addresses: frozenset[str]


class MailIntake:
    """Turns raw messages into cases, additions to cases, quarantined items or lines."""

    def __init__(
        self, store: Store, cases: CaseService, quarantine: QuarantineService, reader: Reader, policy: Policy
    ) -> None:
        self._store = store
        self._cases = cases
        self._quarantine = quarantine
        self._reader = reader
        self._policy = policy

    def take(self, raw: bytes) -> Taken:
        """Store one message with all that follows from it, in one commit.

        Raises what the database raises when it cannot be stored; the giver must then keep the message.
        """
        mail = self._reader.parse(raw)
        reading = read_mail(mail, own_addresses=self._reader.own_addresses)
        try:
            return self._store_it(raw, mail, reading)
        except IntegrityError:
            # Two workers had the same message at the same moment; the other one was first, which the look now shows.
            return self._store_it(raw, mail, reading)

    def _store_it(self, raw: bytes, mail: ParsedMail, reading: MailReading) -> Taken:
        vault = self._store.vault
        sender_print = vault.fingerprint("email", mail.sender.email)
        with self._store.change(_ACTOR) as change:
            known = self._known(change.session, mail, reading, sender_print, change)
            verdict = decide(
                mail,
                reading,
                known,
                suspicions=self._reader.suspicions(mail),
                own=self._reader.own_addresses,
                most_receipts=self._policy.cases.receipts_per_sender_per_day,
            )
            attachments = tuple(_attachment(attachment) for attachment in mail.attachments)
            number = self._act(change, mail, reading, verdict, sender_print)
            intake = Intake(
                at=change.now,
                sha256=mail.sha256,
                content_key=None if verdict.outcome is Outcome.DUPLICATE else mail.content_key,
                outcome=verdict.outcome,
                types=list(reading.types),
                reasons=list(verdict.reasons),
                attachments=[{key: kept for key, kept in each.items() if key != "name"} for each in attachments],
                case_number=number,
                sender_print=sender_print,
                acknowledged=verdict.acknowledge,
            )
            change.session.add(intake)
            if verdict.outcome is Outcome.QUARANTINE:
                intake.raw = self._store.vault.seal(raw.decode("latin-1"))
                self._quarantine.show(change, intake)
            change.record(f"intake.{verdict.outcome}", number or "desk", reasons=list(verdict.reasons))
        return Taken(verdict.outcome, number, reading.types, verdict.acknowledge, attachments, verdict.reasons)

    def _known(
        self, session: Session, mail: ParsedMail, reading: MailReading, sender_print: str, change: Change
    ) -> Known:
        seen = session.exec(select(Intake.id).where(Intake.content_key == mail.content_key)).first() is not None
        referenced = {*mail.in_reply_to, *mail.references}
        prints = [self._store.vault.fingerprint("message-id", reference) for reference in referenced]
        referenced_case = None
        if prints:
            referenced_case = session.exec(
                select(Case)
                .join(CaseMail, col(CaseMail.case_id) == col(Case.id))
                .where(col(CaseMail.message_id_print).in_(prints))
                .order_by(col(CaseMail.id).desc())
            ).first()
        named = None
        if reading.case_number:
            named = session.exec(select(Case).where(Case.number == reading.case_number)).one_or_none()
        receipts = session.exec(
            select(func.count())
            .select_from(Intake)
            .where(Intake.sender_print == sender_print, col(Intake.acknowledged).is_(True))
            .where(Intake.at > change.now - timedelta(days=1))
        ).one()
        of_sender = named is not None and bool(mail.sender.email) and named.sender_print == sender_print
        case = referenced_case or (named if of_sender else None)
        return Known(
            seen_before=seen,
            by_reference=referenced_case.number if referenced_case else None,
            number_exists=named is not None,
            sender_of_number=of_sender,
            receipts_today=receipts,
            case_closed=case is not None and not case.state.is_open,
        )

    def _act(
        self, change: Change, mail: ParsedMail, reading: MailReading, verdict: Verdict, sender_print: str
    ) -> str | None:
        content = MailContent(
            sender=mail.sender.email,
            subject=mask_numbers(mail.subject[:_LONGEST_SUBJECT]),
            text=mask_numbers(mail.text),
            attachments=tuple(attachment.name for attachment in mail.attachments),
        )
        match verdict.outcome:
            case Outcome.CASE | Outcome.CASE_FLAGGED:
                person = CasePerson(
                    name=mail.sender.name,
                    email=reading.reply_to_person or mail.sender.email,
                    subject=content.subject,
                    message_id=mail.message_id or "",
                    references=mail.references[-10:],
                    recipient_organisation=reading.recipient_organisation or "",
                    on_behalf_of=(reading.on_behalf_of.data_subject or "") if reading.on_behalf_of else "",
                )
                new = NewCase(
                    person,
                    content,
                    reading.types,
                    reading.language,
                    verdict.reasons,
                    sender_print,
                    self._message_id_print(mail),
                    verdict.acknowledge,
                )
                return self._cases.open(change, new)
            case Outcome.ATTACHED if verdict.case_number is not None:
                self._cases.attach(change, verdict.case_number, content, self._message_id_print(mail))
                return verdict.case_number
            case _:
                return None

    def _message_id_print(self, mail: ParsedMail) -> str:
        return self._store.vault.fingerprint("message-id", mail.message_id or uuid.uuid4().hex)


def _attachment(attachment: Attachment) -> dict[str, str]:
    return {
        "name": attachment.name,
        "type": attachment.type,
        "sha256": attachment.sha256,
        "verdict": "damaged" if attachment.damaged else "withheld",
    }

"""What a case does outside: its ticket, notes in that ticket, and letters by mail."""

from __future__ import annotations

from sqlmodel import Session, select

from bot.cases.model import Case, CaseMail, CasePerson, MailContent
from bot.desk.languages import Texts
from bot.store.database import Change, Store
from bot.work.handlers import Done, Handler, Queue, Refused, Waiting
from bot.work.ledger import Effect, Ledger
from bot.work.outside import mail_server, ticket_system
from bot.work.staff import Staff
from integrations.mail.port import MailOut, OutgoingMail
from integrations.tickets.port import InternalNote, NewTicket, Ticket, TicketSystem

QUEUES = {"case.ticket": Queue.TICKET, "case.note": Queue.TICKET, "case.mail": Queue.MAIL}


class CaseEffects:
    """Carries out the effects of cases."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        tickets: TicketSystem,
        mail: MailOut,
        texts: Texts,
        staff: Staff,
        *,
        queue: str,
        channel: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._tickets = tickets
        self._mail = mail
        self._texts = texts
        self._staff = staff
        self._queue = queue
        self._channel = channel

    def handlers(self) -> dict[str, Handler]:
        """The kinds of effect that are carried out here."""
        return {
            "case.ticket": self.ticket,
            "case.note": self.note,
            "case.mail": self.mail,
        }

    def ticket(self, effect: Effect, *, look_first: bool) -> Done:  # noqa: ARG002  # create finds its own key first
        """Make the ticket of a case; nothing personal goes into it. Its link is added to the card."""
        with self._store.read() as session:
            case = _case(session, effect.subject)
        types = self._texts.types(case.types)
        words = self._texts.say(
            "case.ticket.text",
            number=case.number,
            types=types,
            received=self._texts.moment(case.received_at),
            promised=self._texts.day(case.promised),
            statutory=self._texts.day(case.statutory),
        )
        new = NewTicket(self._texts.say("case.ticket.subject", number=case.number, types=types), words, self._queue)
        with ticket_system():
            made = self._tickets.create(new, effect.key)
        return Done(made.ref, lambda change: self._link(change, effect.subject, made))

    def note(self, effect: Effect, *, look_first: bool) -> Done | Waiting:  # noqa: ARG002  # the key makes a repeat harmless
        """Write a step of the case into its ticket; waits for the ticket when it is not made yet."""
        with self._store.read() as session:
            ref = _case(session, effect.subject).ticket_ref
        if not ref:
            return Waiting(lambda now: bool(_case(now, effect.subject).ticket_ref))
        with ticket_system():
            self._tickets.add_entry(ref, InternalNote(self._staff.told("case.note", effect, self._texts)), effect.key)
        return Done(ref)

    def mail(self, effect: Effect, *, look_first: bool) -> Done:  # noqa: ARG002  # SMTP cannot look; the Message-ID repeats
        """Send a letter. A repeat after a lost answer has the same Message-ID, by which mail systems know it again."""
        with self._store.read() as session:
            case = _case(session, effect.subject)
            row = session.exec(select(CaseMail).where(CaseMail.id == effect.detail["mail"])).one()
        person = CasePerson.model_validate_json(self._store.vault.open(case.sealed))
        content = MailContent.model_validate_json(self._store.vault.open(row.sealed))
        if not person.email:
            raise Refused("NoAddress")
        references = (*person.references, person.message_id) if person.message_id else person.references
        message = OutgoingMail(
            message_id=str(effect.detail["message_id"]),
            to=person.email,
            subject=content.subject,
            text=content.text,
            language=case.language,
            in_reply_to=person.message_id or None,
            references=references,
            automatic=bool(effect.detail["automatic"]),
        )
        with mail_server():
            self._mail.send(message)
        return Done(message.message_id)

    def _link(self, change: Change, number: str, ticket: Ticket) -> None:
        case = _case(change.session, number)
        case.ticket_ref, case.ticket_number, case.ticket_url = ticket.ref, ticket.number, ticket.url
        change.session.add(case)
        self._ledger.release(change, number)
        self._ledger.emit_once(change, "slack.refresh", number, self._channel)


def _case(session: Session, number: str) -> Case:
    return session.exec(select(Case).where(Case.number == number)).one()

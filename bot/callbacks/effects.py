"""What a callback does outside: notes and replies in its ticket, and the ticket itself when staff asked for it."""

from __future__ import annotations

from sqlmodel import Session, select

from bot.callbacks.model import Callback, Caller
from bot.desk.languages import Texts
from bot.store.database import Change, Store
from bot.work.handlers import Done, Handler, Queue, Waiting
from bot.work.ledger import Effect, Ledger
from bot.work.outside import ticket_system
from bot.work.staff import Staff
from integrations.tickets.port import InternalNote, NewTicket, Person, PublicReply, Ticket, TicketSystem

QUEUES = dict.fromkeys(("callback.ticket", "callback.note", "callback.reply"), Queue.TICKET)


class CallbackEffects:
    """Carries out the effects of callbacks."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        tickets: TicketSystem,
        texts: Texts,
        staff: Staff,
        *,
        queue: str,
        channel: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._tickets = tickets
        self._texts = texts
        self._staff = staff
        self._queue = queue
        self._channel = channel

    def handlers(self) -> dict[str, Handler]:
        """The kinds of effect that are carried out here."""
        return {
            "callback.ticket": self.ticket,
            "callback.note": self.note,
            "callback.reply": self.reply,
        }

    def ticket(self, effect: Effect, *, look_first: bool) -> Done:  # noqa: ARG002  # create finds its own key first
        """Make the ticket of a callback that began as a phone call."""
        with self._store.read() as session:
            callback = _callback(session, effect.subject)
        caller = Caller.model_validate_json(self._store.vault.open(callback.sealed))
        new = NewTicket(
            subject=caller.subject or self._texts.say("callback.ticket.subject", number=callback.number),
            text=self._texts.say("callback.ticket.text", number=callback.number, question=caller.question or "—"),
            queue=self._queue,
            requester=Person(caller.name, caller.email, caller.phone, callback.organisation),
        )
        with ticket_system():
            made = self._tickets.create(new, effect.key)
        return Done(made.ref, lambda change: self._link(change, effect.subject, made))

    def note(self, effect: Effect, *, look_first: bool) -> Done | Waiting:  # noqa: ARG002  # the key makes a repeat harmless
        """Write a step into the ticket, for staff."""
        with self._store.read() as session:
            ref = _callback(session, effect.subject).ticket_ref
        if not ref:
            return Waiting(lambda now: bool(_callback(now, effect.subject).ticket_ref))
        with ticket_system():
            note = InternalNote(self._staff.told("callback.note", effect, self._texts))
            self._tickets.add_entry(ref, note, effect.key)
        return Done(ref)

    def reply(self, effect: Effect, *, look_first: bool) -> Done | Waiting:  # noqa: ARG002  # the key makes a repeat harmless
        """Tell the customer in the ticket, in their language, where the ticket system really delivers it."""
        with self._store.read() as session:
            callback = _callback(session, effect.subject)
        if not callback.ticket_ref:
            return Waiting(lambda now: bool(_callback(now, effect.subject).ticket_ref))
        if not self._tickets.caps.public_reply_mails:
            return Done()
        texts = Texts(callback.language, self._texts.zone)
        words = texts.say(
            f"callback.reply.{effect.detail['text']}", number=callback.number, due=texts.moment(callback.due_at)
        )
        with ticket_system():
            self._tickets.add_entry(callback.ticket_ref, PublicReply(words), effect.key)
        return Done(callback.ticket_ref)

    def _link(self, change: Change, number: str, ticket: Ticket) -> None:
        # Locked: a callback that is closed at this moment must not be linked as an open one.
        callback = change.session.exec(select(Callback).where(Callback.number == number).with_for_update()).one()
        callback.ticket_ref, callback.ticket_number, callback.ticket_url = ticket.ref, ticket.number, ticket.url
        callback.open_ticket = ticket.ref if callback.state.is_open else None
        change.session.add(callback)
        self._ledger.release(change, number)
        self._ledger.emit_once(change, "slack.refresh", number, self._channel)


def _callback(session: Session, number: str) -> Callback:
    return session.exec(select(Callback).where(Callback.number == number)).one()

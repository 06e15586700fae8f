"""What can be done with a callback: one method an intention, one transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from bot.alerts.planning import Alerts
from bot.alerts.rungs import callback_ladder
from bot.callbacks.due import Window, due_at, next_attempt_at
from bot.callbacks.errors import NotOpen, NotYours, Taken
from bot.callbacks.model import Callback, CallbackState, Caller
from bot.chat.text import masked
from bot.desk.clock import local_date
from bot.desk.hours import OfficeHours
from bot.desk.policy import Policy
from bot.desk.refusal import Refusal
from bot.store.database import Change, Store
from bot.store.numbers import next_number
from bot.work.ledger import Ledger

SERIES = "CB"
_LONGEST_ORGANISATION = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """A callback that somebody asks for, as read from a ticket or typed during a call."""

    caller: Caller
    organisation: str
    language: str
    windows: tuple[Window, ...]
    asked_not_to_record: bool


@dataclass(frozen=True, slots=True)
class TicketLink:
    """The ticket that a callback belongs to."""

    ref: str
    number: str
    url: str


class CallbackService:
    """The life of callbacks."""

    def __init__(
        self, store: Store, ledger: Ledger, alerts: Alerts, policy: Policy, hours: OfficeHours, channel: str
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._alerts = alerts
        self._policy = policy
        self._hours = hours
        self._channel = channel

    def request(self, change: Change, wanted: Wanted, ticket: TicketLink) -> str | None:
        """A ticket asks for a callback. Returns its number, or None when this ticket had one already."""
        known = select(Callback.id).where(Callback.ticket_ref == ticket.ref)
        if change.session.exec(known).first() is not None:
            return None
        callback = self._add(change, wanted)
        callback.ticket_ref = callback.open_ticket = ticket.ref
        callback.ticket_number, callback.ticket_url = ticket.number, ticket.url
        change.session.add(callback)
        self._ledger.emit(change, "callback.reply", callback.number, "ticket", text="received")
        return callback.number

    def request_from_call(self, user: str, wanted: Wanted, once: str) -> str:
        """Staff ask for a callback during a call; the ticket is made for it. Returns its number."""
        with self._store.change(user, once) as change:
            callback = self._add(change, wanted)
            self._ledger.emit(change, "callback.ticket", callback.number, "ticket")
            self._ledger.emit(change, "callback.reply", callback.number, "ticket", text="received")
            return callback.number

    def claim(self, number: str, user: str, once: str) -> None:
        """Take a callback. Exactly one of many wins. Raises Taken (who has it, since when) or NotOpen."""
        with self._store.change(user, once) as change:
            won = change.session.execute(
                update(Callback)
                .where(col(Callback.number) == number, col(Callback.state) == CallbackState.REQUESTED)
                .values(state=CallbackState.CLAIMED, claimer=user, claimed_at=change.now)
            )
            if won.rowcount == 0:  # type: ignore[attr-defined]  # an UPDATE's result has it
                callback = self._of(change.session, number)
                if callback.state == CallbackState.CLAIMED and callback.claimer == user:
                    return
                raise _why_not(callback)
            self._follow(change, number, "claimed", user)

    def release(self, number: str, user: str, once: str) -> None:
        """Give a callback back to the team. Raises NotYours, Taken or NotOpen."""
        with self._store.change(user, once) as change:
            callback = self._mine(change.session, number, user)
            callback.state, callback.claimer, callback.claimed_at = CallbackState.REQUESTED, "", None
            self._follow(change, number, "released", user)

    def look(self, number: str, user: str) -> tuple[Callback, Caller]:
        """Whom to call, for the one who claimed it; the look is in the audit log. Raises NotYours, Taken or NotOpen."""
        with self._store.change(user) as change:
            callback = self._mine(change.session, number, user)
            change.record("callback.looked", number)
            return callback, self._caller(callback)

    def spoke(self, number: str, user: str, once: str) -> None:
        """The customer was called and spoken to, unrecorded: done. Raises NotYours, Taken or NotOpen."""
        with self._store.change(user, once) as change:
            callback = self._mine(change.session, number, user)
            callback.attempts += 1
            self._close(change, callback, CallbackState.DONE)
            self._follow(change, number, "done", user)
            self._ledger.emit(change, "callback.reply", number, "ticket", text="done")

    def no_answer(self, number: str, user: str, once: str) -> None:
        """The customer did not answer: try again at the proposed moment, or close as unreachable after the last try."""
        with self._store.change(user, once) as change:
            callback = self._mine(change.session, number, user)
            callback.attempts += 1
            if callback.attempts >= self._policy.callbacks.most_attempts:
                self._close(change, callback, CallbackState.UNREACHABLE)
                self._follow(change, number, "unreachable", user)
                self._ledger.emit(change, "callback.reply", number, "ticket", text="unreachable")
                return
            callback.next_at = next_attempt_at(change.now, windows_of(callback), self._hours, self._policy.callbacks)
            self._plan(change, number, callback.next_at)
            self._follow(change, number, "no_answer", user)

    def ticket_closed(self, change: Change, ticket_ref: str) -> None:
        """The ticket was closed elsewhere: the callback follows, unless it is closed already."""
        callback = change.session.exec(
            select(Callback).where(Callback.open_ticket == ticket_ref).with_for_update()
        ).one_or_none()
        if callback is not None:
            self._close(change, callback, CallbackState.CANCELLED)
            change.record("callback.cancelled", callback.number, because="ticket closed")
            self._ledger.emit_once(change, "slack.refresh", callback.number, self._channel)

    def _add(self, change: Change, wanted: Wanted) -> Callback:
        number = next_number(change.session, SERIES, local_date(change.now, self._hours.zone).year)
        due = due_at(change.now, wanted.windows, self._hours, self._policy.callbacks)
        callback = Callback(
            number=number,
            organisation=masked(wanted.organisation, _LONGEST_ORGANISATION),
            subject=masked(wanted.caller.subject),
            language=wanted.language,
            asked_not_to_record=wanted.asked_not_to_record,
            windows=[f"{start.isoformat()}/{end.isoformat()}" for start, end in wanted.windows],
            requested_at=change.now,
            due_at=due,
            sealed=self._store.vault.seal(wanted.caller.model_dump_json()),
        )
        change.session.add(callback)
        change.session.flush()
        change.record("callback.requested", number, due=due.isoformat(), not_recorded=True)
        self._plan(change, number, due)
        self._ledger.emit(change, "slack.card", number, self._channel)
        return callback

    def _plan(self, change: Change, number: str, due: datetime) -> None:
        self._alerts.plan(change, number, callback_ladder(due, self._policy.alerts.callback, self._hours))

    def _close(self, change: Change, callback: Callback, state: CallbackState) -> None:
        callback.state, callback.closed_at = state, change.now
        callback.open_ticket, callback.next_at = None, None
        change.session.add(callback)
        self._alerts.withdraw(change, callback.number)

    def _follow(self, change: Change, number: str, what: str, user: str) -> None:
        """What every step leaves: an audit line, a fresh card, and a note in the ticket."""
        change.record(f"callback.{what}", number)
        self._ledger.emit_once(change, "slack.refresh", number, self._channel)
        self._ledger.emit(change, "callback.note", number, "ticket", text=what, user=user, at=change.now.isoformat())

    def _mine(self, session: Session, number: str, user: str) -> Callback:
        callback = self._of(session, number)
        if callback.state != CallbackState.CLAIMED:
            raise NotYours if callback.state.is_open else NotOpen
        if callback.claimer != user:
            raise _why_not(callback)
        return callback

    def _of(self, session: Session, number: str) -> Callback:
        return session.exec(select(Callback).where(Callback.number == number).with_for_update()).one()

    def _caller(self, callback: Callback) -> Caller:
        return Caller.model_validate_json(self._store.vault.open(callback.sealed))


def windows_of(callback: Callback) -> tuple[Window, ...]:
    """The wish of a callback as aware instants."""
    pairs = (window.split("/") for window in callback.windows)
    return tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in pairs)


def _why_not(callback: Callback) -> Refusal:
    if callback.state == CallbackState.CLAIMED:
        return Taken(who=callback.claimer, since=callback.claimed_at)
    return NotOpen()

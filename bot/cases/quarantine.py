"""Messages of which a person must say what they are: looked at, dealt with, and then their raw words are gone."""

from __future__ import annotations

from sqlmodel import Session, select

from bot.cases.errors import AlreadyHandled
from bot.cases.model import Intake
from bot.store.database import Change, Store
from bot.work.ledger import Ledger

SERIES = "Q"


class QuarantineService:
    """Shows and settles quarantined messages."""

    def __init__(self, store: Store, ledger: Ledger, channel: str) -> None:
        self._store = store
        self._ledger = ledger
        self._channel = channel

    def show(self, change: Change, intake: Intake) -> None:
        """Put a card for a quarantined message in the channel, in the caller's transaction."""
        change.session.flush()
        self._ledger.emit(change, "slack.card", f"{SERIES}-{intake.id}", self._channel)

    def look(self, number: str, user: str) -> tuple[Intake, bytes]:
        """The raw message, for one with the role; the look is in the audit log. Raises AlreadyHandled."""
        with self._store.change(user) as change:
            intake = self.of(change.session, number)
            if intake.raw is None:
                raise AlreadyHandled
            change.record("quarantine.looked", number)
            return intake, self._store.vault.open(intake.raw).encode("latin-1")

    def settle(self, number: str, user: str, once: str) -> None:
        """A person dealt with it; the raw message is forgotten. Raises AlreadyHandled."""
        with self._store.change(user, once) as change:
            intake = self.of(change.session, number)
            if intake.raw is None:
                raise AlreadyHandled
            intake.raw, intake.looked_by, intake.looked_at = None, user, change.now
            change.session.add(intake)
            change.record("quarantine.settled", number)
            self._ledger.emit_once(change, "slack.refresh", number, self._channel)

    def of(self, session: Session, number: str) -> Intake:
        """The intake line of a quarantine number like Q-12."""
        return session.exec(select(Intake).where(Intake.id == int(number.partition("-")[2])).with_for_update()).one()

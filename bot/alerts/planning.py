"""Plans alerts from stored due times, and takes them back when a deadline moves or is met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import select

from bot.alerts.model import Alert, AlertState
from bot.alerts.rungs import Planned
from bot.store.database import Change

CHANNEL = "channel"


class Alerts:
    """The alerts of a subject, changed in the transaction of what changes its deadline."""

    def plan(self, change: Change, subject: str, ladder: Iterable[Planned]) -> None:
        """Make the planned alerts of a subject exactly these; what was sent already is neither repeated nor undone."""
        wanted: dict[tuple[str, datetime, str], Planned] = {
            (step.rung, step.due_at, step.recipient): step for step in ladder
        }
        # Locked: an alert that is being said at this moment is not taken back.
        for alert in change.session.exec(select(Alert).where(Alert.subject == subject).with_for_update()):
            known = wanted.pop(_key(alert), None)
            if known is None and alert.state == AlertState.PLANNED:
                alert.state = AlertState.WITHDRAWN
            elif known is not None and alert.state in (AlertState.PLANNED, AlertState.WITHDRAWN):
                alert.state, alert.fire_at = AlertState.PLANNED, known.fire_at
        for step in wanted.values():
            change.session.add(
                Alert(
                    subject=subject,
                    rung=step.rung,
                    due_at=step.due_at,
                    recipient=step.recipient,
                    way=CHANNEL,
                    fire_at=step.fire_at,
                )
            )

    def withdraw(self, change: Change, subject: str) -> None:
        """Take back what is not said yet."""
        self.plan(change, subject, ())


def _key(alert: Alert) -> tuple[str, datetime, str]:
    return (alert.rung, alert.due_at, alert.recipient)

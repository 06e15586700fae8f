"""Finds the alerts that are due and says them, each once."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, select

from bot.alerts.model import Alert, AlertState
from bot.store.database import Store
from bot.work.ledger import Ledger

_BATCH = 200


class AlertService:
    """The tick of the ladders."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        *,
        kinds: Mapping[str, str],
        team_channels: Mapping[str, str],
        managers_channel: str,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._kinds = kinds
        self._team_channels = team_channels
        self._managers_channel = managers_channel

    def tick(self) -> int:
        """Say what is due, at most a batch; returns how many rows were due.

        The rows are locked and skipped by another worker's tick, and change state in the transaction that makes their
        effects, so an alert is said once whatever is killed. Of several rungs for the same ear that came due together
        only the last is said: it says more.
        """
        with self._store.change("alerts") as change:
            due = change.session.exec(
                select(Alert)
                .where(Alert.state == AlertState.PLANNED, Alert.fire_at <= change.now)
                .order_by(col(Alert.fire_at), col(Alert.id))
                .limit(_BATCH)
                .with_for_update(skip_locked=True)
            ).all()
            last = {(alert.subject, alert.recipient): alert for alert in due}
            for alert in due:
                said = last[alert.subject, alert.recipient] is alert
                alert.state = AlertState.SENT if said else AlertState.SKIPPED
                alert.sent_at = change.now
                change.session.add(alert)
                if said:
                    series = alert.subject.partition("-")[0]
                    text = f"alert.{self._kinds[series]}.{alert.rung}"
                    self._ledger.emit(
                        change,
                        "slack.alert",
                        alert.subject,
                        self._channel(series, alert.recipient),
                        text=text,
                    )
                    change.record("alert.sent", alert.subject, rung=alert.rung, recipient=alert.recipient)
            return len(due)

    def _channel(self, series: str, recipient: str) -> str:
        return self._managers_channel if recipient == "managers" else self._team_channels[series]

"""Keeps the engine healthy: says that this worker lives, takes over from silent ones, forgets what is finished."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, delete, select

from bot.store.database import Store
from bot.store.once import Delivery
from bot.work.engine import Engine
from bot.work.model import Worker

_SILENT_AFTER = timedelta(seconds=20)
_KEEP_DELIVERIES = timedelta(days=2)
"""Longer than any sender repeats a delivery: Slack gives up after minutes, a mail server after days has other ids."""


class Keeper:
    """One per worker."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    def beat(self) -> None:
        """Say that this worker lives, and take over the work of silent ones."""
        with self._store.change("keeper") as change:
            change.session.merge(Worker(executor=self._engine.executor, seen_at=change.now))
            change.session.flush()
            alive = set(change.session.exec(select(Worker.executor).where(Worker.seen_at > change.now - _SILENT_AFTER)))
        self._engine.recover(alive)

    def tidy(self) -> None:
        """Forget finished runs, old deliveries and workers that are long gone."""
        with self._store.change("keeper") as change:
            change.session.exec(delete(Delivery).where(col(Delivery.at) < change.now - _KEEP_DELIVERIES))
            change.session.exec(delete(Worker).where(col(Worker.seen_at) < change.now - _KEEP_DELIVERIES))
        self._engine.forget_finished()

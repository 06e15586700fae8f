"""The ledger of effects: everything that Balie does outside itself is a row here first.

A row is written, and its run enqueued, in the transaction of the change that causes it. The engine's own tables hold
the row's number and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import JSON, Column, Index, func
from sqlmodel import Field, Session, SQLModel, col, select

from bot.store.columns import Instant, word_column
from bot.store.database import Change


class EffectState(StrEnum):
    """The life of an effect."""

    READY = "ready"
    RUNNING = "running"
    WAITING = "waiting"
    """Parked until another effect of the same subject is done (a note for a ticket that is not made yet)."""
    DONE = "done"
    DEAD = "dead"
    """Given up; an operator sees it and can send it again."""
    CANCELLED = "cancelled"


class Effect(SQLModel, table=True):
    """One thing to be done outside: ids only, the words are made when it runs."""

    __tablename__ = "effect"
    __table_args__ = (Index("ix_effect_subject_kind_state", "subject", "kind", "state"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    """What it is about: a case or callback number, or "desk"."""
    target: str
    """Where it goes: a channel or user id, "ticket", "sender"."""
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: EffectState = Field(default=EffectState.READY, sa_column=word_column(EffectState, index=True))
    tries: int = 0
    failures: int = 0
    """The tries that broke in a way nobody foresaw; waiting for a system that is away does not count."""
    round: int = 0
    """How often it was enqueued again after waiting or being dead."""
    external_id: str = ""
    error: str = ""
    """The class of the last error, never its text: texts may hold personal data."""
    created_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def key(self) -> str:
        """Our key at the other side, the same for every attempt."""
        return f"fx-{self.id}"


class Enqueue(Protocol):
    """Puts the run of an effect into the engine's queue, inside the session's transaction."""

    def __call__(self, session: Session, effect: Effect) -> None:
        """Enqueue one run."""


class Ledger:
    """Writes effects."""

    def __init__(self, enqueue: Enqueue) -> None:
        self._enqueue = enqueue

    def emit(self, change: Change, kind: str, subject: str, target: str, **detail: str | int | bool | None) -> Effect:
        """Write an effect and enqueue its run, all in the caller's transaction."""
        effect = Effect(kind=kind, subject=subject, target=target, detail=detail, created_at=change.now)
        change.session.add(effect)
        change.session.flush()
        self._enqueue(change.session, effect)
        return effect

    def emit_once(
        self, change: Change, kind: str, subject: str, target: str, **detail: str | int | bool | None
    ) -> None:
        """Emit unless the same effect still waits for its turn: it will show the state of now when it runs.

        The waiting row is locked until the caller commits, so that it cannot start in between and miss this change.
        """
        waiting = change.session.exec(
            select(Effect)
            .where(Effect.subject == subject, Effect.kind == kind, Effect.target == target)
            .where(Effect.state == EffectState.READY)
            .with_for_update()
        ).all()
        if all(effect.detail != detail for effect in waiting):
            self.emit(change, kind, subject, target, **detail)

    def release(self, change: Change, subject: str) -> None:
        """Enqueue the effects of a subject that were waiting, in their order."""
        change.session.flush()
        hold(change.session, subject)
        waiting = change.session.exec(
            select(Effect)
            .where(Effect.subject == subject, Effect.state == EffectState.WAITING)
            .order_by(col(Effect.id))
            .with_for_update()
        ).all()
        self._again(change, waiting, EffectState.READY)

    def retry(self, change: Change, effect_ids: Sequence[int] | None = None) -> int:
        """Enqueue dead effects again (all of them, or those named); returns how many."""
        query = select(Effect).where(Effect.state == EffectState.DEAD).order_by(col(Effect.id)).with_for_update()
        if effect_ids is not None:
            query = query.where(col(Effect.id).in_(effect_ids))
        dead = change.session.exec(query).all()
        # Perhaps the last try did it after all: RUNNING makes the next one look first.
        self._again(change, dead, EffectState.RUNNING)
        for effect in dead:
            change.record("effect.retried", effect.subject, effect=effect.key, kind=effect.kind)
        return len(dead)

    def cancel(self, change: Change, subject: str, kind: str) -> None:
        """Withdraw what has not started."""
        for effect in change.session.exec(
            select(Effect)
            .where(Effect.subject == subject, Effect.kind == kind)
            .where(col(Effect.state).in_([EffectState.READY, EffectState.WAITING]))
            .with_for_update()
        ):
            effect.state, effect.finished_at = EffectState.CANCELLED, change.now

    def _again(self, change: Change, effects: Sequence[Effect], state: EffectState) -> None:
        for effect in effects:
            effect.state, effect.tries, effect.failures = state, 0, 0
            effect.round += 1
            change.session.add(effect)
            change.session.flush()
            self._enqueue(change.session, effect)


def hold(session: Session, subject: str) -> None:
    """Keep others from parking or releasing effects of this subject until the transaction ends.

    On SQLite every change is alone already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(subject, 0))))


def dead_letters(session: Session) -> list[Effect]:
    """The effects that were given up, oldest first."""
    return list(session.exec(select(Effect).where(Effect.state == EffectState.DEAD).order_by(col(Effect.id))))

"""The table of alerts: one row per thing to be said to somebody at a moment."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.store.columns import Instant, word_column


class AlertState(StrEnum):
    """The life of an alert."""

    PLANNED = "planned"
    SENT = "sent"
    SKIPPED = "skipped"
    """A later rung of the same ladder was due as well, and said more."""
    WITHDRAWN = "withdrawn"


class Alert(SQLModel, table=True):
    """One alert, once: the unique key is what makes two workers and a repeat harmless."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subject", "rung", "due_at", "recipient", "way", "round", name="uq_alert"),
        Index("ix_alert_state_fire_at", "state", "fire_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    """A case or callback number."""
    rung: str
    due_at: datetime = Field(sa_type=Instant)
    """The moment that the rung is about."""
    recipient: str
    way: str
    round: int = 0
    fire_at: datetime = Field(sa_type=Instant)
    """When it is to be said."""
    state: AlertState = Field(default=AlertState.PLANNED, sa_column=word_column(AlertState))
    sent_at: datetime | None = Field(default=None, sa_type=Instant)

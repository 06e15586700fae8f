"""The tables and states of callbacks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, field_validator
from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from bot.store.columns import Instant, JsonList, word_column


class CallbackState(StrEnum):
    """The life of a callback."""

    REQUESTED = "requested"
    CLAIMED = "claimed"
    DONE = "done"
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to call."""
        return self in (CallbackState.REQUESTED, CallbackState.CLAIMED)


class Callback(SQLModel, table=True):
    """A customer to be called back, unrecorded. What is personal lies sealed in ``sealed`` (a ``Caller``)."""

    __tablename__ = "callback"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    state: CallbackState = Field(default=CallbackState.REQUESTED, sa_column=word_column(CallbackState, index=True))
    organisation: str
    """Masked, like the subject: a form's field may hold anything."""
    subject: str
    """Masked: no addresses, no runs of digits."""
    language: str
    asked_not_to_record: bool
    """The customer said so in as many words; every callback is unrecorded anyway."""
    windows: list[str] = Field(sa_type=JsonList)
    """The wish: ISO intervals "start/end" where the desk is; empty when there is none."""
    requested_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    claimer: str = ""
    """A Slack user id."""
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    attempts: int = 0
    next_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    sealed: bytes = Field(sa_type=LargeBinary)
    ticket_ref: str = Field(default="", index=True)
    ticket_number: str = ""
    ticket_url: str = ""
    open_ticket: str | None = Field(default=None, unique=True)
    """The ticket's ref while the callback is open: one open callback per ticket, by the database's own word."""


class Caller(BaseModel):
    """Whom to call: the personal part of a callback, only ever stored sealed."""

    model_config = ConfigDict(frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _sound(cls, value: str) -> str:
        # Half a surrogate pair, which JSON can carry, could not be stored: one odd ticket would stop them all.
        return value.encode("utf-8", "replace").decode()

    name: str
    email: str
    phone: str
    """E.164, or "" when no number was found: the claimer then looks in the ticket."""
    extension: str = ""
    subject: str = ""
    question: str = ""

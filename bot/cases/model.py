"""The tables and states of privacy requests."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from bot.store.columns import Instant, JsonList, word_column


class CaseState(StrEnum):
    """The life of a case."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    NOT_A_REQUEST = "not_a_request"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (CaseState.NEW, CaseState.IN_PROGRESS)


class RequestType(StrEnum):
    """What a case can be about; question and complaint have no statutory clock of their own (contracts.md)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    WITHDRAWAL = "withdrawal"
    OBJECTION = "objection"
    QUESTION = "question"
    COMPLAINT = "complaint"


class Outcome(StrEnum):
    """What became of a message (contracts.md, ``balie intake``)."""

    CASE = "case"
    CASE_FLAGGED = "case_flagged"
    ATTACHED = "attached"
    QUARANTINE = "quarantine"
    IGNORE = "ignore"
    DUPLICATE = "duplicate"


class Case(SQLModel, table=True):
    """One privacy request. What is personal lies sealed in ``sealed`` (a ``CasePerson``) and in its messages."""

    __tablename__ = "privacy_case"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    state: CaseState = Field(default=CaseState.NEW, sa_column=word_column(CaseState, index=True))
    types: list[str] = Field(sa_type=JsonList)
    types_confirmed: bool = False
    language: str
    received_at: datetime = Field(sa_type=Instant)
    promised: date
    steer_by: date
    statutory: date
    provisional: bool
    flags: list[str] = Field(default_factory=list, sa_type=JsonList)
    """Why a person must look, in words of our own."""
    assignee: str = ""
    """A Slack user id."""
    sender_print: str = Field(index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    ticket_ref: str = ""
    ticket_number: str = ""
    ticket_url: str = ""
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class CasePerson(BaseModel):
    """Who asks and what was asked about: the personal part of a case, only ever stored sealed."""

    model_config = ConfigDict(frozen=True)

    name: str
    email: str
    subject: str
    message_id: str = ""
    references: tuple[str, ...] = ()
    recipient_organisation: str = ""
    on_behalf_of: str = ""


class CaseMail(SQLModel, table=True):
    """A message of a case, coming in or going out; its words are sealed (a ``MailContent``)."""

    __tablename__ = "case_mail"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="privacy_case.id", index=True)
    incoming: bool
    at: datetime = Field(sa_type=Instant)
    message_id_print: str = Field(index=True)
    """Fingerprint of the Message-ID, by which an answer to this message finds the case."""
    sealed: bytes = Field(sa_type=LargeBinary)


class MailContent(BaseModel):
    """The words of one message, only ever stored sealed."""

    model_config = ConfigDict(frozen=True)

    sender: str
    subject: str
    text: str
    attachments: tuple[str, ...] = ()


class Intake(SQLModel, table=True):
    """One message that arrived, whatever became of it. Nothing that arrives is without a line here."""

    __tablename__ = "intake"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)
    sha256: str
    content_key: str | None = Field(unique=True)
    """None on a duplicate, so that the first one keeps the key."""
    outcome: Outcome = Field(sa_column=word_column(Outcome))
    types: list[str] = Field(sa_type=JsonList)
    reasons: list[str] = Field(sa_type=JsonList)
    attachments: list[dict[str, str]] = Field(default_factory=list, sa_type=JsonList)
    """Type, hash and verdict of each; their names are personal and stand in the sealed message only."""
    case_number: str | None = Field(default=None, index=True)
    sender_print: str = Field(index=True)
    acknowledged: bool = False
    raw: bytes | None = Field(default=None, sa_type=LargeBinary)
    """The sealed raw message while it is in quarantine, for the person who looks at it."""
    looked_by: str = ""
    looked_at: datetime | None = Field(default=None, sa_type=Instant)

"""The audit log: append-only, each line chained to the one before by a hash, ids only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, update
from sqlmodel import Field, Session, SQLModel, col, select

from bot.store.columns import Instant

_GENESIS = "0" * 64


class AuditLine(SQLModel, table=True):
    """One thing that happened. The database itself refuses to change or delete a line (see the first migration)."""

    __tablename__ = "audit"

    id: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    actor: str
    action: str
    subject: str = Field(index=True)
    detail: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    previous: str
    hash: str


class AuditHead(SQLModel, table=True):
    """The last line's place and hash: the one row that everybody who appends must lock."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True)
    last: int
    hash: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is still to be written."""

    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``verify`` found: how many lines, the hash of the last, and the first line that does not fit, if any."""

    lines: int
    head: str
    broken_at: int | None
    why: str = ""


def append(session: Session, lines: Iterable[Line]) -> None:
    """Write lines at the end of the chain, inside the caller's transaction."""
    lines = list(lines)
    if not lines:
        return
    # The UPDATE takes the row's lock before the hash is read, so two appenders on PostgreSQL queue up.
    head = session.execute(
        update(AuditHead)
        .where(col(AuditHead.id) == 1)
        .values(last=AuditHead.last + len(lines))
        .returning(col(AuditHead.last), col(AuditHead.hash))
    ).one()
    number, previous = head[0] - len(lines), head[1]
    for line in lines:
        number += 1
        digest = _digest(number, line.at, line.actor, line.action, line.subject, line.detail, previous)
        session.add(
            AuditLine(
                id=number,
                at=line.at,
                actor=line.actor,
                action=line.action,
                subject=line.subject,
                detail=dict(line.detail),
                previous=previous,
                hash=digest,
            )
        )
        previous = digest
    session.execute(update(AuditHead).where(col(AuditHead.id) == 1).values(hash=previous))


def verify(session: Session) -> Verdict:
    """Recompute the whole chain; a changed, missing, added or cut-off line shows."""
    previous, number = _GENESIS, 0
    for line in session.exec(select(AuditLine).order_by(col(AuditLine.id)).execution_options(yield_per=1000)):
        number += 1
        if line.id != number:
            return Verdict(number - 1, previous, number, f"line {number} is missing")
        if line.previous != previous:
            return Verdict(number - 1, previous, number, f"line {number} does not follow the line before it")
        if line.hash != _digest(line.id, line.at, line.actor, line.action, line.subject, line.detail, previous):
            return Verdict(number - 1, previous, number, f"line {number} was changed")
        previous = line.hash
    head = session.exec(select(AuditHead)).one_or_none()
    if head is None:
        return Verdict(number, previous, number + 1, "the row that tells where the log ends is missing")
    if (head.last, head.hash) != (number, previous):
        return Verdict(
            number, previous, number + 1, f"the log ends at line {number}, but {head.last} lines were written"
        )
    return Verdict(number, previous, None)


def _digest(
    number: int, at: datetime, actor: str, action: str, subject: str, detail: Mapping[str, Any], previous: str
) -> str:
    content = [previous, number, at.astimezone(UTC).isoformat(), actor, action, subject, dict(detail)]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

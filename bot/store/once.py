"""Deliveries that were handled already: Slack, a mail server or a person may give the same one twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col

from bot.store.columns import Instant


class AlreadyDone(Exception):
    """This delivery was handled before; nothing was changed by handling it again."""


class Delivery(SQLModel, table=True):
    """A delivery that was handled, noted in the transaction of what it did."""

    __tablename__ = "delivery"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)


def note(session: Session, key: str, now: datetime) -> None:
    """Note a delivery. Raises AlreadyDone when it was noted before; of two at the same moment one waits and loses."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    noted = session.execute(
        insert(Delivery).values(key=key, at=now).on_conflict_do_nothing().returning(col(Delivery.key))
    )
    if noted.first() is None:
        raise AlreadyDone(key)

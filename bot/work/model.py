"""The tables of the workers: who is alive, and how far each feed was read."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from bot.store.columns import Instant


class Worker(SQLModel, table=True):
    """A running process that carries out effects."""

    __tablename__ = "worker"

    executor: str = Field(primary_key=True)
    seen_at: datetime = Field(sa_type=Instant)


class FeedCursor(SQLModel, table=True):
    """How far a feed of changes was read; moved in the transaction of what the changes caused."""

    __tablename__ = "feed_cursor"

    feed: str = Field(primary_key=True)
    cursor: str

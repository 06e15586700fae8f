"""Where cards stand in Slack."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Card(SQLModel, table=True):
    """A card that was posted: where to change it, and where its thread hangs."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("subject", "channel"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    channel: str
    ts: str

"""What a card can be about: each capability tells here how its things are shown, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sqlmodel import Session

from bot.chat.blocks import Block, Message
from bot.chat.text import Safe
from bot.desk.languages import Texts


class Subject(Protocol):
    """A kind of thing with a number, a card and a line."""

    channel: str
    """Where its cards stand."""

    def card(self, session: Session, number: str, texts: Texts) -> Message:
        """Its card as it is now."""

    def summary(self, session: Session, number: str, texts: Texts) -> Safe:
        """One line about it for an alert: number, types, dates, state, staff; nothing else."""

    def home(self, session: Session, user: str, texts: Texts) -> list[Block]:
        """What somebody's Home tab says of these things."""


class Subjects:
    """All kinds by the letters in front of their number."""

    def __init__(self, by_series: Mapping[str, Subject]) -> None:
        self._by_series = by_series

    def of(self, number: str) -> Subject:
        """The kind that a number belongs to. Raises KeyError for a number of no known series."""
        return self._by_series[number.partition("-")[0]]

    def all(self) -> list[Subject]:
        """Every kind, in the order in which Home shows them."""
        return list(self._by_series.values())

"""What a handler of effects may answer, and how it is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlmodel import Session

from bot.store.database import Change
from bot.work.ledger import Effect


class Queue(StrEnum):
    """One queue per outside system, so that a dead system parks only its own effects."""

    SLACK_POST = "slack_post"
    """New messages: one at a time and one a second per channel, as Slack allows."""
    SLACK_REFRESH = "slack_refresh"
    """Changes of messages that stand there already, and Home tabs."""
    TICKET = "ticket"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Done:
    """It is done. ``then`` runs in the transaction that notes it: what follows from it is stored with it."""

    external_id: str = ""
    then: Callable[[Change], None] | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """It cannot be done before another effect of its subject; ``Ledger.release`` wakes it.

    ``until`` says whether that other effect is done by now. It is asked again in the transaction that parks this one:
    what was released between the look and the parking would otherwise never wake it.
    """

    until: Callable[[Session], bool]


class Later(Exception):
    """Surely not done, and worth trying again: the other side is away or asked us to wait.

    ``after`` is in seconds; None leaves it to the engine's back-off. Never counts towards giving up: an outage of a
    day must not lose anything.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class Unsure(Exception):
    """Perhaps done: the answer was lost. The next attempt must look before it does it again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """Will never be done like this: a dead letter at once."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Handler(Protocol):
    """Carries out one kind of effect. No transaction is open while it talks to the outside."""

    def __call__(self, effect: Effect, *, look_first: bool) -> Done | Waiting:
        """Do it. With ``look_first`` an earlier attempt may have done it already. Raises Later, Unsure or Refused."""

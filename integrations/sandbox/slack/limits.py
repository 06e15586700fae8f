"""Slack's rate limits: one message a second a channel, so many calls a minute a method."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from typing import Final

from integrations.sandbox.slack.errors import RateLimited

_MINUTE: Final = 60.0
_MESSAGE_GAP: Final = 1.0
_JITTER: Final = 0.1
"""How much too early a message may come. The mean rate stays one a second: what is early now must wait longer next."""


class Limits:
    """Keeps count. Times are seconds on a clock that only runs forward, given by the caller."""

    def __init__(self) -> None:
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)
        self._next_message: dict[str, float] = {}

    def call(self, method: str, per_minute: int | None, now: float) -> None:
        """Counts a call of a method. Raises RateLimited when the minute is full."""
        if per_minute is None:
            return
        calls = self._calls[method]
        while calls and calls[0] <= now - _MINUTE:
            calls.popleft()
        if len(calls) >= per_minute:
            raise RateLimited(max(1, math.ceil(calls[0] + _MINUTE - now)))
        calls.append(now)

    def message(self, channel: str, now: float) -> None:
        """Counts a message in a channel, replies in threads too. Raises RateLimited when it comes too soon."""
        due = self._next_message.get(channel, now)
        if now < due - _JITTER:
            raise RateLimited(max(1, math.ceil(due - now - _JITTER)))
        self._next_message[channel] = max(due, now) + _MESSAGE_GAP

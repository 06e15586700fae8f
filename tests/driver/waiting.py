"""Waiting for something to appear, for a bounded time, with words about what was there instead."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

Found = TypeVar("Found")

PATIENCE: Final = 10.0
_PAUSE: Final = 0.05


class NotSeen(AssertionError):
    """What was waited for did not come. The text says what was on the screen."""


def wait_until(
    look: Callable[[], Found | None], what: str, screen: Callable[[], str] = lambda: "", patience: float = PATIENCE
) -> Found:
    """Looks again and again until ``look`` gives something true, and returns that. Raises NotSeen."""
    end = time.monotonic() + patience
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() >= end:
            shown = screen()
            raise NotSeen(
                f"after {patience:g} s still not seen: {what}" + (f"\n--- on screen ---\n{shown}" if shown else "")
            )
        time.sleep(_PAUSE)

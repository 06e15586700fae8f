"""How the things outside were when somebody last looked: asked in the background, so that health answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog

log = structlog.get_logger(__name__)

Check = Callable[[], str | None]
"""None when all is well, else one line what is wrong; may take as long as the network does."""


class Watch:
    """Remembers the last answer of each check, and logs when one changes."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self.last: dict[str, str] = dict.fromkeys(checks, "not looked at yet")

    def look(self) -> None:
        """Ask every check."""
        for name, check in self._checks.items():
            state = check() or "ok"
            if state != self.last[name]:
                log.info("outside changed", name=name, state=state)
                self.last[name] = state

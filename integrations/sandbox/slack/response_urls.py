"""response_urls: five uses in thirty minutes each."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from integrations.sandbox.clock import SandboxClock
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.shelf import Shelf
from integrations.sandbox.store import Store

Json = dict[str, Any]

MOST_USES: Final = 5
LIFETIME: Final = timedelta(minutes=30)


class ResponseUrls:
    """What the hooks at /hooks/response/{id} lead to: {user, channel, ts, thread_ts, uses, born}."""

    def __init__(self, store: Store, clock: SandboxClock) -> None:
        self._shelf = Shelf(store, "response_url")
        self._clock = clock

    def new(self, user: str, channel: str, ts: str | None = None, thread_ts: str | None = None) -> str:
        """A fresh id; ``ts`` is the message that was clicked, if there is one."""
        self._forget_old()
        name = secrets.token_urlsafe(18)
        born = self._clock.now().isoformat()
        self._shelf.keep(
            name, {"user": user, "channel": channel, "ts": ts, "thread_ts": thread_ts, "uses": 0, "born": born}
        )
        return name

    def use(self, name: str) -> Json:
        """Uses it once. Raises invalid_url (unknown), expired_url or used_url."""
        entry = self._shelf.get(name)
        if entry is None:
            raise SlackError("invalid_url")
        if self._clock.now() - datetime.fromisoformat(entry["born"]) > LIFETIME:
            raise SlackError("expired_url")
        if entry["uses"] >= MOST_USES:
            raise SlackError("used_url")
        entry["uses"] += 1
        return self._shelf.keep(name, entry)

    def _forget_old(self) -> None:
        # Only the first few are looked at, so that a click costs the same on a busy day.
        longest = self._clock.now() - 2 * LIFETIME
        for name in list(islice(self._shelf, 2)):
            entry = self._shelf.get(name)
            if entry is not None and datetime.fromisoformat(entry["born"]) < longest:
                self._shelf.remove(name)

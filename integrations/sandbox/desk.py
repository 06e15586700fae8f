"""The core of the sandbox: what its Slack, ticket system and mailbox share."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from integrations.sandbox.clock import SandboxClock
from integrations.sandbox.faults import Faults
from integrations.sandbox.store import Store

Json = dict[str, Any]


class Counts:
    """What happened, counted a service, for tests and for the page; safe for use from several threads."""

    def __init__(self) -> None:
        self._plain: dict[str, Counter[str]] = {"slack": Counter(), "tickets": Counter(), "mail": Counter()}
        self._givers: dict[str, Callable[[], Json]] = {}
        self._lock = Lock()

    def add(self, service: str, what: str, number: int = 1) -> None:
        """Counts one thing more of a service."""
        with self._lock:
            self._plain[service][what] += number

    def provide(self, service: str, giver: Callable[[], Json]) -> None:
        """Lets a part of the sandbox compute extra figures (such as duplicates) when somebody asks."""
        self._givers[service] = giver

    def as_json(self) -> Json:
        """{"slack": {...}, "tickets": {...}, "mail": {...}}."""
        with self._lock:
            plain = {service: dict(counter) for service, counter in self._plain.items()}
        return {
            service: {**counter, **(self._givers[service]() if service in self._givers else {})}
            for service, counter in plain.items()
        }


@dataclass(eq=False, slots=True)
class _Listener:
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[str]
    person: str | None


class Desk:
    """One sandbox: a store, a clock, faults, counts and the stream of changes.

    ``data`` is the folder that holds sandbox.db and clock.json (None: everything in memory). ``monotonic`` measures
    rate limits and trigger ids, in seconds; tests may pass their own. ``privacy_smtp`` is the (host, port) of the
    privacy mailbox's SMTP listener. ``url`` is the address at which the sandbox is reached, without a slash at the end;
    whoever starts the server sets it. With ``request_url`` Slack's payloads go there over HTTP, signed with
    ``signing_secret``, instead of over Socket Mode.
    """

    def __init__(
        self,
        data: Path | None = None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        privacy_smtp: tuple[str, int] = ("127.0.0.1", 2525),
        url: str = "http://127.0.0.1:8025",
        request_url: str | None = None,
        signing_secret: str = "",
    ) -> None:
        self.data = data
        self.store = Store(None if data is None else data / "sandbox.db")
        self.clock = SandboxClock(None if data is None else data / "clock.json")
        self.faults = Faults()
        self.counts = Counts()
        self.monotonic = monotonic
        self.privacy_smtp = privacy_smtp
        self.url = url
        self.request_url = request_url
        self.signing_secret = signing_secret
        self.smtp_out: str | None = None
        """Address of the sandbox's own SMTP server, "smtp://127.0.0.1:PORT", set by ``mailbox.start``."""
        self._listeners: list[_Listener] = []
        self._lock = Lock()

    def changed(self, topic: str, only: Collection[str] | None = None) -> None:
        """Wakes the event streams; callable from any thread.

        The topics are "channel:C…", "views", "home", "workspace", "clock", "tickets" and "mail".
        ``only`` names the people who may know; None means everybody.
        """
        with self._lock:
            listeners = list(self._listeners)
        for listener in listeners:
            if only is None or listener.person is None or listener.person in only:
                with suppress(RuntimeError):  # the listener's loop was closed while we were telling it
                    listener.loop.call_soon_threadsafe(listener.queue.put_nowait, topic)

    async def topics(self, person: str | None = None) -> AsyncIterator[str]:
        """What changes from now on, as far as this person may know (None: everything)."""
        listener = _Listener(asyncio.get_running_loop(), asyncio.Queue(), person)
        with self._lock:
            self._listeners.append(listener)
        try:
            while True:
                yield await listener.queue.get()
        finally:
            with self._lock:
                self._listeners.remove(listener)

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

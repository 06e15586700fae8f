"""A sandbox in a thread of the test's own process, on a real loopback port, with a stopwatch in the test's hand."""

from __future__ import annotations

import socket
import threading
from pathlib import Path
from typing import Final

import uvicorn

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.server import create_app
from integrations.sandbox.slack.core import Slack
from tests.driver.desk import DeskDriver
from tests.driver.waiting import wait_until

_STOP: Final = 15.0


class Stopwatch:
    """Measures rate limits and trigger ids instead of real time: it only moves when told to."""

    def __init__(self) -> None:
        self._now = 1000.0

    def __call__(self) -> float:
        """Seconds."""
        return self._now

    def forward(self, seconds: float) -> None:
        """Lets time pass."""
        self._now += seconds


class SandboxThread:
    """Runs from construction until ``stop``. ``scopes`` are those of the bot's token."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        scopes: frozenset[str] = world.SCOPES,
        request_url: str | None = None,
        signing_secret: str = "",
    ) -> None:
        # Named TCP, because only then asyncio switches off Nagle's delay, which would cost 40 ms a call.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.watch = Stopwatch()
        self.desk_core = Desk(
            folder, monotonic=self.watch, url=self.url, request_url=request_url, signing_secret=signing_secret
        )
        self.slack = Slack(self.desk_core, scopes)
        config = uvicorn.Config(
            create_app(self.desk_core, self.slack), log_level="error", timeout_graceful_shutdown=1, lifespan="on"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        wait_until(lambda: self._server.started, "a started sandbox")
        self.desk = DeskDriver(self.url)

    @property
    def api_url(self) -> str:
        """SLACK_API_URL."""
        return f"{self.url}/api/"

    def stop(self) -> None:
        """End the server and close the store."""
        self._server.should_exit = True
        self._thread.join(_STOP)
        self.desk_core.close()

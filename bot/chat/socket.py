"""Socket Mode: two connections to Slack, so that one may be refreshed or die unseen while the other carries on."""

from __future__ import annotations

import threading
from http.client import HTTPException

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_CONNECTIONS = 2
_PING_SECONDS = 3
"""The client notices a dead connection only after six of these, a minute by default."""
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 30.0

log = structlog.get_logger(__name__)


class SocketMode:
    """Keeps the connections up; when Slack is away at the start it goes on trying."""

    def __init__(self, app: App, app_token: str, base_url: str) -> None:
        client = WebClient(token=app_token, base_url=base_url, retry_handlers=[])
        self._handlers = [
            SocketModeHandler(app, app_token, web_client=client, ping_interval=_PING_SECONDS)
            for _ in range(_CONNECTIONS)
        ]
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Connect, each connection in a thread that tries until it succeeds."""
        for number, handler in enumerate(self._handlers):
            thread = threading.Thread(target=self._connect, args=(handler,), name=f"slack-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        """Close the connections. Each would wait for its next ping, which nobody else needs to."""
        self._stop.set()
        closing = [threading.Thread(target=handler.close, daemon=True) for handler in self._handlers]
        for thread in closing:
            thread.start()
        for thread in closing:
            thread.join(1)

    def is_connected(self) -> bool:
        """Whether at least one connection stands."""
        return any(handler.client is not None and handler.client.is_connected() for handler in self._handlers)

    def _connect(self, handler: SocketModeHandler) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            try:
                handler.connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
            except (SlackApiError, HTTPException, OSError, ValueError) as away:
                log.warning("slack cannot be reached", error=type(away).__name__, wait=wait)
                self._stop.wait(wait)
                wait = min(_LONGEST_WAIT, wait * 2)
            else:
                return

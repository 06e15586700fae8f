"""A small real Bolt app, over Socket Mode or HTTP, that writes down what it gets."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from integrations.sandbox import world

Json = dict[str, Any]


class BoltApp:
    """``app`` is the Bolt app for listeners; ``got`` holds the bodies of everything that came, oldest first."""

    def __init__(self, api_url: str, signing_secret: str = "secret") -> None:
        self._api_url = api_url
        self.client = WebClient(world.BOT_TOKEN, base_url=api_url, retry_handlers=[])
        self.app = App(
            client=self.client,
            signing_secret=signing_secret,
            process_before_response=True,
            raise_error_for_unhandled_request=False,
        )
        self.got: list[Json] = []
        self.headers: list[dict[str, str]] = []
        self._handlers: list[SocketModeHandler] = []
        self._server: ThreadingHTTPServer | None = None
        self.app.use(self._write_down)

    def connect(self, connections: int = 1) -> None:
        """Connect over Socket Mode, so many times."""
        for _ in range(connections):
            client = WebClient(world.APP_TOKEN, base_url=self._api_url, retry_handlers=[])
            handler = SocketModeHandler(self.app, world.APP_TOKEN, web_client=client, ping_interval=1)
            handler.connect()  # type: ignore[no-untyped-call]  # Bolt has no types here
            self._handlers.append(handler)

    def serve(self, port: int) -> None:
        """Listen for signed posts on loopback."""
        handler = type("Handler", (_Posts,), {"bolt": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Disconnect and stop listening."""
        for handler in self._handlers:
            # The SDK's client needs three seconds to end its threads; nobody has to wait for that.
            threading.Thread(target=handler.close, daemon=True).start()
        self._handlers = []
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def of_type(self, kind: str) -> list[Json]:
        """The bodies with this type, or the events with this type."""
        return [one for one in self.got if one.get("type") == kind or (one.get("event") or {}).get("type") == kind]

    def _write_down(self, body: Json, request: BoltRequest, next: Any) -> None:  # noqa: A002, ANN401 - Bolt's words
        self.got.append(body)
        self.headers.append({key: values[0] for key, values in request.headers.items()})
        next()


class _Posts(BaseHTTPRequestHandler):
    bolt: BoltApp

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        request = BoltRequest(body=body, headers={key: [value] for key, value in self.headers.items()})
        answer = self.bolt.app.dispatch(request)
        self.send_response(answer.status)
        for key, values in answer.headers.items():
            for value in values:
                self.send_header(key, value)
        raw = answer.body.encode()
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

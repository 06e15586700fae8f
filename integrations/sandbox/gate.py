"""The gate before the sandbox: here requests meet the faults that were asked for."""

from __future__ import annotations

import asyncio
import json
import math
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.sandbox.desk import Desk
from integrations.sandbox.faults import Fault

_SERVICES: Final = (
    ("/api/", "slack", ""),
    ("/hooks/response/", "slack", "response_url"),
    ("/upload/", "slack", "upload"),
    ("/tickets/api/", "tickets", ""),
)


class FaultGate:
    """ASGI middleware, the outermost one.

    The name that a fault's glob is held against: the Web API method; "response_url"; "upload"; for tickets the verb and
    the path below /tickets/api/, for instance "POST v1/tickets".
    """

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request pass, refuses it, or delays or loses its answer."""
        place = _place(scope) if scope["type"] == "http" else None
        fault = None if place is None else self._desk.faults.pick(*place)
        if place is None or fault is None:
            await self._app(scope, receive, send)
            return
        self._desk.counts.add(place[0], "faults")
        await self._meet(fault, scope, receive, send)

    async def _meet(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.kind == "delay":
            await self._app(scope, receive, _late(send, fault.seconds or 0.0))
        elif fault.kind == "error500":
            await _answer(send, 500, {"ok": False, "error": "internal_error"})
        elif fault.kind == "error500_after":
            await self._app(scope, receive, _nowhere)
            await _answer(send, 500, {"ok": False, "error": "internal_error"})
        elif fault.kind == "ratelimit":
            self._desk.counts.add(fault.service, "ratelimited")
            wait = str(max(1, math.ceil(fault.seconds or 1.0)))
            await _answer(send, 429, {"ok": False, "error": "ratelimited"}, ((b"retry-after", wait.encode()),))
        elif fault.kind == "lost_answer":
            await self._app(scope, receive, _nowhere)
            await _hang_up(receive, send)
        else:  # down, drop_connection
            await _hang_up(receive, send)


def _place(scope: Scope) -> tuple[str, str] | None:
    root = scope.get("root_path", "")
    path = scope["path"].removeprefix(root)
    for prefix, service, name in _SERVICES:
        if path.startswith(prefix):
            below = path[len(prefix) :]
            if service == "tickets":
                return service, f"{scope['method']} {below}"
            return service, name or below
    return None


def _late(send: Send, seconds: float) -> Send:
    """An answer that comes after a while; what was asked for is done at once."""

    async def wait_first(message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(seconds)
        await send(message)

    return wait_first


async def _nowhere(message: Message) -> None:
    """Swallows an answer."""


async def _answer(send: Send, status: int, body: dict[str, Any], more: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    raw = json.dumps(body).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(raw)).encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})


async def _hang_up(receive: Receive, send: Send) -> None:
    """Closes the connection without an answer."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if isinstance(transport, asyncio.Transport):
        transport.abort()
        # The server must notice before this call ends, or it would try to answer for us.
        while (await receive())["type"] != "http.disconnect":
            pass
        return
    # Behind a server that shows no transport: promise a body and send none; the server then closes the connection.
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})

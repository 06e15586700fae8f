"""Socket Mode: up to ten connections of the app, any one of which gets a payload."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.slack.delivery import ACK_SECONDS, Ack, Parcel

Json = dict[str, Any]

MOST_CONNECTIONS: Final = 10


class Sockets:
    """The open connections. A ``Transport``."""

    def __init__(self, desk: Desk, on_connect: Callable[[], None]) -> None:
        self._desk = desk
        self._on_connect = on_connect
        self._tickets: set[str] = set()
        self._open: list[WebSocket] = []
        self._turn = 0
        self._acks: dict[str, tuple[WebSocket, asyncio.Future[Json | None]]] = {}

    def ticket(self) -> str:
        """A ticket for one connection, as apps.connections.open gives it."""
        name = secrets.token_urlsafe(16)
        self._tickets.add(name)
        return name

    @property
    def number(self) -> int:
        """How many connections are open."""
        return len(self._open)

    def ready(self) -> bool:
        """Whether there is a connection."""
        return bool(self._open)

    async def serve(self, socket: WebSocket, ticket: str) -> None:
        """Lives as long as one connection does."""
        if ticket not in self._tickets or self._desk.faults.pick("slack", "socket", ("down", "drop_connection")):
            await socket.close(1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self._open) >= MOST_CONNECTIONS:
            await self._say_goodbye(socket, "too_many_websockets")
            return
        self._open.append(socket)
        try:
            await socket.send_text(json.dumps(self._hello()))
            self._on_connect()
            while True:
                self._received(await socket.receive_text())
        except WebSocketDisconnect:
            return
        finally:
            self._gone(socket)

    async def send(self, parcel: Parcel) -> Ack:
        """Gives the parcel to the next connection in turn."""
        if not self._open:
            return Ack(acked=False)
        self._turn += 1
        socket = self._open[self._turn % len(self._open)]
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._acks[parcel.id] = (socket, future)
        try:
            await socket.send_text(json.dumps(_envelope(parcel)))
            answer = await asyncio.wait_for(future, ACK_SECONDS)
        except (TimeoutError, ConnectionError, RuntimeError, WebSocketDisconnect):
            # RuntimeError is Starlette's word for a connection that was closed while we wrote.
            return Ack(acked=False)
        finally:
            self._acks.pop(parcel.id, None)
        return Ack(acked=True, payload=answer)

    async def disconnect(self, reason: str, close_after: float) -> int:
        """Asks the app to connect anew ("warning" or "refresh_requested"), then closes; returns how many were told."""
        sockets = list(self._open)
        for socket in sockets:
            await socket.send_text(json.dumps({"type": "disconnect", "reason": reason, "debug_info": _debug()}))
        await asyncio.sleep(close_after)
        for socket in sockets:
            await self._close(socket)
        return len(sockets)

    async def drop_all(self) -> None:
        """Closes every connection without a word."""
        for socket in list(self._open):
            await self._close(socket)

    async def _say_goodbye(self, socket: WebSocket, reason: str) -> None:
        await socket.send_text(json.dumps({"type": "disconnect", "reason": reason, "debug_info": _debug()}))
        await socket.close()

    async def _close(self, socket: WebSocket) -> None:
        self._gone(socket)
        if socket.application_state is not WebSocketState.DISCONNECTED:
            await socket.close()

    def _received(self, text: str) -> None:
        try:
            message = json.loads(text)
        except ValueError:
            return  # the built-in client also sends words that are no JSON, such as its own pings
        if not isinstance(message, dict):
            return
        waiting = self._acks.get(str(message.get("envelope_id")))
        if waiting is not None and not waiting[1].done():
            payload = message.get("payload")
            waiting[1].set_result(payload if isinstance(payload, dict) else None)

    def _gone(self, socket: WebSocket) -> None:
        if socket in self._open:
            self._open.remove(socket)
        for owner, future in list(self._acks.values()):
            if owner is socket and not future.done():
                future.set_exception(ConnectionError("the connection closed"))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.number,
            "debug_info": _debug() | {"approximate_connection_time": 18_060},
            "connection_info": {"app_id": world.APP_ID},
        }


def _debug() -> Json:
    return {"host": "applink-sandbox", "build_number": 1}


def _envelope(parcel: Parcel) -> Json:
    envelope: Json = {
        "envelope_id": parcel.id,
        "type": parcel.kind,
        "accepts_response_payload": parcel.accepts_response,
        "payload": parcel.payload,
    }
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.reason}
    return envelope

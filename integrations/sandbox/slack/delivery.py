"""Bringing payloads to the app and waiting for its acknowledgement, whichever way the app is connected."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal, Protocol

from integrations.sandbox.desk import Desk
from integrations.sandbox.slack import payloads

Json = dict[str, Any]
Kind = Literal["interactive", "slash_commands", "events_api"]

ACK_SECONDS: Final = 3.0
EVENT_RETRIES: Final = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
"""When Slack sends an event again that was not acknowledged: at once, after one minute, after five."""


@dataclass(frozen=True, slots=True)
class Ack:
    """What came back. ``payload`` is the answer that the app gave along, if any; ``ms`` the time that it took."""

    acked: bool
    payload: Json | None = None
    ms: float = 0.0


@dataclass(slots=True)
class Parcel:
    """One thing to bring. ``attempt`` counts retries of an event, ``reason`` says why."""

    kind: Kind
    payload: Json
    accepts_response: bool
    attempt: int = 0
    reason: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(16))


class Transport(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def send(self, parcel: Parcel) -> Ack:
        """Brings the parcel once and waits at most ACK_SECONDS."""

    def ready(self) -> bool:
        """Whether somebody listens at all."""


class Delivery:
    """Interactions are brought once; events until somebody acknowledges them, four times at most."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.transport: Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._later: list[tuple[datetime, Parcel]] = []
        self._waiting: deque[Parcel] = deque()
        self._watching = False

    async def interact(self, kind: Kind, payload: Json, *, accepts_response: bool) -> Ack:
        """Brings something that a person did and waits for the acknowledgement."""
        transport = self._transport()
        if not transport.ready():
            return Ack(acked=False)
        parcel = Parcel(kind, payload, accepts_response)
        started = time.perf_counter()
        ack = await self._once(transport, parcel)
        ms = round((time.perf_counter() - started) * 1000, 1)
        if self._desk.faults.repeats("slack", kind):
            self._start(self._again(transport, parcel))
        return Ack(ack.acked, ack.payload, ms)

    def event(self, inner: Json) -> None:
        """Brings an event, in the background."""
        event_id = "Ev0" + secrets.token_hex(5).upper()
        moment = int(self._desk.clock.now().timestamp())
        parcel = Parcel("events_api", payloads.event(inner, event_id, moment), accepts_response=False)
        self._start(self._event(parcel))

    def connected(self) -> None:
        """Somebody listens now: bring the events that waited for that."""
        while self._waiting:
            self._start(self._event(self._waiting.popleft()))

    def clock_moved(self) -> None:
        """Brings the events whose next try is due."""
        now = self._desk.clock.now()
        due = [parcel for when, parcel in self._later if when <= now]
        self._later = [(when, parcel) for when, parcel in self._later if when > now]
        for parcel in due:
            self._start(self._event(parcel))

    async def close(self) -> None:
        """Stops what runs in the background."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _once(self, transport: Transport, parcel: Parcel) -> Ack:
        fault = self._desk.faults.pick("slack", parcel.kind, ("lost_answer", "delay"), named=True)
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.seconds or 0.0)
        ack = await transport.send(parcel)
        return Ack(acked=False) if fault is not None and fault.kind == "lost_answer" else ack

    async def _again(self, transport: Transport, parcel: Parcel) -> None:
        """The same thing once more, same envelope; what comes back is of no use to anybody."""
        await transport.send(parcel)

    async def _event(self, parcel: Parcel) -> None:
        transport = self._transport()
        if not transport.ready():
            self._waiting.append(parcel)
            return
        ack = await self._once(transport, parcel)
        if ack.acked and self._desk.faults.repeats("slack", parcel.kind):
            await self._again(transport, parcel)
        if ack.acked or parcel.attempt >= len(EVENT_RETRIES):
            self._desk.counts.add("slack", "events_acked" if ack.acked else "events_given_up")
            return
        pause = EVENT_RETRIES[parcel.attempt]
        retry = Parcel(
            parcel.kind, parcel.payload, accepts_response=False, attempt=parcel.attempt + 1, reason="timeout"
        )
        self._later.append((self._desk.clock.now() + pause, retry))
        self.clock_moved()
        self._watch()

    def _watch(self) -> None:
        # The clock may be moved by a person, by a test or by another process: look at it now and then while needed.
        if self._later and not self._watching:
            self._watching = True
            self._start(self._watcher())

    async def _watcher(self) -> None:
        try:
            while self._later:
                await asyncio.sleep(0.5)
                self.clock_moved()
        finally:
            self._watching = False

    def _transport(self) -> Transport:
        if self.transport is None:
            raise RuntimeError("the delivery has no transport yet")
        return self.transport

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

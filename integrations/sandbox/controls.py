"""The part of the people-side API that belongs to nobody's window: clock, faults, counts and the stream of changes."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Final

from fastapi import APIRouter, HTTPException
from starlette.requests import Request
from starlette.responses import StreamingResponse

from integrations.sandbox.desk import Desk
from integrations.sandbox.faults import SERVICES, Fault, NoSuchFault

Json = dict[str, Any]

_DURATION: Final = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def duration(value: object) -> timedelta:
    """Seconds, or an ISO 8601 duration of weeks, days, hours, minutes and seconds. Raises ValueError."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return timedelta(seconds=value)
    found = _DURATION.fullmatch(str(value))
    if found is None or not any(found.groups()):
        raise ValueError(f"not a duration: {value!r}")
    return timedelta(**{unit: int(number) for unit, number in found.groupdict().items() if number})


def router(desk: Desk, on_clock: Callable[[], None], on_fault: Callable[[Fault], Awaitable[None]]) -> APIRouter:
    """The routes. ``on_clock`` is called when the clock was moved, ``on_fault`` when a fault was added."""
    routes = APIRouter(prefix="/desk/api")

    @routes.get("/clock")
    async def clock() -> Json:
        return _clock(desk)

    @routes.post("/clock")
    async def move_clock(wish: Json) -> Json:
        try:
            if "to" in wish:
                desk.clock.advance_to(datetime.fromisoformat(str(wish["to"])))
            else:
                desk.clock.advance(duration(wish.get("advance")))
        except (ValueError, OverflowError) as error:
            raise HTTPException(400, str(error)) from error
        on_clock()
        desk.changed("clock")
        return _clock(desk)

    @routes.get("/faults")
    async def faults() -> Json:
        return {"faults": desk.faults.as_json()}

    @routes.post("/faults")
    async def add_fault(wish: Json) -> Json:
        try:
            fault = desk.faults.add(wish)
        except NoSuchFault as error:
            raise HTTPException(400, str(error)) from error
        await on_fault(fault)
        return {"fault": fault.as_json()}

    @routes.delete("/faults")
    async def heal(service: str | None = None) -> Json:
        if service is not None and service not in SERVICES:
            raise HTTPException(400, f"no service {service!r}")
        desk.faults.clear(service)
        return {"faults": desk.faults.as_json()}

    @routes.get("/counts")
    async def counts() -> Json:
        return desk.counts.as_json()

    @routes.get("/stream")
    async def stream(request: Request) -> StreamingResponse:
        return StreamingResponse(
            _events(desk, request.query_params.get("as")),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return routes


async def _events(desk: Desk, person: str | None) -> AsyncIterator[str]:
    yield ": hello\n\n"
    async for topic in desk.topics(person):
        yield f"data: {json.dumps({'topic': topic})}\n\n"


def _clock(desk: Desk) -> Json:
    return {"now": desk.clock.now().isoformat(), "offset_seconds": desk.clock.offset.total_seconds()}

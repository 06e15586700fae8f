"""The browser page of the sandbox: static files, served strictly, and a question that only the page asks."""

from __future__ import annotations

import mimetypes
from datetime import datetime, time, timedelta
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from zoneinfo import ZoneInfo

import holidays
from fastapi import APIRouter, HTTPException, Request, Response

from integrations.sandbox.desk import Desk

ZONE: Final = ZoneInfo("Europe/Amsterdam")
OPENING: Final = time(9)

_TYPES: Final = {".html", ".css", ".js", ".svg"}

HEADERS: Final = {
    # The page needs nothing from elsewhere and runs no script but its own files.
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def next_workday(now: datetime) -> datetime:
    """09:00 in Amsterdam of the first working day that begins after ``now`` (aware).

    Monday to Friday, except the Dutch public holidays on which offices are closed.
    """
    local = now.astimezone(ZONE)
    day = local.date() if local.time() < OPENING else local.date() + timedelta(days=1)
    closed = holidays.country_holidays("NL", years=(day.year, day.year + 1))
    while day.weekday() > 4 or day in closed:
        day += timedelta(days=1)
    return datetime.combine(day, OPENING, ZONE)


def router(desk: Desk) -> APIRouter:
    """The page at ``/`` and its files."""
    shelf = dict(_walk(files("integrations.sandbox") / "static", ""))
    page = APIRouter()

    def serve(name: str, request: Request) -> Response:
        # Looking a name up in a list that was made beforehand leaves no way out of the folder.
        file = shelf.get(name)
        if file is None:
            raise HTTPException(404, "not_found")
        content = file.read_bytes()
        headers = {**HEADERS, "ETag": f'"{sha256(content).hexdigest()[:20]}"'}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        kind = mimetypes.types_map.get(_ending(name), "application/octet-stream")
        return Response(content, media_type=kind, headers=headers)

    @page.get("/")
    def index(request: Request) -> Response:
        return serve("index.html", request)

    @page.get("/desk/static/{name:path}")
    def static(name: str, request: Request) -> Response:
        return serve(name, request)

    @page.get("/desk/api/workday")
    def workday() -> dict[str, Any]:
        """The next working day at nine, for the clock's button."""
        return {"at": next_workday(desk.clock.now()).isoformat()}

    return page


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for child in folder.iterdir():
        if child.is_dir():
            found += _walk(child, f"{prefix}{child.name}/")
        elif _ending(child.name) in _TYPES:
            found.append((f"{prefix}{child.name}", child))
    return found


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2]

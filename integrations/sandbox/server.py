"""The sandbox as one ASGI app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse

from integrations.sandbox import controls, mailbox, pages, tickets
from integrations.sandbox.desk import Desk
from integrations.sandbox.faults import Fault
from integrations.sandbox.gate import FaultGate
from integrations.sandbox.slack import people, web_api
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.values import NotOnScreen


def create_app(desk: Desk, slack: Slack | None = None) -> FastAPI:
    """The app that plays Slack, the ticket system and the mailbox of ``desk``, with the people-side API and the page.

    Whoever runs the app starts and stops the mailbox too: ``mailbox.start(desk)`` and ``mailbox.stop()``. Mounted in
    another app, whose lifespan is the only one that runs, ``await app.state.slack.close()`` when that one ends.
    """
    slack = slack or Slack(desk)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await slack.close()

    app = FastAPI(title="Balie sandbox", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.slack = slack

    async def on_fault(fault: Fault) -> None:
        # A Slack that is down keeps no connections either.
        if fault.service == "slack" and fault.kind in ("down", "drop_connection") and fault.method in ("*", "socket"):
            await slack.sockets.drop_all()

    @app.exception_handler(NotOnScreen)
    async def not_on_screen(_: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"detail": str(error)}, 404)

    app.include_router(web_api.router(slack))
    app.include_router(people.router(slack))
    app.include_router(controls.router(desk, slack.delivery.clock_moved, on_fault))
    app.include_router(tickets.router(desk))
    app.include_router(mailbox.router(desk))
    app.include_router(pages.router(desk))
    app.add_middleware(FaultGate, desk=desk)
    return app

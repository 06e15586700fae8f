"""Balie's own HTTP: health, metrics, and Slack's requests when it does not use Socket Mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from slack_bolt import BoltRequest
from sqlalchemy import func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select
from starlette.concurrency import run_in_threadpool

from bot.callbacks.model import Callback
from bot.cases.model import Case
from bot.chat.app import Chat
from bot.store.database import Store
from bot.work.ledger import Effect, EffectState
from bot.work.ticker import Ticker
from bot.work.watch import Watch

_MOST_BYTES = 1_000_000
"""Slack's largest payloads are a quarter of this."""


@dataclass(frozen=True, slots=True)
class Health:
    """What /healthz looks at: jobs that must go on, and things outside of which an absence is told but not a fault."""

    store: Store
    tickers: tuple[Ticker, ...]
    watch: Watch

    def look(self) -> tuple[bool, dict[str, Any]]:
        """Whether Balie itself is well, and the state of each part."""
        parts: dict[str, str] = {}
        try:
            with self.store.read() as session:
                dead = session.exec(
                    select(func.count()).select_from(Effect).where(Effect.state == EffectState.DEAD)
                ).one()
            parts["database"] = "ok"
            parts["dead_letters"] = "ok" if dead == 0 else f"{dead} effects were given up; see balie effects list"
        except SQLAlchemyError as broken:
            parts["database"] = type(broken).__name__
        for ticker in self.tickers:
            silent = ticker.silent_for()
            late = silent > 10 * ticker.every + 30
            parts[ticker.name] = f"no run went well for {silent:.0f} s" if late else "ok"
        inside = all(state == "ok" for name, state in parts.items() if name == "database" or name in self._own_names())
        parts |= self.watch.last
        status = "down" if not inside else "ok" if all(state == "ok" for state in parts.values()) else "degraded"
        return inside, {"status": status, "parts": parts}

    def _own_names(self) -> set[str]:
        return {ticker.name for ticker in self.tickers}


def add_routes(app: FastAPI, health: Health, chat: Chat | None) -> None:
    """Add /healthz and /metrics, and /slack/events when ``chat`` takes its requests over HTTP."""

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        well, found = health.look()
        return JSONResponse(found, 200 if well else 503)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(_metrics(health), media_type=CONTENT_TYPE_LATEST)

    if chat is None:
        return

    @app.post("/slack/events")
    async def slack_events(request: Request) -> Response:
        raw = await _bounded(request)
        if raw is None:
            return PlainTextResponse("too large", 413)
        headers: dict[str, str | Sequence[str]] = {name: [value] for name, value in request.headers.items()}
        asked = BoltRequest(body=raw.decode("utf-8", "replace"), query=request.url.query, headers=headers)
        answer = await run_in_threadpool(chat.dispatch, asked)
        reply = Response(answer.body, answer.status)
        for name, values in answer.headers.items():
            if name.lower() != "content-length":
                reply.headers[name] = values[0]
        return reply


async def _bounded(request: Request) -> bytes | None:
    """The body, or None when it is larger than anything that Slack sends."""
    raw = b""
    async for part in request.stream():
        raw += part
        if len(raw) > _MOST_BYTES:
            return None
    return raw


def _metrics(health: Health) -> bytes:
    registry = CollectorRegistry()
    effects = Gauge("balie_effects", "Effects by kind and state", ["kind", "state"], registry=registry)
    cases = Gauge("balie_cases", "Privacy requests by state", ["state"], registry=registry)
    callbacks = Gauge("balie_callbacks", "Callbacks by state", ["state"], registry=registry)
    silent = Gauge("balie_job_silent_seconds", "Seconds since a job last went well", ["job"], registry=registry)
    outside = Gauge("balie_outside_up", "1 when a thing outside answers", ["name"], registry=registry)
    with health.store.read() as session:
        for kind, state, count in session.exec(
            select(Effect.kind, Effect.state, func.count()).group_by(Effect.kind, Effect.state)
        ):
            effects.labels(kind, state).set(count)
        for case_state, count in session.exec(select(Case.state, func.count()).group_by(Case.state)):
            cases.labels(case_state).set(count)
        for callback_state, count in session.exec(select(Callback.state, func.count()).group_by(Callback.state)):
            callbacks.labels(callback_state).set(count)
    for ticker in health.tickers:
        silent.labels(ticker.name).set(ticker.silent_for())
    for name, state in health.watch.last.items():
        outside.labels(name).set(state == "ok")
    return generate_latest(registry)

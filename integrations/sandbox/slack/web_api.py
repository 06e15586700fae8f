"""The app's side of the sandbox's Slack over HTTP: /api/{method}, /upload/…, /hooks/response/…, /socket/…."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.websockets import WebSocket

from integrations.sandbox import world
from integrations.sandbox.slack import methods_files, posting
from integrations.sandbox.slack.call import Call, flag
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import VIOLATIONS, RateLimited, SlackError
from integrations.sandbox.slack.methods import METHODS, Method

Json = dict[str, Any]

_FORM: Final = "application/x-www-form-urlencoded"
_RESPONSE_KEYS: Final = frozenset(
    {
        "text",
        "blocks",
        "attachments",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
        "metadata",
        "link_names",
        "parse",
    }
)


def router(slack: Slack) -> APIRouter:
    """The routes that an app uses."""
    routes = APIRouter()

    @routes.api_route("/api/{method}", methods=["GET", "POST"])
    async def call(method: str, request: Request) -> Response:
        return await answer(slack, method, request)

    @routes.post("/upload/{file_id}")
    async def upload(file_id: str, request: Request) -> Response:
        content = await _uploaded(request)
        if methods_files.receive(slack, file_id, content):
            return PlainTextResponse(f"OK - {len(content)}")
        return PlainTextResponse("upload refused", 400)

    @routes.post("/hooks/response/{name}")
    async def respond(name: str, request: Request) -> Response:
        try:
            use_response_url(slack, name, json.loads(await request.body()))
        except (ValueError, SlackError) as error:
            code = error.code if isinstance(error, SlackError) else "invalid_payload"
            slack.violation(f"response_url: {code}")
            return JSONResponse({"ok": False, "error": code}, 404 if code.endswith("_url") else 400)
        return PlainTextResponse("ok")

    @routes.websocket("/socket/{ticket}")
    async def socket(websocket: WebSocket, ticket: str) -> None:
        await slack.sockets.serve(websocket, ticket)

    return routes


async def answer(slack: Slack, method: str, request: Request) -> Response:
    """Does one Web API call and makes the answer that Slack would give."""
    try:
        arguments, token = await _arguments(request)
        body = {"ok": True, **_handled(slack, method, arguments, token, _base_url(request))}
    except RateLimited as limited:
        slack.desk.counts.add("slack", "ratelimited")
        return JSONResponse(limited.as_json(), 429, {"Retry-After": str(limited.retry_after)})
    except SlackError as error:
        slack.errors[error.code] += 1
        if error.code in VIOLATIONS:
            slack.violation(" ".join([f"{method}: {error.code}", *error.messages]))
        return JSONResponse(error.as_json())
    slack.desk.counts.add("slack", method)
    return JSONResponse(body, headers=_scopes(slack))


def _handled(slack: Slack, name: str, arguments: Json, token: str, base_url: str) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    _authorize(method, token)
    slack.limits.call(name, method.per_minute, slack.desk.monotonic())
    call = Call(name, arguments, base_url)
    if method.scope is not None:
        call.need(slack.scopes, method.scope)
    check_arguments(method, arguments)
    return method.handler(slack, call)


_EVERYWHERE = frozenset({"token", "team_id"})
"""Bolt's clients send team_id with every call, once they know their workspace; Slack takes it everywhere."""


def check_arguments(method: Method, arguments: Json) -> None:
    """Raises invalid_arguments for one that is unknown or missing."""
    messages = [f"[ERROR] missing required field: {name}" for name in sorted(method.required - arguments.keys())]
    unknown = arguments.keys() - method.required - method.optional - _EVERYWHERE
    messages += [f"[ERROR] unknown argument: {name}" for name in sorted(unknown)]
    if messages:
        raise SlackError("invalid_arguments", messages)


def _authorize(method: Method, token: str) -> None:
    if not token:
        raise SlackError("not_authed")
    if token not in (world.BOT_TOKEN, world.APP_TOKEN):
        raise SlackError("invalid_auth")
    if token != (world.APP_TOKEN if method.bearer == "app" else world.BOT_TOKEN):
        raise SlackError("not_allowed_token_type")


async def _arguments(request: Request) -> tuple[Json, str]:
    """(arguments without null ones, token) of a form, JSON or query call. Raises invalid_form_data or invalid_json."""
    arguments: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()
    if kind == "application/json" and body:
        try:
            given = json.loads(body)
        except ValueError as error:
            raise SlackError("invalid_json") from error
        if not isinstance(given, dict):
            raise SlackError("json_not_object")
        arguments |= given
    elif kind == "multipart/form-data":
        async with request.form() as form:
            arguments |= {key: value for key, value in form.items() if isinstance(value, str)}
    elif body:
        if kind not in ("", _FORM):
            raise SlackError("invalid_post_type")
        try:
            arguments |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError as error:
            raise SlackError("invalid_form_data") from error
    header = request.headers.get("authorization", "")
    token = header[7:] if header.startswith("Bearer ") else str(arguments.get("token") or "")
    arguments.pop("token", None)
    return {key: value for key, value in arguments.items() if value is not None}, token


def _base_url(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _scopes(slack: Slack) -> dict[str, str]:
    return {"X-OAuth-Scopes": ",".join(sorted(slack.scopes))}


async def _uploaded(request: Request) -> bytes:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            for value in form.values():
                if not isinstance(value, str):
                    return await value.read()
    return await request.body()


def use_response_url(slack: Slack, name: str, wish: object) -> None:
    """What an app posts to a response_url. Raises SlackError."""
    entry = slack.response_urls.use(name)
    if not isinstance(wish, dict):
        raise SlackError("invalid_payload")
    unknown = wish.keys() - _RESPONSE_KEYS
    if unknown:
        raise SlackError("invalid_payload", [f"[ERROR] unknown argument: {one}" for one in sorted(unknown)])
    channel = slack.workspace.conversation(entry["channel"])
    if channel is None:
        raise SlackError("channel_not_found")
    original = slack.messages.find(channel.id, entry["ts"]) if entry["ts"] else None
    if flag(wish.get("delete_original")):
        if original is not None:
            slack.messages.remove(original)
            slack.changed(channel)
        return
    body = posting.content(wish)
    if flag(wish.get("replace_original")) and original is not None:
        posting.change(slack, channel, original, {"blocks": [], "attachments": [], **body})
        return
    thread_ts = wish.get("thread_ts") or entry["thread_ts"]
    if wish.get("response_type") == "in_channel":
        posting.post(slack, channel, body, thread_ts=thread_ts)
    else:
        posting.post_ephemeral(slack, channel, entry["user"], body, thread_ts)

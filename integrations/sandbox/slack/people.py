"""The people-side API for Slack: what a person sees and does, as JSON under /desk/api."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from integrations.sandbox import world
from integrations.sandbox.slack import methods_files
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.interactions import Interactions
from integrations.sandbox.slack.modals import shown
from integrations.sandbox.slack.workspace import Conversation
from integrations.sandbox.world import Person

Json = dict[str, Any]


class _Acting(BaseModel):
    who: str = Field(alias="as")


class _Said(_Acting):
    channel: str
    text: str
    thread_ts: str | None = None


class _Clicked(_Acting):
    container: Json
    block_id: str
    action_id: str
    value: Json | None = None
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class _Typed(_Acting):
    container: Json
    block_id: str
    action_id: str
    value: str = ""


class _Submitted(_Acting):
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class _Closed(_Acting):
    everything: bool = False


class _Commanded(_Acting):
    channel: str
    command: str
    text: str = ""


class _Shortcut(_Acting):
    callback_id: str
    channel: str | None = None
    ts: str | None = None


class _Refresh(BaseModel):
    reason: str = "refresh_requested"
    close_after: float = 0.0


class _Extra(BaseModel):
    extra: int


class _Membership(BaseModel):
    channel: str
    user: str
    member: bool


def router(slack: Slack) -> APIRouter:
    """The routes that the page and the test driver use. A person who does not exist, or may not see, gets 404."""
    routes = APIRouter(prefix="/desk/api")
    _looking(routes, slack)
    _doing(routes, slack)
    _managing(routes, slack)
    return routes


def _looking(routes: APIRouter, slack: Slack) -> None:
    @routes.get("/workspace")
    async def workspace(request: Request) -> Json:
        return workspace_json(slack, _asker(slack, request))

    @routes.get("/channels/{channel_id}/messages")
    async def messages(channel_id: str, request: Request, thread_ts: str | None = None) -> Json:
        person = _asker(slack, request)
        channel = _channel(slack, person, channel_id)
        found = slack.messages.for_person(channel.id, person.id, thread_ts)
        slack.messages.mark_read(channel.id, person.id)
        return {"messages": found}

    @routes.get("/views")
    async def views(request: Request) -> Json:
        person = _asker(slack, request)
        stack = slack.views.stack(person.id)
        return {
            "views": [
                {
                    "view": shown(one),
                    "id": one["view"]["id"],
                    "hash": one["view"]["hash"],
                    "errors": one["errors"],
                }
                for one in stack
            ]
        }

    @routes.get("/home")
    async def home(request: Request) -> Json:
        entry = slack.views.home(_asker(slack, request).id)
        return {"view": None if entry is None else shown(entry)}

    @routes.get("/files/{file_id}")
    async def file(file_id: str, request: Request) -> Response:
        entry = slack.files.get(file_id)
        content = methods_files.content_of(slack, file_id)
        if entry is None or content is None:
            raise HTTPException(404, "no such file")
        if request.headers.get("authorization") != f"Bearer {world.BOT_TOKEN}":
            person = _asker(slack, request)
            for channel_id in entry["channels"]:
                _channel(slack, person, channel_id)
        return Response(content, media_type="application/octet-stream", headers=_download(entry["name"]))


def _doing(routes: APIRouter, slack: Slack) -> None:
    hands = Interactions(slack)

    @routes.post("/messages")
    async def say(wish: _Said) -> Json:
        person = _person(slack, wish.who)
        channel = _channel(slack, person, wish.channel)
        return {"ts": hands.say(person, channel, wish.text, wish.thread_ts)["ts"]}

    @routes.post("/actions")
    async def click(wish: _Clicked) -> Json:
        person = _person(slack, wish.who)
        if wish.values and wish.container.get("type") == "view":
            hands.type_in(person, str(wish.container.get("view_id")), wish.values)
        return await hands.click(person, wish.container, wish.block_id, wish.action_id, wish.value)

    @routes.post("/suggestions")
    async def suggest(wish: _Typed) -> Json:
        person = _person(slack, wish.who)
        return await hands.suggest(person, wish.container, wish.block_id, wish.action_id, wish.value)

    @routes.post("/views/{view_id}/submit")
    async def submit(view_id: str, wish: _Submitted) -> Json:
        return await hands.submit(_person(slack, wish.who), view_id, wish.values)

    @routes.post("/views/{view_id}/close")
    async def close(view_id: str, wish: _Closed) -> Json:
        return await hands.close(_person(slack, wish.who), view_id, everything=wish.everything)

    @routes.post("/commands")
    async def command(wish: _Commanded) -> Json:
        person = _person(slack, wish.who)
        return await hands.command(person, _channel(slack, person, wish.channel), wish.command, wish.text)

    @routes.post("/shortcuts")
    async def shortcut(wish: _Shortcut) -> Json:
        return await hands.shortcut(_person(slack, wish.who), wish.callback_id, wish.channel, wish.ts)

    @routes.post("/home/open")
    async def open_home(wish: _Acting) -> Json:
        hands.open_home(_person(slack, wish.who))
        return {"ok": True}


def _managing(routes: APIRouter, slack: Slack) -> None:
    @routes.put("/manifest")
    async def set_manifest(manifest: Json) -> Json:
        slack.set_manifest(manifest)
        slack.desk.changed("workspace")
        return {"ok": True}

    @routes.get("/manifest")
    async def manifest() -> Json:
        return {"manifest": slack.manifest}

    @routes.post("/people")
    async def add_people(wish: _Extra) -> Json:
        try:
            added = slack.workspace.add_staff(wish.extra)
        except ValueError as error:
            raise HTTPException(400, str(error)) from error
        return {"people": [_person_json(person) for person in added]}

    @routes.post("/membership")
    async def membership(wish: _Membership) -> Json:
        channel = slack.workspace.channels.get(wish.channel)
        if channel is None or (wish.user not in slack.workspace.people and wish.user != world.BOT_USER):
            raise HTTPException(404, "no such channel or person")
        slack.workspace.set_member(channel, wish.user, wish.member)
        return {"members": slack.workspace.members(channel)}

    @routes.get("/socket")
    async def sockets() -> Json:
        return {"connections": slack.sockets.number}

    @routes.post("/socket/disconnect")
    async def disconnect(wish: _Refresh) -> Json:
        return {"told": await slack.sockets.disconnect(wish.reason, wish.close_after)}

    @routes.post("/request-url/verify")
    async def verify() -> Json:
        if slack.posts is None:
            raise HTTPException(400, "there is no request URL")
        return {"ok": await slack.posts.verify()}


def workspace_json(slack: Slack, person: Person) -> Json:
    """What a person sees beside the messages."""
    features = (slack.manifest or {}).get("features") or {}
    direct = slack.workspace.direct(person)
    return {
        "team": {"id": world.TEAM_ID, "name": world.TEAM_NAME},
        "now": slack.desk.clock.now().isoformat(),
        "people": [_person_json(one) for one in slack.workspace.people.values()],
        "me": _person_json(person),
        "bot": {"id": world.BOT_USER, "name": "Balie"},
        "channels": [
            {
                "id": one.id,
                "name": one.name,
                "private": one.private,
                "unread": slack.messages.unread(one.id, person.id),
            }
            for one in slack.workspace.seen_by(person.id)
        ],
        "dms": [
            {
                "id": direct.id,
                "with": world.BOT_USER,
                "name": "Balie",
                "unread": slack.messages.unread(direct.id, person.id),
            }
        ],
        "commands": [
            {key: one.get(key, "") for key in ("command", "description", "usage_hint")}
            for one in features.get("slash_commands") or []
        ],
        "shortcuts": [
            {key: one.get(key, "") for key in ("name", "type", "callback_id", "description")}
            for one in features.get("shortcuts") or []
        ],
    }


def _person_json(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "locale": person.locale,
        "handle": person.handle,
        "email": person.email,
    }


def _asker(slack: Slack, request: Request) -> Person:
    return _person(slack, request.query_params.get("as", ""))


def _person(slack: Slack, user_id: str) -> Person:
    found = slack.workspace.people.get(user_id)
    if found is None:
        raise HTTPException(404, f"no person {user_id!r}")
    return found


def _channel(slack: Slack, person: Person, channel_id: str) -> Conversation:
    channel = slack.workspace.conversation(channel_id)
    if channel is None or not slack.workspace.may_see(person.id, channel):
        raise HTTPException(404, f"no channel {channel_id!r}")
    return channel


def _download(name: str) -> dict[str, str]:
    plain = "".join(char for char in name if char.isascii() and char.isprintable() and char not in '"\\')
    return {"Content-Disposition": f'attachment; filename="{plain}"', "X-Content-Type-Options": "nosniff"}

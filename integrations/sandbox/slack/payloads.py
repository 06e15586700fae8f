"""The payloads that Slack sends to an app, in the shapes that real ones have."""

from __future__ import annotations

from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.slack.workspace import Conversation
from integrations.sandbox.world import Person

Json = dict[str, Any]

_TOKEN: Final = "sandbox-verification"  # noqa: S105 - Slack's deprecated verification token, a constant
_TEAM: Final = {"id": world.TEAM_ID, "domain": world.TEAM_DOMAIN}


def _person(person: Person) -> Json:
    return {"id": person.id, "username": person.handle, "name": person.handle, "team_id": world.TEAM_ID}


def _channel(channel: Conversation) -> Json:
    return {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name}


def _interactive(kind: str, person: Person, trigger: str) -> Json:
    return {
        "type": kind,
        "user": _person(person),
        "api_app_id": world.APP_ID,
        "token": _TOKEN,
        "trigger_id": trigger,
        "team": _TEAM,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_click(
    person: Person, channel: Conversation, message: Json, raw: Json, trigger: str, response_url: str, state: Json
) -> Json:
    """block_actions in a message, without its actions. ``message`` is as the bot sees it, ``raw`` as it is kept."""
    ephemeral = raw["ephemeral_for"] is not None
    container: Json = {
        "type": "message",
        "message_ts": raw["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if raw["thread_ts"] is not None:
        container["thread_ts"] = raw["thread_ts"]
    payload = _interactive("block_actions", person, trigger) | {
        "container": container,
        "channel": _channel(channel),
        "state": {"values": state},
        "response_url": response_url,
    }
    # Slack does not send the text of an ephemeral message along: nobody could fetch it.
    return payload if ephemeral else payload | {"message": message}


def view_click(person: Person, view: Json, trigger: str) -> Json:
    """block_actions in a modal or Home tab, without its actions."""
    return _interactive("block_actions", person, trigger) | {
        "container": {"type": "view", "view_id": view["id"]},
        "view": view,
    }


def view_submission(person: Person, view: Json, trigger: str) -> Json:
    """view_submission."""
    return _interactive("view_submission", person, trigger) | {"view": view, "response_urls": []}


def view_closed(person: Person, view: Json, *, cleared: bool) -> Json:
    """view_closed; it carries no trigger."""
    payload = _interactive("view_closed", person, "") | {"view": view, "is_cleared": cleared}
    del payload["trigger_id"]
    return payload


def global_shortcut(person: Person, callback_id: str, trigger: str, moment: str) -> Json:
    """Shortcut."""
    return _interactive("shortcut", person, trigger) | {"callback_id": callback_id, "action_ts": moment}


def message_shortcut(
    person: Person, callback_id: str, channel: Conversation, message: Json, trigger: str, response_url: str, moment: str
) -> Json:
    """message_action."""
    return _interactive("message_action", person, trigger) | {
        "callback_id": callback_id,
        "action_ts": moment,
        "message_ts": message["ts"],
        "message": message,
        "channel": _channel(channel),
        "response_url": response_url,
    }


def suggestion(person: Person, element: Json, block_id: str, typed: str, container: Json) -> Json:
    """block_suggestion: the options of an external select are asked for. ``container`` is merged in."""
    payload = _interactive("block_suggestion", person, "") | {
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": typed,
        **container,
    }
    del payload["trigger_id"]
    return payload


def command(
    person: Person, channel: Conversation, name: str, text: str, trigger: str, response_url: str
) -> dict[str, str]:
    """A slash command: a flat form."""
    return {
        "token": _TOKEN,
        "team_id": world.TEAM_ID,
        "team_domain": world.TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": _channel(channel)["name"],
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": world.APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def event(inner: Json, event_id: str, moment: int) -> Json:
    """The wrapper of an event; ``moment`` in whole seconds."""
    return {
        "token": _TOKEN,
        "team_id": world.TEAM_ID,
        "context_team_id": world.TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": world.APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": moment,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": world.TEAM_ID,
                "user_id": world.BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-" + event_id,
    }


def message_event(message: Json, channel: Conversation) -> Json:
    """The inner event of a new message; ``message`` is as the bot sees it."""
    return {**message, "channel": channel.id, "channel_type": channel.kind, "event_ts": message["ts"]}


def mention_event(message: Json, channel: Conversation) -> Json:
    """The inner event of a message that names the bot."""
    inner = {**message, "type": "app_mention", "channel": channel.id, "event_ts": message["ts"]}
    inner.pop("subtype", None)
    return inner


def home_opened(person: Person, home: Json | None, moment: str) -> Json:
    """The inner event of a Home tab that is opened; ``home`` is the published view, or None."""
    inner: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": person.im,
        "tab": "home",
        "event_ts": moment,
    }
    return inner if home is None else inner | {"view": home}

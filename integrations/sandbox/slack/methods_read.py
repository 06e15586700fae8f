"""auth.*, users.*, usergroups.*, conversations.*, bots.*: what an app may read of the workspace."""

from __future__ import annotations

from typing import Any

from integrations.sandbox import world
from integrations.sandbox.slack.call import Call, flag, next_page, page
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.messages import bot_profile
from integrations.sandbox.slack.workspace import Conversation

Json = dict[str, Any]


def auth_test(_: Slack, call: Call) -> Json:
    """auth.test."""
    return {
        "url": call.base_url + "/",
        "team": world.TEAM_NAME,
        "user": world.BOT_NAME,
        "team_id": world.TEAM_ID,
        "user_id": world.BOT_USER,
        "bot_id": world.BOT_ID,
        "is_enterprise_install": False,
    }


def api_test(_: Slack, call: Call) -> Json:
    """api.test."""
    if call.arguments.get("error"):
        raise SlackError(str(call.arguments["error"]), args=call.arguments)
    return {"args": call.arguments}


def connections_open(slack: Slack, call: Call) -> Json:
    """apps.connections.open."""
    return {"url": f"{call.base_url.replace('http', 'ws', 1)}/socket/{slack.sockets.ticket()}?app_id={world.APP_ID}"}


def users_info(slack: Slack, call: Call) -> Json:
    """users.info."""
    return {"user": _user(slack, str(call.arguments["user"]), flag(call.arguments.get("include_locale")))}


def users_list(slack: Slack, call: Call) -> Json:
    """users.list."""
    limit, start = page(call, 1000, 1000)
    ids = [*slack.workspace.people, world.BOT_USER]
    locale = flag(call.arguments.get("include_locale"))
    members = [_user(slack, one, locale) for one in ids[start : start + limit]]
    return {
        "members": members,
        "cache_ts": int(slack.desk.clock.now().timestamp()),
        "response_metadata": next_page(start, limit, len(ids)),
    }


def users_lookup_by_email(slack: Slack, call: Call) -> Json:
    """users.lookupByEmail."""
    wish = str(call.arguments["email"]).lower()
    for person in slack.workspace.people.values():
        if person.email == wish:
            return {"user": _user(slack, person.id, locale=False)}
    raise SlackError("users_not_found")


def users_profile_get(slack: Slack, call: Call) -> Json:
    """users.profile.get."""
    return {"profile": _user(slack, str(call.arguments.get("user") or world.BOT_USER), locale=False)["profile"]}


def bots_info(_: Slack, call: Call) -> Json:
    """bots.info."""
    if call.arguments.get("bot", world.BOT_ID) != world.BOT_ID:
        raise SlackError("bot_not_found")
    return {"bot": bot_profile() | {"icons": {}}}


def usergroups_list(_: Slack, call: Call) -> Json:
    """usergroups.list."""
    groups = []
    for group in world.USER_GROUPS:
        shown: Json = {
            "id": group.id,
            "team_id": world.TEAM_ID,
            "is_usergroup": True,
            "name": group.name,
            "description": "",
            "handle": group.handle,
            "is_external": False,
            "date_create": 1_700_000_000,
            "date_update": 1_700_000_000,
            "date_delete": 0,
            "prefs": {"channels": [], "groups": []},
        }
        if flag(call.arguments.get("include_users")):
            shown["users"] = list(group.members)
        if flag(call.arguments.get("include_count")):
            shown["user_count"] = len(group.members)
        groups.append(shown)
    return {"usergroups": groups}


def usergroups_users_list(_: Slack, call: Call) -> Json:
    """usergroups.users.list."""
    for group in world.USER_GROUPS:
        if group.id == call.arguments["usergroup"]:
            return {"users": list(group.members)}
    raise SlackError("no_such_subteam")


def conversations_info(slack: Slack, call: Call) -> Json:
    """conversations.info."""
    channel = _readable(slack, call, "read")
    shown = slack.workspace.channel_json(channel)
    if flag(call.arguments.get("include_num_members")):
        shown["num_members"] = len(slack.workspace.members(channel))
    return {"channel": shown}


def conversations_list(slack: Slack, call: Call) -> Json:
    """conversations.list: public channels, and private ones that the bot is in, of the types asked for."""
    types = str(call.arguments.get("types") or "public_channel").replace(" ", "").split(",")
    known = {
        "public_channel": "channels:read",
        "private_channel": "groups:read",
        "im": "im:read",
        "mpim": "mpim:read",
    }
    if not set(types) <= known.keys():
        raise SlackError("invalid_types")
    call.need(slack.scopes, *(known[one] for one in types))
    limit, start = page(call, 100, 1000)
    found = [
        one
        for one in slack.workspace.channels.values()
        if ("private_channel" if one.private else "public_channel") in types
        and (not one.private or slack.workspace.is_member(one, world.BOT_USER))
    ]
    shown = [slack.workspace.channel_json(one) for one in found[start : start + limit]]
    return {"channels": shown, "response_metadata": next_page(start, limit, len(found))}


def conversations_members(slack: Slack, call: Call) -> Json:
    """conversations.members."""
    channel = _readable(slack, call, "read")
    limit, start = page(call, 100, 1000)
    members = slack.workspace.members(channel)
    return {
        "members": members[start : start + limit],
        "response_metadata": next_page(start, limit, len(members)),
    }


def conversations_history(slack: Slack, call: Call) -> Json:
    """conversations.history: newest first, without replies in threads."""
    channel = _readable(slack, call, "history")
    if not slack.workspace.is_member(channel, world.BOT_USER):
        raise SlackError("not_in_channel")
    messages = [
        one
        for one in slack.messages.of(channel.id)
        if one["ephemeral_for"] is None and (one["thread_ts"] in (None, one["ts"]) or one["broadcast"])
    ]
    return _paged(slack, call, messages[::-1], pin=None)


def conversations_replies(slack: Slack, call: Call) -> Json:
    """conversations.replies: the parent and its replies, oldest first."""
    channel = _readable(slack, call, "history")
    if not slack.workspace.is_member(channel, world.BOT_USER):
        raise SlackError("not_in_channel")
    found = slack.messages.find(channel.id, str(call.arguments["ts"]))
    if found is None or found["ephemeral_for"] is not None:
        raise SlackError("thread_not_found")
    parent = slack.messages.find(channel.id, found["thread_ts"] or found["ts"]) or found
    replies = [one for one in slack.messages.replies(channel.id, parent["ts"]) if one["ephemeral_for"] is None]
    return _paged(slack, call, replies, pin=parent)


def conversations_open(slack: Slack, call: Call) -> Json:
    """conversations.open: direct messages with one person."""
    if call.arguments.get("channel"):
        channel = slack.workspace.for_bot(str(call.arguments["channel"]))
    else:
        users = [one for one in str(call.arguments.get("users") or "").split(",") if one]
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > 1:
            call.need(slack.scopes, "mpim:write")
        if users[0] not in slack.workspace.people:
            raise SlackError("user_not_found")
        channel = slack.workspace.direct(slack.workspace.people[users[0]])
    shown = slack.workspace.channel_json(channel) if flag(call.arguments.get("return_im")) else {"id": channel.id}
    return {"channel": shown}


def conversations_join(slack: Slack, call: Call) -> Json:
    """conversations.join."""
    channel = slack.workspace.for_bot(str(call.arguments["channel"]))
    if channel.private:
        raise SlackError("method_not_supported_for_channel_type")
    slack.workspace.set_member(channel, world.BOT_USER, present=True)
    return {"channel": slack.workspace.channel_json(channel)}


def reactions_add(slack: Slack, call: Call) -> Json:
    """reactions.add."""
    channel = slack.workspace.for_bot(str(call.arguments["channel"]))
    message = slack.messages.find(channel.id, str(call.arguments["timestamp"]))
    if message is None or message["ephemeral_for"] is not None:
        raise SlackError("message_not_found")
    name = str(call.arguments["name"]).strip(":")
    known = next((one for one in message["reactions"] if one["name"] == name), None)
    if known is None:
        known = {"name": name, "users": [], "count": 0}
        message["reactions"].append(known)
    if world.BOT_USER in known["users"]:
        raise SlackError("already_reacted")
    known["users"].append(world.BOT_USER)
    known["count"] += 1
    slack.messages.keep(message)
    slack.changed(channel)
    return {}


def _user(slack: Slack, user_id: str, locale: bool) -> Json:
    return slack.workspace.user_json(user_id, locale=locale, email="users:read.email" in slack.scopes)


def _readable(slack: Slack, call: Call, what: str) -> Conversation:
    """The channel, if the token has the scope for its kind. ``what`` is "read" or "history"."""
    channel = slack.workspace.for_bot(str(call.arguments["channel"]))
    call.need(slack.scopes, channel.scope(what))
    return channel


def _paged(slack: Slack, call: Call, messages: list[Json], pin: Json | None) -> Json:
    """A page of messages within oldest and latest; ``pin`` stands before every page, as the parent of a thread does."""
    arguments = call.arguments
    oldest, latest = _ts(arguments, "oldest"), _ts(arguments, "latest")
    inclusive = flag(arguments.get("inclusive"))
    within = [
        one
        for one in messages
        if (oldest is None or one["ts"] > oldest or (inclusive and one["ts"] == oldest))
        and (latest is None or one["ts"] < latest or (inclusive and one["ts"] == latest))
    ]
    limit, start = page(call, 100, 1000 if pin is not None else 999)
    chosen = within[start : start + limit]
    metadata = flag(arguments.get("include_all_metadata"))
    shown = [slack.messages.for_bot(one, metadata=metadata) for one in ([pin] if pin is not None else []) + chosen]
    more = start + limit < len(within)
    answer: Json = {"messages": shown, "has_more": more}
    if pin is None:
        answer["pin_count"] = 0
    if more:
        answer["response_metadata"] = next_page(start, limit, len(within))
    return answer


def _ts(arguments: Json, name: str) -> str | None:
    value = arguments.get(name)
    if value in (None, "", "0", 0):
        return None
    try:
        float(str(value))
    except ValueError as error:
        raise SlackError(f"invalid_ts_{name}") from error
    whole, _, part = str(value).partition(".")
    return f"{whole}.{part:0<6}"

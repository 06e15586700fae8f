"""Slack: the tokens, what they may do, the channels and who has which role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPException
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.app import Core
from bot.chat.manifest import SCOPES
from bot.chat.people import Role
from bot.chat.slack_calls import web_client
from bot.doctor.finding import Finding, asked_of_balie
from bot.doctor.running import State, home
from bot.doctor.skew import Dates

_APP = "at api.slack.com/apps, choose Balie"
_BOT_TOKEN = f"{_APP}, OAuth & Permissions, copy the Bot User OAuth Token (xoxb-…) into SLACK_BOT_TOKEN"
_APP_TOKEN = (
    f"{_APP}, Basic Information, App-Level Tokens, make one with connections:write, copy it (xapp-…) into"
    " SLACK_APP_TOKEN"
)
_SCOPES = f"{_APP}, App Manifest, paste what balie manifest prints, save, and reinstall the app"
_AWAY = "is the network or Slack away? Look at SLACK_API_URL and the proxy; Balie queues and catches up"
_GROUPS = {
    Role.PRIVACY: ("SLACK_GROUP_PRIVACY", "confirm, assign and close privacy requests"),
    Role.MANAGER: ("SLACK_GROUP_MANAGERS", "do what is for managers"),
    Role.COACH: ("SLACK_GROUP_COACHES", ""),
    Role.OPERATOR: ("SLACK_GROUP_OPERATORS", ""),
}
"""Per role its setting, and what nobody may do when it is empty; without words an empty one is a choice."""


class _Wrong(Exception):
    """A call failed. ``code`` is Slack's word for it, or "" when Slack was not reached or not understood."""

    def __init__(self, what: str, code: str = "") -> None:
        super().__init__(what)
        self.code = code


def check(core: Core, state: State, dates: Dates) -> Iterator[Finding]:
    """Everything that Balie needs of the workspace."""
    place = core.workspace
    if place.embedded and not state.is_up:
        yield asked_of_balie("Slack")
        return
    url = f"{home(core.settings)}/api/" if place.embedded else place.api_url
    client = web_client(place.bot_token, url)
    try:
        who = _call(client.auth_test)
    except _Wrong as wrong:
        remedy = _BOT_TOKEN if wrong.code else f"{_AWAY} ({urlsplit(url).netloc})"
        yield Finding("Slack token", False, str(wrong), remedy)
        if not wrong.code:
            return
    else:
        dates.note("Slack", _header(who, "date") or None)
        yield Finding("Slack token", True, f"we are {who.get('user')} in {who.get('team')}")
        yield from _scopes(_header(who, "x-oauth-scopes"))
        yield from _channels(client, core)
        yield from _roles(client, core)
    if place.embedded or core.settings.slack_mode == "socket":
        yield _app_token(place.app_token, url)
    else:
        yield Finding("Slack requests", True, "over HTTP, checked with SLACK_SIGNING_SECRET",
                      f"Slack must reach /slack/events of {core.settings.http_address} by its https address: {_APP},"
                      " Event Subscriptions shows Verified")  # fmt: skip


def _scopes(header: str) -> Iterator[Finding]:
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    if not granted:
        yield Finding("Slack scopes", True, "Slack does not say which ones we have")
        return
    missing = [scope for scope in SCOPES if scope not in granted]
    more = sorted(granted.difference(SCOPES))
    if missing:
        yield Finding("Slack scopes", False, f"missing: {', '.join(missing)}", _SCOPES)
    if more:
        yield Finding("Slack scopes", False, f"more than Balie uses: {', '.join(more)}", f"take them away: {_SCOPES}")
    if not missing and not more:
        yield Finding("Slack scopes", True, "what Balie needs and nothing more")


def _app_token(token: str, url: str) -> Finding:
    name = "Slack app token"
    try:
        _call(
            WebClient(token=token, base_url=url, timeout=10, retry_handlers=[]).apps_connections_open, app_token=token
        )
    except _Wrong as wrong:
        return Finding(name, False, str(wrong), _APP_TOKEN if wrong.code else _AWAY)
    return Finding(name, True, "opens Socket Mode connections")


def _channels(client: WebClient, core: Core) -> Iterator[Finding]:
    place = core.workspace
    for setting, channel, closed in (
        ("SLACK_CHANNEL_SERVICEDESK", place.servicedesk, False),
        ("SLACK_CHANNEL_PRIVACY", place.privacy, True),
        ("SLACK_CHANNEL_MANAGERS", place.managers, False),
    ):
        yield _channel(client, setting, channel, closed=closed)


def _channel(client: WebClient, setting: str, channel: str, *, closed: bool) -> Finding:
    try:
        found = _call(client.conversations_info, channel=channel).get("channel") or {}
    except _Wrong as wrong:
        if wrong.code == "channel_not_found":
            return Finding(setting, False, f"{channel}: no such channel, or a private one without Balie in it",
                           f"the channel's About shows its ID for {setting}; then /invite @Balie there")  # fmt: skip
        return Finding(setting, False, f"{channel}: {wrong}", _SCOPES if wrong.code == "missing_scope" else _AWAY)
    name = f"{channel} (#{found.get('name')})"
    if found.get("is_archived"):
        return Finding(setting, False, f"{name} is archived", f"unarchive it, or put another channel's ID in {setting}")
    if not found.get("is_member"):
        return Finding(setting, False, f"{name}: Balie is not in it", "in that channel: /invite @Balie")
    if closed and not found.get("is_private"):
        return Finding(setting, False, f"{name} is public: everybody in the workspace can read it",
                       f"make it private in its settings, or put a private channel's ID in {setting}")  # fmt: skip
    return Finding(setting, True, f"{name}, Balie is in it")


def _roles(client: WebClient, core: Core) -> Iterator[Finding]:
    for role, (setting, forbidden) in _GROUPS.items():
        names = core.workspace.groups[role]
        if not names:
            if forbidden:
                yield Finding(setting, False, f"empty: nobody may {forbidden}",
                              f"put a user group's ID (S…) or people's IDs (U…) in {setting}")  # fmt: skip
            continue
        for name in names:
            yield _group(client, setting, name) if name.startswith("S") else _user(client, setting, name)


def _group(client: WebClient, setting: str, group: str) -> Finding:
    try:
        members = _call(client.usergroups_users_list, usergroup=group).get("users") or []
    except _Wrong as wrong:
        remedy = (
            _SCOPES if wrong.code == "missing_scope" else f"the ID of a user group begins with S; look at {setting}"
        )
        return Finding(setting, False, f"{group}: {wrong}", remedy if wrong.code else _AWAY)
    if not members:
        return Finding(setting, False, f"{group} has no members", "add them in Slack: People, User groups")
    return Finding(setting, True, f"{group} has {len(members)} members")


def _user(client: WebClient, setting: str, user: str) -> Finding:
    try:
        found = _call(client.users_info, user=user).get("user") or {}
    except _Wrong as wrong:
        remedy = f"copy the member ID from the person's profile into {setting}" if wrong.code else _AWAY
        return Finding(setting, False, f"{user}: {wrong}", remedy)
    if found.get("deleted"):
        return Finding(setting, False, f"{user} has left the workspace", f"take the ID out of {setting}")
    return Finding(setting, True, f"{user} is a member of the workspace")


def _call(method: Callable[..., SlackResponse], **arguments: str) -> SlackResponse:
    try:
        return method(**arguments)
    except SlackApiError as refused:
        data = refused.response.data
        code = str(data.get("error", "")) if isinstance(data, dict) else ""
        if refused.response.status_code == 429 or code in ("ratelimited", "rate_limited"):
            raise _Wrong("Slack asks us to wait a while") from refused
        if refused.response.status_code >= 500 or not code:
            raise _Wrong(f"Slack answered {refused.response.status_code}") from refused
        needed = f", needs {data['needed']}" if isinstance(data, dict) and data.get("needed") else ""
        raise _Wrong(f"Slack answered {code}{needed}", code) from refused
    except (HTTPException, OSError, ValueError) as away:
        raise _Wrong(f"Slack cannot be reached ({type(getattr(away, 'reason', None) or away).__name__})") from away


def _header(answer: SlackResponse, name: str) -> str:
    for key, value in answer.headers.items():
        if key.lower() == name:
            return ",".join(value) if isinstance(value, list) else str(value)
    return ""

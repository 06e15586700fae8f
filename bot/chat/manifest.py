"""The Slack app's manifest, schema 2: what Balie asks of a workspace, and nothing more."""

from __future__ import annotations

from typing import Any

from bot.desk.languages import Texts

SCOPES = (
    "commands",
    "chat:write",
    "im:write",
    "users:read",
    "users:read.email",
    "usergroups:read",
    "files:write",
    "channels:read",
    "groups:read",
    "channels:history",
    "groups:history",
    "im:history",
)
"""channels:history and its like serve only the look before a message is sent again."""


def manifest(texts: Texts, *, socket_mode: bool, public_url: str = "") -> dict[str, Any]:
    """The manifest in one language. Over HTTP ``public_url`` is where Slack reaches Balie."""
    events = f"{public_url.rstrip('/')}/slack/events"
    there = {} if socket_mode else {"url": events}
    asked = {} if socket_mode else {"request_url": events}
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "Balie",
            "description": texts.say("help.command_balie"),
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Balie", "always_online": True},
            "slash_commands": [
                {"command": "/balie", "description": texts.say("help.command_balie"), "usage_hint": "stand", **there},
                {"command": "/terugbel", "description": texts.say("help.command_terugbel"), **there},
            ],
            "shortcuts": [
                {
                    "name": texts.say("help.shortcut"),
                    "type": kind,
                    "callback_id": "callback_new",
                    "description": texts.say("help.command_terugbel"),
                }
                for kind in ("message", "global")
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": ["app_home_opened"], **asked},
            "interactivity": {"is_enabled": True, **asked},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }

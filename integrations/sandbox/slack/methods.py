"""The Web API methods that the sandbox knows: arguments, scope, rate tier, handler.

Arguments and tiers follow docs.slack.dev (method pages, rate limits) as of 2026. An argument that is not listed is
refused, so that a misspelt one does not pass here and get lost there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from integrations.sandbox.slack import methods_chat, methods_files, methods_read, methods_views
from integrations.sandbox.slack.call import Call
from integrations.sandbox.slack.core import Slack

Json = dict[str, Any]
Bearer = Literal["bot", "app"]
Handler = Callable[[Slack, Call], Json]

TIER_2: Final = 20
TIER_3: Final = 50
TIER_4: Final = 100


@dataclass(frozen=True, slots=True)
class Method:
    """``scope`` is what the token always needs; a handler may ask for more, depending on the conversation."""

    handler: Handler
    required: frozenset[str]
    optional: frozenset[str]
    scope: str | None
    per_minute: int | None
    bearer: Bearer = "bot"


def _method(
    handler: Handler,
    required: str,
    optional: str,
    scope: str | None,
    per_minute: int | None,
    bearer: Bearer = "bot",
) -> Method:
    return Method(handler, frozenset(required.split()), frozenset(optional.split()), scope, per_minute, bearer)


_MESSAGE: Final = (
    "as_user attachments blocks icon_emoji icon_url link_names markdown_text parse text thread_ts username"
)

METHODS: Final[dict[str, Method]] = {
    "api.test": _method(methods_read.api_test, "", "error foo", None, TIER_4),
    "apps.connections.open": _method(methods_read.connections_open, "", "", None, TIER_3, "app"),
    "auth.test": _method(methods_read.auth_test, "", "", None, None),
    "bots.info": _method(methods_read.bots_info, "", "bot team_id", "users:read", TIER_3),
    "chat.delete": _method(methods_chat.delete, "channel ts", "as_user", "chat:write", TIER_3),
    "chat.getPermalink": _method(methods_chat.get_permalink, "channel message_ts", "", None, None),
    "chat.postEphemeral": _method(methods_chat.post_ephemeral, "channel user", _MESSAGE, "chat:write", TIER_4),
    "chat.postMessage": _method(
        methods_chat.post_message,
        "channel",
        _MESSAGE
        + " container_id current_draft_last_updated_ts metadata mrkdwn reply_broadcast unfurl_links unfurl_media",
        "chat:write",
        None,
    ),
    "chat.update": _method(
        methods_chat.update,
        "channel ts",
        "as_user attachments blocks file_ids link_names markdown_text metadata parse reply_broadcast text"
        " unfurled_attachments",
        "chat:write",
        TIER_3,
    ),
    "conversations.history": _method(
        methods_read.conversations_history,
        "channel",
        "cursor include_all_metadata inclusive latest limit oldest",
        None,
        TIER_3,
    ),
    "conversations.info": _method(
        methods_read.conversations_info, "channel", "include_locale include_num_members", None, TIER_3
    ),
    "conversations.join": _method(methods_read.conversations_join, "channel", "", "channels:join", TIER_3),
    "conversations.list": _method(
        methods_read.conversations_list, "", "cursor exclude_archived limit team_id types", None, TIER_2
    ),
    "conversations.members": _method(methods_read.conversations_members, "channel", "cursor limit", None, TIER_4),
    "conversations.open": _method(
        methods_read.conversations_open, "", "channel prevent_creation return_im users", "im:write", TIER_3
    ),
    "conversations.replies": _method(
        methods_read.conversations_replies,
        "channel ts",
        "cursor include_all_metadata inclusive latest limit oldest",
        None,
        TIER_3,
    ),
    "files.completeUploadExternal": _method(
        methods_files.complete_upload,
        "files",
        "blocks channel_id channels initial_comment thread_ts",
        "files:write",
        TIER_4,
    ),
    "files.getUploadURLExternal": _method(
        methods_files.get_upload_url, "filename length", "alt_text alt_txt snippet_type", "files:write", TIER_4
    ),
    "reactions.add": _method(methods_read.reactions_add, "channel name timestamp", "", "reactions:write", TIER_3),
    "usergroups.list": _method(
        methods_read.usergroups_list,
        "",
        "include_count include_disabled include_users team_id",
        "usergroups:read",
        TIER_2,
    ),
    "usergroups.users.list": _method(
        methods_read.usergroups_users_list, "usergroup", "include_disabled team_id", "usergroups:read", TIER_2
    ),
    "users.info": _method(methods_read.users_info, "user", "include_locale", "users:read", TIER_4),
    "users.list": _method(methods_read.users_list, "", "cursor include_locale limit team_id", "users:read", TIER_2),
    "users.lookupByEmail": _method(methods_read.users_lookup_by_email, "email", "", "users:read.email", TIER_3),
    "users.profile.get": _method(
        methods_read.users_profile_get, "", "include_labels user", "users.profile:read", TIER_4
    ),
    "views.open": _method(methods_views.open_view, "view", "interactivity_pointer trigger_id", None, TIER_4),
    "views.publish": _method(methods_views.publish, "user_id view", "hash", None, TIER_4),
    "views.push": _method(methods_views.push, "view", "interactivity_pointer trigger_id", None, TIER_4),
    "views.update": _method(methods_views.update, "view", "external_id hash view_id", None, TIER_4),
}

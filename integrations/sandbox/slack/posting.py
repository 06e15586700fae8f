"""Putting messages into conversations: the rules that chat.*, response_urls and command answers share."""

from __future__ import annotations

import json
from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.slack.blocks import Check, message_blocks, text_length
from integrations.sandbox.slack.blocks.layout import MESSAGE_TEXT
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.modals import name_blocks
from integrations.sandbox.slack.workspace import Conversation

Json = dict[str, Any]

LONGEST_TEXT: Final = 40_000
LONGEST_UPDATE: Final = 4_000
_MOST_ATTACHMENTS: Final = 100
_LARGEST_METADATA: Final = 16_000


def checked_blocks(value: object) -> list[Json]:
    """Blocks fit for a message, with ids. Raises invalid_blocks_format, invalid_blocks or msg_blocks_too_long."""
    blocks = parsed(value, "invalid_blocks_format")
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    check = Check()
    if not message_blocks(check, "/blocks", blocks):
        raise SlackError("invalid_blocks", check.messages, errors=check.messages)
    if text_length(blocks) > MESSAGE_TEXT:
        raise SlackError("msg_blocks_too_long")
    return name_blocks(blocks)


def checked_attachments(value: object) -> list[Json]:
    """Attachments. Raises invalid_attachments, too_many_attachments or invalid_blocks."""
    attachments = parsed(value, "invalid_attachments")
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > _MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for one in attachments:
        if one.get("blocks") is not None:
            one["blocks"] = checked_blocks(one["blocks"])
    return attachments


def checked_metadata(value: object) -> Json | None:
    """Message metadata {event_type, event_payload}; {} takes it away.

    Raises invalid_metadata_format or metadata_too_large.
    """
    metadata = parsed(value, "invalid_metadata_format")
    if metadata == {}:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not metadata["event_type"]
        or not isinstance(metadata.get("event_payload"), dict)
        or metadata.keys() - {"event_type", "event_payload", "entities"}
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata)) > _LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata


def parsed(value: object, error: str) -> object:
    """A JSON value that may have come as a string, as in form bodies. Raises ``error`` when it is no JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as problem:
        raise SlackError(error) from problem


def content(arguments: Json) -> Json:
    """text, blocks, attachments and metadata of a new message, checked. Raises no_text and the errors above."""
    found: Json = {"text": str(arguments.get("text") or "")[:LONGEST_TEXT]}
    if arguments.get("markdown_text"):
        if found["text"] or arguments.get("blocks"):
            raise SlackError("markdown_text_conflict")
        if len(arguments["markdown_text"]) > 12_000:
            raise SlackError("msg_too_long")
        found["text"] = arguments["markdown_text"]
    if arguments.get("blocks"):
        found["blocks"] = checked_blocks(arguments["blocks"])
    if arguments.get("attachments"):
        found["attachments"] = checked_attachments(arguments["attachments"])
    if arguments.get("metadata"):
        found["metadata"] = checked_metadata(arguments["metadata"])
    if not found["text"] and not found.get("blocks") and not found.get("attachments"):
        raise SlackError("no_text")
    return found


def thread_of(slack: Slack, channel: Conversation, thread_ts: str | None) -> str | None:
    """The ts of the thread's parent; a reply's ts leads to its parent. Raises cannot_reply_to_message."""
    if not thread_ts:
        return None
    parent = slack.messages.find(channel.id, thread_ts)
    if parent is None or parent["ephemeral_for"] is not None:
        raise SlackError("cannot_reply_to_message")
    return str(parent["thread_ts"] or parent["ts"])


def post(slack: Slack, channel: Conversation, body: Json, **more: object) -> Json:
    """Keeps a message of the bot, tells people, brings the event. ``body`` is checked content."""
    rest = {key: value for key, value in body.items() if key != "text"} | more
    message = slack.messages.add(channel.id, slack.moment(), world.BOT_USER, body["text"], **rest)
    slack.changed(channel)
    slack.emit_message(message, channel)
    return message


def post_ephemeral(slack: Slack, channel: Conversation, user: str, body: Json, thread_ts: str | None = None) -> Json:
    """Shows a message of the bot to one person only."""
    return post(slack, channel, {**body, "metadata": None}, ephemeral_for=user, thread_ts=thread_ts)


def change(slack: Slack, channel: Conversation, message: Json, body: Json) -> Json:
    """Changes a message. What ``body`` does not name stays as it was."""
    message.update(body)
    message["edited"] = {"user": world.BOT_USER, "ts": slack.moment()}
    slack.messages.keep(message)
    slack.changed(channel)
    return message

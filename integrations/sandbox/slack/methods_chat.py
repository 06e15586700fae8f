"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.slack import posting
from integrations.sandbox.slack.call import Call, flag
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.workspace import Conversation

Json = dict[str, Any]

_CUSTOMIZE: Final = ("username", "icon_emoji", "icon_url")


def post_message(slack: Slack, call: Call) -> Json:
    """chat.postMessage."""
    arguments = call.arguments
    _customized(slack, call)
    channel = slack.workspace.for_posting(str(arguments["channel"]))
    body = posting.content(arguments)
    thread_ts = posting.thread_of(slack, channel, arguments.get("thread_ts"))
    slack.limits.message(channel.id, slack.desk.monotonic())
    message = posting.post(
        slack, channel, body, thread_ts=thread_ts, broadcast=bool(thread_ts) and flag(arguments.get("reply_broadcast"))
    )
    slack.desk.counts.add("slack", "posted_messages")
    shown = slack.messages.for_bot(message, metadata=True)
    return {"channel": channel.id, "ts": message["ts"], "message": shown}


def post_ephemeral(slack: Slack, call: Call) -> Json:
    """chat.postEphemeral."""
    arguments = call.arguments
    _customized(slack, call)
    channel = slack.workspace.for_posting(str(arguments["channel"]))
    user = str(arguments["user"])
    if user not in slack.workspace.people or not slack.workspace.is_member(channel, user):
        raise SlackError("user_not_in_channel")
    body = posting.content(arguments)
    thread_ts = posting.thread_of(slack, channel, arguments.get("thread_ts"))
    message = posting.post_ephemeral(slack, channel, user, body, thread_ts)
    return {"message_ts": message["ts"]}


def update(slack: Slack, call: Call) -> Json:
    """chat.update. A field that is not named stays; an empty list takes blocks or attachments away."""
    arguments = call.arguments
    channel, message = own_message(slack, arguments, "cant_update_message")
    body: Json = {}
    if len(str(arguments.get("text") or "")) > posting.LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    if arguments.get("text") is not None:
        body["text"] = str(arguments["text"])
    if arguments.get("blocks") is not None:
        body["blocks"] = posting.checked_blocks(arguments["blocks"])
    if arguments.get("attachments") is not None:
        body["attachments"] = posting.checked_attachments(arguments["attachments"])
    if arguments.get("metadata") is not None:
        body["metadata"] = posting.checked_metadata(arguments["metadata"])
    after = {**message, **body}
    if not after["text"] and not after["blocks"] and not after["attachments"]:
        raise SlackError("no_text")
    posting.change(slack, channel, message, body)
    shown = slack.messages.for_bot(message, metadata=True)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": shown}


def delete(slack: Slack, call: Call) -> Json:
    """chat.delete."""
    channel, message = own_message(slack, call.arguments, "cant_delete_message")
    slack.messages.remove(message)
    slack.changed(channel)
    return {"channel": channel.id, "ts": message["ts"]}


def get_permalink(slack: Slack, call: Call) -> Json:
    """chat.getPermalink."""
    channel = slack.workspace.for_bot(str(call.arguments["channel"]))
    message = slack.messages.find(channel.id, str(call.arguments["message_ts"]))
    if message is None or message["ephemeral_for"] is not None:
        raise SlackError("message_not_found")
    # The page of the sandbox shows the message at this address.
    return {"channel": channel.id, "permalink": f"{slack.desk.url}/#/channel/{channel.id}/{message['ts']}"}


def own_message(slack: Slack, arguments: Json, refusal: str) -> tuple[Conversation, Json]:
    """A message of the bot. Raises channel_not_found, message_not_found, or ``refusal`` for somebody else's."""
    target = str(arguments["channel"])
    # Unlike chat.postMessage, these methods take no user id (docs: chat.update, "channel").
    channel = slack.workspace.for_bot(target)
    message = slack.messages.find(channel.id, str(arguments["ts"]))
    if message is None or message["ephemeral_for"] is not None:
        raise SlackError("message_not_found")
    if message["user"] != world.BOT_USER:
        raise SlackError(refusal)
    return channel, message


def _customized(slack: Slack, call: Call) -> None:
    if any(call.arguments.get(key) for key in _CUSTOMIZE):
        call.need(slack.scopes, "chat:write.customize")

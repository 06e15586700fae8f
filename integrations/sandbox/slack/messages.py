"""The messages of every conversation: kept, found, shown to the bot as by Slack and to people as they may see them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from integrations.sandbox import world
from integrations.sandbox.slack import mrkdwn
from integrations.sandbox.slack.shelf import Shelf
from integrations.sandbox.store import Store

Json = dict[str, Any]


def timestamp(instant: datetime) -> str:
    """An instant as Slack's ts: seconds, a dot, microseconds."""
    # Built from whole numbers: a float of this size has lost its last microseconds.
    return f"{int(instant.timestamp())}.{instant.microsecond:06}"


class Messages:
    """Messages by channel and ts, in order.

    A message is a dict {channel, ts, user, bot, text, blocks, attachments, files, metadata, thread_ts, edited,
    ephemeral_for, reactions, username, broadcast}; ``ephemeral_for`` names the only person who sees it.
    """

    def __init__(self, store: Store) -> None:
        self._shelf = Shelf(store, "message")
        self._read = Shelf(store, "last_read")
        self._order: defaultdict[str, list[str]] = defaultdict(list)
        self._threads: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._metadata: Counter[str] = Counter()
        for message in self._shelf.values():
            self._index(message)

    def _index(self, message: Json) -> None:
        insort(self._order[message["channel"]], message["ts"])
        if message["thread_ts"] is not None and message["thread_ts"] != message["ts"]:
            insort(self._threads[message["channel"], message["thread_ts"]], message["ts"])
        if message["metadata"]:
            self._metadata[_metadata_id(message["metadata"])] += 1

    def add(self, channel: str, ts: str, user: str, text: str, **more: object) -> Json:
        """Keeps a new message."""
        message: Json = {
            "channel": channel,
            "ts": ts,
            "user": user,
            "bot": user == world.BOT_USER,
            "text": text,
            "blocks": [],
            "attachments": [],
            "files": [],
            "metadata": None,
            "thread_ts": None,
            "edited": None,
            "ephemeral_for": None,
            "reactions": [],
            "username": None,
            "broadcast": False,
        } | more
        self.keep(message)
        self._index(message)
        return message

    def keep(self, message: Json) -> None:
        """Writes a changed message."""
        self._shelf.keep(f"{message['channel']}/{message['ts']}", message)

    def find(self, channel: str, ts: str) -> Json | None:
        """The message, or None."""
        return self._shelf.get(f"{channel}/{ts}")

    def remove(self, message: Json) -> None:
        """Takes a message away."""
        channel, ts = message["channel"], message["ts"]
        self._shelf.remove(f"{channel}/{ts}")
        self._order[channel].remove(ts)
        thread = self._threads.get((channel, message["thread_ts"] or ""))
        if thread and ts in thread:
            thread.remove(ts)

    def of(self, channel: str) -> list[Json]:
        """All messages of a conversation, oldest first, ephemeral ones and replies too."""
        return [self._shelf.get(f"{channel}/{ts}") or {} for ts in self._order[channel]]

    def replies(self, channel: str, thread_ts: str) -> list[Json]:
        """The replies in a thread, oldest first, without the parent."""
        return [self._shelf.get(f"{channel}/{ts}") or {} for ts in self._threads[channel, thread_ts]]

    def duplicate_metadata(self) -> list[str]:
        """Metadata ids with which more than one new message was posted."""
        return sorted(one for one, times in self._metadata.items() if times > 1)

    # What the bot gets

    def for_bot(self, message: Json, *, metadata: bool = False) -> Json:
        """A message object as in Web API answers and in payloads."""
        shown: Json = {"type": "message", "user": message["user"], "ts": message["ts"], "text": message["text"]}
        shown["team"] = world.TEAM_ID
        if message["bot"]:
            shown |= {"bot_id": world.BOT_ID, "app_id": world.APP_ID, "bot_profile": bot_profile()}
        for key in ("blocks", "attachments", "files", "reactions", "edited", "username"):
            if message[key]:
                shown[key] = message[key]
        if message["thread_ts"] is not None:
            shown["thread_ts"] = message["thread_ts"]
            if message["thread_ts"] != message["ts"]:
                shown["parent_user_id"] = (self.find(message["channel"], message["thread_ts"]) or {}).get("user")
        replies = [one for one in self.replies(message["channel"], message["ts"]) if one["ephemeral_for"] is None]
        if replies:
            users = list(dict.fromkeys(one["user"] for one in replies))
            shown |= {
                "thread_ts": message["ts"],
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1]["ts"],
            }
        if metadata and message["metadata"]:
            shown["metadata"] = message["metadata"]
        return shown

    # What people get

    def for_person(self, channel: str, person: str, thread_ts: str | None = None) -> list[Json]:
        """The messages that a person sees, oldest first: the channel's own, or a thread with its parent."""
        seen = [one for one in self.of(channel) if one["ephemeral_for"] in (None, person)]
        if thread_ts is not None:
            return [self.shown(one) for one in seen if thread_ts in (one["ts"], one["thread_ts"])]
        return [self.shown(one) for one in seen if one["thread_ts"] in (None, one["ts"]) or one["broadcast"]]

    def shown(self, message: Json) -> Json:
        """One message as the people-side API gives it."""
        pings, links = mrkdwn.read_message(message["text"], message["blocks"], message["attachments"])
        return {
            "ts": message["ts"],
            "user": message["user"],
            "username": message["username"] or ("Balie" if message["bot"] else None),
            "bot": message["bot"],
            "text": message["text"],
            "blocks": message["blocks"],
            "metadata": message["metadata"],
            "edited": message["edited"] is not None,
            "ephemeral": message["ephemeral_for"] is not None,
            "thread_ts": message["thread_ts"],
            "reply_count": len(self.replies(message["channel"], message["ts"])),
            "attachments": message["attachments"],
            "files": message["files"],
            "reactions": message["reactions"],
            "pings": pings,
            "links": links,
        }

    def unread(self, channel: str, person: str) -> int:
        """How many messages by others came since the person last looked."""
        last = (self._read.get(f"{channel}/{person}") or {}).get("ts", "")
        order = self._order[channel]
        later = (self._shelf.get(f"{channel}/{ts}") or {} for ts in order[bisect_right(order, last) :])
        return sum(
            1
            for one in later
            if one["user"] != person
            and one["ephemeral_for"] in (None, person)
            and one["thread_ts"] in (None, one["ts"])
        )

    def mark_read(self, channel: str, person: str) -> None:
        """The person has seen everything in the conversation."""
        order = self._order[channel]
        known = self._read.get(f"{channel}/{person}")
        if order and (known is None or known["ts"] != order[-1]):
            self._read.keep(f"{channel}/{person}", {"ts": order[-1]})


def bot_profile() -> Json:
    """bot_profile as in messages."""
    return {
        "id": world.BOT_ID,
        "app_id": world.APP_ID,
        "user_id": world.BOT_USER,
        "name": world.BOT_NAME,
        "deleted": False,
        "updated": 1_700_000_000,
        "team_id": world.TEAM_ID,
    }


def _metadata_id(metadata: Json) -> str:
    """What a bot would recognise its message by: "event_type:id", where a payload of one value is that id."""
    payload = metadata.get("event_payload") or {}
    known = next(iter(payload.values())) if len(payload) == 1 else payload.get("id", sorted(payload.items()))
    return f"{metadata.get('event_type')}:{known}"

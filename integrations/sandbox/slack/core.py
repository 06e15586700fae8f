"""The sandbox's Slack in one object: what its Web API, its delivery and the people-side API work on."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.slack import payloads, shelf
from integrations.sandbox.slack.delivery import Delivery
from integrations.sandbox.slack.limits import Limits
from integrations.sandbox.slack.messages import Messages, timestamp
from integrations.sandbox.slack.modals import Triggers, Views
from integrations.sandbox.slack.response_urls import ResponseUrls
from integrations.sandbox.slack.shelf import Shelf
from integrations.sandbox.slack.signed import SignedPosts
from integrations.sandbox.slack.sockets import Sockets
from integrations.sandbox.slack.workspace import Conversation, Workspace

Json = dict[str, Any]

_EVENT_SCOPES: Final = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_mention": "app_mentions:read",
    "app_home_opened": None,
}
_MOST_VIOLATIONS: Final = 500


class Slack:
    """One workspace with one app installed. Lives in one event loop; only ``desk`` may be used from other threads."""

    def __init__(self, desk: Desk, scopes: frozenset[str] = world.SCOPES) -> None:
        shelf.prepare(desk.store)
        self.desk = desk
        self.scopes = scopes
        self.workspace = Workspace(desk.store)
        self.messages = Messages(desk.store)
        self.views = Views(desk.store)
        self.triggers = Triggers(desk.monotonic)
        self.limits = Limits()
        self.response_urls = ResponseUrls(desk.store, desk.clock)
        self.files = Shelf(desk.store, "file")
        self._manifest = Shelf(desk.store, "manifest")
        self.violations: list[str] = []
        self.errors: Counter[str] = Counter()
        self.delivery = Delivery(desk)
        self.sockets = Sockets(desk, self.delivery.connected)
        self.posts = None if desk.request_url is None else SignedPosts(desk.request_url, desk.signing_secret)
        self.delivery.transport = self.posts or self.sockets
        self.message_state: dict[tuple[str, str, str], Json] = {}
        """What people chose in a message without pressing a button yet: {(channel, ts, user): state.values}."""
        desk.counts.provide("slack", self._figures)

    # Time and change

    def moment(self) -> str:
        """A ts for something that happens now; no two are the same."""
        return timestamp(self.desk.clock.now())

    def changed(self, channel: Conversation) -> None:
        """Tells those who may see the channel."""
        if channel.person is not None:
            only = [channel.person]
        elif channel.private:
            only = self.workspace.members(channel)
        else:
            self.desk.changed(f"channel:{channel.id}")
            return
        self.desk.changed(f"channel:{channel.id}", only)

    # The app's manifest

    @property
    def manifest(self) -> Json | None:
        """The manifest that the app gave, or None."""
        return self._manifest.get("app")

    def set_manifest(self, manifest: Json) -> None:
        """Keeps the app's manifest."""
        self._manifest.keep("app", manifest)

    # Events

    def emit(self, subscription: str, inner: Json) -> None:
        """Brings an event to the app if it subscribed and has the scope; without a manifest all are subscribed."""
        scope = _EVENT_SCOPES[subscription]
        if scope is not None and scope not in self.scopes:
            return
        if self.manifest is not None:
            settings = self.manifest.get("settings") or {}
            if subscription not in ((settings.get("event_subscriptions") or {}).get("bot_events") or []):
                return
        self.delivery.event(inner)

    def emit_message(self, message: Json, channel: Conversation) -> None:
        """Brings the event of a new message, where the bot can see it."""
        if message["ephemeral_for"] is not None or not self.workspace.is_member(channel, world.BOT_USER):
            return
        shown = self.messages.for_bot(message)
        kind = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}[channel.kind]
        self.emit(kind, payloads.message_event(shown, channel))
        if f"<@{world.BOT_USER}>" in message["text"] and not message["bot"] and not channel.is_im:
            self.emit("app_mention", payloads.mention_event(shown, channel))

    # Counting

    def violation(self, text: str) -> None:
        """Notes something that a correct app does not do."""
        if len(self.violations) < _MOST_VIOLATIONS:
            self.violations.append(text)

    def _figures(self) -> Json:
        return {
            "violations": list(self.violations),
            "errors": dict(self.errors),
            "duplicate_metadata": self.messages.duplicate_metadata(),
            "connections": self.sockets.number,
        }

    async def close(self) -> None:
        """Ends what runs in the background."""
        await self.delivery.close()
        await self.sockets.drop_all()
        if self.posts is not None:
            self.posts.close()

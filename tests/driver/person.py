"""Somebody at a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.driver import screen
from tests.driver.messages import Card, Channel, Message
from tests.driver.modals import Home, Modal
from tests.driver.screen import Widget
from tests.driver.waiting import NotSeen, wait_until

if TYPE_CHECKING:
    from tests.driver.api import Api
    from tests.driver.desk import DeskDriver

Json = dict[str, Any]


class Person:
    """A person in the workspace: reads channels, presses buttons, fills in modals, gives commands."""

    def __init__(self, desk: DeskDriver, body: Json) -> None:
        self.desk = desk
        self.id = str(body["id"])
        self.name = str(body["name"])
        self.email = str(body["email"])

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def api(self) -> Api:
        """The way to the sandbox."""
        return self.desk.api

    def workspace(self) -> Json:
        """What the side bar shows."""
        return self.api.get("workspace", **{"as": self.id})

    def channel(self, name: str) -> Channel:
        """A channel that this person is in, by its name. Raises NotSeen."""
        found = [one for one in self.workspace()["channels"] if one["name"] == name]
        if not found:
            raise NotSeen(f"{self.name} sees no channel #{name}")
        return Channel(self, found[0]["id"], name)

    def direct(self) -> Channel:
        """The direct messages with the bot."""
        return Channel(self, self.workspace()["dms"][0]["id"], "Balie")

    def direct_messages(self) -> list[Message]:
        """What the bot wrote to this person, oldest first."""
        return self.direct().messages

    def thread(self, card: Card) -> list[Message]:
        """The replies in the thread of a card."""
        return Channel(self, card.channel.id, card.channel.name).thread(card)

    def open_views(self) -> list[Json]:
        """The open modals, the one on top last."""
        return list(self.api.get("views", **{"as": self.id})["views"])

    def modal(self, words: str = "") -> Modal:
        """The modal on top, waited for; with ``words`` only once it carries them, so not while it still loads."""

        def look() -> Modal | None:
            views = self.open_views()
            if not views:
                return None
            modal = views[-1]["view"]
            shown = f"{screen.flat(modal['title'])}\n{screen.flat(modal['blocks'])}"
            return Modal(self, views[-1]["id"]) if words in shown else None

        return wait_until(look, f"a modal{f' with {words!r}' if words else ''} for {self.name}", self._screen)

    def sees_no_modal(self) -> None:
        """Wait until no modal is open."""
        wait_until(lambda: not self.open_views(), f"a screen of {self.name} without a modal", self._screen)

    def home(self) -> Home:
        """Open the Home tab and wait for it to be filled."""
        self.api.post("home/open", {"as": self.id})
        wait_until(lambda: self.api.get("home", **{"as": self.id})["view"], f"the Home tab of {self.name}")
        return Home(self)

    def command(self, command: str, text: str = "", channel: str = "servicedesk") -> None:
        """Give a slash command in a channel; fails when the app does not acknowledge."""
        where = self.channel(channel).id
        answer = self.api.post("commands", {"as": self.id, "channel": where, "command": command, "text": text})
        if not answer["acked"]:
            raise NotSeen(f"the app did not acknowledge {command}")

    def shortcut(self, name: str, on: Card | Message | None = None, channel: str = "servicedesk") -> None:
        """Use a shortcut by its name (or callback id): a global one, or one on a message."""
        known = self.workspace()["shortcuts"]
        callback = next((one["callback_id"] for one in known if name in (one["name"], one["callback_id"])), name)
        body: Json = {"as": self.id, "callback_id": callback}
        if on is not None:
            where = on.channel.id if isinstance(on, Card) else self.channel(channel).id
            body |= {"channel": where, "ts": on.ts}
        if not self.api.post("shortcuts", body)["acked"]:
            raise NotSeen(f"the app did not acknowledge the shortcut {name!r}")

    def act(self, container: Json, widget: Widget, value: Json | None, filled: Json | None = None) -> None:
        """Work an element, with what was filled in around it; fails when the app does not acknowledge."""
        answer = self.api.post(
            "actions",
            {
                "as": self.id,
                "container": container,
                "block_id": widget.block_id,
                "action_id": widget.action_id,
                "value": value,
                "values": filled or {},
            },
        )
        if not answer["acked"]:
            raise NotSeen(f"the app did not acknowledge {self.name} working {widget.label!r}")

    def _screen(self) -> str:
        parts = [
            f"modal: {screen.flat(one['view']['title'])}\n{screen.flat(one['view']['blocks'])}"
            for one in self.open_views()
        ]
        return "\n\n".join([*parts, "direct messages:", self.direct().show()])

"""Channels, messages and cards, as a person sees and works them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.driver import screen
from tests.driver.screen import Widget
from tests.driver.waiting import NotSeen, wait_until

if TYPE_CHECKING:
    from tests.driver.person import Person

Json = dict[str, Any]


class Message:
    """One message as it was when it was looked at."""

    def __init__(self, body: Json) -> None:
        self.body = body

    def __repr__(self) -> str:
        return f"<{self.author}: {self.text}>"

    @property
    def ts(self) -> str:
        """Slack's ts."""
        return str(self.body["ts"])

    @property
    def author(self) -> str:
        """User id of who posted it."""
        return str(self.body["user"])

    @property
    def text(self) -> str:
        """All visible words: those of the blocks, or the plain text where there are none."""
        return screen.flat(self.body["blocks"]) or screen.seen(self.body["text"])

    @property
    def fallback(self) -> str:
        """What a notification shows."""
        return screen.seen(self.body["text"])

    @property
    def everything(self) -> str:
        """Visible words and fallback together, for searching what must not be there."""
        return f"{self.text}\n{self.fallback}"

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees it."""
        return bool(self.body["ephemeral"])

    @property
    def pings(self) -> list[str]:
        """Whom it pings: "!channel", "@U…"."""
        return list(self.body["pings"])

    @property
    def links(self) -> list[Json]:
        """Where it leads: {url, text, auto}."""
        return list(self.body["links"])

    @property
    def metadata(self) -> Json | None:
        """Message metadata."""
        found: Json | None = self.body["metadata"]
        return found

    @property
    def files(self) -> list[Json]:
        """Files shared with it."""
        return list(self.body["files"])

    @property
    def widgets(self) -> list[Widget]:
        """Buttons, selects and so on."""
        return list(screen.widgets(self.body["blocks"]))

    @property
    def buttons(self) -> list[str]:
        """Words on the buttons."""
        return [one.label for one in self.widgets if one.kind == "button"]


class Channel:
    """A channel or direct messages, through the eyes of one person."""

    def __init__(self, person: Person, channel_id: str, name: str) -> None:
        self.person = person
        self.id = channel_id
        self.name = name

    @property
    def messages(self) -> list[Message]:
        """What stands in the channel, oldest first, without the replies in threads."""
        return self._read(None)

    def thread(self, card: Card | Message) -> list[Message]:
        """The replies in the thread of a card, oldest first."""
        return [one for one in self._read(card.ts) if one.ts != card.ts]

    def say(self, text: str, thread: Card | Message | None = None) -> Message:
        """Post a message."""
        answer = self.person.api.post(
            "messages",
            {"as": self.person.id, "channel": self.id, "text": text, "thread_ts": thread.ts if thread else None},
        )
        return next(one for one in self._read(thread.ts if thread else None) if one.ts == answer["ts"])

    def card(self, words: str) -> Card:
        """The newest message that carries these words, waited for."""
        message = wait_until(lambda: self._newest(words), f"a message with {words!r} in #{self.name}", self.show)
        return Card(self, message.ts)

    def see(self, words: str) -> Message:
        """The newest message with these words, waited for."""
        return wait_until(lambda: self._newest(words), f"a message with {words!r} in #{self.name}", self.show)

    def see_in_thread(self, card: Card | Message, words: str) -> Message:
        """A reply with these words in a card's thread, waited for."""

        def look() -> Message | None:
            return next((one for one in self.thread(card) if words in one.everything), None)

        return wait_until(look, f"a reply with {words!r}", lambda: "\n".join(one.text for one in self.thread(card)))

    def cards(self, words: str) -> list[Card]:
        """All messages that carry these words now, oldest first."""
        return [Card(self, one.ts) for one in self.messages if words in one.everything]

    def show(self) -> str:
        """The channel as text, for failure messages."""
        return "\n\n".join(
            one.text + (f"\n[{' | '.join(one.buttons)}]" if one.buttons else "") for one in self.messages
        )

    def find(self, ts: str) -> Message | None:
        """The message with this ts, in the channel or in a thread."""
        return next((one for one in self._read(ts) if one.ts == ts), None)

    def _newest(self, words: str) -> Message | None:
        return next((one for one in reversed(self.messages) if words in one.everything), None)

    def _read(self, thread_ts: str | None) -> list[Message]:
        answer = self.person.api.get(f"channels/{self.id}/messages", **{"as": self.person.id}, thread_ts=thread_ts)
        return [Message(body) for body in answer["messages"]]


class Card:
    """A message that changes: every look is a fresh one."""

    def __init__(self, channel: Channel, ts: str) -> None:
        self.channel = channel
        self.ts = ts

    @property
    def now(self) -> Message:
        """How it is at this moment. Raises NotSeen when it was deleted."""
        found = self.channel.find(self.ts)
        if found is None:
            raise NotSeen(f"the message {self.ts} is gone\n--- on screen ---\n{self.channel.show()}")
        return found

    @property
    def text(self) -> str:
        """All visible words."""
        return self.now.text

    @property
    def buttons(self) -> list[str]:
        """Words on the buttons."""
        return self.now.buttons

    def see(self, words: str) -> Card:
        """Wait until the card carries these words."""
        wait_until(lambda: words in self.text, f"{words!r} on the card", lambda: self.text)
        return self

    def see_no(self, words: str) -> Card:
        """Wait until these words are gone from the card."""
        wait_until(lambda: words not in self.text, f"a card without {words!r}", lambda: self.text)
        return self

    def see_button(self, label: str) -> Card:
        """Wait until there is such a button."""
        wait_until(lambda: label in self.buttons, f"a button {label!r}", self._show)
        return self

    def click(self, label: str) -> Card:
        """Press a button, waiting for it to be there; fails when the app does not acknowledge."""
        widget = wait_until(
            lambda: screen.find_widget([one for one in self.now.widgets if one.kind == "button"], label),
            f"a button {label!r}",
            self._show,
        )
        self._act(widget, None)
        return self

    def choose(self, label: str, option: str) -> Card:
        """Choose from a select or an overflow menu on the card; ``label`` is its placeholder or action id."""
        widget = wait_until(lambda: screen.find_widget(self.now.widgets, label), f"a menu {label!r}", self._show)
        self._act(widget, {"selected_option": widget.option(option)})
        return self

    def _act(self, widget: Widget, value: Json | None) -> None:
        container = {"type": "message", "channel": self.channel.id, "ts": self.ts}
        self.channel.person.act(container, widget, value)

    def _show(self) -> str:
        return f"{self.text}\n[{' | '.join(self.buttons)}]"

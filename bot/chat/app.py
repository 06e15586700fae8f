"""Slack's side of the conversation: takes clicks, commands and modals in, and hands each to one listener.

A listener stores what follows in one transaction and returns; only then is Slack acknowledged. What must be said or
shown afterwards is an effect. Modals are the exception: they open at once, because a trigger lives three seconds.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.chat.blocks import Block
from bot.chat.people import People, Role
from bot.desk.languages import Texts
from bot.desk.refusal import Refusal
from bot.store import turns
from bot.store.database import Store
from bot.store.once import AlreadyDone
from bot.work.ledger import Ledger

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """A click, a command or a shortcut: who, where, on what, and the name under which it happens once."""

    user: str
    channel: str
    value: str
    """The button's value (a number), or the words after a command."""
    trigger: str
    once: str
    texts: Texts
    """In the language of the person."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A modal that somebody sent."""

    user: str
    metadata: str
    values: dict[str, Any]
    """Per block: the text, the chosen value, or the list of chosen values."""
    once: str
    texts: Texts


class FieldError(Exception):
    """A modal's fields are wrong; the person sees a line at each, and nothing they typed is lost."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


PressListener = Callable[[Press], None]
SubmitListener = Callable[[Submitted], None]


class RoleMissing(Refusal):
    """Only some may do this."""

    text = "error.role"


class Chat:
    """The app as the capabilities see it."""

    def __init__(
        self, client: WebClient, signing_secret: str, people: People, store: Store, ledger: Ledger, zone: ZoneInfo
    ) -> None:
        # Bolt and the SDK log payloads at every level below critical; payloads hold what customers and staff wrote.
        for name in ("slack_bolt", "slack_sdk"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self.bolt = App(
            client=client,
            signing_secret=signing_secret,
            token_verification_enabled=False,
            process_before_response=True,
            logger=logging.getLogger("slack_bolt"),
        )
        self.bolt.error(_failed)
        self.client = client
        self.people = people
        self._store = store
        self._ledger = ledger
        self._zone = zone

    def on_button(self, action: str, listener: PressListener, role: Role | None = None) -> None:
        """A button on a card."""

        def handle(ack: Ack, body: dict[str, Any]) -> None:
            clicked = body["actions"][0]
            place = body["container"].get("message_ts") or body["container"].get("view_id") or ""
            once = f"action:{place}:{clicked['action_id']}:{clicked['action_ts']}:{body['user']['id']}"
            self._run(listener, self._press(body, clicked.get("value", ""), once), role)
            ack()

        self.bolt.action(action)(handle)

    def on_command(self, command: str, listener: PressListener) -> None:
        """A slash command."""

        def handle(ack: Ack, body: dict[str, Any]) -> None:
            press = Press(
                body["user_id"],
                body["channel_id"],
                body.get("text", "").strip(),
                body["trigger_id"],
                f"command:{body['trigger_id']}",
                self._texts(body["user_id"]),
            )
            self._run(listener, press, None)
            ack()

        self.bolt.command(command)(handle)

    def on_shortcut(self, callback: str, listener: PressListener) -> None:
        """A global or message shortcut."""

        def handle(ack: Ack, body: dict[str, Any]) -> None:
            self._run(listener, self._press(body, "", f"shortcut:{body['trigger_id']}"), None)
            ack()

        self.bolt.shortcut(callback)(handle)

    def on_submit(self, callback: str, listener: SubmitListener, role: Role | None = None) -> None:
        """A modal that is sent."""

        def handle(ack: Ack, body: dict[str, Any]) -> None:
            view, user = body["view"], body["user"]["id"]
            texts = self._texts(user)
            sent = Submitted(user, view["private_metadata"], _values(view), f"view:{view['id']}", texts)
            try:
                self._check(user, role)
                listener(sent)
            except AlreadyDone:
                ack()
            except FieldError as wrong:
                ack(response_action="errors", errors=wrong.errors)
            except Refusal as refusal:
                first = next(block["block_id"] for block in view["blocks"] if block["type"] == "input")
                ack(response_action="errors", errors={first: self._told(refusal, texts, role)})
            else:
                ack()

        self.bolt.view(callback)(handle)

    def on_home(self, listener: Callable[[str], None]) -> None:
        """Somebody opens the Home tab."""

        def handle(event: dict[str, Any]) -> None:
            if event.get("tab") == "home":
                listener(event["user"])

        self.bolt.event("app_home_opened")(handle)

    def open(self, press: Press, view: Block) -> None:
        """Open a modal for the one who clicked."""
        self.client.views_open(trigger_id=press.trigger, view=view)

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Handle one request that came over HTTP."""
        return self.bolt.dispatch(request)

    def _run(self, listener: PressListener, press: Press, role: Role | None) -> None:
        with turns.first():
            self._heard(listener, press, role)

    def _heard(self, listener: PressListener, press: Press, role: Role | None) -> None:
        try:
            try:
                self._check(press.user, role)
                listener(press)
            except Refusal as refusal:
                self._whisper(press, refusal, role)
        except AlreadyDone:
            log.info("handled already", once=press.once)

    def _check(self, user: str, role: Role | None) -> None:
        if role is not None and not self.people.has(user, role):
            raise RoleMissing

    def _whisper(self, press: Press, refusal: Refusal, role: Role | None) -> None:
        # The refused change took its note of the delivery back with it; a repeat must not be refused or granted anew.
        with self._store.change(press.user, press.once) as change:
            # Who clicks ten times on a card that is behind is told once, not ten times over the next minutes.
            self._ledger.emit_once(
                change,
                "slack.whisper",
                press.value or "desk",
                press.user,
                channel=press.channel,
                text=refusal.text,
                who=refusal.who,
                since=refusal.since.isoformat() if refusal.since else "",
                role=role,
            )

    def _told(self, refusal: Refusal, texts: Texts, role: Role | None) -> str:
        return texts.say(
            refusal.text,
            who=self.people.name(refusal.who),
            role=texts.say(f"role.{role}") if role else "",
            since=texts.moment(refusal.since) if refusal.since else "",
        )

    def _press(self, body: dict[str, Any], value: str, once: str) -> Press:
        user = body["user"]["id"]
        channel = (body.get("channel") or {}).get("id", "")
        return Press(user, channel, value, body.get("trigger_id", ""), once, self._texts(user))

    def _texts(self, user: str) -> Texts:
        return Texts(self.people.language(user), self._zone)


def _values(view: dict[str, Any]) -> dict[str, Any]:
    return {
        block: _value(element) for block, elements in view["state"]["values"].items() for element in elements.values()
    }


def _value(element: dict[str, Any]) -> Any:  # noqa: ANN401  # text, a choice or a list, as the element's type says
    match element["type"]:
        case "checkboxes":
            return [option["value"] for option in element["selected_options"]]
        case "radio_buttons" | "static_select":
            return (element.get("selected_option") or {}).get("value")
        case _:
            return element.get("value")


def _failed(error: Exception) -> BoltResponse:
    # Not acknowledged, so Slack shows the person that it failed. The class only: texts may hold personal data.
    log.error("listener failed", error=type(error).__name__)
    return BoltResponse(status=500, body="")

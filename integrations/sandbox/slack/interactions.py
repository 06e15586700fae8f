"""What people do, turned into payloads for the app, and what the app's answer does to their screen."""

from __future__ import annotations

from typing import Any

from integrations.sandbox.slack import methods_views, mrkdwn, payloads, posting, values
from integrations.sandbox.slack.core import Slack
from integrations.sandbox.slack.delivery import Ack
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.modals import shown
from integrations.sandbox.slack.values import NotOnScreen
from integrations.sandbox.slack.workspace import Conversation
from integrations.sandbox.world import Person

Json = dict[str, Any]

TROUBLE = "We had some trouble connecting. Try again?"


class Interactions:
    """A person's hands. Every method raises NotOnScreen when the person could not have done this."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    # Messages

    def say(self, person: Person, channel: Conversation, text: str, thread_ts: str | None) -> Json:
        """A person posts a message."""
        slack = self._slack
        if not channel.is_im and not slack.workspace.is_member(channel, person.id):
            raise NotOnScreen(f"{person.name} is not in {channel.name}")
        try:
            parent = posting.thread_of(slack, channel, thread_ts)
        except SlackError as error:
            raise NotOnScreen("there is no such thread") from error
        from_keyboard = mrkdwn.typed(text)
        message = slack.messages.add(channel.id, slack.moment(), person.id, from_keyboard, thread_ts=parent)
        slack.changed(channel)
        slack.emit_message(message, channel)
        return message

    async def click(self, person: Person, container: Json, block_id: str, action_id: str, value: Json | None) -> Json:
        """A person presses a button or changes a select, picker or box: {acked, ms}."""
        if container.get("type") == "view":
            payload, element = self._in_view(person, container, block_id, action_id, value)
        else:
            payload, element = self._in_message(person, container, block_id, action_id, value)
        action = {
            "type": element["type"],
            "action_id": action_id,
            "block_id": block_id,
            **values.chosen(element, value),
            "action_ts": self._slack.moment(),
        }
        if element["type"] == "button":
            action["text"] = element["text"]
        payload["actions"] = [action]
        ack = await self._slack.delivery.interact("interactive", payload, accepts_response=False)
        self._count("clicks", ack)
        return {"acked": ack.acked, "ms": ack.ms}

    def _in_message(
        self, person: Person, container: Json, block_id: str, action_id: str, value: Json | None
    ) -> tuple[Json, Json]:
        slack = self._slack
        channel, message = self.message(person, str(container.get("channel")), str(container.get("ts")))
        _, element = values.find(message["blocks"], block_id, action_id)
        key = (channel.id, message["ts"], person.id)
        state = slack.message_state.get(key)
        if state is None:
            state = values.initial(message["blocks"])
        state = values.carried_over(state, message["blocks"])
        if element["type"] not in ("button", "overflow"):
            state.setdefault(block_id, {})[action_id] = {"type": element["type"], **values.chosen(element, value)}
            slack.message_state[key] = state
        trigger = slack.triggers.new(person.id)
        hook = self._response_url(person, channel, message["ts"], message["thread_ts"])
        seen = slack.messages.for_bot(message)
        return payloads.message_click(person, channel, seen, message, trigger, hook, state), element

    def _in_view(
        self, person: Person, container: Json, block_id: str, action_id: str, value: Json | None
    ) -> tuple[Json, Json]:
        slack = self._slack
        entry = self.view(person, str(container.get("view_id")))
        _, element = values.find(entry["view"]["blocks"], block_id, action_id)
        if element["type"] not in ("button", "overflow"):
            chosen = {"type": element["type"], **values.chosen(element, value)}
            entry["state"].setdefault(block_id, {})[action_id] = chosen
            slack.views.keep(entry)
        modal = entry["view"]["id"] if entry["view"]["type"] == "modal" else None
        trigger = slack.triggers.new(person.id, modal)
        return payloads.view_click(person, shown(entry), trigger), element

    async def suggest(self, person: Person, container: Json, block_id: str, action_id: str, typed: str) -> Json:
        """A person types in an external select: {acked, options, option_groups}."""
        slack = self._slack
        if container.get("type") == "view":
            entry = self.view(person, str(container.get("view_id")))
            blocks = entry["view"]["blocks"]
            inside: Json = {"container": {"type": "view", "view_id": entry["view"]["id"]}, "view": shown(entry)}
        else:
            channel, message = self.message(person, str(container.get("channel")), str(container.get("ts")))
            blocks = message["blocks"]
            inside = {
                "container": {"type": "message", "message_ts": message["ts"], "channel_id": channel.id},
                "channel": {"id": channel.id, "name": channel.name},
                "message": slack.messages.for_bot(message),
            }
        _, element = values.find(blocks, block_id, action_id)
        payload = payloads.suggestion(person, element, block_id, typed, inside)
        ack = await slack.delivery.interact("interactive", payload, accepts_response=True)
        answer = ack.payload or {}
        return {
            "acked": ack.acked,
            "options": answer.get("options") or [],
            "option_groups": answer.get("option_groups") or [],
        }

    # Modals

    def type_in(self, person: Person, view_id: str, plain: dict[str, dict[str, Any]]) -> None:
        """A person fills in fields; the app sees them with the next click or submission in this view."""
        entry = self.view(person, view_id)
        for block_id, actions in plain.items():
            for action_id, value in actions.items():
                _, element = values.find(entry["view"]["blocks"], block_id, action_id)
                entry["state"].setdefault(block_id, {})[action_id] = values.filled_in(element, value)
        self._slack.views.keep(entry)

    async def submit(self, person: Person, view_id: str, plain: dict[str, dict[str, Any]]) -> Json:
        """A person fills in a modal and submits it: {acked, response_action, errors}."""
        slack = self._slack
        entry = self.view(person, view_id)
        if slack.views.stack(person.id)[-1] is not entry:
            raise NotOnScreen("another modal lies on top of this one")
        if entry["view"]["submit"] is None:
            raise NotOnScreen("this modal has no submit button")
        self.type_in(person, view_id, plain)
        entry["errors"] = values.complaints(entry["view"]["blocks"], entry["state"])
        slack.views.keep(entry)
        if entry["errors"]:
            slack.desk.changed("views", [person.id])
            return {"acked": False, "response_action": None, "errors": entry["errors"], "checked_by": "client"}
        payload = payloads.view_submission(person, shown(entry), slack.triggers.new(person.id, view_id))
        ack = await slack.delivery.interact("interactive", payload, accepts_response=True)
        self._count("submissions", ack)
        action = self._after_submit(person, entry, ack)
        slack.desk.changed("views", [person.id])
        return {"acked": ack.acked, "response_action": action, "errors": entry["errors"], "ms": ack.ms}

    def _after_submit(self, person: Person, entry: Json, ack: Ack) -> str | None:
        slack = self._slack
        # The app may have closed or changed the modal by views.update before it acknowledged.
        entry_now = slack.views.find(entry["view"]["id"])
        if not ack.acked:
            entry["errors"] = {"": TROUBLE}
            if entry_now is not None:
                slack.views.keep(entry)
            return None
        if entry_now is None:
            return None
        answer = ack.payload or {}
        action = answer.get("response_action")
        try:
            if action is None:
                slack.views.close(entry, everything=False)
            elif action == "clear":
                slack.views.close(entry, everything=True)
            elif action == "errors":
                entry["errors"] = self._field_errors(entry, answer.get("errors"))
                slack.views.keep(entry)
            elif action == "update":
                slack.views.update(entry, methods_views.modal(answer.get("view")), slack.moment())
            elif action == "push":
                slack.views.push(person.id, methods_views.modal(answer.get("view")), slack.moment())
            else:
                raise SlackError("invalid_arguments", [f"[ERROR] unknown response_action: {action}"])
        except SlackError as error:
            slack.violation(" ".join([f"view_submission answer: {error.code}", *error.messages]))
            entry["errors"] = {"": TROUBLE}
            slack.views.keep(entry)
        return None if action is None else str(action)

    @staticmethod
    def _field_errors(entry: Json, errors: object) -> dict[str, str]:
        inputs = {block["block_id"] for block in entry["view"]["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not all(isinstance(one, str) for one in errors.values()):
            raise SlackError("invalid_arguments", ["[ERROR] errors must be an object of texts by block_id"])
        strange = errors.keys() - inputs
        if strange:
            raise SlackError("invalid_arguments", [f"[ERROR] no input block {one}" for one in sorted(strange)])
        return dict(errors)

    async def close(self, person: Person, view_id: str, *, everything: bool) -> Json:
        """A person closes a modal by its button, or all of them by the cross: {acked}."""
        slack = self._slack
        entry = self.view(person, view_id)
        closed = slack.views.close(entry, everything=everything or entry["view"]["clear_on_close"])
        slack.desk.changed("views", [person.id])
        acked = True
        for one in closed:
            if one["view"]["notify_on_close"]:
                payload = payloads.view_closed(person, shown(one), cleared=everything)
                acked = (await slack.delivery.interact("interactive", payload, accepts_response=False)).acked and acked
        return {"acked": acked}

    # Commands, shortcuts, Home

    async def command(self, person: Person, channel: Conversation, name: str, text: str) -> Json:
        """A person gives a slash command: {acked, ms}. A text in the acknowledgement shows to that person only."""
        slack = self._slack
        features = (slack.manifest or {}).get("features") or {}
        known = [one.get("command") for one in features.get("slash_commands") or []]
        if slack.manifest is not None and name not in known:
            raise NotOnScreen(f"{name} is not a command")
        hook = self._response_url(person, channel)
        payload = payloads.command(person, channel, name, text, slack.triggers.new(person.id), hook)
        ack = await slack.delivery.interact("slash_commands", payload, accepts_response=True)
        self._count("commands", ack)
        answer = ack.payload or {}
        if answer.get("text") or answer.get("blocks"):
            try:
                body = posting.content({key: answer.get(key) for key in ("text", "blocks", "attachments")})
                if answer.get("response_type") == "in_channel":
                    posting.post(slack, channel, body)
                else:
                    posting.post_ephemeral(slack, channel, person.id, body)
            except SlackError as error:
                slack.violation(" ".join([f"{name} answer: {error.code}", *error.messages]))
        return {"acked": ack.acked, "ms": ack.ms}

    async def shortcut(self, person: Person, callback_id: str, channel_id: str | None, ts: str | None) -> Json:
        """A person uses a global shortcut, or with a channel and ts one on a message: {acked, ms}."""
        slack = self._slack
        kind = "global" if ts is None else "message"
        features = (slack.manifest or {}).get("features") or {}
        known = [(one.get("type"), one.get("callback_id")) for one in features.get("shortcuts") or []]
        if slack.manifest is not None and (kind, callback_id) not in known:
            raise NotOnScreen(f"{callback_id} is not a {kind} shortcut")
        trigger = slack.triggers.new(person.id)
        if ts is None:
            payload = payloads.global_shortcut(person, callback_id, trigger, slack.moment())
        else:
            channel, message = self.message(person, str(channel_id), ts)
            hook = self._response_url(person, channel, None, message["thread_ts"])
            seen = slack.messages.for_bot(message)
            payload = payloads.message_shortcut(person, callback_id, channel, seen, trigger, hook, slack.moment())
        ack = await slack.delivery.interact("interactive", payload, accepts_response=False)
        self._count("shortcuts", ack)
        return {"acked": ack.acked, "ms": ack.ms}

    def open_home(self, person: Person) -> None:
        """A person opens the app's Home tab."""
        slack = self._slack
        entry = slack.views.home(person.id)
        home = None if entry is None else shown(entry)
        slack.emit("app_home_opened", payloads.home_opened(person, home, slack.moment()))

    # Looking

    def message(self, person: Person, channel_id: str, ts: str) -> tuple[Conversation, Json]:
        """A message that the person sees."""
        channel = self._slack.workspace.conversation(channel_id)
        if channel is None or not self._slack.workspace.may_see(person.id, channel):
            raise NotOnScreen(f"{person.name} sees no channel {channel_id}")
        message = self._slack.messages.find(channel.id, ts)
        if message is None or message["ephemeral_for"] not in (None, person.id):
            raise NotOnScreen(f"{person.name} sees no message {ts}")
        return channel, message

    def view(self, person: Person, view_id: str) -> Json:
        """A modal or Home tab that the person sees."""
        entry = self._slack.views.find(view_id)
        if entry is None or entry["user"] != person.id:
            raise NotOnScreen(f"{person.name} sees no view {view_id}")
        return entry

    def _response_url(
        self, person: Person, channel: Conversation, ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        name = self._slack.response_urls.new(person.id, channel.id, ts, thread_ts)
        return f"{self._slack.desk.url}/hooks/response/{name}"

    def _count(self, what: str, ack: Ack) -> None:
        self._slack.desk.counts.add("slack", what)
        if not ack.acked:
            self._slack.desk.counts.add("slack", "not_acked")

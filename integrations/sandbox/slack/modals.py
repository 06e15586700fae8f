"""Modals and Home tabs: the stack of every person, hashes, trigger ids."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.slack import values
from integrations.sandbox.slack.blocks.layout import interactive
from integrations.sandbox.slack.errors import SlackError
from integrations.sandbox.slack.shelf import Shelf
from integrations.sandbox.store import Store

Json = dict[str, Any]

TRIGGER_SECONDS: Final = 3.0
DEEPEST: Final = 3
_OLD_TRIGGERS: Final = 2000


@dataclass(slots=True)
class _Trigger:
    user: str
    born: float
    view: str | None
    used: bool = False


class Triggers:
    """trigger_ids: each lives three seconds and works once."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._known: dict[str, _Trigger] = {}

    def new(self, user: str, view: str | None = None) -> str:
        """A fresh trigger id for something that a person did; ``view`` is the modal in which it happened."""
        while len(self._known) >= _OLD_TRIGGERS:
            self._known.pop(next(iter(self._known)))
        name = f"{secrets.randbelow(10**13):013}.{secrets.randbelow(10**12):012}.{secrets.token_hex(16)}"
        self._known[name] = _Trigger(user, self._monotonic(), view)
        return name

    def look(self, name: str) -> tuple[str, str | None]:
        """(user, view) of a trigger that may still be used. Raises invalid_, exchanged_ or expired_trigger_id."""
        found = self._known.get(name)
        if found is None:
            raise SlackError("invalid_trigger_id")
        if found.used:
            raise SlackError("exchanged_trigger_id")
        if self._monotonic() - found.born > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return found.user, found.view

    def use(self, name: str) -> None:
        """Uses the trigger up."""
        self._known[name].used = True


class Views:
    """Open modals, a stack a person, and Home tabs. Kept documents: {view, user, state, errors}."""

    def __init__(self, store: Store) -> None:
        self._open = Shelf(store, "view")
        self._stacks = Shelf(store, "view_stack")
        self._homes = Shelf(store, "home")

    # Finding

    def find(self, view_id: str) -> Json | None:
        """The open modal or the Home tab with this id, or None."""
        found = self._open.get(view_id)
        if found is not None:
            return found
        return next((home for home in self._homes.values() if home["view"]["id"] == view_id), None)

    def by_external_id(self, external_id: str) -> Json | None:
        """The open modal with this external id, or None."""
        return next((one for one in self._open.values() if one["view"].get("external_id") == external_id), None)

    def stack(self, user: str) -> list[Json]:
        """The person's open modals, from the bottom to the one on top."""
        ids = (self._stacks.get(user) or {"ids": []})["ids"]
        return [found for one in ids if (found := self._open.get(one)) is not None]

    def home(self, user: str) -> Json | None:
        """The person's Home tab, or None when none was published."""
        return self._homes.get(user)

    # Changing

    def open(self, user: str, view: Json, moment: str) -> Json:
        """Shows a modal to a person in place of what was open."""
        self.check_external_id(view, None)
        for one in self.stack(user):
            self._open.remove(one["view"]["id"])
        self._stacks.keep(user, {"ids": []})
        return self._put_on_top(user, view, moment, None)

    def push(self, user: str, view: Json, moment: str) -> Json:
        """Shows a modal on top of the others. Raises push_limit_reached at three, not_found without any."""
        stack = self.stack(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST:
            raise SlackError("push_limit_reached")
        self.check_external_id(view, None)
        return self._put_on_top(user, view, moment, stack)

    def update(self, entry: Json, view: Json, moment: str) -> Json:
        """Puts another view in the place of an open one; what was filled in stays where the ids are the same."""
        self.check_external_id(view, entry["view"]["id"])
        old = entry["view"]
        entry["view"] = _complete(view, old["id"], moment, old["root_view_id"], old["previous_view_id"])
        entry["state"] = values.carried_over(entry["state"], entry["view"]["blocks"])
        entry["errors"] = {}
        self.keep(entry)
        return entry

    def publish(self, user: str, view: Json, moment: str) -> Json:
        """Puts a view on the person's Home tab."""
        known = self._homes.get(user)
        view_id = known["view"]["id"] if known else _view_id()
        body = _complete(view, view_id, moment, view_id, None)
        entry = {"view": body, "user": user, "state": values.initial(body["blocks"]), "errors": {}}
        return self._homes.keep(user, entry)

    def keep(self, entry: Json) -> None:
        """Writes a changed entry."""
        if entry["view"]["type"] == "home":
            self._homes.keep(entry["user"], entry)
        else:
            self._open.keep(entry["view"]["id"], entry)

    def close(self, entry: Json, *, everything: bool) -> list[Json]:
        """Closes a modal and those above it, or the whole stack; returns the closed ones, top first."""
        stack = self.stack(entry["user"])
        ids = [one["view"]["id"] for one in stack]
        start = 0 if everything else ids.index(entry["view"]["id"])
        self._stacks.keep(entry["user"], {"ids": ids[:start]})
        for one in stack[start:]:
            self._open.remove(one["view"]["id"])
        return stack[start:][::-1]

    def check_external_id(self, view: Json, own_id: str | None) -> None:
        """Raises duplicate_external_id when another open view has the same one."""
        wish = view.get("external_id")
        if not wish:
            return
        other = self.by_external_id(wish)
        if other is not None and other["view"]["id"] != own_id:
            raise SlackError("duplicate_external_id")

    def _put_on_top(self, user: str, view: Json, moment: str, stack: list[Json] | None) -> Json:
        view_id = _view_id()
        below = stack or []
        root = below[0]["view"]["id"] if below else view_id
        previous = below[-1]["view"]["id"] if below else None
        body = _complete(view, view_id, moment, root, previous)
        entry = {"view": body, "user": user, "state": values.initial(body["blocks"]), "errors": {}}
        self._open.keep(view_id, entry)
        self._stacks.keep(user, {"ids": [*(one["view"]["id"] for one in below), view_id]})
        return entry


def shown(entry: Json) -> Json:
    """The view object with what is filled in, as payloads carry it."""
    return {**entry["view"], "state": {"values": entry["state"]}}


def name_blocks(blocks: list[Json]) -> list[Json]:
    """Gives every block an id and every element an action id, as Slack does for those without."""
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)
    for _, element in interactive(blocks):
        if not element.get("action_id"):
            element["action_id"] = secrets.token_urlsafe(4)
    return blocks


def _view_id() -> str:
    return "V0" + secrets.token_hex(5).upper()


def _complete(view: Json, view_id: str, moment: str, root: str, previous: str | None) -> Json:
    modal = view["type"] == "modal"
    body: Json = {
        "id": view_id,
        "team_id": world.TEAM_ID,
        "type": view["type"],
        "blocks": name_blocks(view["blocks"]),
        "private_metadata": view.get("private_metadata") or "",
        "callback_id": view.get("callback_id") or "",
        "hash": f"{moment.partition('.')[0]}.{secrets.token_urlsafe(6)}",
        "title": view.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(view.get("clear_on_close")),
        "notify_on_close": bool(view.get("notify_on_close")),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": previous,
        "root_view_id": root,
        "app_id": world.APP_ID,
        "external_id": view.get("external_id") or "",
        "app_installed_team_id": world.TEAM_ID,
        "bot_id": world.BOT_ID,
    }
    if modal:
        body["submit_disabled"] = bool(view.get("submit_disabled"))
    return body

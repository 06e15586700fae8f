"""From blocks to what a person sees: words, buttons, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from integrations.sandbox import world

Json = dict[str, Any]

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_ANGLE: Final = re.compile(r"<([^<>|\n]+)(?:\|([^<>\n]*))?>")
_MARKS: Final = tuple(
    # Slack marks nothing when a space or the joiner that a bot uses as a guard stands on the inner side.
    re.compile(rf"(?<![\w{mark}]){mark}(?![\s\u2060{mark}])([^{mark}\n]+?)(?<!\s){mark}(?![\w\u2060{mark}])")
    for mark in (r"\*", "_", "~", "`")
)
_NAMES: Final = {
    one.id: one.name for one in (*world.PEOPLE, *world.extra_staff(world.MOST_EXTRA))
} | {world.BOT_USER: "Balie"}  # fmt: skip
BUTTONS: Final = ("button", "overflow", "workflow_button")


def seen(text: str) -> str:
    """Mrkdwn as it is read: people by name, links by their label, no marks for bold and the like, nothing invisible."""
    plain = text
    for pattern in _MARKS:
        plain = pattern.sub(r"\1", plain)
    return unescape(_ANGLE.sub(_labelled, plain)).translate(_INVISIBLE)


def _labelled(found: re.Match[str]) -> str:
    target, label = found.group(1), found.group(2)
    if target.startswith("@"):
        return "@" + _NAMES.get(target[1:], target[1:])
    if target.startswith("!"):
        return label or "@" + target[1:]
    return label or target


def words(value: object) -> list[str]:
    """All visible texts in blocks, top to bottom."""
    if isinstance(value, list):
        return [text for one in value for text in words(one)]
    if not isinstance(value, dict):
        return []
    if value.get("type") in ("plain_text", "mrkdwn", "text", "markdown") and isinstance(value.get("text"), str):
        return [seen(value["text"])] if value["type"] != "plain_text" else [value["text"].translate(_INVISIBLE)]
    # A button's confirmation dialog is not on the screen until the button is pressed.
    found = [text for key, one in value.items() if key not in ("confirm", "initial_option") for text in words(one)]
    first = (value.get(key) for key in ("initial_value", "initial_date", "initial_time"))
    return found + [one for one in first if isinstance(one, str)]


def flat(value: object) -> str:
    """All visible words, line by line."""
    return "\n".join(words(value))


@dataclass(frozen=True, slots=True)
class Widget:
    """Something to work with: its block, its element, and the words by which a person finds it."""

    block: Json
    element: Json
    label: str

    @property
    def block_id(self) -> str:
        """The block's id."""
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        """The element's id."""
        return str(self.element["action_id"])

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element["type"])

    @property
    def waits_for_submit(self) -> bool:
        """Whether the app hears of it only when the modal is submitted."""
        return self.block["type"] == "input" and not self.block.get("dispatch_action")

    def option(self, text: str) -> Json:
        """The option with these words. Raises AssertionError that names the options."""
        options = list(self.element.get("options") or [])
        for group in self.element.get("option_groups") or []:
            options += group["options"]
        for exact in (True, False):
            for one in options:
                shown = seen(one["text"]["text"])
                if shown == text or (not exact and shown.startswith(text)):
                    return dict(one)
        names = [seen(one["text"]["text"]) for one in options]
        raise AssertionError(f"{self.label!r} has no option {text!r}; it has {names}")


def widgets(blocks: list[Json]) -> Iterator[Widget]:
    """Everything that can be worked with."""
    for block in blocks:
        if block["type"] == "actions":
            for element in block["elements"]:
                yield Widget(block, element, _own_label(element))
        elif block["type"] == "section" and (block.get("accessory") or {}).get("action_id"):
            element = block["accessory"]
            label = _own_label(element) if element["type"] == "button" else flat(block.get("text") or {})
            yield Widget(block, element, label)
        elif block["type"] == "input":
            yield Widget(block, block["element"], flat(block["label"]))


def _own_label(element: Json) -> str:
    if element["type"] == "button":
        return flat(element["text"])
    return flat(element.get("placeholder") or {}) or str(element.get("action_id"))


def find_widget(found: list[Widget], label: str) -> Widget | None:
    """The widget with this label, or else the first one whose label begins with or contains it."""
    for matches in (str.__eq__, str.startswith, str.__contains__):
        for one in found:
            if matches(one.label, label):
                return one
    return None

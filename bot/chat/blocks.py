"""The parts of cards and modals, in Block Kit; each takes only Safe text or words for a plain_text object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.chat.text import Safe, clean

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: the blocks, and the text that notifications and screen readers get."""

    text: Safe
    blocks: list[Block]


def plain(text: str, limit: int = 3000) -> Block:
    """A plain_text object: Slack reads no markup in it, so text from outside may stand here as it is."""
    return {
        "type": "plain_text",
        "text": (text[: limit - 1] + "…") if len(text) > limit else text or " ",
        "emoji": False,
    }


def mrkdwn(text: Safe) -> Block:
    """A mrkdwn object in which Slack turns nothing into a link by itself."""
    return {"type": "mrkdwn", "text": text[:3000] or Safe(" "), "verbatim": True}


def header(words: str) -> Block:
    """A title line."""
    return {"type": "header", "text": {**plain(clean(words, 150), 150), "emoji": True}}


def section(text: Safe, accessory: Block | None = None) -> Block:
    """A paragraph, perhaps with a button beside it."""
    return {"type": "section", "text": mrkdwn(text), **({"accessory": accessory} if accessory else {})}


def words(text: str) -> Block:
    """A paragraph of text from outside, shown literally."""
    return {"type": "section", "text": plain(text, 2900)}


def facts(pairs: list[tuple[Safe, Safe]]) -> Block:
    """Up to ten facts in two columns, a bold name above each."""
    return {"type": "section", "fields": [mrkdwn(Safe(f"*{name}*\n{value}")) for name, value in pairs[:10]]}


def context(text: Safe) -> Block:
    """A line in small letters."""
    return {"type": "context", "elements": [mrkdwn(text)]}


def divider() -> Block:
    """A thin line."""
    return {"type": "divider"}


def button(
    label: str, action: str, value: str, style: Literal["primary", "danger"] | None = None, url: str | None = None
) -> Block:
    """A button; ``value`` carries ids only."""
    made: Block = {"type": "button", "text": {**plain(label, 75), "emoji": True}, "action_id": action, "value": value}
    if style:
        made["style"] = style
    if url:
        made["url"] = url
    return made


def actions(block: str, *buttons: Block) -> Block:
    """A row of buttons. ``block`` keeps its name while a card changes, so that a click on an older card counts."""
    return {"type": "actions", "block_id": block, "elements": list(buttons)}


def text_input(
    block: str,
    label: str,
    *,
    multiline: bool = False,
    initial: str = "",
    optional: bool = False,
    hint: str = "",
    limit: int = 3000,
) -> Block:
    """A field to type in."""
    element: Block = {"type": "plain_text_input", "action_id": "value", "multiline": multiline, "max_length": limit}
    if initial:
        element["initial_value"] = initial[:limit]
    return _input(block, label, element, optional=optional, hint=hint)


def choice_input(
    block: str,
    label: str,
    options: list[tuple[str, str]],
    *,
    initial: list[str] | None = None,
    many: bool = False,
    optional: bool = False,
) -> Block:
    """One choice as radio buttons, or several as tick boxes; options are (value, words)."""
    made = [{"text": plain(label_, 75), "value": value} for value, label_ in options]
    element: Block = {"type": "checkboxes" if many else "radio_buttons", "action_id": "value", "options": made}
    chosen = [option for option in made if option["value"] in (initial or [])]
    if chosen:
        element["initial_options" if many else "initial_option"] = chosen if many else chosen[0]
    return _input(block, label, element, optional=optional)


def modal(
    callback: str, title: str, blocks: list[Block], *, submit: str | None = None, close: str, metadata: str = ""
) -> Block:
    """A modal; without ``submit`` it only shows."""
    made: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": blocks[:100],
        "private_metadata": metadata,
    }
    if submit:
        made["submit"] = plain(submit, 24)
    return made


def _input(block: str, label: str, element: Block, *, optional: bool, hint: str = "") -> Block:
    made: Block = {
        "type": "input",
        "block_id": block,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if hint:
        made["hint"] = plain(hint, 2000)
    return made

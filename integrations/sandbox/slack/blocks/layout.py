"""Layout blocks: section, actions, context, header, input and the others, in a message or a view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

from integrations.sandbox.slack.blocks import elements, objects
from integrations.sandbox.slack.blocks.check import Check

Json = dict[str, Any]

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
MESSAGE_TEXT: Final = 13_200
"""Characters in all the blocks of a message together; measured, not documented (``msg_blocks_too_long``)."""


def message_blocks(check: Check, pointer: str, value: object) -> bool:
    """The blocks of a message."""
    return _blocks(check, pointer, value, MESSAGE_BLOCKS)


def view_blocks(check: Check, pointer: str, value: object) -> bool:
    """The blocks of a modal or Home tab; one element at most may take the focus."""
    if not _blocks(check, pointer, value, VIEW_BLOCKS) or not isinstance(value, list):
        return False
    focused = sum(1 for _, one in interactive(value) if one.get("focus_on_load"))
    return focused <= 1 or check.fail(pointer, "only one element may have focus_on_load")


def _blocks(check: Check, pointer: str, value: object, most: int) -> bool:
    if not check.array(pointer, value, most) or not isinstance(value, list):
        return False
    before = len(check.messages)
    for place, block in enumerate(value):
        _block(check, f"{pointer}/{place}", block)
    ids = Counter(block.get("block_id") for block in value if isinstance(block, dict) and block.get("block_id"))
    for block_id, times in ids.items():
        if times > 1:
            check.fail(pointer, f"`block_id` {block_id} already exists")
    return len(check.messages) == before


def _block(check: Check, pointer: str, value: object) -> None:
    if not isinstance(value, dict):
        check.fail(pointer, "must be an object")
        return
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in _BLOCKS:
        check.fail(f"{pointer}/type", f"unsupported type: {kind}")
        return
    required, optional, rule = _BLOCKS[kind]
    if not check.mapping(pointer, value, required, (*optional, "block_id")):
        return
    if value.get("block_id") is not None:
        check.string(f"{pointer}/block_id", value["block_id"], elements.IDENTIFIER, 1)
    if rule is not None:
        rule(check, pointer, value)


def _section(check: Check, pointer: str, value: Json) -> None:
    if value.get("text") is None and value.get("fields") is None:
        check.fail(pointer, "must have text or fields")
    if value.get("text") is not None:
        objects.text(check, f"{pointer}/text", value["text"], 3000)
    fields = value.get("fields")
    if fields is not None and check.array(f"{pointer}/fields", fields, 10, 1):
        for place, one in enumerate(fields):
            objects.text(check, f"{pointer}/fields/{place}", one, 2000)
    if value.get("accessory") is not None:
        elements.element(check, f"{pointer}/accessory", value["accessory"], elements.IN_SECTION)


def _actions(check: Check, pointer: str, value: Json) -> None:
    if not check.array(f"{pointer}/elements", value["elements"], 25, 1):
        return
    for place, one in enumerate(value["elements"]):
        elements.element(check, f"{pointer}/elements/{place}", one, elements.IN_ACTIONS)
    ids = Counter(one.get("action_id") for one in value["elements"] if isinstance(one, dict) and one.get("action_id"))
    for action_id, times in ids.items():
        if times > 1:
            check.fail(f"{pointer}/elements", f"`action_id` {action_id} already exists for this block")


def _context(check: Check, pointer: str, value: Json) -> None:
    if not check.array(f"{pointer}/elements", value["elements"], 10, 1):
        return
    for place, one in enumerate(value["elements"]):
        here = f"{pointer}/elements/{place}"
        if isinstance(one, dict) and one.get("type") == "image":
            elements.element(check, here, one, frozenset({"image"}))
        else:
            objects.text(check, here, one, 3000)


def _header(check: Check, pointer: str, value: Json) -> None:
    objects.text(check, f"{pointer}/text", value["text"], 150, objects.PLAIN)


def _input(check: Check, pointer: str, value: Json) -> None:
    objects.text(check, f"{pointer}/label", value["label"], 2000, objects.PLAIN)
    elements.element(check, f"{pointer}/element", value["element"], elements.IN_INPUT)
    if value.get("hint") is not None:
        objects.text(check, f"{pointer}/hint", value["hint"], 2000, objects.PLAIN)
    for key in ("optional", "dispatch_action"):
        if value.get(key) is not None:
            check.boolean(f"{pointer}/{key}", value[key])


def _image(check: Check, pointer: str, value: Json) -> None:
    elements.image_source(check, pointer, value)
    if value.get("title") is not None:
        objects.text(check, f"{pointer}/title", value["title"], 2000, objects.PLAIN)


def _markdown(check: Check, pointer: str, value: Json) -> None:
    check.string(f"{pointer}/text", value["text"], 12_000, 1)


def _rich_text(check: Check, pointer: str, value: Json) -> None:
    known = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    if check.array(f"{pointer}/elements", value["elements"], 1000):
        for place, one in enumerate(value["elements"]):
            kind = one.get("type") if isinstance(one, dict) else None
            check.one_of(f"{pointer}/elements/{place}/type", kind, known)


_Spec = tuple[tuple[str, ...], tuple[str, ...], Callable[[Check, str, Json], None] | None]
_BLOCKS: Final[dict[str, _Spec]] = {
    "section": ((), ("text", "fields", "accessory", "expand"), _section),
    "divider": ((), (), None),
    "actions": (("elements",), (), _actions),
    "context": (("elements",), (), _context),
    "header": (("text",), (), _header),
    "input": (("label", "element"), ("hint", "optional", "dispatch_action"), _input),
    "image": (("alt_text",), ("image_url", "slack_file", "title"), _image),
    "markdown": (("text",), (), _markdown),
    "rich_text": (("elements",), (), _rich_text),
}


def interactive(blocks: list[Any]) -> Iterator[tuple[Json, Json]]:
    """Every element that a person can work, with its block: (block, element)."""
    for block in blocks:
        if not isinstance(block, dict):
            continue
        found: list[Any] = []
        if block.get("type") == "actions":
            found = list(block.get("elements") or [])
        elif block.get("type") == "section":
            found = [block.get("accessory")]
        elif block.get("type") == "input":
            found = [block.get("element")]
        for one in found:
            if isinstance(one, dict) and one.get("type") != "image":
                yield block, one


def text_length(value: object) -> int:
    """The characters of all texts in blocks."""
    if isinstance(value, list):
        return sum(text_length(one) for one in value)
    if isinstance(value, dict):
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(
            text_length(one) for one in value.values() if isinstance(one, dict | list)
        )
    return 0

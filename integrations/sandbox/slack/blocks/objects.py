"""Composition objects: text, option, option group, confirmation dialog (docs.slack.dev, Block Kit)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from integrations.sandbox.slack.blocks.check import Check

PLAIN: Final = ("plain_text",)
ANY_TEXT: Final = ("plain_text", "mrkdwn")

OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
MOST_OPTIONS: Final = 100


def text(
    check: Check, pointer: str, value: object, longest: int = 3000, kinds: Collection[str] = ANY_TEXT, shortest: int = 1
) -> bool:
    """A text object of one of the given kinds."""
    if not isinstance(value, dict):
        return check.fail(pointer, "must be a text object")
    kind = value.get("type")
    if kind not in kinds:
        return check.fail(f"{pointer}/type", f"must be one of: {', '.join(kinds)}")
    extra = ("emoji",) if kind == "plain_text" else ("verbatim",)
    well = check.mapping(pointer, value, ("text",), extra)
    for key in extra:
        if value.get(key) is not None:
            well = check.boolean(f"{pointer}/{key}", value[key]) and well
    return well and check.string(f"{pointer}/text", value["text"], longest, shortest)


def option(check: Check, pointer: str, value: object, kinds: Collection[str] = PLAIN, url: bool = False) -> bool:
    """One option of a select, checkbox, radio or overflow element."""
    optional = ("description", "url") if url else ("description",)
    if not check.mapping(pointer, value, ("text", "value"), optional) or not isinstance(value, dict):
        return False
    well = text(check, f"{pointer}/text", value["text"], OPTION_TEXT, kinds)
    well = check.string(f"{pointer}/value", value["value"], OPTION_VALUE, 1) and well
    if value.get("description") is not None:
        well = text(check, f"{pointer}/description", value["description"], OPTION_TEXT, kinds) and well
    if value.get("url") is not None:
        well = check.string(f"{pointer}/url", value["url"], 3000) and well
    return well


def options(
    check: Check,
    pointer: str,
    value: object,
    most: int = MOST_OPTIONS,
    kinds: Collection[str] = PLAIN,
    url: bool = False,
) -> bool:
    """A list of options, at least one."""
    if not check.array(pointer, value, most, 1) or not isinstance(value, list):
        return False
    well = True
    for place, one in enumerate(value):
        well = option(check, f"{pointer}/{place}", one, kinds, url) and well
    return well


def option_groups(check: Check, pointer: str, value: object) -> bool:
    """A list of labelled groups of options."""
    if not check.array(pointer, value, MOST_OPTIONS, 1) or not isinstance(value, list):
        return False
    well = True
    for place, group in enumerate(value):
        here = f"{pointer}/{place}"
        if not check.mapping(here, group, ("label", "options"), ()):
            well = False
            continue
        well = text(check, f"{here}/label", group["label"], 75, PLAIN) and well
        well = options(check, f"{here}/options", group["options"]) and well
    return well


def confirm(check: Check, pointer: str, value: object) -> bool:
    """A confirmation dialog."""
    if not check.mapping(pointer, value, ("title", "text", "confirm", "deny"), ("style",)) or not isinstance(
        value, dict
    ):
        return False
    well = text(check, f"{pointer}/title", value["title"], 100, PLAIN)
    well = text(check, f"{pointer}/text", value["text"], 300) and well
    well = text(check, f"{pointer}/confirm", value["confirm"], 30, PLAIN) and well
    well = text(check, f"{pointer}/deny", value["deny"], 30, PLAIN) and well
    if value.get("style") is not None:
        well = check.one_of(f"{pointer}/style", value["style"], ("primary", "danger")) and well
    return well


def all_options(element: dict[str, Any]) -> list[Any]:
    """The options of an element, those in groups too."""
    found = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        if isinstance(group, dict):
            found += group.get("options") or []
    return found

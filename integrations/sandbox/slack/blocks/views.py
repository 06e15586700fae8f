"""Views: modals and Home tabs."""

from __future__ import annotations

import json
from typing import Any, Final

from integrations.sandbox.slack.blocks import elements, objects
from integrations.sandbox.slack.blocks.check import Check
from integrations.sandbox.slack.blocks.layout import view_blocks

Json = dict[str, Any]

LARGEST_VIEW: Final = 250_000
"""Bytes of a view's JSON (``view_too_large``)."""

_SHARED: Final = ("blocks", "private_metadata", "callback_id", "external_id")


def modal_view(check: Check, value: object, pointer: str = "/view") -> bool:
    """A modal."""
    optional = (*_SHARED, "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled")
    if not _typed(check, pointer, value, "modal") or not isinstance(value, dict):
        return False
    if not check.mapping(pointer, value, ("title", "blocks"), optional):
        return False
    before = len(check.messages)
    for key in ("title", "submit", "close"):
        if value.get(key) is not None:
            objects.text(check, f"{pointer}/{key}", value[key], 24, objects.PLAIN)
    for key in ("clear_on_close", "notify_on_close", "submit_disabled"):
        if value.get(key) is not None:
            check.boolean(f"{pointer}/{key}", value[key])
    _shared(check, pointer, value)
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in value["blocks"] or [])
    if has_input and value.get("submit") is None:
        check.fail(f"{pointer}/submit", "submit is required when an input block is within the blocks array")
    return len(check.messages) == before


def home_view(check: Check, value: object, pointer: str = "/view") -> bool:
    """A Home tab."""
    if not _typed(check, pointer, value, "home") or not isinstance(value, dict):
        return False
    if not check.mapping(pointer, value, ("blocks",), _SHARED):
        return False
    before = len(check.messages)
    _shared(check, pointer, value)
    return len(check.messages) == before


def too_large(value: Json) -> bool:
    """Whether the view's JSON is larger than Slack takes."""
    return len(json.dumps(value, ensure_ascii=False).encode()) > LARGEST_VIEW


def _typed(check: Check, pointer: str, value: object, kind: str) -> bool:
    if not isinstance(value, dict):
        return check.fail(pointer, "must be an object")
    return value.get("type") == kind or check.fail(f"{pointer}/type", f"must be: {kind}")


def _shared(check: Check, pointer: str, value: Json) -> None:
    if value.get("private_metadata") is not None:
        check.string(f"{pointer}/private_metadata", value["private_metadata"], 3000)
    for key in ("callback_id", "external_id"):
        if value.get(key) is not None:
            check.string(f"{pointer}/{key}", value[key], elements.IDENTIFIER)
    view_blocks(check, f"{pointer}/blocks", value["blocks"])

"""What people fill in: plain values of the people-side API against the state.values that Slack sends."""

from __future__ import annotations

from typing import Any, Final

from integrations.sandbox.slack.blocks.layout import interactive
from integrations.sandbox.slack.blocks.objects import all_options

Json = dict[str, Any]
State = dict[str, dict[str, Json]]

_OPTION: Final = {"static_select", "external_select", "radio_buttons", "overflow"}
_OPTIONS: Final = {"multi_static_select", "multi_external_select", "checkboxes"}
_KEYS: Final = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}


class NotOnScreen(Exception):
    """Nobody could do this: the block, element or option is not there. The text says which."""


def initial(blocks: list[Any]) -> State:
    """The state of freshly shown blocks."""
    state: State = {}
    for block, element in interactive(blocks):
        kind = element.get("type", "")
        if kind not in _KEYS:
            continue
        key, first = _KEYS[kind]
        value = element.get(first)
        if value is None and key in ("selected_options", "files"):
            value = []
        state.setdefault(block["block_id"], {})[element["action_id"]] = {"type": kind, key: value}
    return state


def carried_over(old: State, blocks: list[Any]) -> State:
    """The state of changed blocks: what was filled in stays where block_id, action_id and type are the same."""
    state = initial(blocks)
    for block_id, actions in state.items():
        for action_id, value in actions.items():
            known = old.get(block_id, {}).get(action_id)
            if known is not None and known["type"] == value["type"]:
                actions[action_id] = known
    return state


def find(blocks: list[Any], block_id: str, action_id: str) -> tuple[Json, Json]:
    """(block, element) on screen. Raises NotOnScreen."""
    for block, element in interactive(blocks):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return block, element
    raise NotOnScreen(f"no element {action_id!r} in block {block_id!r}")


def filled_in(element: Json, plain: object) -> Json:
    """The state of one element after a person chose or typed a plain value. Raises NotOnScreen for a strange option."""
    kind = element["type"]
    key, _ = _KEYS[kind]
    if plain is None or plain == "":
        return {"type": kind, key: [] if key in ("selected_options", "files") else None}
    if kind in _OPTION:
        return {"type": kind, key: _option(element, plain)}
    if kind in _OPTIONS and isinstance(plain, list):
        return {"type": kind, key: [_option(element, one) for one in plain]}
    if kind == "datetimepicker":
        return {"type": kind, key: int(str(plain))}
    if key == "value":
        return {"type": kind, key: str(plain)}
    return {"type": kind, key: plain}


def _option(element: Json, wish: object) -> Json:
    if isinstance(wish, dict):
        wish = wish.get("value")
    for one in all_options(element):
        if one["value"] == wish:
            return {"text": one["text"], "value": one["value"]}
    if element["type"] in ("external_select", "multi_external_select"):
        return {"text": {"type": "plain_text", "text": str(wish), "emoji": True}, "value": str(wish)}
    raise NotOnScreen(f"no option {wish!r} in {element.get('action_id')!r}")


def chosen(element: Json, value: Json | None) -> Json:
    """The part of an action that says what was chosen, from what the people-side API got. Raises NotOnScreen."""
    kind = element["type"]
    given = value or {}
    if kind == "button":
        return {"value": element["value"]} if element.get("value") is not None else {}
    if kind == "overflow":
        return {"selected_option": _option(element, given.get("selected_option"))}
    key, _ = _KEYS[kind]
    state = filled_in(element, given.get(key))
    return {key: state[key]}


def complaints(blocks: list[Any], state: State) -> dict[str, str]:
    """What Slack's own client says before it submits: {block_id: text}; empty when all is well."""
    found: dict[str, str] = {}
    for block, element in interactive(blocks):
        if block["type"] != "input" or element["type"] not in _KEYS:
            continue
        key, _ = _KEYS[element["type"]]
        value = state.get(block["block_id"], {}).get(element["action_id"], {}).get(key)
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
            continue
        text = _wrong(element, str(value))
        if text:
            found[block["block_id"]] = text
    return found


def _wrong(element: Json, value: str) -> str:
    if element["type"] == "plain_text_input":
        if len(value) < (element.get("min_length") or 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > (element.get("max_length") or 3000):
            return f"Please enter at most {element.get('max_length') or 3000} characters."
    if element["type"] == "number_input":
        try:
            float(value)
        except ValueError:
            return "Please enter a valid number."
    if element["type"] == "email_text_input" and "@" not in value:
        return "Please enter a valid email address."
    if element["type"] == "url_text_input" and "://" not in value:
        return "Please enter a valid URL."
    return ""

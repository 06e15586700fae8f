"""Block elements: buttons, selects, pickers and inputs, and in which block each may stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from integrations.sandbox.slack.blocks import objects
from integrations.sandbox.slack.blocks.check import Check

Json = dict[str, Any]
Rule = Callable[[Check, str, Json], None]

IDENTIFIER: Final = 255
PLACEHOLDER: Final = 150
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

SELECTS: Final = frozenset(
    {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
)
MULTI_SELECTS: Final = frozenset(f"multi_{name}" for name in SELECTS)
TEXT_INPUTS: Final = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
_CHOICES: Final = frozenset({"checkboxes", "radio_buttons"})

IN_SECTION: Final = (
    SELECTS | MULTI_SELECTS | _CHOICES | {"button", "overflow", "datepicker", "timepicker", "image", "workflow_button"}
)
IN_ACTIONS: Final = (
    SELECTS | _CHOICES | {"button", "overflow", "datepicker", "timepicker", "datetimepicker", "workflow_button"}
)
IN_INPUT: Final = (
    SELECTS
    | MULTI_SELECTS
    | _CHOICES
    | TEXT_INPUTS
    | {"datepicker", "timepicker", "datetimepicker", "rich_text_input", "file_input"}
)


def element(check: Check, pointer: str, value: object, allowed: frozenset[str]) -> bool:
    """One interactive element (or image) that stands where only ``allowed`` types may."""
    if not isinstance(value, dict):
        return check.fail(pointer, "must be an object")
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        return check.fail(f"{pointer}/type", f"unsupported type: {kind}")
    required, optional, rule = _ELEMENTS[kind]
    before = len(check.messages)
    if check.mapping(pointer, value, required, optional):
        _common(check, pointer, value)
        if rule is not None:
            rule(check, pointer, value)
    return len(check.messages) == before


def _common(check: Check, pointer: str, value: Json) -> None:
    if value.get("action_id") is not None:
        check.string(f"{pointer}/action_id", value["action_id"], IDENTIFIER, 1)
    if value.get("confirm") is not None:
        objects.confirm(check, f"{pointer}/confirm", value["confirm"])
    if value.get("placeholder") is not None:
        objects.text(check, f"{pointer}/placeholder", value["placeholder"], PLACEHOLDER, objects.PLAIN)
    if value.get("focus_on_load") is not None:
        check.boolean(f"{pointer}/focus_on_load", value["focus_on_load"])
    if value.get("max_selected_items") is not None:
        check.integer(f"{pointer}/max_selected_items", value["max_selected_items"], 1, 10_000)


def _button(check: Check, pointer: str, value: Json) -> None:
    objects.text(check, f"{pointer}/text", value["text"], 75, objects.PLAIN)
    if value.get("url") is not None:
        check.string(f"{pointer}/url", value["url"], 3000)
    if value.get("value") is not None:
        check.string(f"{pointer}/value", value["value"], 2000)
    if value.get("style") is not None:
        check.one_of(f"{pointer}/style", value["style"], ("primary", "danger"))
    if value.get("accessibility_label") is not None:
        check.string(f"{pointer}/accessibility_label", value["accessibility_label"], 75)


def _image(check: Check, pointer: str, value: Json) -> None:
    image_source(check, pointer, value)


def image_source(check: Check, pointer: str, value: Json) -> None:
    """The picture of an image block or element: an address or a file in Slack, and words that say what it shows."""
    check.string(f"{pointer}/alt_text", value["alt_text"], 2000)
    if (value.get("image_url") is None) == (value.get("slack_file") is None):
        check.fail(pointer, "must have either image_url or slack_file")
    if value.get("image_url") is not None:
        check.string(f"{pointer}/image_url", value["image_url"], 3000, 1)


def _overflow(check: Check, pointer: str, value: Json) -> None:
    objects.options(check, f"{pointer}/options", value["options"], most=5, url=True)


def _listed(check: Check, pointer: str, value: Json) -> None:
    """Checkboxes and radio_buttons."""
    objects.options(check, f"{pointer}/options", value["options"], most=10, kinds=objects.ANY_TEXT)
    _initial_options(check, pointer, value)


def _static(check: Check, pointer: str, value: Json) -> None:
    if (value.get("options") is None) == (value.get("option_groups") is None):
        check.fail(pointer, "must have either options or option_groups")
        return
    if value.get("options") is not None:
        objects.options(check, f"{pointer}/options", value["options"])
    else:
        objects.option_groups(check, f"{pointer}/option_groups", value["option_groups"])
    _initial_options(check, pointer, value)


def _external(check: Check, pointer: str, value: Json) -> None:
    if value.get("min_query_length") is not None:
        check.integer(f"{pointer}/min_query_length", value["min_query_length"], 0, 3000)
    if value.get("initial_option") is not None:
        objects.option(check, f"{pointer}/initial_option", value["initial_option"])
    if value.get("initial_options") is not None:
        objects.options(check, f"{pointer}/initial_options", value["initial_options"])


def _initial_options(check: Check, pointer: str, value: Json) -> None:
    known = [one.get("value") for one in objects.all_options(value) if isinstance(one, dict)]
    if value.get("initial_option") is not None:
        first = value["initial_option"]
        if not isinstance(first, dict) or first.get("value") not in known:
            check.fail(f"{pointer}/initial_option", "initial_option must be one of the options")
    chosen = value.get("initial_options")
    if chosen is not None and check.array(f"{pointer}/initial_options", chosen, objects.MOST_OPTIONS, 1):
        for place, one in enumerate(chosen):
            if not isinstance(one, dict) or one.get("value") not in known:
                check.fail(f"{pointer}/initial_options/{place}", "initial_options must be among the options")


def _ids(check: Check, pointer: str, value: Json) -> None:
    """users, conversations and channels selects."""
    for key in ("initial_user", "initial_conversation", "initial_channel"):
        if value.get(key) is not None:
            check.string(f"{pointer}/{key}", value[key], IDENTIFIER, 1)
    for key in ("initial_users", "initial_conversations", "initial_channels"):
        if value.get(key) is not None:
            check.array(f"{pointer}/{key}", value[key], objects.MOST_OPTIONS, 1)


def _datepicker(check: Check, pointer: str, value: Json) -> None:
    first = value.get("initial_date")
    if first is not None and not (isinstance(first, str) and _DATE.fullmatch(first)):
        check.fail(f"{pointer}/initial_date", "must be a date: YYYY-MM-DD")


def _timepicker(check: Check, pointer: str, value: Json) -> None:
    first = value.get("initial_time")
    if first is not None and not (isinstance(first, str) and _TIME.fullmatch(first)):
        check.fail(f"{pointer}/initial_time", "must be a time: HH:mm")
    if value.get("timezone") is not None:
        check.string(f"{pointer}/timezone", value["timezone"], IDENTIFIER, 1)


def _datetimepicker(check: Check, pointer: str, value: Json) -> None:
    if value.get("initial_date_time") is not None:
        # Slack: a UNIX timestamp in seconds, ten digits.
        check.integer(f"{pointer}/initial_date_time", value["initial_date_time"], 1_000_000_000, 9_999_999_999)


def _text_input(check: Check, pointer: str, value: Json) -> None:
    if value.get("multiline") is not None:
        check.boolean(f"{pointer}/multiline", value["multiline"])
    if value.get("initial_value") is not None:
        check.string(f"{pointer}/initial_value", value["initial_value"], 3000)
    if value.get("min_length") is not None:
        check.integer(f"{pointer}/min_length", value["min_length"], 0, 3000)
    if value.get("max_length") is not None:
        check.integer(f"{pointer}/max_length", value["max_length"], 1, 3000)
    low, high = value.get("min_length"), value.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        check.fail(pointer, "min_length must not be greater than max_length")
    _dispatch(check, pointer, value)


def _dispatch(check: Check, pointer: str, value: Json) -> None:
    wish = value.get("dispatch_action_config")
    here = f"{pointer}/dispatch_action_config"
    if wish is None or not check.mapping(here, wish, (), ("trigger_actions_on",)):
        return
    moments = wish.get("trigger_actions_on") or []
    if check.array(f"{here}/trigger_actions_on", moments, 2, 1):
        for moment in moments:
            check.one_of(f"{here}/trigger_actions_on", moment, ("on_enter_pressed", "on_character_entered"))


def _number(check: Check, pointer: str, value: Json) -> None:
    check.boolean(f"{pointer}/is_decimal_allowed", value["is_decimal_allowed"])
    for key in ("initial_value", "min_value", "max_value"):
        if value.get(key) is not None:
            check.string(f"{pointer}/{key}", value[key], IDENTIFIER, 1)
    _dispatch(check, pointer, value)


_Spec = tuple[tuple[str, ...], tuple[str, ...], Rule | None]
_BASIC: Final = ("action_id", "confirm", "focus_on_load")
_MENU: Final = (*_BASIC, "placeholder")
_TEXT: Final = ("action_id", "placeholder", "focus_on_load", "initial_value", "dispatch_action_config")

_ELEMENTS: Final[dict[str, _Spec]] = {
    "button": (("text",), ("action_id", "url", "value", "style", "confirm", "accessibility_label"), _button),
    "workflow_button": (("text", "workflow"), ("action_id", "style", "accessibility_label"), None),
    "image": (("alt_text",), ("image_url", "slack_file"), _image),
    "overflow": (("options",), ("action_id", "confirm"), _overflow),
    "checkboxes": (("options",), (*_BASIC, "initial_options"), _listed),
    "radio_buttons": (("options",), (*_BASIC, "initial_option"), _listed),
    "static_select": ((), (*_MENU, "options", "option_groups", "initial_option"), _static),
    "external_select": ((), (*_MENU, "initial_option", "min_query_length"), _external),
    "users_select": ((), (*_MENU, "initial_user"), _ids),
    "channels_select": ((), (*_MENU, "initial_channel", "response_url_enabled"), _ids),
    "conversations_select": (
        (),
        (*_MENU, "initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"),
        _ids,
    ),
    "multi_static_select": (
        (),
        (*_MENU, "options", "option_groups", "initial_options", "max_selected_items"),
        _static,
    ),
    "multi_external_select": (
        (),
        (*_MENU, "initial_options", "min_query_length", "max_selected_items"),
        _external,
    ),
    "multi_users_select": ((), (*_MENU, "initial_users", "max_selected_items"), _ids),
    "multi_channels_select": ((), (*_MENU, "initial_channels", "max_selected_items"), _ids),
    "multi_conversations_select": (
        (),
        (*_MENU, "initial_conversations", "default_to_current_conversation", "max_selected_items", "filter"),
        _ids,
    ),
    "datepicker": ((), (*_MENU, "initial_date"), _datepicker),
    "timepicker": ((), (*_MENU, "initial_time", "timezone"), _timepicker),
    "datetimepicker": ((), (*_BASIC, "initial_date_time"), _datetimepicker),
    "plain_text_input": ((), (*_TEXT, "multiline", "min_length", "max_length"), _text_input),
    "email_text_input": ((), _TEXT, _text_input),
    "url_text_input": ((), _TEXT, _text_input),
    "number_input": (("is_decimal_allowed",), (*_TEXT, "min_value", "max_value"), _number),
    "rich_text_input": ((), _TEXT, None),
    "file_input": ((), ("action_id", "filetypes", "max_files"), None),
}

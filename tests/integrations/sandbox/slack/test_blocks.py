"""Every limit of Block Kit: what just fits passes, what is one too many is refused with a pointer to the place."""

from __future__ import annotations

from typing import Any

import pytest

from integrations.sandbox.slack.blocks import Check, home_view, message_blocks, modal_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def section(**more: object) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, **more}


def button(**more: object) -> Json:
    return {"type": "button", "text": plain("Ga"), "action_id": "go", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def field(element: Json, **more: object) -> Json:
    return {"type": "input", "label": plain("Label"), "element": {"action_id": "a", **element}, **more}


def options(number: int, text: str = "o", value: str = "v") -> list[Json]:
    return [{"text": plain(text), "value": f"{value}{place}"} for place in range(number)]


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(2), **more}


def confirm(**more: object) -> Json:
    return {"title": plain("t"), "text": plain("x"), "confirm": plain("j"), "deny": plain("n"), **more}


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain("Titel"), "blocks": [section()], **more}


def problems(*blocks: Json) -> list[str]:
    check = Check()
    message_blocks(check, "/blocks", list(blocks))
    return check.messages


def view_problems(view: Json) -> list[str]:
    check = Check()
    modal_view(check, view)
    return check.messages


FITS_AND_TOO_MUCH: dict[str, tuple[Json, Json, str]] = {
    "section text 3000": (
        {"type": "section", "text": plain("x" * 3000)},
        {"type": "section", "text": plain("x" * 3001)},
        "/blocks/0/text/text",
    ),
    "ten fields": (
        {"type": "section", "fields": [plain("x")] * 10},
        {"type": "section", "fields": [plain("x")] * 11},
        "/blocks/0/fields",
    ),
    "field 2000": (
        {"type": "section", "fields": [plain("x" * 2000)]},
        {"type": "section", "fields": [plain("x" * 2001)]},
        "/blocks/0/fields/0/text",
    ),
    "header 150": (
        {"type": "header", "text": plain("x" * 150)},
        {"type": "header", "text": plain("x" * 151)},
        "/blocks/0/text/text",
    ),
    "header is plain": (
        {"type": "header", "text": plain("x")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "/blocks/0/text/type",
    ),
    "text is not empty": (section(), {"type": "section", "text": plain("")}, "/blocks/0/text/text"),
    "section has something": (section(), {"type": "section"}, "/blocks/0"),
    "block_id 255": (section(block_id="x" * 255), section(block_id="x" * 256), "/blocks/0/block_id"),
    "25 actions": (
        actions(*[button(action_id=f"a{n}") for n in range(25)]),
        actions(*[button(action_id=f"a{n}") for n in range(26)]),
        "/blocks/0/elements",
    ),
    "one action": (actions(button()), actions(), "/blocks/0/elements"),
    "ten in context": (
        {"type": "context", "elements": [plain("x")] * 10},
        {"type": "context", "elements": [plain("x")] * 11},
        "/blocks/0/elements",
    ),
    "button text 75": (
        actions(button(text=plain("x" * 75))),
        actions(button(text=plain("x" * 76))),
        "/blocks/0/elements/0/text/text",
    ),
    "button text is plain": (
        actions(button()),
        actions(button(text={"type": "mrkdwn", "text": "x"})),
        "/blocks/0/elements/0/text/type",
    ),
    "button value 2000": (
        actions(button(value="x" * 2000)),
        actions(button(value="x" * 2001)),
        "/blocks/0/elements/0/value",
    ),
    "action_id 255": (
        actions(button(action_id="x" * 255)),
        actions(button(action_id="x" * 256)),
        "/blocks/0/elements/0/action_id",
    ),
    "button style": (
        actions(button(style="danger")),
        actions(button(style="red")),
        "/blocks/0/elements/0/style",
    ),
    "action_id once a block": (
        actions(button(action_id="a"), button(action_id="b")),
        actions(button(action_id="a"), button(action_id="a")),
        "/blocks/0/elements",
    ),
    "100 options": (
        actions(select(options=options(100))),
        actions(select(options=options(101))),
        "/blocks/0/elements/0/options",
    ),
    "option text 75": (
        actions(select(options=options(1, "x" * 75))),
        actions(select(options=options(1, "x" * 76))),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "option value 150": (
        actions(select(options=options(1, value="x" * 149))),
        actions(select(options=options(1, value="x" * 150))),
        "/blocks/0/elements/0/options/0/value",
    ),
    "options or groups": (
        actions(select()),
        actions(select(option_groups=[{"label": plain("g"), "options": options(1)}])),
        "/blocks/0/elements/0",
    ),
    "group label 75": (
        actions(select(options=None, option_groups=[{"label": plain("g" * 75), "options": options(1)}])),
        actions(select(options=None, option_groups=[{"label": plain("g" * 76), "options": options(1)}])),
        "/blocks/0/elements/0/option_groups/0/label/text",
    ),
    "initial option exists": (
        actions(select(initial_option=options(1)[0])),
        actions(select(initial_option={"text": plain("?"), "value": "?"})),
        "/blocks/0/elements/0/initial_option",
    ),
    "placeholder 150": (
        actions(select(placeholder=plain("x" * 150))),
        actions(select(placeholder=plain("x" * 151))),
        "/blocks/0/elements/0/placeholder/text",
    ),
    "five in overflow": (
        section(accessory={"type": "overflow", "action_id": "o", "options": options(5)}),
        section(accessory={"type": "overflow", "action_id": "o", "options": options(6)}),
        "/blocks/0/accessory/options",
    ),
    "ten checkboxes": (
        actions({"type": "checkboxes", "action_id": "c", "options": options(10)}),
        actions({"type": "checkboxes", "action_id": "c", "options": options(11)}),
        "/blocks/0/elements/0/options",
    ),
    "ten radio buttons": (
        actions({"type": "radio_buttons", "action_id": "c", "options": options(10)}),
        actions({"type": "radio_buttons", "action_id": "c", "options": options(11)}),
        "/blocks/0/elements/0/options",
    ),
    "confirm title 100": (
        actions(button(confirm=confirm(title=plain("x" * 100)))),
        actions(button(confirm=confirm(title=plain("x" * 101)))),
        "/blocks/0/elements/0/confirm/title/text",
    ),
    "confirm text 300": (
        actions(button(confirm=confirm(text=plain("x" * 300)))),
        actions(button(confirm=confirm(text=plain("x" * 301)))),
        "/blocks/0/elements/0/confirm/text/text",
    ),
    "confirm button 30": (
        actions(button(confirm=confirm(confirm=plain("x" * 30)))),
        actions(button(confirm=confirm(confirm=plain("x" * 31)))),
        "/blocks/0/elements/0/confirm/confirm/text",
    ),
    "deny button 30": (
        actions(button(confirm=confirm(deny=plain("x" * 30)))),
        actions(button(confirm=confirm(deny=plain("x" * 31)))),
        "/blocks/0/elements/0/confirm/deny/text",
    ),
    "date": (
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026-01-31"}),
        actions({"type": "datepicker", "action_id": "d", "initial_date": "31-01-2026"}),
        "/blocks/0/elements/0/initial_date",
    ),
    "time": (
        actions({"type": "timepicker", "action_id": "t", "initial_time": "09:30"}),
        actions({"type": "timepicker", "action_id": "t", "initial_time": "9:30"}),
        "/blocks/0/elements/0/initial_time",
    ),
    "date and time": (
        actions({"type": "datetimepicker", "action_id": "t", "initial_date_time": 1_700_000_000}),
        actions({"type": "datetimepicker", "action_id": "t", "initial_date_time": 17}),
        "/blocks/0/elements/0/initial_date_time",
    ),
    "input label 2000": (
        field({"type": "plain_text_input"}, label=plain("x" * 2000)),
        field({"type": "plain_text_input"}, label=plain("x" * 2001)),
        "/blocks/0/label/text",
    ),
    "input hint 2000": (
        field({"type": "plain_text_input"}, hint=plain("x" * 2000)),
        field({"type": "plain_text_input"}, hint=plain("x" * 2001)),
        "/blocks/0/hint/text",
    ),
    "initial value 3000": (
        field({"type": "plain_text_input", "initial_value": "x" * 3000}),
        field({"type": "plain_text_input", "initial_value": "x" * 3001}),
        "/blocks/0/element/initial_value",
    ),
    "max_length 3000": (
        field({"type": "plain_text_input", "max_length": 3000}),
        field({"type": "plain_text_input", "max_length": 3001}),
        "/blocks/0/element/max_length",
    ),
    "min_length below max_length": (
        field({"type": "plain_text_input", "min_length": 2, "max_length": 2}),
        field({"type": "plain_text_input", "min_length": 3, "max_length": 2}),
        "/blocks/0/element",
    ),
    "number says decimals": (
        field({"type": "number_input", "is_decimal_allowed": False}),
        field({"type": "number_input"}),
        "/blocks/0/element",
    ),
    "no button in an input": (
        field({"type": "users_select"}),
        {"type": "input", "label": plain("L"), "element": button()},
        "/blocks/0/element/type",
    ),
    "no text field among actions": (
        actions({"type": "conversations_select", "action_id": "c"}),
        actions({"type": "plain_text_input", "action_id": "c"}),
        "/blocks/0/elements/0/type",
    ),
    "no date and time in a section": (
        section(accessory={"type": "datepicker", "action_id": "d"}),
        section(accessory={"type": "datetimepicker", "action_id": "d"}),
        "/blocks/0/accessory/type",
    ),
    "multi select in a section": (
        section(accessory={"type": "multi_static_select", "action_id": "m", "options": options(3)}),
        section(accessory={"type": "multi_static_select", "action_id": "m"}),
        "/blocks/0/accessory",
    ),
    "external select": (
        actions({"type": "external_select", "action_id": "e", "min_query_length": 0}),
        actions({"type": "external_select", "action_id": "e", "options": options(1)}),
        "/blocks/0/elements/0",
    ),
    "image needs words": (
        {"type": "image", "image_url": "https://verdant.example/a.png", "alt_text": "a"},
        {"type": "image", "image_url": "https://verdant.example/a.png"},
        "/blocks/0",
    ),
    "unknown key": (section(), section(color="red"), "/blocks/0"),
    "unknown type": ({"type": "divider"}, {"type": "carrousel"}, "/blocks/0/type"),
    "a text object, not a string": (section(), {"type": "section", "text": "x"}, "/blocks/0/text"),
}


@pytest.mark.parametrize("name", FITS_AND_TOO_MUCH)
def test_what_fits_passes_and_what_is_too_much_is_refused(name: str) -> None:
    fits, too_much, pointer = FITS_AND_TOO_MUCH[name]
    assert problems(fits) == []
    found = problems(too_much)
    assert found
    assert any(f"[json-pointer:{pointer}]" in one for one in found), found


def test_fifty_blocks_in_a_message() -> None:
    assert problems(*[section()] * 50) == []
    assert problems(*[section()] * 51)


def test_a_block_id_stands_once() -> None:
    assert problems(section(block_id="a"), section(block_id="b")) == []
    assert problems(section(block_id="a"), section(block_id="a"))


@pytest.mark.parametrize("kind", ["multi_users_select", "multi_conversations_select", "multi_channels_select"])
def test_multi_selects_of_ids(kind: str) -> None:
    assert problems(section(accessory={"type": kind, "action_id": "m", "max_selected_items": 3})) == []
    assert problems(section(accessory={"type": kind, "action_id": "m", "max_selected_items": 0}))


VIEWS: dict[str, tuple[Json, Json]] = {
    "title 24": (modal(title=plain("x" * 24)), modal(title=plain("x" * 25))),
    "submit 24": (modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25))),
    "close 24": (modal(close=plain("x" * 24)), modal(close=plain("x" * 25))),
    "private_metadata 3000": (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001)),
    "callback_id 255": (modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
    "external_id 255": (modal(external_id="x" * 255), modal(external_id="x" * 256)),
    "100 blocks": (modal(blocks=[section()] * 100), modal(blocks=[section()] * 101)),
    "inputs need submit": (
        modal(blocks=[field({"type": "plain_text_input"})], submit=plain("Ok")),
        modal(blocks=[field({"type": "plain_text_input"})]),
    ),
    "one focus": (
        modal(blocks=[field({"type": "plain_text_input", "focus_on_load": True})], submit=plain("Ok")),
        modal(
            blocks=[
                field({"type": "plain_text_input", "focus_on_load": True}),
                field({"type": "plain_text_input", "action_id": "b", "focus_on_load": True}),
            ],
            submit=plain("Ok"),
        ),
    ),
    "title is there": (modal(), modal(title=None)),
    "known keys": (modal(notify_on_close=True), modal(notify=True)),
}


@pytest.mark.parametrize("name", VIEWS)
def test_modals(name: str) -> None:
    fits, too_much = VIEWS[name]
    assert view_problems(fits) == []
    assert view_problems(too_much)


def test_a_home_tab_has_no_title() -> None:
    check = Check()
    assert home_view(check, {"type": "home", "blocks": [section()]})
    assert not home_view(check, {"type": "home", "title": plain("x"), "blocks": [section()]})
    assert not home_view(check, modal())

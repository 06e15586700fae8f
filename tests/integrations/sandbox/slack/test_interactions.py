"""Clicks, modals, commands, shortcuts and the Home tab with a real Bolt app over Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from integrations.sandbox import world
from tests.driver import DeskDriver, wait_until
from tests.driver.boltapp import BoltApp
from tests.driver.inprocess import SandboxThread
from tests.driver.messages import Card
from tests.driver.waiting import NotSeen

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def buttons(*labels: str) -> Json:
    return {
        "type": "actions",
        "block_id": "knoppen",
        "elements": [{"type": "button", "text": plain(one), "action_id": one, "value": "7"} for one in labels],
    }


def modal(*blocks: Json, title: str = "Poging", **more: object) -> Json:
    return {"type": "modal", "title": plain(title), "submit": plain("Bewaar"), "callback_id": "poging",
            "blocks": list(blocks), **more}  # fmt: skip


def text_field(label: str = "Naam", block_id: str = "naam", **more: object) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label),
            "element": {"type": "plain_text_input", "action_id": "tekst", **more}}  # fmt: skip


def options(*texts: str) -> list[Json]:
    return [{"text": plain(one), "value": one.lower()} for one in texts]


@pytest.fixture
def card(bot: WebClient, desk: DeskDriver) -> Card:
    bot.chat_postMessage(
        channel=world.SERVICEDESK, text="CB-2026-0001",
        blocks=[{"type": "header", "text": plain("CB-2026-0001")}, buttons("Ik bel", "Verzetten")],
        metadata={"event_type": "e", "event_payload": {"id": 1}},
    )  # fmt: skip
    return desk.person("Sanne").channel("servicedesk").card("CB-2026-0001")


def opens(bolt: BoltApp, action: str, view: Json) -> None:
    """The app opens this view when that button is pressed."""

    @bolt.app.action(action)
    def open_view(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)


def takes(bolt: BoltApp, answer: Json | None = None) -> None:
    """The app takes submissions with this answer."""

    @bolt.app.view("poging")
    def submitted(ack: Ack) -> None:
        ack(**(answer or {}))


def test_a_click_arrives_as_slack_sends_it(bolt: BoltApp, card: Card) -> None:
    bolt.app.action("Ik bel")(lambda ack: ack())
    card.click("Ik bel")
    body = bolt.of_type("block_actions")[0]
    assert body["user"] == {
        "id": world.SANNE.id, "username": "sanne.de.wit", "name": "sanne.de.wit", "team_id": world.TEAM_ID,
    }  # fmt: skip
    assert body["channel"] == {"id": world.SERVICEDESK, "name": "servicedesk"}
    assert body["team"] == {"id": world.TEAM_ID, "domain": "verdant"}
    assert body["api_app_id"] == world.APP_ID
    container = {"type": "message", "message_ts": card.ts, "channel_id": world.SERVICEDESK, "is_ephemeral": False}
    assert body["container"] == container
    assert (body["message"]["ts"], body["message"]["bot_id"]) == (card.ts, world.BOT_ID)
    assert "metadata" not in body["message"]
    action = body["actions"][0]
    assert action.pop("action_ts") > card.ts
    assert action == {
        "type": "button", "action_id": "Ik bel", "block_id": "knoppen", "value": "7", "text": plain("Ik bel"),
    }  # fmt: skip
    assert body["response_url"].startswith("http://127.0.0.1")
    assert body["trigger_id"]
    assert body["state"] == {"values": {}}


def test_what_was_chosen_in_a_message_travels_with_the_next_click(
    bolt: BoltApp, bot: WebClient, desk: DeskDriver
) -> None:
    menu = {"type": "static_select", "action_id": "wie", "placeholder": plain("Wie"), "options": options("Een", "Twee")}
    block = buttons("Ga")
    block["elements"].append(menu)
    bot.chat_postMessage(channel=world.SERVICEDESK, text="keuze", blocks=[block])
    bolt.app.action("wie")(lambda ack: ack())
    bolt.app.action("Ga")(lambda ack: ack())
    card = desk.person("Sanne").channel("servicedesk").card("keuze")
    card.choose("Wie", "Twee").click("Ga")
    chosen, pressed = bolt.of_type("block_actions")
    assert chosen["actions"][0]["selected_option"] == {"text": plain("Twee"), "value": "twee"}
    assert pressed["state"]["values"]["knoppen"]["wie"]["selected_option"]["value"] == "twee"


def test_nobody_can_press_what_is_not_there(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    container = {"type": "message", "channel": world.SERVICEDESK, "ts": card.ts}
    with pytest.raises(AssertionError, match="404"):
        desk.api.post("actions", {"as": world.SANNE.id, "container": container, "block_id": "x", "action_id": "y"})
    with pytest.raises(AssertionError, match="404"):
        desk.api.post("actions", {"as": "U0NOBODY001", "container": container, "block_id": "x", "action_id": "y"})
    assert bolt.of_type("block_actions") == []


def test_an_app_that_is_away_acknowledges_nothing(card: Card) -> None:
    with pytest.raises(NotSeen, match="did not acknowledge"):
        card.click("Ik bel")


def test_a_modal_is_filled_in_refused_and_taken(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(text_field()))

    @bolt.app.view("poging")
    def submitted(ack: Ack, view: Json) -> None:
        name = view["state"]["values"]["naam"]["tekst"]["value"]
        if name == "fout":
            ack(response_action="errors", errors={"naam": "Dat kan niet"})
        else:
            ack()

    card.click("Ik bel")
    screen = desk.person("Sanne").modal("Poging")
    assert screen.try_submit() == {"Naam": "Please complete this required field."}
    assert bolt.of_type("view_submission") == []
    assert screen.fill("Naam", "fout").try_submit() == {"Naam": "Dat kan niet"}
    assert screen.errors == {"Naam": "Dat kan niet"}
    screen.fill("Naam", "goed").submit()
    assert not screen.is_open
    body = bolt.of_type("view_submission")[-1]
    assert body["view"]["state"]["values"] == {"naam": {"tekst": {"type": "plain_text_input", "value": "goed"}}}
    assert body["view"]["callback_id"] == "poging"
    assert body["view"]["root_view_id"] == body["view"]["id"]


def test_every_kind_of_field_arrives_as_slack_sends_it(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    def field(label: str, element: Json) -> Json:
        return {"type": "input", "block_id": label, "label": plain(label), "optional": True,
                "element": {"action_id": "a", **element}}  # fmt: skip

    opens(bolt, "Ik bel", modal(
        field("Keuze", {"type": "static_select", "options": options("Een", "Twee")}),
        field("Vinkjes", {"type": "checkboxes", "options": options("A", "B", "C")}),
        field("Rondje", {"type": "radio_buttons", "options": options("Ja", "Nee"),
                          "initial_option": options("Nee")[0]}),
        field("Dag", {"type": "datepicker"}),
        field("Tijd", {"type": "timepicker"}),
        field("Moment", {"type": "datetimepicker"}),
        field("Wie", {"type": "users_select"}),
        field("Waar", {"type": "conversations_select"}),
        field("Meer", {"type": "multi_static_select", "options": options("X", "Y")}),
        field("Leeg", {"type": "plain_text_input"}),
    ))  # fmt: skip
    takes(bolt)
    card.click("Ik bel")
    screen = desk.person("Sanne").modal()
    assert screen.value("Rondje") == "Nee"
    assert screen.options("Vinkjes") == ["A", "B", "C"]
    screen.choose("Keuze", "Twee").tick("Vinkjes", "A", "C").fill("Dag", "2026-12-24").fill("Tijd", "09:30")
    screen.fill("Moment", "1795000000").choose("Wie", "Koen").choose("Waar", "#servicedesk").tick("Meer", "Y")
    screen.submit()
    values = bolt.of_type("view_submission")[0]["view"]["state"]["values"]
    found = {label: {key: one for key, one in state["a"].items() if key != "type"} for label, state in values.items()}
    assert found == {
        "Keuze": {"selected_option": {"text": plain("Twee"), "value": "twee"}},
        "Vinkjes": {"selected_options": [{"text": plain(one), "value": one.lower()} for one in "AC"]},
        "Rondje": {"selected_option": {"text": plain("Nee"), "value": "nee"}},
        "Dag": {"selected_date": "2026-12-24"},
        "Tijd": {"selected_time": "09:30"},
        "Moment": {"selected_date_time": 1795000000},
        "Wie": {"selected_user": world.KOEN.id},
        "Waar": {"selected_conversation": world.SERVICEDESK},
        "Meer": {"selected_options": [{"text": plain("Y"), "value": "y"}]},
        "Leeg": {"value": None},
    }


def test_a_submission_may_update_push_and_clear(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    answers: Iterator[Json] = iter([
        {"response_action": "update", "view": modal(text_field(), title="Tweede")},
        {"response_action": "push", "view": modal(text_field(), title="Derde")},
        {"response_action": "clear"},
    ])  # fmt: skip
    opens(bolt, "Ik bel", modal(text_field(), title="Eerste"))
    bolt.app.view("poging")(lambda ack: ack(**next(answers)))
    sanne = desk.person("Sanne")
    card.click("Ik bel")
    sanne.modal("Eerste").fill("Naam", "a").submit()
    second = sanne.modal("Tweede")
    # The field with the same ids keeps what was filled in.
    assert second.value("Naam") == "a"
    second.submit()
    third = sanne.modal("Derde")
    assert third.view["previous_view_id"] == second.id == third.view["root_view_id"]
    third.fill("Naam", "c").submit()
    sanne.sees_no_modal()


def test_a_wrong_answer_to_a_submission_is_a_violation(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(text_field()))
    takes(bolt, {"response_action": "errors", "errors": {"geen_veld": "x"}})
    card.click("Ik bel")
    assert desk.person("Sanne").modal().fill("Naam", "a").try_submit() != {}
    assert "geen_veld" in desk.counts()["slack"]["violations"][0]


def test_a_submission_without_acknowledgement_leaves_the_modal_open(
    bolt: BoltApp, card: Card, desk: DeskDriver
) -> None:
    opens(bolt, "Ik bel", modal(text_field()))
    card.click("Ik bel")
    screen = desk.person("Sanne").modal().fill("Naam", "a")
    desk.fault("slack", "drop_connection", "socket")
    wait_until(lambda: desk.connections() == 0, "no connections")
    assert "trouble connecting" in screen.try_submit()[""]
    assert screen.value("Naam") == "a"


def test_buttons_and_choices_inside_a_modal(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    choice = {"type": "input", "block_id": "soort", "dispatch_action": True, "label": plain("Soort"),
              "element": {"type": "static_select", "action_id": "soort",
                          "options": options("Een", "Twee")}}  # fmt: skip
    opens(bolt, "Ik bel", modal(choice, buttons("Meer")))

    @bolt.app.action("soort")
    def chosen(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        picked = body["actions"][0]["selected_option"]["value"]
        client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=modal(choice, text_field(f"Meer over {picked}"))
        )

    card.click("Ik bel")
    screen = desk.person("Sanne").modal()
    screen.choose("Soort", "Twee")
    screen.see("Meer over twee")
    assert screen.value("Soort") == "Twee"
    assert bolt.of_type("block_actions")[-1]["container"] == {"type": "view", "view_id": screen.id}


def test_a_click_in_a_modal_carries_what_was_typed_so_far(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(text_field(), buttons("Controleer")))
    bolt.app.action("Controleer")(lambda ack: ack())
    card.click("Ik bel")
    screen = desk.person("Sanne").modal().fill("Naam", "half af")
    screen.click("Controleer")
    assert bolt.of_type("block_actions")[-1]["view"]["state"]["values"]["naam"]["tekst"]["value"] == "half af"
    assert screen.value("Naam") == "half af"


def test_modals_are_stacked_three_deep(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(buttons("Dieper"), title="1"))
    refusals: list[str] = []

    @bolt.app.action("Dieper")
    def deeper(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        title = str(int(body["view"]["title"]["text"]) + 1)
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(buttons("Dieper"), title=title))
        except SlackApiError as error:
            refusals.append(error.response["error"])

    sanne = desk.person("Sanne")
    card.click("Ik bel")
    for title in ("1", "2", "3"):
        sanne.modal(title).click("Dieper")
    wait_until(lambda: refusals, "a refusal")
    assert refusals == ["push_limit_reached"]
    sanne.modal("3").close()
    assert sanne.modal().title == "2"
    sanne.modal().close(everything=True)
    sanne.sees_no_modal()


def test_a_push_needs_a_trigger_from_a_modal(bolt: BoltApp, card: Card) -> None:
    refusals: list[str] = []

    @bolt.app.action("Ik bel")
    def push(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(text_field()))
        except SlackApiError as error:
            refusals.append(error.response["error"])

    card.click("Ik bel")
    wait_until(lambda: refusals, "a refusal")
    assert refusals == ["invalid_trigger_id"]


def test_closing_is_told_when_asked_for(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(text_field(), notify_on_close=True))
    bolt.app.view_closed("poging")(lambda ack: ack())
    card.click("Ik bel")
    desk.person("Sanne").modal().close(everything=True)
    body = bolt.of_type("view_closed")[0]
    assert (body["is_cleared"], body["view"]["callback_id"], "trigger_id" in body) == (True, "poging", False)


def test_trigger_ids_work_once_and_live_three_seconds(sandbox: SandboxThread, bolt: BoltApp, card: Card) -> None:
    bolt.app.action("Ik bel")(lambda ack: ack())
    view = modal(text_field())
    for wait, uses, error in ((0.0, 2, "exchanged_trigger_id"), (2.9, 1, None), (3.1, 1, "expired_trigger_id")):
        card.click("Ik bel")
        trigger = bolt.of_type("block_actions")[-1]["trigger_id"]
        sandbox.watch.forward(wait)
        errors: list[str] = []
        for _ in range(uses):
            try:
                bolt.client.views_open(trigger_id=trigger, view=view)
            except SlackApiError as refused:
                errors.append(refused.response["error"])
        assert errors == ([] if error is None else [error])
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        bolt.client.views_open(trigger_id="1.2.x", view=view)


def test_a_refused_view_does_not_use_the_trigger_up(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    bolt.app.action("Ik bel")(lambda ack: ack())
    card.click("Ik bel")
    trigger = bolt.of_type("block_actions")[-1]["trigger_id"]
    with pytest.raises(SlackApiError) as refused:
        bolt.client.views_open(trigger_id=trigger, view=modal(text_field(), title="x" * 25))
    assert refused.value.response["error"] == "invalid_arguments"
    assert "/view/title/text" in refused.value.response["response_metadata"]["messages"][0]
    bolt.client.views_open(trigger_id=trigger, view=modal(text_field()))
    assert desk.person("Sanne").modal().title == "Poging"


def test_a_view_of_more_than_250_kilobytes(bolt: BoltApp, card: Card) -> None:
    bolt.app.action("Ik bel")(lambda ack: ack())
    card.click("Ik bel")
    sections = [{"type": "section", "text": plain("x" * 3000)}] * 84
    with pytest.raises(SlackApiError, match="view_too_large"):
        bolt.client.views_open(trigger_id=bolt.got[-1]["trigger_id"], view=modal(*sections))


def test_a_view_that_was_changed_meanwhile(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    opens(bolt, "Ik bel", modal(text_field(), external_id="een"))
    card.click("Ik bel")
    screen = desk.person("Sanne").modal()
    old = screen.view["hash"]
    bolt.client.views_update(view_id=screen.id, hash=old, view=modal(text_field(), external_id="een", title="Nieuw"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        bolt.client.views_update(view_id=screen.id, hash=old, view=modal(text_field(), title="Te laat"))
    assert screen.title == "Nieuw"
    bolt.client.views_update(external_id="een", view=modal(text_field(), external_id="een", title="Nieuwer"))
    assert screen.title == "Nieuwer"
    with pytest.raises(SlackApiError, match="not_found"):
        bolt.client.views_update(view_id="V0NOTHERE01", view=modal(text_field()))
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        bolt.client.api_call("views.update", json={"view": modal(text_field())})


def test_a_command_answers_its_giver_only(bolt: BoltApp, desk: DeskDriver) -> None:
    bolt.app.command("/terugbel")(lambda ack, command: ack(f"gezien: {command['text']}"))
    desk.person("Sanne").command("/terugbel", "06 1234")
    assert desk.person("Sanne").channel("servicedesk").see("gezien: 06 1234").ephemeral
    assert desk.person("Youssef").channel("servicedesk").messages == []
    body = bolt.got[-1]
    assert (body["command"], body["user_id"], body["channel_name"]) == ("/terugbel", world.SANNE.id, "servicedesk")
    assert body["trigger_id"]


def test_commands_and_shortcuts_come_from_the_manifest(bolt: BoltApp, card: Card, desk: DeskDriver) -> None:
    desk.api.put("manifest", {"features": {
        "slash_commands": [{"command": "/balie", "description": "Hulp"}],
        "shortcuts": [{"name": "Maak terugbelverzoek", "type": "message", "callback_id": "maak", "description": "x"}],
    }})  # fmt: skip
    sanne = desk.person("Sanne")
    assert sanne.workspace()["commands"] == [{"command": "/balie", "description": "Hulp", "usage_hint": ""}]
    with pytest.raises(AssertionError, match="not a command"):
        sanne.command("/terugbel")
    bolt.app.shortcut("maak")(lambda ack: ack())
    sanne.shortcut("Maak terugbelverzoek", card)
    body = bolt.of_type("message_action")[0]
    assert (body["callback_id"], body["message_ts"], body["message"]["text"]) == ("maak", card.ts, "CB-2026-0001")
    assert body["channel"]["id"] == world.SERVICEDESK
    with pytest.raises(AssertionError, match="not a global shortcut"):
        sanne.shortcut("maak")


def test_a_global_shortcut(bolt: BoltApp, desk: DeskDriver) -> None:
    bolt.app.global_shortcut("nieuw")(lambda ack: ack())
    desk.person("Sanne").shortcut("nieuw")
    assert bolt.of_type("shortcut")[0]["callback_id"] == "nieuw"


def test_the_home_tab_is_published_when_it_is_opened(bolt: BoltApp, desk: DeskDriver) -> None:
    @bolt.app.event("app_home_opened")
    def publish(event: Json, client: WebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "section", "text": plain(f"Dag {event['user']}")}, buttons("Ga")]}
        client.views_publish(user_id=event["user"], view=view)

    bolt.app.action("Ga")(lambda ack: ack())
    home = desk.person("Sanne").home()
    assert home.text.startswith(f"Dag {world.SANNE.id}")
    assert desk.api.get("home", **{"as": world.KOEN.id})["view"] is None
    home.click("Ga")
    assert bolt.of_type("block_actions")[0]["view"]["type"] == "home"
    desk.person("Sanne").home()
    wait_until(lambda: len(bolt.of_type("app_home_opened")) == 2, "two openings")
    assert bolt.of_type("app_home_opened")[1]["event"]["view"]["id"] == home.view["id"]
    old = home.view["hash"]
    bolt.client.views_publish(user_id=world.SANNE.id, view={"type": "home", "blocks": []})
    with pytest.raises(SlackApiError, match="hash_conflict"):
        bolt.client.views_publish(user_id=world.SANNE.id, view={"type": "home", "blocks": []}, hash=old)


def test_options_of_an_external_select(bolt: BoltApp, bot: WebClient, desk: DeskDriver) -> None:
    block = buttons("Ga")
    block["elements"] = [{"type": "external_select", "action_id": "klant", "min_query_length": 1}]
    ts = bot.chat_postMessage(channel=world.SERVICEDESK, text="kies", blocks=[block])["ts"]
    bolt.app.options("klant")(lambda ack, payload: ack(options=options(payload["value"] + "1")))
    answer = desk.api.post("suggestions", {
        "as": world.SANNE.id, "container": {"type": "message", "channel": world.SERVICEDESK, "ts": ts},
        "block_id": "knoppen", "action_id": "klant", "value": "An",
    })  # fmt: skip
    assert [one["value"] for one in answer["options"]] == ["an1"]

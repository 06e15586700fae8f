"""response_urls: what an app may do with them, how often and how long."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from integrations.sandbox import world
from tests.driver import DeskDriver
from tests.driver.boltapp import BoltApp

Json = dict[str, Any]

ACTIONS = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "ga", "text": {"type": "plain_text", "text": "Ga"}}],
}


@pytest.fixture
def hook(bolt: BoltApp, bot: WebClient, desk: DeskDriver) -> WebhookClient:
    """The response_url of Sanne's click on a card in #servicedesk."""
    bolt.app.action("ga")(lambda ack: ack())
    bot.chat_postMessage(channel=world.SERVICEDESK, text="kaart", blocks=[ACTIONS])
    desk.person("Sanne").channel("servicedesk").card("kaart").click("Ga")
    return WebhookClient(bolt.of_type("block_actions")[0]["response_url"])


def test_an_answer_for_the_person_only_or_for_the_channel(hook: WebhookClient, desk: DeskDriver) -> None:
    assert hook.send(text="voor jou").status_code == 200
    hook.send(text="voor iedereen", response_type="in_channel")
    assert [one.text for one in desk.person("Youssef").channel("servicedesk").messages][1:] == ["voor iedereen"]
    assert desk.person("Sanne").channel("servicedesk").see("voor jou").ephemeral


def test_the_original_is_replaced_and_deleted(hook: WebhookClient, desk: DeskDriver) -> None:
    card = desk.person("Sanne").channel("servicedesk").card("kaart")
    hook.send(text="vervangen", replace_original=True)
    assert (card.text, card.buttons) == ("vervangen", [])
    hook.send(delete_original=True)
    assert desk.person("Sanne").channel("servicedesk").messages == []


def test_an_ephemeral_message_is_replaced_too(bolt: BoltApp, bot: WebClient, desk: DeskDriver) -> None:
    bolt.app.action("ga")(lambda ack, respond: (ack(), respond(text="weg", replace_original=True)))
    bot.chat_postEphemeral(channel=world.SERVICEDESK, user=world.SANNE.id, text="kaart", blocks=[ACTIONS])
    channel = desk.person("Sanne").channel("servicedesk")
    channel.card("kaart").click("Ga")
    assert channel.see("weg").ephemeral
    assert len(channel.messages) == 1
    body = bolt.of_type("block_actions")[0]
    assert body["container"]["is_ephemeral"]
    assert "message" not in body


def test_five_uses(hook: WebhookClient, desk: DeskDriver) -> None:
    assert [hook.send(text=str(number)).status_code for number in range(6)] == [200] * 5 + [404]
    assert desk.counts()["slack"]["violations"] == ["response_url: used_url"]


def test_thirty_minutes(hook: WebhookClient, desk: DeskDriver) -> None:
    desk.clock.advance(minutes=29)
    assert hook.send(text="nog net").status_code == 200
    desk.clock.advance(minutes=2)
    answer = hook.send(text="te laat")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": "x", "colour": "red"}, "invalid_payload"),
        ({}, "no_text"),
        ({"blocks": [{"type": "x"}]}, "invalid_blocks"),
        ([], "invalid_payload"),
    ],
)
def test_strange_answers(hook: WebhookClient, desk: DeskDriver, body: object, error: str) -> None:
    answer = requests.post(hook.url, json=body, timeout=5)
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert error in desk.counts()["slack"]["violations"][0]


def test_an_unknown_one(desk: DeskDriver) -> None:
    assert requests.post(f"{desk.api.url}/hooks/response/none", json={"text": "x"}, timeout=5).status_code == 404

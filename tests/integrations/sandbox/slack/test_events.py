"""Events, Socket Mode's connections, and delivery over signed HTTP."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import requests
import websockets.sync.client as ws
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier
from websockets.exceptions import InvalidStatus

from integrations.sandbox import world
from integrations.sandbox.slack.signed import signature
from tests.driver import DeskDriver, wait_until
from tests.driver.boltapp import BoltApp
from tests.driver.inprocess import SandboxThread
from tests.driver.processes import free_port

Json = dict[str, Any]

ACTIONS = {
    "type": "actions",
    "block_id": "b",
    "elements": [{"type": "button", "action_id": "ga", "text": {"type": "plain_text", "text": "Ga"}, "value": "1"}],
}


def post_card(client: WebClient) -> None:
    client.chat_postMessage(channel=world.SERVICEDESK, text="kaart", blocks=[ACTIONS])


def test_a_message_becomes_an_event(bolt: BoltApp, desk: DeskDriver) -> None:
    said = desk.person("Sanne").channel("servicedesk").say("hallo <b> & <!channel>")
    body = wait_until(lambda: bolt.of_type("message"), "the event")[0]
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", world.TEAM_ID, world.APP_ID)
    event = body["event"]
    assert (event["channel"], event["channel_type"], event["user"]) == (world.SERVICEDESK, "channel", world.SANNE.id)
    # Slack's client escapes what is typed; a mention stays one.
    assert event["text"] == "hallo &lt;b&gt; &amp; <!channel>"
    assert (event["ts"], event["event_ts"]) == (said.ts, said.ts)
    assert body["authorizations"][0]["user_id"] == world.BOT_USER


def test_private_channels_direct_messages_and_threads(bolt: BoltApp, desk: DeskDriver) -> None:
    marit = desk.person("Marit")
    first = marit.channel("privacy").say("een")
    marit.channel("privacy").say("twee", thread=first)
    marit.direct().say("drie")
    wait_until(lambda: len(bolt.of_type("message")) == 3, "three events")
    events = {one["event"]["text"]: one["event"] for one in bolt.of_type("message")}
    assert (events["een"]["channel_type"], events["drie"]["channel_type"]) == ("group", "im")
    assert (events["twee"]["thread_ts"], events["twee"]["parent_user_id"]) == (first.ts, marit.id)


def test_what_the_bot_cannot_see_and_did_not_ask_for_is_not_sent(bolt: BoltApp, desk: DeskDriver) -> None:
    sanne = desk.person("Sanne")
    sanne.channel("general").say("hier is Balie niet")
    events = {"settings": {"event_subscriptions": {"bot_events": ["message.im"]}}}
    desk.api.put("manifest", events)
    sanne.channel("servicedesk").say("niet gevraagd")
    sanne.direct().say("wel")
    wait_until(lambda: bolt.of_type("message"), "the event")
    assert [one["event"]["text"] for one in bolt.of_type("message")] == ["wel"]


def test_a_mention_needs_its_scope(tmp_path: Path) -> None:
    sandbox = SandboxThread(tmp_path, scopes=world.SCOPES | {"app_mentions:read"})
    bolt = BoltApp(sandbox.api_url)
    try:
        bolt.connect()
        sandbox.desk.person("Sanne").channel("servicedesk").say(f"<@{world.BOT_USER}> hoi")
        event = wait_until(lambda: bolt.of_type("app_mention"), "the event")[0]["event"]
        assert (event["user"], event["text"]) == (world.SANNE.id, f"<@{world.BOT_USER}> hoi")
    finally:
        bolt.close()
        sandbox.stop()


def test_any_connection_gets_a_payload_once(bolt: BoltApp, desk: DeskDriver, bot: WebClient) -> None:
    bolt.connect(3)
    desk.wait_connected(4)
    bolt.app.action("ga")(lambda ack: ack())
    post_card(bot)
    card = desk.person("Sanne").channel("servicedesk").card("kaart")
    for _ in range(8):
        card.click("Ga")
    assert len(bolt.of_type("block_actions")) == 8


def test_ten_connections_and_no_more(bolt: BoltApp, desk: DeskDriver) -> None:
    bolt.connect(9)
    desk.wait_connected(10)
    url = WebClient(base_url=bolt.client.base_url).apps_connections_open(app_token=world.APP_TOKEN)["url"]
    with ws.connect(url, proxy=None) as eleventh:
        told = json.loads(eleventh.recv(timeout=5))
    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")
    assert desk.connections() == 10


def test_hello_and_a_ticket_that_works_once(sandbox: SandboxThread) -> None:
    url = WebClient(base_url=sandbox.api_url).apps_connections_open(app_token=world.APP_TOKEN)["url"]
    with ws.connect(url, proxy=None) as connection:
        hello = json.loads(connection.recv(timeout=5))
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"] == {"app_id": world.APP_ID}
        connection.ping().wait(5)
        with pytest.raises(InvalidStatus), ws.connect(url, proxy=None):
            pass


def test_a_refresh_is_announced_and_the_app_comes_back(bolt: BoltApp, desk: DeskDriver, bot: WebClient) -> None:
    bolt.app.action("ga")(lambda ack: ack())
    post_card(bot)
    card = desk.person("Sanne").channel("servicedesk").card("kaart")
    assert desk.api.post("socket/disconnect", {"reason": "warning", "close_after": 0.3})["told"] == 1
    desk.wait_connected()
    card.click("Ga")


def test_an_event_waits_for_an_app_that_is_away(sandbox: SandboxThread) -> None:
    sandbox.desk.person("Sanne").channel("servicedesk").say("is daar iemand?")
    bolt = BoltApp(sandbox.api_url)
    try:
        bolt.connect()
        wait_until(lambda: bolt.of_type("message"), "the event")
    finally:
        bolt.close()


def test_an_event_whose_connection_dies_comes_again(sandbox: SandboxThread, desk: DeskDriver) -> None:
    def connect() -> AbstractContextManager[ws.ClientConnection]:
        url = WebClient(base_url=sandbox.api_url).apps_connections_open(app_token=world.APP_TOKEN)["url"]
        return ws.connect(url, proxy=None)

    def event(connection: ws.ClientConnection) -> Json:
        while True:
            found: Json = json.loads(connection.recv(timeout=5))
            if found["type"] == "events_api":
                return found

    with connect() as dead:
        desk.person("Sanne").channel("servicedesk").say("hallo")
        first = event(dead)
        assert (first["retry_attempt"], first["accepts_response_payload"]) == (0, False)
    wait_until(lambda: desk.connections() == 0, "no connection")
    with connect() as alive:
        second = event(alive)
        assert second["payload"]["event_id"] == first["payload"]["event_id"]
        assert second["retry_attempt"] == 1
    # Nobody acknowledged: after a minute it comes again.
    wait_until(lambda: desk.connections() == 0, "no connection")
    with connect() as again:
        desk.clock.advance(minutes=1)
        third = event(again)
        assert third["retry_attempt"] == 2
        again.send(json.dumps({"envelope_id": third["envelope_id"]}))
        wait_until(lambda: desk.counts()["slack"].get("events_acked") == 1, "the acknowledgement")


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[tuple[SandboxThread, BoltApp]]:
    """A sandbox that posts to a Bolt app over HTTP."""
    port = free_port()
    sandbox = SandboxThread(tmp_path, request_url=f"http://127.0.0.1:{port}/slack/events", signing_secret="geheim")
    bolt = BoltApp(sandbox.api_url, signing_secret="geheim")
    bolt.serve(port)
    yield sandbox, bolt
    bolt.close()
    sandbox.stop()


def test_over_http_everything_is_signed_and_acknowledged(signed: tuple[SandboxThread, BoltApp]) -> None:
    sandbox, bolt = signed
    desk = sandbox.desk
    assert desk.api.post("request-url/verify", {})["ok"]
    bolt.app.action("ga")(lambda ack, respond: (ack(), respond(text="gezien")))
    bolt.app.command("/balie")(lambda ack: ack("hallo"))
    post_card(bolt.client)
    channel = desk.person("Sanne").channel("servicedesk")
    channel.card("kaart").click("Ga")
    assert channel.see("gezien").ephemeral
    desk.person("Sanne").command("/balie")
    channel.see("hallo")
    channel.say("een bericht")
    wait_until(lambda: [one for one in bolt.of_type("message") if one["event"]["text"] == "een bericht"], "the event")


def test_over_http_modals_are_answered(signed: tuple[SandboxThread, BoltApp]) -> None:
    sandbox, bolt = signed
    view = {"type": "modal", "callback_id": "v", "title": {"type": "plain_text", "text": "T"},
            "submit": {"type": "plain_text", "text": "Ok"}, "blocks": [
                {"type": "input", "block_id": "n", "label": {"type": "plain_text", "text": "Naam"},
                 "element": {"type": "plain_text_input", "action_id": "a"}}]}  # fmt: skip

    @bolt.app.action("ga")
    def opened(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    bolt.app.view("v")(lambda ack: ack(response_action="errors", errors={"n": "nee"}))
    post_card(bolt.client)
    sandbox.desk.person("Sanne").channel("servicedesk").card("kaart").click("Ga")
    assert sandbox.desk.person("Sanne").modal().fill("Naam", "x").try_submit() == {"Naam": "nee"}


def test_over_http_an_event_is_tried_again(signed: tuple[SandboxThread, BoltApp]) -> None:
    sandbox, bolt = signed
    sandbox.desk.fault("slack", "lost_answer", "events_api", times=2)
    sandbox.desk.person("Sanne").channel("servicedesk").say("hallo")
    wait_until(lambda: len(bolt.of_type("message")) == 2, "the first retry")
    sandbox.desk.clock.advance(minutes=1)
    wait_until(lambda: len(bolt.of_type("message")) == 3, "the second retry")
    assert len({one["event_id"] for one in bolt.got}) == 1
    retries = [(one.get("x-slack-retry-num"), one.get("x-slack-retry-reason")) for one in bolt.headers]
    assert retries == [(None, None), ("1", "http_timeout"), ("2", "http_timeout")]


def test_the_signature_is_slacks() -> None:
    moment = int(time.time())
    verifier = SignatureVerifier("geheim")
    assert verifier.is_valid("inhoud", str(moment), signature("geheim", moment, b"inhoud"))
    assert not verifier.is_valid("inhoud!", str(moment), signature("geheim", moment, b"inhoud"))


def test_a_wrong_secret_is_refused_by_the_app(tmp_path: Path) -> None:
    port = free_port()
    sandbox = SandboxThread(tmp_path, request_url=f"http://127.0.0.1:{port}/", signing_secret="een")
    bolt = BoltApp(sandbox.api_url, signing_secret="ander")
    bolt.serve(port)
    try:
        assert not sandbox.desk.api.post("request-url/verify", {})["ok"]
    finally:
        bolt.close()
        sandbox.stop()


def test_the_stream_tells_what_changed_to_those_who_may_know(sandbox: SandboxThread, bot: WebClient) -> None:
    def topics(person: str) -> Iterator[str]:
        answer = requests.get(f"{sandbox.url}/desk/api/stream", params={"as": person}, stream=True, timeout=5)
        lines = answer.iter_lines()
        assert next(lines) == b": hello"

        def told() -> Iterator[str]:
            for line in lines:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])["topic"]

        return told()

    sanne, marit = topics(world.SANNE.id), topics(world.MARIT.id)
    wait_until(lambda: len(sandbox.desk_core._listeners) == 2, "two listeners")
    bot.chat_postMessage(channel=world.PRIVACY, text="AVG-2026-0001")
    bot.chat_postMessage(channel=world.SERVICEDESK, text="CB-2026-0001")
    sandbox.desk.clock.advance(hours=1)
    assert [next(marit) for _ in range(3)] == [f"channel:{world.PRIVACY}", f"channel:{world.SERVICEDESK}", "clock"]
    assert [next(sanne) for _ in range(2)] == [f"channel:{world.SERVICEDESK}", "clock"]

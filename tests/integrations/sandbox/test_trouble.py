"""Every fault, as the real SDK and a plain HTTP client meet it."""

from __future__ import annotations

import time
from http.client import RemoteDisconnected
from typing import Any
from urllib.error import URLError

import pytest
import requests
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryState
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler

from integrations.sandbox import world
from tests.driver import DeskDriver, wait_until
from tests.driver.boltapp import BoltApp
from tests.driver.inprocess import SandboxThread
from tests.driver.waiting import NotSeen

Json = dict[str, Any]

ACTIONS = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "ga", "text": {"type": "plain_text", "text": "Ga"}}],
}
_CUT_OFF = (RemoteDisconnected, ConnectionResetError, URLError)


def texts(desk: DeskDriver) -> list[str]:
    return [one.text for one in desk.person("Sanne").channel("servicedesk").messages]


def test_an_answer_is_lost_after_the_thing_was_done(bot: WebClient, desk: DeskDriver) -> None:
    desk.fault("slack", "lost_answer", "chat.postMessage", times=1)
    with pytest.raises(_CUT_OFF):
        bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    assert texts(desk) == ["een"]


def test_the_sdks_own_retry_posts_twice(sandbox: SandboxThread, desk: DeskDriver) -> None:
    # The trap that slack.md warns of: that a test can see it is the point of the sandbox.
    class Retry(ConnectionErrorRetryHandler):
        def prepare_for_next_attempt(
            self,
            *,
            state: RetryState,
            request: HttpRequest,
            response: HttpResponse | None = None,
            error: Exception | None = None,
        ) -> None:
            sandbox.watch.forward(1)
            super().prepare_for_next_attempt(state=state, request=request, response=response, error=error)

    bot = WebClient(world.BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[Retry(max_retry_count=1)])
    desk.fault("slack", "lost_answer", "chat.*", times=1)
    metadata = {"event_type": "balie_effect", "event_payload": {"effect": "e1"}}
    bot.chat_postMessage(channel=world.SERVICEDESK, text="een", metadata=metadata)
    assert texts(desk) == ["een", "een"]
    assert desk.counts()["slack"]["duplicate_metadata"] == ["balie_effect:e1"]


def test_down_means_no_answer_and_nothing_done(bot: WebClient, bolt: BoltApp, desk: DeskDriver) -> None:
    desk.fault("slack", "down")
    with pytest.raises(_CUT_OFF):
        bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    wait_until(lambda: desk.connections() == 0, "no connections")
    assert texts(desk) == []
    desk.heal("slack")
    desk.wait_connected()
    bot.chat_postMessage(channel=world.SERVICEDESK, text="twee")
    assert texts(desk) == ["twee"]


@pytest.mark.parametrize(("kind", "done"), [("error500", []), ("error500_after", ["een"])])
def test_a_500_before_or_after(bot: WebClient, desk: DeskDriver, kind: str, done: list[str]) -> None:
    desk.fault("slack", kind, "chat.postMessage", times=1)
    with pytest.raises(SlackApiError) as refused:
        bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    assert refused.value.response.status_code == 500
    assert texts(desk) == done


def test_a_burst_of_rate_limits(bot: WebClient, desk: DeskDriver) -> None:
    desk.fault("slack", "ratelimit", "views.*", seconds=7, times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            bot.views_publish(user_id=world.SANNE.id, view={"type": "home", "blocks": []})
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "7"
    bot.views_publish(user_id=world.SANNE.id, view={"type": "home", "blocks": []})
    assert desk.counts()["slack"]["ratelimited"] == 2


def test_a_late_answer(sandbox: SandboxThread, desk: DeskDriver) -> None:
    hasty = WebClient(world.BOT_TOKEN, base_url=sandbox.api_url, retry_handlers=[], timeout=1)
    desk.fault("slack", "delay", "chat.postMessage", seconds=1.2, times=1)
    with pytest.raises(TimeoutError):
        hasty.chat_postMessage(channel=world.SERVICEDESK, text="een")
    wait_until(lambda: texts(desk) == ["een"], "the message that came after all")


def test_a_dropped_connection(bot: WebClient, desk: DeskDriver) -> None:
    desk.fault("slack", "drop_connection", "chat.postMessage", times=1)
    with pytest.raises(_CUT_OFF):
        bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    bot.chat_postMessage(channel=world.SERVICEDESK, text="twee")
    assert texts(desk) == ["twee"]


@pytest.fixture
def clicked(bolt: BoltApp, bot: WebClient) -> BoltApp:
    """An app with a card that can be clicked."""
    bolt.app.action("ga")(lambda ack: ack())
    bot.chat_postMessage(channel=world.SERVICEDESK, text="kaart", blocks=[ACTIONS])
    return bolt


def test_a_click_is_delivered_twice(clicked: BoltApp, desk: DeskDriver) -> None:
    desk.fault("slack", "repeat_delivery", "interactive", times=1)
    desk.person("Sanne").channel("servicedesk").card("kaart").click("Ga")
    wait_until(lambda: len(clicked.of_type("block_actions")) == 2, "the second delivery")
    first, second = clicked.of_type("block_actions")
    assert first == second


def test_an_event_is_delivered_twice(bolt: BoltApp, desk: DeskDriver) -> None:
    bolt.app.event("message")(lambda: None)
    desk.fault("slack", "repeat_delivery", "events_api", times=1)
    desk.person("Sanne").channel("servicedesk").say("hallo")
    wait_until(lambda: len(bolt.of_type("message")) == 2, "the second delivery")
    assert len({one["event_id"] for one in bolt.of_type("message")}) == 1
    assert desk.counts()["slack"]["events_acked"] == 1


def test_an_acknowledgement_is_lost(clicked: BoltApp, desk: DeskDriver) -> None:
    desk.fault("slack", "lost_answer", "interactive", times=1)
    with pytest.raises(NotSeen, match="did not acknowledge"):
        desk.person("Sanne").channel("servicedesk").card("kaart").click("Ga")
    assert len(clicked.of_type("block_actions")) == 1
    assert desk.counts()["slack"]["not_acked"] == 1


def test_sockets_are_refused(clicked: BoltApp, desk: DeskDriver) -> None:
    desk.fault("slack", "drop_connection", "socket")
    wait_until(lambda: desk.connections() == 0, "no connections")
    desk.heal()
    desk.wait_connected()
    desk.person("Sanne").channel("servicedesk").card("kaart").click("Ga")


def test_tickets_meet_the_same_faults(sandbox: SandboxThread, desk: DeskDriver) -> None:
    headers = {"Authorization": f"Bearer {world.TICKETS_TOKEN}"}
    url = f"{sandbox.url}/tickets/api/v1/tickets"
    desk.fault("tickets", "drop_connection", "GET *", times=1)
    with pytest.raises(requests.ConnectionError):
        requests.get(url, headers=headers, timeout=5)
    desk.fault("tickets", "error500", times=1)
    assert requests.get(url, headers=headers, timeout=5).status_code == 500
    desk.fault("tickets", "ratelimit", seconds=3, times=1)
    answer = requests.get(url, headers=headers, timeout=5)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3")
    assert requests.get(url, headers=headers, timeout=5).status_code != 500
    assert desk.counts()["tickets"]["faults"] == 3


def test_what_is_not_understood_is_refused(desk: DeskDriver) -> None:
    with pytest.raises(AssertionError, match="kind must be one of"):
        desk.fault("slack", "explode")
    with pytest.raises(AssertionError, match="400"):
        desk.heal("fax")


def test_the_clock_over_the_api(desk: DeskDriver) -> None:
    before = desk.clock.now()
    desk.api.post("clock", {"advance": "P1DT2H30M"})
    moved = desk.clock.now() - before
    assert abs(moved.total_seconds() - 95_400) < 60
    assert desk.api.get("clock")["offset_seconds"] == 95_400
    for wish in (
        {"advance": -5},
        {"advance": "morgen"},
        {},
        {"to": "2020-01-01T00:00:00Z"},
        {"to": "2099-01-01T00:00"},
    ):
        with pytest.raises(AssertionError, match="400"):
            desk.api.post("clock", wish)


def test_messages_carry_the_time_of_the_sandbox(bot: WebClient, desk: DeskDriver) -> None:
    desk.clock.advance(days=28)
    ts = float(bot.chat_postMessage(channel=world.SERVICEDESK, text="later")["ts"])
    assert ts - time.time() > 27 * 86_400

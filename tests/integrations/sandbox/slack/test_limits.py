"""Rate limits, with a stopwatch in the test's hand."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from integrations.sandbox import world
from integrations.sandbox.slack.errors import RateLimited
from integrations.sandbox.slack.limits import Limits
from tests.driver.inprocess import SandboxThread


def test_one_message_a_second_a_channel(sandbox: SandboxThread, bot: WebClient) -> None:
    parent = bot.chat_postMessage(channel=world.SERVICEDESK, text="een")["ts"]
    with pytest.raises(SlackApiError) as refused:
        bot.chat_postMessage(channel=world.SERVICEDESK, text="twee", thread_ts=parent)
    response = refused.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "1")
    bot.chat_postMessage(channel=world.PRIVACY, text="elders")
    sandbox.watch.forward(1)
    bot.chat_postMessage(channel=world.SERVICEDESK, text="twee")
    assert sandbox.desk.counts()["slack"]["ratelimited"] == 1


def test_the_mean_rate_is_one_a_second_however_early_they_come() -> None:
    limits = Limits()
    taken, now = 0, 0.0
    while now < 100.0:
        try:
            limits.message("C", now)
            taken += 1
        except RateLimited:
            pass
        now += 0.01
    assert taken in (100, 101)


def test_a_second_with_a_little_jitter_passes() -> None:
    limits = Limits()
    for now in (0.0, 0.95, 2.02, 2.96, 4.0):
        limits.message("C", now)


def test_a_refused_message_does_not_push_the_next_one_back(sandbox: SandboxThread, bot: WebClient) -> None:
    bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    for _ in range(3):
        with pytest.raises(SlackApiError):
            bot.chat_postMessage(channel=world.SERVICEDESK, text="te vroeg")
    sandbox.watch.forward(1)
    bot.chat_postMessage(channel=world.SERVICEDESK, text="op tijd")


@pytest.mark.parametrize(
    ("method", "per_minute", "arguments"),
    [
        ("chat.update", 50, {"channel": world.SERVICEDESK, "text": "x", "ts": ""}),
        ("users.list", 20, {}),
        ("conversations.history", 50, {"channel": world.SERVICEDESK}),
        ("users.info", 100, {"user": world.SANNE.id}),
        ("views.publish", 100, {"user_id": world.SANNE.id, "view": '{"type": "home", "blocks": []}'}),
    ],
)
def test_so_many_calls_a_minute(
    sandbox: SandboxThread, bot: WebClient, method: str, per_minute: int, arguments: dict[str, str]
) -> None:
    if "ts" in arguments:
        posted = bot.chat_postMessage(channel=world.SERVICEDESK, text="kaart")["ts"]
        arguments = {**arguments, "ts": posted}
    for _ in range(per_minute):
        bot.api_call(method, params=arguments)
    with pytest.raises(SlackApiError) as refused:
        bot.api_call(method, params=arguments)
    assert refused.value.response.status_code == 429
    wait = int(refused.value.response.headers["Retry-After"])
    assert wait == 60
    sandbox.watch.forward(wait)
    bot.api_call(method, params=arguments)


def test_methods_have_limits_of_their_own() -> None:
    limits = Limits()
    for _ in range(20):
        limits.call("users.list", 20, 0.0)
    limits.call("users.info", 100, 0.0)
    with pytest.raises(RateLimited):
        limits.call("users.list", 20, 59.9)
    limits.call("users.list", 20, 60.0)

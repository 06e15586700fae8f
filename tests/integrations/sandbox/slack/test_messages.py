"""Posting, changing, finding messages; who sees them; what customer text could do in them."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from integrations.sandbox import world
from tests.driver import DeskDriver
from tests.driver.inprocess import SandboxThread
from tests.driver.waiting import NotSeen

Json = dict[str, Any]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_invalid_blocks_say_what_and_where(bot: WebClient, desk: DeskDriver) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.chat_postMessage(channel=world.SERVICEDESK, blocks=[section("x" * 3001)])
    assert refused.value.response["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in refused.value.response["response_metadata"]["messages"][0]
    assert "invalid_blocks" in desk.counts()["slack"]["violations"][0]
    assert desk.person("Sanne").channel("servicedesk").messages == []


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"blocks": "no json"}, "invalid_blocks_format"),
        ({"blocks": '{"type": "divider"}'}, "invalid_blocks_format"),
        ({}, "no_text"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {"event_type": "x", "event_payload": {"a": "b" * 20_000}}}, "metadata_too_large"),
        ({"text": "x", "thread_ts": "1.000000"}, "cannot_reply_to_message"),
        ({"text": "x", "attachments": [{"text": "y"}] * 101}, "too_many_attachments"),
        ({"text": "x", "blocks": [section("x" * 3000)] * 5}, "msg_blocks_too_long"),
    ],
)
def test_refusals(bot: WebClient, arguments: Json, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        bot.chat_postMessage(channel=world.SERVICEDESK, **arguments)
    assert refused.value.response["error"] == error


def test_all_block_text_together_may_be_about_thirteen_thousand(bot: WebClient) -> None:
    bot.chat_postMessage(channel=world.SERVICEDESK, blocks=[section("x" * 3000)] * 4 + [section("x" * 1200)])


def test_an_update_keeps_what_it_does_not_name(bot: WebClient, desk: DeskDriver) -> None:
    posted = bot.chat_postMessage(
        channel=world.SERVICEDESK, text="kaart", blocks=[section("oud")],
        metadata={"event_type": "e", "event_payload": {"id": "1"}},
    )  # fmt: skip
    card = desk.person("Sanne").channel("servicedesk").card("oud")
    bot.chat_update(channel=world.SERVICEDESK, ts=posted["ts"], text="tekst")
    assert (card.text, card.now.fallback) == ("oud", "tekst")
    bot.chat_update(channel=world.SERVICEDESK, ts=posted["ts"], blocks=[section("nieuw")])
    assert (card.text, card.now.fallback, card.now.body["edited"]) == ("nieuw", "tekst", True)
    bot.chat_update(channel=world.SERVICEDESK, ts=posted["ts"], blocks=[])
    assert card.text == "tekst"
    assert card.now.metadata == {"event_type": "e", "event_payload": {"id": "1"}}


def test_what_may_not_be_updated(sandbox: SandboxThread, bot: WebClient) -> None:
    said = sandbox.desk.person("Sanne").channel("servicedesk").say("hallo")
    posted = bot.chat_postMessage(channel=world.SERVICEDESK, text="x")
    for ts, text, error in (
        (said.ts, "x", "cant_update_message"),
        ("1.000000", "x", "message_not_found"),
        (posted["ts"], "x" * 4001, "msg_too_long"),
    ):
        with pytest.raises(SlackApiError) as refused:
            bot.chat_update(channel=world.SERVICEDESK, ts=ts, text=text)
        assert refused.value.response["error"] == error
    bot.chat_update(channel=world.SERVICEDESK, ts=posted["ts"], text="x" * 4000)
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        bot.chat_delete(channel=world.SERVICEDESK, ts=said.ts)
    bot.chat_delete(channel=world.SERVICEDESK, ts=posted["ts"])
    assert [one.text for one in sandbox.desk.person("Sanne").channel("servicedesk").messages] == ["hallo"]


def test_metadata_is_given_only_when_asked_for(bot: WebClient) -> None:
    metadata = {"event_type": "balie_effect", "event_payload": {"effect": "e1"}}
    ts = bot.chat_postMessage(channel=world.SERVICEDESK, text="x", metadata=metadata)["ts"]
    assert "metadata" not in bot.conversations_history(channel=world.SERVICEDESK)["messages"][0]
    told = bot.conversations_history(channel=world.SERVICEDESK, include_all_metadata=True)["messages"][0]
    assert (told["metadata"], told["ts"], told["bot_id"]) == (metadata, ts, world.BOT_ID)


def test_a_message_posted_twice_is_noticed_by_its_metadata(sandbox: SandboxThread, bot: WebClient) -> None:
    for effect in ("e1", "e2", "e1"):
        metadata = {"event_type": "balie_effect", "event_payload": {"effect": effect}}
        bot.chat_postMessage(channel=world.SERVICEDESK, text="x", metadata=metadata)
        sandbox.watch.forward(1)
    counts = sandbox.desk.counts()["slack"]
    assert counts["duplicate_metadata"] == ["balie_effect:e1"]
    assert counts["posted_messages"] == counts["chat.postMessage"] == 3


def test_threads(sandbox: SandboxThread, bot: WebClient) -> None:
    parent = bot.chat_postMessage(channel=world.SERVICEDESK, text="kaart")["ts"]
    sandbox.watch.forward(1)
    first = bot.chat_postMessage(channel=world.SERVICEDESK, text="een", thread_ts=parent)["ts"]
    sandbox.watch.forward(1)
    # Replying to a reply lands in the same thread.
    bot.chat_postMessage(channel=world.SERVICEDESK, text="twee", thread_ts=first)
    history = bot.conversations_history(channel=world.SERVICEDESK)["messages"]
    assert [(one["text"], one.get("reply_count")) for one in history] == [("kaart", 2)]
    replies = bot.conversations_replies(channel=world.SERVICEDESK, ts=parent)["messages"]
    assert [one["text"] for one in replies] == ["kaart", "een", "twee"]
    channel = sandbox.desk.person("Sanne").channel("servicedesk")
    assert [one.text for one in channel.thread(channel.card("kaart"))] == ["een", "twee"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        bot.conversations_replies(channel=world.SERVICEDESK, ts="1.000000")


def test_history_pages_and_has_bounds(sandbox: SandboxThread, bot: WebClient) -> None:
    stamps = []
    for number in range(7):
        stamps.append(bot.chat_postMessage(channel=world.SERVICEDESK, text=str(number))["ts"])
        sandbox.watch.forward(1)
    pages = [[one["text"] for one in page["messages"]] for page in
             bot.conversations_history(channel=world.SERVICEDESK, limit=3)]  # fmt: skip
    assert pages == [["6", "5", "4"], ["3", "2", "1"], ["0"]]
    between = bot.conversations_history(channel=world.SERVICEDESK, oldest=stamps[2], latest=stamps[5])
    assert [one["text"] for one in between["messages"]] == ["4", "3"]
    inclusive = bot.conversations_history(
        channel=world.SERVICEDESK, oldest=stamps[2], latest=stamps[2], inclusive=True, limit=1
    )
    assert [one["text"] for one in inclusive["messages"]] == ["2"]
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        bot.conversations_history(channel=world.SERVICEDESK, cursor="x")
    with pytest.raises(SlackApiError, match="invalid_ts_oldest"):
        bot.conversations_history(channel=world.SERVICEDESK, oldest="gisteren")


def test_an_ephemeral_message_is_for_one_person(sandbox: SandboxThread, bot: WebClient) -> None:
    answer = bot.chat_postEphemeral(channel=world.SERVICEDESK, user=world.SANNE.id, text="alleen jij")
    seen = sandbox.desk.person("Sanne").channel("servicedesk").see("alleen jij")
    assert seen.ephemeral
    assert sandbox.desk.person("Youssef").channel("servicedesk").messages == []
    assert bot.conversations_history(channel=world.SERVICEDESK)["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        bot.chat_update(channel=world.SERVICEDESK, ts=answer["message_ts"], text="x")
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        bot.chat_postEphemeral(channel=world.PRIVACY, user=world.SANNE.id, text="x")


def test_a_private_channel_is_closed_to_others(bot: WebClient, desk: DeskDriver) -> None:
    bot.chat_postMessage(channel=world.PRIVACY, text="AVG-2026-0001")
    assert desk.person("Marit").channel("privacy").card("AVG-2026-0001").text == "AVG-2026-0001"
    with pytest.raises(NotSeen, match="no channel #privacy"):
        desk.person("Sanne").channel("privacy")
    with pytest.raises(AssertionError, match="404"):
        desk.api.get(f"channels/{world.PRIVACY}/messages", **{"as": world.SANNE.id})


def test_unread_messages_are_counted_until_they_are_seen(sandbox: SandboxThread, bot: WebClient) -> None:
    sanne = sandbox.desk.person("Sanne")

    def unread() -> int:
        return next(int(one["unread"]) for one in sanne.workspace()["channels"] if one["name"] == "servicedesk")

    bot.chat_postMessage(channel=world.SERVICEDESK, text="een")
    sandbox.watch.forward(1)
    bot.chat_postMessage(channel=world.SERVICEDESK, text="twee")
    assert unread() == 2
    assert len(sanne.channel("servicedesk").messages) == 2
    assert unread() == 0


@pytest.mark.parametrize(
    ("text", "pings", "links"),
    [
        ("<!channel> kom", ["!channel"], []),
        ("<!here|hier> <@U0SANNE0001>", ["!here", "@U0SANNE0001"], []),
        ("<!subteam^S0PRIVACY01>", ["!subteam^S0PRIVACY01"], []),
        ("<https://evil.example|Klik>", [], [("https://evil.example", "Klik", False)]),
        ("zie https://evil.example/a.", [], [("https://evil.example/a", "https://evil.example/a", True)]),
        ("<mailto:a@b.example|schrijf>", [], [("mailto:a@b.example", "schrijf", False)]),
        ("&lt;!channel&gt; &lt;https://x.example|y", [], [("https://x.example", "https://x.example", True)]),
        ("a < b > c", [], []),
    ],
)
def test_what_mrkdwn_does_is_recorded(
    sandbox: SandboxThread, bot: WebClient, text: str, pings: list[str], links: list[tuple[str, str, bool]]
) -> None:
    channel = sandbox.desk.person("Sanne").channel("servicedesk")
    for arguments in ({"text": text}, {"text": "x", "blocks": [section(text)]}):
        bot.chat_postMessage(channel=world.SERVICEDESK, **arguments)
        sandbox.watch.forward(1)
        message = channel.messages[-1]
        assert message.pings == pings
        assert [(one["url"], one["text"], one["auto"]) for one in message.links] == links


def test_plain_text_does_nothing(bot: WebClient, desk: DeskDriver) -> None:
    hostile = "<!channel> <https://evil.example|Klik> https://evil.example"
    header = {"type": "header", "text": {"type": "plain_text", "text": hostile}}
    bot.chat_postMessage(channel=world.SERVICEDESK, text="veilig", blocks=[header])
    message = desk.person("Sanne").channel("servicedesk").see("veilig")
    assert (message.pings, message.links) == ([], [])
    assert message.text == hostile

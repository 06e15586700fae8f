"""Clicks and modals as Slack delivers them, through the real Bolt app, against the sandbox's Slack."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import BoltRequest

from bot.chat.app import Chat, FieldError, Press, Submitted
from bot.chat.people import People, Role
from bot.chat.slack_calls import web_client
from bot.desk.refusal import Refusal
from bot.work.ledger import EffectState
from integrations.sandbox import world

if TYPE_CHECKING:
    from tests.conftest import Rooms
    from tests.driver.inprocess import SandboxThread


class Busy(Refusal):
    text = "callback.error.taken"


@pytest.fixture
def chat(sandbox: SandboxThread, rooms: Rooms) -> Chat:
    client = web_client(world.BOT_TOKEN, sandbox.api_url)
    groups = {
        Role.PRIVACY: (world.GROUP_PRIVACY,),
        Role.MANAGER: (world.GROUP_MANAGERS,),
        Role.COACH: (),
        Role.OPERATOR: (),
    }
    people = People(client, groups, "nl")
    return Chat(client, "", people, rooms.store, rooms.ledger, ZoneInfo("Europe/Amsterdam"))


def click(chat: Chat, user: str, action: str = "go", at: str = "1.0") -> int:
    body = {
        "type": "block_actions",
        "api_app_id": "A0",
        "user": {"id": user},
        "team": {"id": "T0"},
        "trigger_id": "1.2.3",
        "container": {"type": "message", "message_ts": "17.1", "channel_id": "C0PRIVACY"},
        "channel": {"id": "C0PRIVACY"},
        "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": "CB-2026-0001", "action_ts": at}],
    }
    return chat.dispatch(BoltRequest(body=body, mode="socket_mode")).status


def send(chat: Chat, user: str, words: str) -> dict[str, Any]:
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "form",
        "private_metadata": "AVG-2026-0001",
        "blocks": [{"type": "input", "block_id": "words"}],
        "state": {"values": {"words": {"value": {"type": "plain_text_input", "value": words}}}},
    }
    body = {"type": "view_submission", "user": {"id": user}, "team": {"id": "T0"}, "view": view}
    answer = chat.dispatch(BoltRequest(body=body, mode="socket_mode"))
    assert answer.status == 200
    found: dict[str, Any] = json.loads(answer.body or "{}")
    return found


USER = "U0000000001"


def test_a_refused_click_is_whispered_once_however_often_it_is_delivered(chat: Chat, rooms: Rooms) -> None:
    pressed: list[Press] = []

    def refuse(press: Press) -> None:
        pressed.append(press)
        with rooms.store.change(press.user, press.once):
            raise Busy(who="U0000000002", since=rooms.clock.now())

    chat.on_button("go", refuse)
    assert [click(chat, USER) for _ in range(3)] == [200] * 3
    (whisper,) = rooms.effects(kind="slack.whisper")
    assert (whisper.target, whisper.detail["text"], whisper.detail["who"]) == (USER, Busy.text, "U0000000002")
    click(chat, USER, at="2.0")
    assert len(rooms.effects(kind="slack.whisper")) == 1, "the same words are on their way already"
    with rooms.store.change("engine") as change:
        whisper.state = EffectState.DONE
        change.session.merge(whisper)
    click(chat, USER, at="3.0")
    assert len(rooms.effects(kind="slack.whisper")) == 2, "another click after that is answered again"


def test_a_refused_click_does_not_succeed_when_it_is_delivered_again_later(chat: Chat, rooms: Rooms) -> None:
    refusing, done = [True], []

    def listener(press: Press) -> None:
        with rooms.store.change(press.user, press.once):
            if refusing[0]:
                raise Busy
            done.append(press.once)

    chat.on_button("go", listener)
    click(chat, USER)
    refusing[0] = False
    click(chat, USER)
    assert done == []


def test_who_lacks_a_role_is_told_so_and_the_listener_is_not_called(chat: Chat, rooms: Rooms) -> None:
    called: list[Press] = []
    chat.on_button("go", called.append, Role.PRIVACY)
    assert click(chat, USER) == 200
    assert called == []
    (whisper,) = rooms.effects(kind="slack.whisper")
    assert (whisper.detail["text"], whisper.detail["role"]) == ("error.role", "privacy")


def test_what_breaks_is_not_acknowledged_and_says_nothing_of_a_person(
    chat: Chat, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(press: Press) -> None:
        raise RuntimeError("Joke Smit 06-12345678")

    chat.on_button("go", broken)
    assert click(chat, USER) == 500
    shown = capsys.readouterr()
    assert "Joke" not in shown.out + shown.err


def test_wrong_fields_and_refusals_stay_in_the_modal(chat: Chat, rooms: Rooms) -> None:
    def listener(sent: Submitted) -> None:
        if sent.values["words"] == "wrong":
            raise FieldError({"words": "write it otherwise"})
        with rooms.store.change(sent.user, sent.once):
            if sent.values["words"] == "late":
                raise Busy(who="", since=rooms.clock.now())

    chat.on_submit("form", listener)
    assert send(chat, USER, "wrong") == {"response_action": "errors", "errors": {"words": "write it otherwise"}}
    assert "words" in send(chat, USER, "late")["errors"]
    assert send(chat, USER, "fine") == {}
    assert send(chat, USER, "fine") == {}, "sent twice is sent once"


def test_a_role_is_needed_to_send_a_modal_too(chat: Chat) -> None:
    sent: list[Submitted] = []
    chat.on_submit("form", sent.append, Role.COACH)
    assert "words" in send(chat, USER, "fine")["errors"]
    assert sent == []

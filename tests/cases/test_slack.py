"""What privacy officers do in Slack, where a listener decides something itself."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from slack_bolt import BoltRequest

from bot.cases.cards import CaseCards
from bot.cases.model import CasePerson, CaseState, MailContent
from bot.cases.quarantine_cards import QuarantineCards
from bot.cases.service import NewCase
from bot.cases.slack import CaseSlack
from bot.chat.app import Chat
from bot.chat.people import People, Role
from bot.chat.slack_calls import web_client
from integrations.sandbox import world

if TYPE_CHECKING:
    from tests.conftest import Rooms
    from tests.driver.inprocess import SandboxThread

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
OFFICER = "U0000000001"


@pytest.mark.parametrize(
    ("words", "closes"),
    [
        ("Geachte heer, mevrouw,\n\n", False),
        ("  \n", False),
        ("Geachte heer, mevrouw,\n\nHierbij alles.", True),
    ],
)
def test_an_answer_says_something(rooms: Rooms, sandbox: SandboxThread, words: str, closes: bool) -> None:
    client = web_client(world.BOT_TOKEN, sandbox.api_url)
    people = People(client, {role: (OFFICER,) if role is Role.PRIVACY else () for role in Role}, "nl")
    chat = Chat(client, "", people, rooms.store, rooms.ledger, AMSTERDAM)
    quarantine_cards = QuarantineCards("C0PRIVACY", rooms.quarantine)
    CaseSlack(chat, rooms.cases, CaseCards("C0PRIVACY"), rooms.quarantine, quarantine_cards, AMSTERDAM).register()
    person = CasePerson(name="Joke Smit", email="joke@voorbeeld.example", subject="Inzage")
    content = MailContent(sender=person.email, subject="Inzage", text="Graag inzage.")
    with rooms.store.change("intake") as change:
        number = rooms.cases.open(
            change, NewCase(person, content, ("access",), "nl", (), "print", "id", acknowledge=False)
        )
    rooms.cases.confirm_proposed(number, OFFICER, "")
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "case_answer",
        "private_metadata": number,
        "blocks": [{"type": "input", "block_id": "words"}],
        "state": {"values": {"words": {"value": {"type": "plain_text_input", "value": words}}}},
    }
    body = {"type": "view_submission", "user": {"id": OFFICER}, "team": {"id": "T0"}, "view": view}
    answer = chat.dispatch(BoltRequest(body=body, mode="socket_mode"))
    assert answer.status == 200
    assert ("schrijf eerst je antwoord" in (answer.body or "")) is not closes
    assert (rooms.cases.get(number).state is CaseState.ANSWERED) is closes

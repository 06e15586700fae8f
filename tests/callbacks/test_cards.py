"""What Slack shows of a callback, as golden files and for whatever a customer writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.callbacks.cards import CallbackCards
from bot.callbacks.model import Caller
from bot.callbacks.new_modal import new_modal
from bot.callbacks.service import TicketLink, Wanted
from bot.chat.blocks import Block, Message
from bot.desk.languages import Texts

if TYPE_CHECKING:
    from tests.conftest import Rooms

GOLDEN = Path(__file__).with_name("golden")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CARDS = CallbackCards("C0SERVICEDESK", 3)
JAN = "U00000JAN0"
CALLER = Caller(
    name="Joke Smit",
    email="joke@gemeente.example",
    phone="+31612345678",
    extension="12",
    subject="Vraag over factuur <3> & meer",
    question="Kunt u mij bellen?",
)
MORNING = datetime(2026, 11, 25, 8, 30, tzinfo=AMSTERDAM)
WINDOWS = tuple((MORNING + timedelta(days=each), MORNING + timedelta(days=each, hours=3)) for each in range(5))
Shows = Callable[[Path, Message | Block], None]


def asked(rooms: Rooms, caller: Caller = CALLER, organisation: str = "Gemeente *Drift*") -> str:
    wanted = Wanted(caller, organisation, "nl", WINDOWS, asked_not_to_record=True)
    with rooms.store.change("tickets") as change:
        number = rooms.callbacks.request(change, wanted, TicketLink("17", "17", "http://tickets.example/17"))
    assert number is not None
    return number


def texts(language: str) -> Texts:
    return Texts(language, AMSTERDAM)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("state", ["requested", "claimed", "attempted", "done", "unreachable", "cancelled"])
def test_cards(rooms: Rooms, shows: Shows, state: str, language: str) -> None:
    number = asked(rooms)
    service = rooms.callbacks
    if state != "requested":
        service.claim(number, JAN, "")
    for _ in range({"attempted": 1, "unreachable": 3}.get(state, 0)):
        service.no_answer(number, JAN, "")
    if state == "done":
        service.spoke(number, JAN, "")
    if state == "cancelled":
        with rooms.store.change("tickets") as change:
            service.ticket_closed(change, "17")
    with rooms.store.read() as session:
        card = CARDS.card(session, number, texts(language))
    shows(GOLDEN / f"card.{state}.{language}.json", card)
    assert "NIET OPNEMEN" in card.text or "DO NOT RECORD" in card.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_modals(rooms: Rooms, shows: Shows, language: str) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "")
    callback, caller = rooms.callbacks.look(number, JAN)
    shows(GOLDEN / f"modal.number.{language}.json", CARDS.number_modal(callback, caller, texts(language)))
    shows(GOLDEN / f"modal.new.{language}.json", new_modal(texts(language), "Vraag"))


OTHERS = st.builds(
    Caller,
    name=st.sampled_from(["Joke Plantinga", "P. L. Antinga"]),
    email=st.emails(),
    phone=st.sampled_from(["+31698765432", ""]),
    subject=st.text(max_size=400),
    question=st.text(max_size=3000),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OTHERS, st.text(max_size=300))
def test_whatever_a_customer_writes_the_card_fits_and_keeps_it_to_itself(
    rooms: Rooms, problems: Callable[[Message | Block], list[str]], caller: Caller, organisation: str
) -> None:
    caller = caller.model_copy(update={"subject": f"{caller.email} {caller.subject} 06-98765432"})
    wanted = Wanted(caller, f"{caller.email} {organisation} 0698765432", "nl", (), asked_not_to_record=False)
    number = rooms.callbacks.request_from_call(JAN, wanted, "")
    rooms.callbacks.claim(number, JAN, "")
    with rooms.store.read() as session:
        card = CARDS.card(session, number, texts("nl"))
        lines = [card.text, CARDS.summary(session, number, texts("nl"))]
    shown = json.dumps([*lines, card.blocks], ensure_ascii=False)
    for word in (caller.email, "98765432", "Plantinga", "Antinga"):
        assert word not in shown
    callback, found = rooms.callbacks.look(number, JAN)
    assert found == caller
    assert problems(card) + problems(CARDS.number_modal(callback, caller, texts("nl"))) == []

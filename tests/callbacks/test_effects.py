"""What a callback does in the ticket system, over HTTP against the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.callbacks.effects import CallbackEffects
from bot.callbacks.model import Callback, CallbackState, Caller
from bot.callbacks.service import Wanted
from bot.desk.languages import Texts
from bot.work.attempt import Attempts
from bot.work.ledger import EffectState
from bot.work.staff import Staff
from integrations.sandbox import world
from integrations.tickets.embedded import EmbeddedTickets
from integrations.tickets.port import Entry

if TYPE_CHECKING:
    from tests.conftest import Rooms
    from tests.driver.inprocess import SandboxThread

JAN = "U00000JAN0"
WANTED = Wanted(
    Caller(
        name="Joke Smit", email="joke@gemeente.example", phone="+31612345678", subject="Factuur", question="Mag dit?"
    ),
    "Gemeente Drift",
    "en",
    (),
    asked_not_to_record=True,
)


@pytest.fixture
def tickets(sandbox: SandboxThread) -> Iterator[EmbeddedTickets]:
    made = EmbeddedTickets(f"{sandbox.url}/tickets/api", world.TICKETS_TOKEN)
    yield made
    made.close()


def carried_out(rooms: Rooms, tickets: EmbeddedTickets, number: str) -> None:
    """Carry out what is ready for the ticket system, as the engine would, in order."""
    texts = Texts("nl", ZoneInfo("Europe/Amsterdam"))
    staff = Staff(lambda user: "Jan de Boer" if user == JAN else user)
    effects = CallbackEffects(
        rooms.store, rooms.ledger, tickets, texts, staff, queue="Terugbellen", channel="C0SERVICEDESK"
    )
    attempts = Attempts(rooms.store, effects.handlers())
    for effect in rooms.effects(number):
        if effect.kind.startswith("callback.") and effect.state is EffectState.READY:
            attempts.attempt(effect.id or 0)


def entries(tickets: EmbeddedTickets, rooms: Rooms, number: str) -> list[Entry]:
    with rooms.store.read() as session:
        ref = session.exec(select(Callback.ticket_ref).where(Callback.number == number)).one()
    return [entry for entry in tickets.entries(ref) if entry.key]


def test_steps_wait_for_the_ticket_and_then_stand_in_it_once(rooms: Rooms, tickets: EmbeddedTickets) -> None:
    number = rooms.callbacks.request_from_call(JAN, WANTED, "")
    rooms.callbacks.claim(number, JAN, "")
    early = [each for each in rooms.effects(number) if each.kind in ("callback.note", "callback.reply")]
    attempts = Attempts(
        rooms.store,
        CallbackEffects(
            rooms.store,
            rooms.ledger,
            tickets,
            Texts("nl", ZoneInfo("Europe/Amsterdam")),
            Staff(str),
            queue="x",
            channel="c",
        ).handlers(),
    )
    for effect in early:
        attempts.attempt(effect.id or 0)
    assert [each.state for each in rooms.effects(number) if each.id in {one.id for one in early}] == [
        EffectState.WAITING,
        EffectState.WAITING,
    ]
    carried_out(rooms, tickets, number)
    carried_out(rooms, tickets, number)
    said = entries(tickets, rooms, number)
    assert [entry.public for entry in said] == [True, False]
    assert "no later than" in said[0].text or "call you" in said[0].text, "the customer reads their own language"
    assert "Jan de Boer gaat bellen" in said[1].text
    assert "NIET OPNEMEN" in said[1].text
    assert [each.kind for each in rooms.effects(number)].count("slack.refresh") == 1


@pytest.mark.postgres
def test_a_callback_that_is_closed_while_its_ticket_is_made_is_not_linked_as_open(
    postgres_rooms: Rooms, tickets: EmbeddedTickets
) -> None:
    rooms = postgres_rooms
    number = rooms.callbacks.request_from_call(JAN, WANTED, "")
    begun = Event()

    def link() -> None:
        begun.set()
        carried_out(rooms, tickets, number)

    linker = Thread(target=link)
    with rooms.store.change(JAN) as change:
        callback = change.session.exec(select(Callback).where(Callback.number == number).with_for_update()).one()
        callback.state = CallbackState.DONE
        change.session.flush()
        linker.start()
        begun.wait(10)
        linker.join(1.0)
    linker.join(10)
    with rooms.store.read() as session:
        closed = session.exec(select(Callback).where(Callback.number == number)).one()
    assert closed.ticket_ref
    assert closed.open_ticket is None

"""Callbacks found in the ticket system, read over HTTP from the embedded one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import requests
from sqlmodel import select

from bot.callbacks.intake import TicketFeed
from bot.callbacks.model import Callback, CallbackState
from bot.callbacks.reading import TicketReading, read_ticket
from bot.work.model import FeedCursor
from integrations.sandbox import world
from integrations.tickets.embedded import EmbeddedTickets
from integrations.tickets.port import NewTicket, Patch, Status, Ticket

if TYPE_CHECKING:
    from tests.conftest import Rooms
    from tests.driver.inprocess import SandboxThread


@pytest.fixture
def tickets(sandbox: SandboxThread, rooms: Rooms) -> Iterator[EmbeddedTickets]:
    made = EmbeddedTickets(f"{sandbox.url}/tickets/api", world.TICKETS_TOKEN)
    rooms.clock.instant = sandbox.desk_core.clock.now()
    yield made
    made.close()


@pytest.fixture
def feed(rooms: Rooms, tickets: EmbeddedTickets) -> TicketFeed:
    def read(ticket: Ticket, known_callback: bool) -> TicketReading:
        return read_ticket(
            subject=ticket.subject,
            text=ticket.text,
            fields=ticket.fields,
            now=rooms.clock.now(),
            hours=rooms.hours,
            known_callback=known_callback,
        )

    return TicketFeed(rooms.store, rooms.callbacks, tickets, read, queue_callback="Terugbellen")


def filed(sandbox: SandboxThread, text: str, subject: str = "Vraag") -> str:
    """A customer files a ticket in the portal; returns its ref."""
    wish = {"name": "Joke Smit", "email": "joke@gemeente.example", "subject": subject, "text": text, "fields": {}}
    answer = requests.post(f"{sandbox.url}/desk/api/tickets", json=wish, timeout=5)
    assert answer.ok, answer.text
    return str(answer.json()["ref"])


def callbacks(rooms: Rooms) -> list[Callback]:
    with rooms.store.read() as session:
        return list(session.exec(select(Callback).order_by(Callback.number)))


ASKS = "Ik wil graag teruggebeld worden op 06-12345678. Neem het gesprek niet op."


def test_what_asks_for_a_callback_becomes_one_once(feed: TicketFeed, rooms: Rooms, sandbox: SandboxThread) -> None:
    ref = filed(sandbox, ASKS)
    filed(sandbox, "De export van facturen geeft een foutmelding bij module 3.")
    assert feed.poll() == 2
    (callback,) = callbacks(rooms)
    assert (callback.ticket_ref, callback.asked_not_to_record) == (ref, True)
    rooms.callbacks.claim(callback.number, "U00000JAN0", "")
    assert rooms.callbacks.look(callback.number, "U00000JAN0")[1].phone == "+31612345678"
    feed.poll()
    with rooms.store.change("test") as change:
        change.session.delete(change.session.get_one(FeedCursor, "tickets"))
    feed.poll()
    assert len(callbacks(rooms)) == 1, "reading all again changes nothing"


def test_a_ticket_closed_elsewhere_cancels_its_callback(
    feed: TicketFeed, rooms: Rooms, sandbox: SandboxThread, tickets: EmbeddedTickets
) -> None:
    ref = filed(sandbox, ASKS)
    feed.poll()
    tickets.update(ref, Patch(status=Status.SOLVED))
    feed.poll()
    assert [each.state for each in callbacks(rooms)] == [CallbackState.CANCELLED]


def test_the_ticket_of_a_callback_from_a_call_counts_when_it_closes_and_not_when_it_is_made(
    feed: TicketFeed, rooms: Rooms, sandbox: SandboxThread, tickets: EmbeddedTickets
) -> None:
    filed(sandbox, ASKS)
    feed.poll()
    (callback,) = callbacks(rooms)
    made = tickets.create(NewTicket("Terugbelverzoek", ASKS, "Terugbellen"), "fx-1")
    with rooms.store.change("test") as change:
        change.session.exec(select(Callback)).one().open_ticket = made.ref
    feed.poll()
    assert len(callbacks(rooms)) == 1, "what Balie made itself asks for nothing"
    tickets.update(made.ref, Patch(status=Status.CLOSED))
    feed.poll()
    assert [each.state for each in callbacks(rooms)] == [CallbackState.CANCELLED]
    assert callback.state is CallbackState.REQUESTED


def test_a_ticket_system_that_is_away_costs_nothing(feed: TicketFeed, rooms: Rooms, sandbox: SandboxThread) -> None:
    feed.poll()
    with rooms.store.read() as session:
        before = session.get_one(FeedCursor, "tickets").cursor
    filed(sandbox, ASKS)
    url = sandbox.url
    away = EmbeddedTickets("http://127.0.0.1:9/tickets/api", world.TICKETS_TOKEN)
    nothing = TicketFeed(
        rooms.store, rooms.callbacks, away, lambda _ticket, _known: pytest.fail(url), queue_callback="x"
    )
    assert nothing.poll() == 0
    with rooms.store.read() as session:
        assert session.get_one(FeedCursor, "tickets").cursor == before
    feed.poll()
    assert len(callbacks(rooms)) == 1

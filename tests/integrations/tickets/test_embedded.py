"""The embedded ticket system and its adapter, over real HTTP on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.sandbox import world
from integrations.tickets.embedded import EmbeddedTickets, HttpSettings
from integrations.tickets.port import (
    AuthFailed,
    CursorLost,
    InternalNote,
    Invalid,
    NewTicket,
    Patch,
    Person,
    PublicReply,
    Status,
    Throttled,
    TicketSystem,
    Unavailable,
    Unknown,
)
from tests.integrations.sandbox_desk.running import Running, running_desk
from tests.integrations.tickets.contract import INGE, Bench, TicketContract, follow, fresh_key, new
from tests.integrations.tickets.wire import WireContract

FIRST_NUMBER = 10_000


def number_of(ref: str) -> str:
    return str(FIRST_NUMBER + int(ref))


def bench_for(running: Running, system: EmbeddedTickets) -> Bench:
    def as_customer(person: Person, subject: str, text: str, fields: dict[str, str | bool]) -> str:
        wish = {"name": person.name, "email": person.email, "subject": subject, "text": text, "fields": fields}
        return str(running.post("tickets", wish)["ref"])

    def customer_says(ref: str, text: str) -> None:
        running.post(f"tickets/{number_of(ref)}/entries", {"author": "customer", "public": True, "text": text})

    def delete(ref: str) -> None:
        running.post(f"tickets/{number_of(ref)}/status", {"status": "gone"})

    def due_of(ref: str) -> datetime | None:
        due = running.get(f"tickets/{number_of(ref)}")["due"]
        return None if due is None else datetime.fromisoformat(due)

    return Bench(
        system, "Terugbellen", world.SANNE.email, running.desk.clock.now, as_customer, customer_says, delete, due_of
    )


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with running_desk() as found:
        yield found


@pytest.fixture
def system(running: Running) -> Iterator[EmbeddedTickets]:
    made = EmbeddedTickets(running.tickets_url, world.TICKETS_TOKEN)
    yield made
    made.close()
    running.desk.faults.clear()


@pytest.fixture
def bench(running: Running, system: EmbeddedTickets) -> Bench:
    return bench_for(running, system)


class TestContract(TicketContract):
    """The contract of the port, on the embedded system."""


class TestWire(WireContract):
    """The contract of the wire."""

    @pytest.fixture
    def over_wire(self) -> Iterator[Callable[[str], TicketSystem]]:
        made: list[EmbeddedTickets] = []

        def make(url: str) -> TicketSystem:
            made.append(EmbeddedTickets(url, "secret-token", HttpSettings(connect_timeout=0.5, read_timeout=0.3)))
            return made[-1]

        yield make
        for system in made:
            system.close()


def test_the_token_must_be_right(running: Running) -> None:
    for token in ("", "wrong", "sandbox2"):
        system = EmbeddedTickets(running.tickets_url, token)
        with pytest.raises(AuthFailed):
            system.get("1")
        assert [problem.what for problem in system.check()] == ["the ticket system refuses our token"]
        system.close()


def test_the_address_may_name_the_version(running: Running) -> None:
    for url in (running.tickets_url, running.tickets_url + "/", running.tickets_url + "/v1"):
        system = EmbeddedTickets(url, world.TICKETS_TOKEN)
        assert system.check() == []
        system.close()


def test_a_lost_answer_is_unknown_and_the_key_tells_the_truth(running: Running, bench: Bench) -> None:
    key = fresh_key()
    running.fault("tickets", "lost_answer", "POST *", times=1)
    with pytest.raises(Unknown):
        bench.system.create(new(bench), key)
    there = bench.system.find_key(key)
    assert there is not None
    assert bench.system.create(new(bench), key).ref == there.ref


def test_a_request_lost_on_the_way_is_unknown_and_nothing_is_there(running: Running, bench: Bench) -> None:
    key = fresh_key()
    running.fault("tickets", "drop_connection", "POST *", times=1)
    with pytest.raises(Unknown):
        bench.system.create(new(bench), key)
    assert bench.system.find_key(key) is None


def test_an_error_after_the_words_were_added_adds_them_once(running: Running, bench: Bench) -> None:
    ref = bench.as_customer(INGE, "Vraag", "Hallo", {})
    key = fresh_key()
    running.fault("tickets", "error500_after", "POST *entries", times=1)
    with pytest.raises(Unknown):
        bench.system.add_entry(ref, PublicReply("Wij bellen u."), key)
    bench.system.add_entry(ref, PublicReply("Wij bellen u."), key)
    assert [entry.text for entry in bench.system.entries(ref)] == ["Wij bellen u."]
    assert (
        len(
            [
                mail
                for mail in running.get("mail/customer", email=INGE.email)["messages"]
                if mail["ticket"] == number_of(ref)
            ]
        )
        == 1
    )


def test_too_many_requests(running: Running, bench: Bench) -> None:
    running.fault("tickets", "ratelimit", "*", seconds=9, times=1)
    with pytest.raises(Throttled) as caught:
        bench.system.create(new(bench), fresh_key())
    assert caught.value.retry_after == 9


def test_a_system_that_is_down(running: Running, bench: Bench) -> None:
    running.fault("tickets", "down")
    with pytest.raises(Unavailable):
        bench.system.get("1")
    assert len(bench.system.check()) == 1


def test_a_slow_answer_is_given_up(running: Running) -> None:
    system = EmbeddedTickets(running.tickets_url, world.TICKETS_TOKEN, HttpSettings(read_timeout=0.2))
    running.fault("tickets", "delay", "*", seconds=1.0, times=2)
    with pytest.raises(Unavailable):
        system.get("1")
    with pytest.raises(Unknown):
        system.update("1", Patch(status=Status.OPEN))
    system.close()
    running.desk.faults.clear()


def test_values_that_are_refused_are_named(bench: Bench) -> None:
    too_long = "x" * 100_001
    for wish, name in (
        (NewTicket(" ", "Tekst", bench.queue), "subject"),
        (NewTicket("x" * 501, "Tekst", bench.queue), "subject"),
        (NewTicket("Onderwerp", too_long, bench.queue), "text"),
        (NewTicket("Onderwerp", "Tekst", ""), "queue"),
    ):
        with pytest.raises(Invalid, match=f"refused field: {name} "):
            bench.system.create(wish, fresh_key())
    ref = bench.as_customer(INGE, "Vraag", "Hallo", {})
    with pytest.raises(Invalid, match="refused field: text "):
        bench.system.add_entry(ref, InternalNote("  \n"), fresh_key())


def test_a_key_of_another_ticket_adds_nothing_here(bench: Bench) -> None:
    here, there = (bench.as_customer(INGE, "Vraag", "Hallo", {}) for _ in range(2))
    key = fresh_key()
    bench.system.add_entry(here, InternalNote("hier"), key)
    with pytest.raises(Invalid, match="key"):
        bench.system.add_entry(there, InternalNote("daar"), key)
    assert bench.system.entries(there) == []


def test_naive_times_are_refused_before_anything_is_sent(bench: Bench) -> None:
    naive = datetime(2026, 11, 24, 10, 0)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="aware"):
        bench.system.start(naive)
    with pytest.raises(ValueError, match="aware"):
        bench.system.create(new(bench, due=naive), fresh_key())


def test_many_changes_come_in_pages_without_gaps_or_repeats(running: Running, bench: Bench) -> None:
    cursor = bench.system.start(running.desk.clock.now())
    refs = [bench.system.create(new(bench, f"Nummer {n}"), fresh_key("page")).ref for n in range(230)]
    first = bench.system.changes(cursor)
    assert (len(first.tickets), first.drained) == (100, False)
    tickets, end = follow(bench.system, cursor)
    assert [ticket.ref for ticket in tickets] == refs
    assert follow(bench.system, end)[0] == []
    times = [ticket.updated for ticket in tickets]
    assert times == sorted(set(times))


def test_the_clock_of_the_sandbox_is_the_clock_of_the_tickets(running: Running, bench: Bench) -> None:
    ref = bench.as_customer(INGE, "Vraag", "Hallo", {})
    before = bench.system.get(ref).updated
    running.post("clock", {"advance": "P3D"})
    bench.system.update(ref, Patch(status=Status.OPEN))
    assert timedelta(days=3) <= bench.system.get(ref).updated - before < timedelta(days=3, minutes=5)


def test_everything_is_remembered_after_a_restart(tmp_path: Path) -> None:
    key = fresh_key()
    with running_desk(tmp_path) as first:
        system = EmbeddedTickets(first.tickets_url, world.TICKETS_TOKEN)
        start = system.start(datetime.now(UTC) - timedelta(days=1))
        made = system.create(NewTicket("Onderwerp", "Tekst", "Servicedesk", INGE), key)
        system.add_entry(made.ref, InternalNote("gezien"), fresh_key())
        _, cursor = follow(system, start)
        system.close()
    with running_desk(tmp_path) as second:
        system = EmbeddedTickets(second.tickets_url, world.TICKETS_TOKEN)
        found = system.find_key(key)
        assert found is not None
        assert (found.ref, found.text) == (made.ref, "Tekst")
        assert [entry.text for entry in system.entries(made.ref)] == ["gezien"]
        assert follow(system, cursor)[0] == []
        system.close()


def test_a_cursor_of_another_desk_is_lost(running: Running, bench: Bench) -> None:
    with running_desk() as other:
        system = EmbeddedTickets(other.tickets_url, world.TICKETS_TOKEN)
        _, cursor = follow(system, system.start(datetime.now(UTC)))
        system.close()
    with pytest.raises(CursorLost):
        bench.system.changes(cursor)

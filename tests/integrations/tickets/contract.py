"""What every adapter of the ticket port must do, whatever system is behind it.

An adapter's test module makes a class that inherits ``TicketContract`` and gives a fixture ``bench``. What a system
cannot do it says in ``caps`` or in the bench; the tests then ask for less, never for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from integrations.tickets.port import (
    Changes,
    Conflict,
    CursorLost,
    InternalNote,
    Invalid,
    NewTicket,
    NotFound,
    Patch,
    Person,
    PublicReply,
    Status,
    Ticket,
    TicketSystem,
)

INGE = Person("Inge Smit", "inge.smit@lingebrug.example", "06 12 34 09 87", "Gemeente Lingebrug")
FENNA = Person("Fenna Bosch", "fenna.bosch@rijnvallei.example")


@dataclass(frozen=True, slots=True)
class Bench:
    """An adapter and hands at the other side of the counter.

    ``as_customer(person, subject, text, fields)`` makes a ticket as a customer would and returns its ref;
    ``customer_says(ref, text)`` adds the customer's words; ``delete(ref)`` deletes as an administrator would (None when
    a test cannot); ``due_of(ref)`` reads the due time past the adapter (None when a test cannot). ``fields_kept`` says
    that form values come back by name; ``closed_is_final`` that a closed ticket refuses changes.
    """

    system: TicketSystem
    queue: str
    agent: str
    now: Callable[[], datetime]
    as_customer: Callable[[Person, str, str, dict[str, str | bool]], str]
    customer_says: Callable[[str, str], None]
    delete: Callable[[str], None] | None = None
    due_of: Callable[[str], datetime | None] | None = None
    fields_kept: bool = True
    closed_is_final: bool = True
    unknown_ref: str = "999999"


_serial = count(1)


def fresh_key(word: str = "key") -> str:
    """A key that no other test uses."""
    return f"balie-{word}-{next(_serial)}"


def new(bench: Bench, subject: str = "Terugbellen", requester: Person | None = INGE, **more: object) -> NewTicket:
    return NewTicket(subject, "Kunt u mij bellen?\nTussen 10 en 12.", bench.queue, requester, **more)  # type: ignore[arg-type]


def follow(system: TicketSystem, cursor: str, most: int = 200) -> tuple[list[Ticket], str]:
    """Ask for changes until there are none, as the bot does: the tickets in order, and the cursor to go on with."""
    found: list[Ticket] = []
    for _ in range(most):
        page: Changes = system.changes(cursor)
        found += page.tickets
        cursor = page.cursor
        if page.drained:
            return found, cursor
    raise AssertionError("the changes never end")


class TicketContract:
    """The contract. Each test makes its own tickets and looks at no others."""

    def test_all_is_well(self, bench: Bench) -> None:
        assert bench.system.check() == []

    def test_a_ticket_is_made_as_asked_and_reads_back_the_same(self, bench: Bench) -> None:
        key = fresh_key()
        before = bench.now()
        made = bench.system.create(new(bench, "Koppeling hapert", marks=frozenset({"callback"})), key)
        assert (made.subject, made.queue, made.key, made.status) == ("Koppeling hapert", bench.queue, key, Status.NEW)
        assert made.text.splitlines() == ["Kunt u mij bellen?", "Tussen 10 en 12."]
        assert (made.requester.name, made.requester.email) == (INGE.name, INGE.email)
        assert made.owner == ""
        if bench.system.caps.marks:
            assert "callback" in made.marks
        assert made.number
        assert made.url.startswith(("http://", "https://"))
        assert made.created.utcoffset() == timedelta(0)
        assert abs(made.created - before) < timedelta(minutes=5)
        assert bench.system.get(made.ref) == made

    def test_letters_of_every_kind_survive(self, bench: Bench) -> None:
        text = "Zoë & Søren <b>vet</b> “citaat” 😀\n\n  ingesprongen; 'enkel' \"dubbel\" \\ %s {0}"
        made = bench.system.create(NewTicket("Café & <Zoë> 😀", text, bench.queue, INGE), fresh_key())
        bench.system.add_entry(made.ref, InternalNote(text), fresh_key())
        read = bench.system.get(made.ref)
        assert (read.subject, read.text) == ("Café & <Zoë> 😀", text)
        assert [entry.text for entry in bench.system.entries(made.ref)] == [text]

    def test_the_same_key_makes_one_ticket(self, bench: Bench) -> None:
        key = fresh_key()
        first = bench.system.create(new(bench), key)
        second = bench.system.create(new(bench, "Iets anders"), key)
        assert (second.ref, second.subject) == (first.ref, first.subject)

    def test_two_workers_with_one_key_make_one_ticket(self, bench: Bench) -> None:
        key = fresh_key()
        refs: list[str] = []
        gate = threading.Barrier(4)

        def work() -> None:
            gate.wait()
            refs.append(bench.system.create(new(bench), key).ref)

        workers = [threading.Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(refs) == 4
        assert len(set(refs)) == 1

    def test_a_ticket_is_found_by_its_key_at_once(self, bench: Bench) -> None:
        key = fresh_key()
        assert bench.system.find_key(key) is None
        made = bench.system.create(new(bench), key)
        assert bench.system.find_key(key) == made

    def test_what_a_customer_made_can_be_read(self, bench: Bench) -> None:
        fields: dict[str, str | bool] = {"telefoon": "06-12340987", "geen_opname": True, "tijdvak": "ochtend"}
        ref = bench.as_customer(INGE, "Bellen graag", "Zie het formulier.", fields)
        ticket = bench.system.get(ref)
        assert (ticket.subject, ticket.text, ticket.key) == ("Bellen graag", "Zie het formulier.", "")
        assert ticket.requester.email == INGE.email
        if bench.fields_kept:
            assert ticket.fields.items() >= fields.items()

    def test_no_such_ticket(self, bench: Bench) -> None:
        for ref in (bench.unknown_ref, "..", "a/b?c#d", "é"):
            with pytest.raises(NotFound):
                bench.system.get(ref)
        with pytest.raises(NotFound):
            bench.system.entries(bench.unknown_ref)
        with pytest.raises(NotFound):
            bench.system.add_entry(bench.unknown_ref, InternalNote("hallo"), fresh_key())
        with pytest.raises(NotFound):
            bench.system.update(bench.unknown_ref, Patch(status=Status.OPEN))

    def test_entries_come_in_order_and_keep_who_may_read_them(self, bench: Bench) -> None:
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        keys = [fresh_key() for _ in range(2)]
        bench.system.add_entry(ref, InternalNote("Alleen voor ons"), keys[0])
        bench.system.add_entry(ref, PublicReply("Zo werkt het."), keys[1])
        bench.customer_says(ref, "Dank u wel")
        read = bench.system.entries(ref)
        assert [(entry.text, entry.public, entry.key) for entry in read] == [
            ("Alleen voor ons", False, keys[0]),
            ("Zo werkt het.", True, keys[1]),
            ("Dank u wel", True, ""),
        ]
        assert read[2].author == INGE.email
        assert read[0].author != INGE.email
        assert [entry.at for entry in read] == sorted(entry.at for entry in read)
        assert len({entry.ref for entry in read}) == 3

    def test_the_same_key_adds_words_once(self, bench: Bench) -> None:
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        key = fresh_key()
        for _ in range(2):
            bench.system.add_entry(ref, PublicReply("Wij bellen u morgen."), key)
        assert [entry.text for entry in bench.system.entries(ref)] == ["Wij bellen u morgen."]

    def test_status_and_owner_and_marks(self, bench: Bench) -> None:
        system = bench.system
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        system.update(ref, Patch(status=Status.OPEN, owner=bench.agent, add_marks=frozenset({"callback", "a"})))
        read = system.get(ref)
        assert (read.status, read.owner) == (Status.OPEN, bench.agent)
        if system.caps.marks:
            assert read.marks >= {"callback", "a"}
        system.update(ref, Patch(status=Status.PENDING, remove_marks=frozenset({"a", "never-there"})))
        read = system.get(ref)
        assert (read.status, read.owner) == (Status.PENDING, bench.agent)
        if system.caps.marks:
            assert "callback" in read.marks
            assert "a" not in read.marks
        system.update(ref, Patch(owner=""))
        assert system.get(ref).owner == ""

    def test_what_is_already_so_is_no_error(self, bench: Bench) -> None:
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        patch = Patch(status=Status.SOLVED, owner=bench.agent, add_marks=frozenset({"callback"}))
        for _ in range(2):
            bench.system.update(ref, patch)
        bench.system.update(ref, Patch())
        assert bench.system.get(ref).status is Status.SOLVED

    def test_a_due_time_is_kept_to_the_minute(self, bench: Bench) -> None:
        if bench.due_of is None or not bench.system.caps.due_time:
            pytest.skip("this system keeps no due time, or the test cannot read it")
        due = datetime(2026, 12, 22, 16, 30, tzinfo=UTC)
        made = bench.system.create(new(bench, due=due), fresh_key())
        assert bench.due_of(made.ref) == due
        bench.system.update(made.ref, Patch(due=due + timedelta(days=1)))
        assert bench.due_of(made.ref) == due + timedelta(days=1)

    def test_nobody_who_is_no_agent_owns_a_ticket(self, bench: Bench) -> None:
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        with pytest.raises(Invalid, match="owner"):
            bench.system.update(ref, Patch(owner="nobody@elsewhere.example"))
        assert bench.system.get(ref).owner == ""
        assert bench.system.agent(bench.agent)
        assert not bench.system.agent("nobody@elsewhere.example")

    def test_a_closed_ticket_refuses_changes(self, bench: Bench) -> None:
        if not bench.closed_is_final:
            pytest.skip("here a closed ticket can be opened again")
        ref = bench.as_customer(INGE, "Vraag", "Hoe werkt dit?", {})
        key = fresh_key()
        bench.system.add_entry(ref, InternalNote("gedaan"), key)
        bench.system.update(ref, Patch(status=Status.CLOSED))
        with pytest.raises(Conflict):
            bench.system.update(ref, Patch(status=Status.OPEN))
        with pytest.raises(Conflict):
            bench.system.add_entry(ref, InternalNote("te laat"), fresh_key())
        bench.system.update(ref, Patch(status=Status.CLOSED))
        bench.system.add_entry(ref, InternalNote("gedaan"), key)
        assert [entry.text for entry in bench.system.entries(ref)] == ["gedaan"]

    def test_changes_tell_of_every_kind_of_change(self, bench: Bench) -> None:
        system = bench.system
        old = bench.as_customer(FENNA, "Oud", "Van daarvoor", {})
        _, cursor = follow(system, system.start(bench.now()))

        def told() -> set[str]:
            nonlocal cursor
            tickets, cursor = follow(system, cursor)
            return {ticket.ref for ticket in tickets}

        made = bench.as_customer(INGE, "Nieuw", "Hallo", {})
        assert made in told()
        bench.customer_says(old, "Is er al nieuws?")
        assert old in told()
        system.update(made, Patch(status=Status.OPEN))
        assert made in told()
        system.add_entry(old, InternalNote("gezien"), fresh_key())
        assert old in told()

    def test_changes_begin_where_they_are_asked_to(self, bench: Bench) -> None:
        begin = bench.now() - timedelta(minutes=10)
        ref = bench.as_customer(INGE, "Nieuw", "Hallo", {})
        tickets, cursor = follow(bench.system, bench.system.start(begin))
        assert ref in {ticket.ref for ticket in tickets}
        again, _ = follow(bench.system, bench.system.start(begin))
        assert {ticket.ref for ticket in again} >= {ticket.ref for ticket in tickets}
        page = bench.system.changes(cursor)
        assert page.drained

    def test_changes_leave_nothing_out_while_others_write(self, bench: Bench) -> None:
        cursor = bench.system.start(bench.now())
        made: list[str] = []
        gate = threading.Barrier(4)

        def write() -> None:
            gate.wait()
            made.extend(bench.as_customer(INGE, "Druk", "Tegelijk", {}) for _ in range(6))

        writers = [threading.Thread(target=write) for _ in range(3)]
        for writer in writers:
            writer.start()
        gate.wait()
        seen: set[str] = set()
        while any(writer.is_alive() for writer in writers):
            tickets, cursor = follow(bench.system, cursor)
            seen |= {ticket.ref for ticket in tickets}
        tickets, cursor = follow(bench.system, cursor)
        seen |= {ticket.ref for ticket in tickets}
        assert len(made) == 18
        assert seen >= set(made)

    def test_a_cursor_that_is_none_is_lost(self, bench: Bench) -> None:
        for cursor in ("", "nonsense", "1.2.3"):
            with pytest.raises(CursorLost):
                bench.system.changes(cursor)

    def test_a_deleted_ticket_is_not_there(self, bench: Bench) -> None:
        if bench.delete is None:
            pytest.skip("the test cannot delete here")
        ref = bench.as_customer(INGE, "Weg", "Verwijder dit", {})
        _, cursor = follow(bench.system, bench.system.start(bench.now()))
        bench.delete(ref)
        with pytest.raises(NotFound):
            bench.system.get(ref)
        if bench.system.caps.sees_deletes:
            tickets, _ = follow(bench.system, cursor)
            assert [ticket.status for ticket in tickets if ticket.ref == ref] == [Status.GONE]

    def test_the_tickets_of_one_person(self, bench: Bench) -> None:
        person = Person("Solo", f"{fresh_key('solo')}@lingebrug.example")
        refs = [bench.as_customer(person, f"Vraag {n}", "Hallo", {}) for n in range(3)]
        bench.as_customer(FENNA, "Van een ander", "Hallo", {})
        assert [ticket.ref for ticket in bench.system.by_requester(person.email)] == refs
        assert [ticket.ref for ticket in bench.system.by_requester(person.email.upper())] == refs
        assert bench.system.by_requester("nobody@elsewhere.example") == []

"""The customer's portal and the agent's view of the embedded ticket system."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from integrations.sandbox import world
from integrations.tickets.embedded import EmbeddedTickets
from integrations.tickets.port import InternalNote, PublicReply
from tests.integrations.sandbox_desk.running import Json, Running, running_desk

INGE = "inge.smit@lingebrug.example"


@pytest.fixture
def running() -> Iterator[Running]:
    with running_desk() as found:
        yield found


@pytest.fixture
def system(running: Running) -> Iterator[EmbeddedTickets]:
    made = EmbeddedTickets(running.tickets_url, world.TICKETS_TOKEN)
    yield made
    made.close()


def submit(running: Running, email: str = INGE) -> str:
    form: Json = {
        "name": "Inge Smit",
        "email": email,
        "subject": "Bellen",
        "text": "Graag bellen.",
        "fields": {"a": True},
    }
    return str(running.post("tickets", form)["number"])


def status_of(running: Running, path: str, body: Json) -> int:
    return requests.post(f"{running.url}/desk/api/{path}", json=body, timeout=5).status_code


def test_the_first_ticket_has_a_number_and_a_page(running: Running) -> None:
    assert submit(running) == "10001"
    ticket = running.get("tickets/10001")
    assert ticket["url"] == f"{running.url}/#/tickets/10001"
    assert (ticket["queue"], ticket["status"], ticket["fields"]) == ("Servicedesk", "new", {"a": True})


def test_a_customer_sees_public_words_only(running: Running, system: EmbeddedTickets) -> None:
    number = submit(running)
    system.add_entry("1", InternalNote("Lastige klant"), "k1")
    system.add_entry("1", PublicReply("Wij bellen u."), "k2")
    seen = running.get("tickets", email=INGE.upper())["tickets"]
    assert [entry["text"] for entry in seen[0]["entries"]] == ["Wij bellen u."]
    assert not seen[0].keys() & {"marks", "key", "owner", "due", "queue"}
    assert [entry["text"] for entry in running.get(f"tickets/{number}", email=INGE)["entries"]] == ["Wij bellen u."]
    agent = running.get(f"tickets/{number}", **{"as": world.SANNE.id})
    assert [(entry["text"], entry["public"]) for entry in agent["entries"]] == [
        ("Lastige klant", False),
        ("Wij bellen u.", True),
    ]


def test_a_customer_sees_no_tickets_of_others(running: Running) -> None:
    number = submit(running)
    assert running.get("tickets", email="fenna@rijnvallei.example")["tickets"] == []
    answer = requests.get(f"{running.url}/desk/api/tickets/{number}?email=fenna@rijnvallei.example", timeout=5)
    assert answer.status_code == 404


def test_a_public_reply_is_mailed_to_the_customer_and_not_into_the_outbox(
    running: Running, system: EmbeddedTickets
) -> None:
    number = submit(running)
    system.add_entry("1", InternalNote("Alleen intern"), "k1")
    system.add_entry("1", PublicReply("Wij bellen u."), "k2")
    running.post(f"tickets/{number}/entries", {"author": world.SANNE.email, "public": True, "text": "Gelukt!"})
    running.post(f"tickets/{number}/entries", {"author": "customer", "text": "Dank u"})
    mails = running.get("mail/customer", email=INGE)["messages"]
    assert [(mail["text"], mail["source"], mail["ticket"]) for mail in mails] == [
        ("Gelukt!", "desk", number),
        ("Wij bellen u.", "desk", number),
    ]
    assert mails[0]["subject"] == f"Re: Bellen [#{number}]"
    assert running.get("mail/outbox")["messages"] == []


@pytest.mark.parametrize(
    ("before", "after"), [("solved", "open"), ("pending", "open"), ("new", "new"), ("open", "open")]
)
def test_the_customers_answer_wakes_a_ticket(running: Running, before: str, after: str) -> None:
    number = submit(running)
    running.post(f"tickets/{number}/status", {"status": before})
    running.post(f"tickets/{number}/entries", {"author": "customer", "text": "Toch nog iets"})
    assert running.get(f"tickets/{number}")["status"] == after


def test_what_makes_no_sense_is_refused(running: Running) -> None:
    number = submit(running)
    form = {"email": INGE, "subject": "Bellen", "text": "x"}
    assert status_of(running, "tickets", {**form, "email": "geen adres"}) == 422
    assert status_of(running, "tickets", {**form, "subject": "  "}) == 422
    assert status_of(running, f"tickets/{number}/status", {"status": "misschien"}) == 422
    assert status_of(running, f"tickets/{number}/entries", {"author": "vreemd@elders.example", "text": "x"}) == 422
    assert status_of(running, f"tickets/{number}/entries", {"author": "customer", "text": " "}) == 422
    for strange in ("10000", "9", "99999", "1e4", "²", "1" * 40):
        assert status_of(running, f"tickets/{strange}/status", {"status": "open"}) == 404


def test_a_closed_ticket_takes_no_more_words(running: Running) -> None:
    number = submit(running)
    running.post(f"tickets/{number}/status", {"status": "closed"})
    assert status_of(running, f"tickets/{number}/entries", {"author": "customer", "text": "Hallo?"}) == 409


def test_a_deleted_ticket_leaves_no_words_behind(running: Running, system: EmbeddedTickets) -> None:
    number = submit(running)
    system.add_entry("1", PublicReply("Wij bellen u."), "k1")
    running.post(f"tickets/{number}/status", {"status": "gone"})
    assert running.get("tickets")["tickets"] == []
    assert running.get("tickets", email=INGE)["tickets"] == []
    assert running.get("mail/customer", email=INGE)["messages"] == []
    row = running.desk.store.one("SELECT * FROM tickets")
    assert row is not None
    assert (row["subject"], row["text"], row["email"], row["name"]) == ("", "", "", "")


def test_everybody_of_the_workspace_can_own_a_ticket(system: EmbeddedTickets) -> None:
    assert all(system.agent(person.email) for person in (*world.PEOPLE, *world.extra_staff(world.MOST_EXTRA)))
    assert system.agent(world.KOEN.email.upper())


def test_calls_are_counted(running: Running, system: EmbeddedTickets) -> None:
    submit(running)
    for _ in range(2):
        system.add_entry("1", InternalNote("eens"), "k1")
    EmbeddedTickets(running.tickets_url, "wrong").check()
    counts = running.get("counts")["tickets"]
    assert {
        name: counts[name] for name in ("tickets", "entries", "add_entry", "added", "repeated_keys", "unauthorized")
    } == {
        "tickets": 1,
        "entries": 1,
        "add_entry": 2,
        "added": 1,
        "repeated_keys": 1,
        "unauthorized": 1,
    }


def test_changes_wake_the_page(running: Running) -> None:
    with requests.get(f"{running.url}/desk/api/stream?as={world.SANNE.id}", stream=True, timeout=5) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines) == ": hello"
        submit(running)
        assert next(line for line in lines if line) == 'data: {"topic": "tickets"}'

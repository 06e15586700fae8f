"""The life of a case after it is opened, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.alerts.model import Alert, AlertState
from bot.cases.errors import AlreadyHandled, CaseClosed, CaseTaken, NoAddress, TypesUnconfirmed
from bot.cases.model import Case, CasePerson, CaseState, Intake, MailContent, RequestType
from bot.cases.service import NewCase
from bot.desk.languages import catalogue
from bot.desk.refusal import Refusal
from bot.store.audit import AuditLine, verify
from bot.store.once import AlreadyDone

if TYPE_CHECKING:
    from tests.conftest import Rooms

JAN, PIET = "U00000JAN0", "U0000PIET0"


def opened(rooms: Rooms, *, email: str = "joke@voorbeeld.example", acknowledge: bool = True) -> str:
    new = NewCase(
        CasePerson(name="Joke Smit", email=email, subject="Inzage"),
        MailContent(sender=email, subject="Inzage", text="Graag inzage."),
        ("access", "erasure"),
        "nl",
        (),
        "print",
        "id-print",
        acknowledge,
    )
    with rooms.store.change("intake") as change:
        return rooms.cases.open(change, new)


def now(rooms: Rooms, number: str) -> Case:
    return rooms.cases.get(number)


def steps(rooms: Rooms, number: str) -> list[str]:
    return [f"{each.kind} {each.detail.get('text', '')}".strip() for each in rooms.effects(number)]


def audited(rooms: Rooms) -> list[tuple[str, str]]:
    with rooms.store.read() as session:
        assert verify(session).broken_at is None
        return [(line.actor, line.action) for line in session.exec(select(AuditLine).order_by(col(AuditLine.id)))]


def test_from_new_to_answered(any_rooms: Rooms) -> None:
    rooms = any_rooms
    number = opened(rooms)
    rooms.cases.confirm_proposed(number, JAN, "1")
    rooms.cases.take(number, JAN, "2")
    rooms.clock.forward(days=2)
    rooms.cases.answer(number, JAN, "Geachte heer, mevrouw,\n\nHierbij alles.", "3")
    case = now(rooms, number)
    assert (case.state, case.assignee, case.closed_at) == (CaseState.ANSWERED, JAN, rooms.clock.now())
    assert steps(rooms, number) == [
        "slack.card",
        "case.ticket",
        "case.mail",
        "slack.refresh",
        "slack.line case.line.confirmed",
        "case.note confirmed",
        "slack.line case.line.taken",
        "case.note taken",
        "case.mail",
        "slack.line case.line.answered",
        "case.note answered",
    ]
    assert audited(rooms) == [
        ("intake", "case.opened"),
        (JAN, "case.confirmed"),
        (JAN, "case.taken"),
        (JAN, "case.answered"),
    ]
    with rooms.store.read() as session:
        assert {each.state for each in session.exec(select(Alert))} == {AlertState.WITHDRAWN}


def test_without_a_receipt_card_and_ticket_come_all_the_same(rooms: Rooms) -> None:
    assert steps(rooms, opened(rooms, acknowledge=False)) == ["slack.card", "case.ticket"]


def test_types_are_said_by_a_person_once(rooms: Rooms) -> None:
    number = opened(rooms)
    rooms.cases.confirm_types(number, JAN, (RequestType.ERASURE,), "1")
    assert (now(rooms, number).types, now(rooms, number).types_confirmed) == (["erasure"], True)
    before = steps(rooms, number)
    rooms.cases.confirm_types(number, PIET, (RequestType.ERASURE,), "2")
    rooms.cases.confirm_proposed(number, PIET, "3")
    assert steps(rooms, number) == before
    rooms.cases.confirm_types(number, PIET, (RequestType.ACCESS,), "4")
    assert now(rooms, number).types == ["access"]


def test_the_first_who_takes_a_case_has_it_and_the_other_hears_who(rooms: Rooms) -> None:
    number = opened(rooms)
    rooms.cases.take(number, JAN, "1")
    rooms.cases.take(number, JAN, "2")
    with pytest.raises(CaseTaken) as taken:
        rooms.cases.take(number, PIET, "3")
    assert taken.value.who == JAN
    assert now(rooms, number).assignee == JAN


def test_answers_wait_for_a_confirmed_type_and_an_address(rooms: Rooms) -> None:
    number = opened(rooms)
    with pytest.raises(TypesUnconfirmed):
        rooms.cases.answer(number, JAN, "words", "1")
    with pytest.raises(TypesUnconfirmed):
        rooms.cases.check_answerable(number)
    rooms.cases.confirm_proposed(number, JAN, "2")
    assert rooms.cases.check_answerable(number).number == number
    nobody = opened(rooms, email="", acknowledge=False)
    rooms.cases.confirm_proposed(nobody, JAN, "3")
    with pytest.raises(NoAddress):
        rooms.cases.answer(nobody, JAN, "words", "4")
    assert [each.kind for each in rooms.effects(nobody) if each.kind == "case.mail"] == []


def test_a_closed_case_is_closed(any_rooms: Rooms) -> None:
    rooms = any_rooms
    number = opened(rooms)
    rooms.cases.close(number, JAN, CaseState.NOT_A_REQUEST, "1")
    assert (now(rooms, number).state, now(rooms, number).assignee) == (CaseState.NOT_A_REQUEST, JAN)
    before = rooms.everything()
    attempts: list[Callable[[], object]] = [
        lambda: rooms.cases.close(number, PIET, CaseState.WITHDRAWN, "2"),
        lambda: rooms.cases.take(number, PIET, "3"),
        lambda: rooms.cases.confirm_proposed(number, PIET, "4"),
        lambda: rooms.cases.confirm_types(number, PIET, (RequestType.ACCESS,), "5"),
        lambda: rooms.cases.answer(number, PIET, "words", "6"),
    ]
    for attempt in attempts:
        with pytest.raises(CaseClosed):
            attempt()
    assert rooms.everything() == before


@pytest.mark.parametrize("step", ["confirm", "take", "answer", "close"])
def test_the_same_click_twice_changes_nothing(any_rooms: Rooms, step: str) -> None:
    rooms = any_rooms
    number = opened(rooms)
    if step == "answer":
        rooms.cases.confirm_proposed(number, JAN, "before")
    acts: dict[str, Callable[[], object]] = {
        "confirm": lambda: rooms.cases.confirm_proposed(number, JAN, "click"),
        "take": lambda: rooms.cases.take(number, JAN, "click"),
        "answer": lambda: rooms.cases.answer(number, JAN, "words", "click"),
        "close": lambda: rooms.cases.close(number, JAN, CaseState.WITHDRAWN, "click"),
    }
    acts[step]()
    before = rooms.everything()
    with pytest.raises(AlreadyDone):
        acts[step]()
    assert rooms.everything() == before


def test_a_look_is_audited_and_shows_what_came_in_and_went_out(rooms: Rooms) -> None:
    number = opened(rooms)
    _, person, mails = rooms.cases.look(number, JAN)
    assert person.name == "Joke Smit"
    assert [(mail.incoming, content.subject) for mail, content in mails] == [
        (True, "Inzage"),
        (False, f"[{number}] Wij hebben uw bericht ontvangen"),
    ]
    assert audited(rooms)[-1] == (JAN, "case.looked")


def test_dates_are_explained_as_they_were_stored(rooms: Rooms) -> None:
    number = opened(rooms)
    rooms.clock.forward(days=10)
    case, dates = now(rooms, number), rooms.cases.dates(number)
    assert (case.promised, case.steer_by, case.statutory) == (dates.promised, dates.steer_by, dates.statutory)


def quarantined(rooms: Rooms) -> str:
    rooms.intake.take(b"")
    return "Q-1"


def test_a_quarantined_message_is_looked_at_settled_once_and_then_forgotten(any_rooms: Rooms) -> None:
    rooms = any_rooms
    number = quarantined(rooms)
    assert rooms.quarantine.look(number, JAN)[1] == b""
    rooms.quarantine.settle(number, JAN, "1")
    with rooms.store.read() as session:
        intake = session.exec(select(Intake)).one()
    assert (intake.raw, intake.looked_by, intake.looked_at) == (None, JAN, rooms.clock.now())
    refusals: list[Callable[[], object]] = [
        lambda: rooms.quarantine.look(number, PIET),
        lambda: rooms.quarantine.settle(number, PIET, "2"),
    ]
    for act in refusals:
        with pytest.raises(AlreadyHandled):
            act()
    with pytest.raises(AlreadyDone):
        rooms.quarantine.settle(number, JAN, "1")
    assert [action for _, action in audited(rooms)] == ["intake.quarantine", "quarantine.looked", "quarantine.settled"]


def test_every_refusal_has_words_in_both_languages() -> None:
    def all_of(kind: type[Refusal]) -> list[type[Refusal]]:
        return [each for below in kind.__subclasses__() for each in (below, *all_of(below))]

    kinds = all_of(Refusal)
    assert CaseTaken in kinds
    for kind in kinds:
        assert kind.text in catalogue("nl")
        assert kind.text in catalogue("en")

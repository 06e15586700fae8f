"""The life of a callback: one winner, every step in the ticket, nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot.alerts.model import Alert, AlertState
from bot.callbacks.errors import NotOpen, NotYours, Taken
from bot.callbacks.model import Callback, CallbackState, Caller
from bot.callbacks.service import TicketLink, Wanted
from bot.desk.refusal import Refusal
from bot.store.audit import AuditLine
from bot.store.once import AlreadyDone

if TYPE_CHECKING:
    from tests.conftest import Rooms

CALLER = Caller(
    name="Joke Smit",
    email="joke@gemeente.example",
    phone="+31612345678",
    subject="Bel joke@gemeente.example op 06-12345678",
    question="Mag dit?",
)
WANTED = Wanted(CALLER, "Gemeente Drift, tel 0201234567", "nl", (), asked_not_to_record=True)
TICKET = TicketLink("17", "17", "http://tickets.example/17")
JAN, PIET = "U00000JAN0", "U0000PIET0"


def request(rooms: Rooms, ref: str = "17", wanted: Wanted = WANTED) -> str | None:
    with rooms.store.change("tickets") as change:
        return rooms.callbacks.request(change, wanted, TicketLink(ref, ref, f"http://tickets.example/{ref}"))


def asked(rooms: Rooms, ref: str = "17") -> str:
    number = request(rooms, ref)
    assert number is not None
    return number


def now(rooms: Rooms, number: str) -> Callback:
    with rooms.store.read() as session:
        return session.exec(select(Callback).where(Callback.number == number)).one()


def kinds(rooms: Rooms, number: str) -> list[str]:
    return [f"{each.kind} {each.detail.get('text', '')}".strip() for each in rooms.effects(number)]


def planned(rooms: Rooms, number: str) -> list[datetime]:
    query = select(Alert.fire_at).where(Alert.subject == number, Alert.state == AlertState.PLANNED)
    with rooms.store.read() as session:
        return list(session.exec(query.order_by(col(Alert.fire_at))))


def actions(rooms: Rooms) -> list[tuple[str, str]]:
    with rooms.store.read() as session:
        return [(line.actor, line.action) for line in session.exec(select(AuditLine).order_by(col(AuditLine.id)))]


def test_a_ticket_becomes_a_callback_with_a_card_a_reply_and_a_ladder(any_rooms: Rooms) -> None:
    number = asked(any_rooms)
    assert number == "CB-2026-0001"
    callback = now(any_rooms, number)
    assert callback.state is CallbackState.REQUESTED
    assert callback.due_at == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert (callback.subject, callback.organisation) == ("Bel •••@••• op ••••", "Gemeente Drift, tel ••••")
    assert b"Joke" not in callback.sealed
    assert kinds(any_rooms, number) == ["slack.card", "callback.reply received"]
    assert planned(any_rooms, number) == [callback.due_at, callback.due_at + timedelta(hours=1)]


def test_a_ticket_that_is_read_again_changes_nothing(any_rooms: Rooms) -> None:
    asked(any_rooms)
    before = any_rooms.everything()
    assert request(any_rooms) is None
    assert any_rooms.everything() == before


def test_the_database_allows_one_open_callback_a_ticket(any_rooms: Rooms) -> None:
    asked(any_rooms)
    other = asked(any_rooms, "18")
    with pytest.raises(IntegrityError), any_rooms.store.change("test") as change:
        change.session.exec(select(Callback).where(Callback.number == other)).one().open_ticket = "17"


def test_of_twenty_who_claim_one_wins_and_the_others_hear_who(any_rooms: Rooms) -> None:
    number = asked(any_rooms)
    together = Barrier(20)

    def claim(user: str) -> str | None:
        together.wait()
        try:
            any_rooms.callbacks.claim(number, user, f"click:{user}")
        except Taken as taken:
            return taken.who if taken.since == any_rooms.clock.now() else "at no moment"
        return None

    users = [f"U00000000{each:02d}" for each in range(20)]
    with ThreadPoolExecutor(20) as pool:
        heard = dict(zip(users, pool.map(claim, users), strict=True))
    winner = now(any_rooms, number).claimer
    assert [user for user, who in heard.items() if who is None] == [winner]
    assert {who for who in heard.values() if who} == {winner}
    assert kinds(any_rooms, number).count("callback.note claimed") == 1


def test_the_winner_may_click_again(rooms: Rooms) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "1")
    rooms.callbacks.claim(number, JAN, "2")
    assert kinds(rooms, number).count("callback.note claimed") == 1


@pytest.mark.parametrize("step", ["claim", "release", "spoke", "no_answer"])
def test_the_same_click_twice_changes_nothing(any_rooms: Rooms, step: str) -> None:
    number = asked(any_rooms)
    if step != "claim":
        any_rooms.callbacks.claim(number, JAN, "before")
    getattr(any_rooms.callbacks, step)(number, JAN, "click")
    before = any_rooms.everything()
    with pytest.raises(AlreadyDone):
        getattr(any_rooms.callbacks, step)(number, JAN, "click")
    assert any_rooms.everything() == before


def test_only_the_one_who_claimed_may_look_speak_and_release(rooms: Rooms) -> None:
    number = asked(rooms)
    service = rooms.callbacks

    def refused() -> list[type[Refusal]]:
        found: list[type[Refusal]] = []
        for act in (
            lambda: service.look(number, PIET),
            lambda: service.spoke(number, PIET, ""),
            lambda: service.no_answer(number, PIET, ""),
            lambda: service.release(number, PIET, ""),
        ):
            with pytest.raises(Refusal) as refusal:
                act()
            found.append(refusal.type)
        return found

    assert refused() == [NotYours] * 4
    service.claim(number, JAN, "")
    before = rooms.everything()
    assert refused() == [Taken] * 4
    assert rooms.everything() == before
    service.spoke(number, JAN, "")
    assert refused() == [NotOpen] * 4
    with pytest.raises(NotOpen):
        service.claim(number, PIET, "")


def test_a_look_shows_whom_to_call_and_is_audited(rooms: Rooms) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "")
    _, caller = rooms.callbacks.look(number, JAN)
    assert caller == CALLER
    assert actions(rooms)[-1] == (JAN, "callback.looked")


def test_spoken_is_done(rooms: Rooms) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "")
    rooms.clock.forward(hours=1)
    rooms.callbacks.spoke(number, JAN, "")
    callback = now(rooms, number)
    assert (callback.state, callback.attempts, callback.closed_at) == (CallbackState.DONE, 1, rooms.clock.now())
    assert callback.open_ticket is None
    assert planned(rooms, number) == []
    assert kinds(rooms, number)[-2:] == ["callback.note done", "callback.reply done"]


def test_no_answer_moves_on_and_ends_as_unreachable(any_rooms: Rooms) -> None:
    number = asked(any_rooms)
    any_rooms.callbacks.claim(number, JAN, "")
    for attempt in (1, 2):
        any_rooms.clock.forward(hours=1)
        any_rooms.callbacks.no_answer(number, JAN, str(attempt))
        callback = now(any_rooms, number)
        assert (callback.state, callback.claimer, callback.attempts) == (CallbackState.CLAIMED, JAN, attempt)
        assert callback.next_at is not None
        assert callback.next_at > any_rooms.clock.now()
        assert planned(any_rooms, number)[0] == callback.next_at, "the ladder follows the next attempt"
    any_rooms.callbacks.no_answer(number, JAN, "3")
    callback = now(any_rooms, number)
    assert (callback.state, callback.attempts, callback.next_at) == (CallbackState.UNREACHABLE, 3, None)
    assert planned(any_rooms, number) == []
    assert kinds(any_rooms, number)[-2:] == ["callback.note unreachable", "callback.reply unreachable"]


def test_what_is_given_back_can_be_claimed_by_another(rooms: Rooms) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "")
    rooms.callbacks.release(number, JAN, "")
    assert (now(rooms, number).claimer, now(rooms, number).claimed_at) == ("", None)
    rooms.callbacks.claim(number, PIET, "")
    assert now(rooms, number).claimer == PIET


def closed_elsewhere(rooms: Rooms, ref: str = "17") -> None:
    with rooms.store.change("tickets") as change:
        rooms.callbacks.ticket_closed(change, ref)


def test_a_ticket_closed_elsewhere_takes_its_callback_along_once(any_rooms: Rooms) -> None:
    number = asked(any_rooms)
    any_rooms.callbacks.claim(number, JAN, "")
    closed_elsewhere(any_rooms)
    assert now(any_rooms, number).state is CallbackState.CANCELLED
    assert planned(any_rooms, number) == []
    before = any_rooms.everything()
    closed_elsewhere(any_rooms)
    closed_elsewhere(any_rooms, "unknown")
    assert any_rooms.everything() == before
    with pytest.raises(NotOpen):
        any_rooms.callbacks.claim(number, PIET, "")


def test_what_is_done_stays_done_when_its_ticket_closes(rooms: Rooms) -> None:
    number = asked(rooms)
    rooms.callbacks.claim(number, JAN, "")
    rooms.callbacks.spoke(number, JAN, "")
    closed_elsewhere(rooms)
    assert now(rooms, number).state is CallbackState.DONE


@pytest.mark.postgres
def test_done_and_closed_elsewhere_at_the_same_moment_leaves_it_done(postgres_rooms: Rooms) -> None:
    rooms = postgres_rooms
    number = asked(rooms)
    begun = Event()

    def close() -> None:
        begun.set()
        closed_elsewhere(rooms)

    closer = Thread(target=close)
    with rooms.store.change(JAN) as change:
        callback = change.session.exec(select(Callback).where(Callback.number == number).with_for_update()).one()
        callback.state, callback.open_ticket = CallbackState.DONE, None
        closer.start()
        begun.wait(10)
        closer.join(0.3)
    closer.join(10)
    assert now(rooms, number).state is CallbackState.DONE


def test_a_callback_from_a_call_makes_its_ticket_first(rooms: Rooms) -> None:
    number = rooms.callbacks.request_from_call(JAN, WANTED, "view:1")
    assert kinds(rooms, number) == ["slack.card", "callback.ticket", "callback.reply received"]
    with pytest.raises(AlreadyDone):
        rooms.callbacks.request_from_call(JAN, WANTED, "view:1")
    assert actions(rooms)[0] == (JAN, "callback.requested")


def test_numbers_follow_the_year_at_the_desk(rooms: Rooms) -> None:
    rooms.clock.instant = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert asked(rooms) == "CB-2027-0001"


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\u202e", "x" * 5000])
def test_odd_characters_in_a_form_do_not_stop_it(any_rooms: Rooms, odd: str) -> None:
    caller = Caller(**{**CALLER.model_dump(), "subject": f"Bel{odd}mij"})
    assert request(any_rooms, wanted=Wanted(caller, f"Gemeente{odd}", "nl", (), asked_not_to_record=False)) is not None

"""Alerts are planned, moved, taken back, and said once each."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot.alerts.model import Alert, AlertState
from bot.alerts.rungs import Planned
from bot.desk.policy import Audience
from bot.store.audit import AuditLine

if TYPE_CHECKING:
    from tests.conftest import Rooms

CASE = "AVG-2026-0001"


def plan(rooms: Rooms, steps: Iterable[Planned], subject: str = CASE) -> None:
    with rooms.store.change("test") as change:
        rooms.alerts.plan(change, subject, steps)


def step(due: datetime, rung: str = "steer_by", who: Audience = "team", after: int = 0) -> Planned:
    return Planned(rung, due, who, due + timedelta(minutes=after))


def states(rooms: Rooms) -> list[tuple[str, str]]:
    with rooms.store.read() as session:
        return [(each.rung, each.state.value) for each in session.exec(select(Alert).order_by(col(Alert.id)))]


def said(rooms: Rooms) -> list[tuple[str, str, str]]:
    return [(each.subject, each.target, str(each.detail["text"])) for each in rooms.effects(kind="slack.alert")]


def test_what_is_due_is_said_once_to_the_right_ear(any_rooms: Rooms) -> None:
    rooms, due = any_rooms, any_rooms.clock.now() + timedelta(hours=1)
    plan(rooms, [step(due), step(due, "overdue", "managers", after=60)])
    plan(rooms, [step(due, "due")], "CB-2026-0001")
    assert rooms.ticks.tick() == 0
    rooms.clock.forward(hours=1)
    assert (rooms.ticks.tick(), rooms.ticks.tick()) == (2, 0)
    assert said(rooms) == [
        (CASE, "C0PRIVACY", "alert.case.steer_by"),
        ("CB-2026-0001", "C0SERVICEDESK", "alert.callback.due"),
    ]
    rooms.clock.forward(days=40)
    assert (rooms.ticks.tick(), rooms.ticks.tick()) == (1, 0)
    assert said(rooms)[2:] == [(CASE, "C0MANAGERS", "alert.case.overdue")]
    with rooms.store.read() as session:
        lines = session.exec(select(AuditLine).where(AuditLine.action == "alert.sent")).all()
    assert [line.subject for line in lines] == [CASE, "CB-2026-0001", CASE]


def test_after_an_outage_only_the_last_rung_for_an_ear_is_said(rooms: Rooms) -> None:
    due = rooms.clock.now()
    plan(rooms, [step(due), step(due, "overdue", after=60), step(due, "overdue", "managers", after=60)])
    rooms.clock.forward(days=3)
    rooms.ticks.tick()
    assert [(target, text) for _, target, text in said(rooms)] == [
        ("C0PRIVACY", "alert.case.overdue"),
        ("C0MANAGERS", "alert.case.overdue"),
    ]
    assert states(rooms) == [("steer_by", "skipped"), ("overdue", "sent"), ("overdue", "sent")]


def test_a_deadline_that_moves_takes_its_alerts_along(any_rooms: Rooms) -> None:
    rooms, first = any_rooms, any_rooms.clock.now() + timedelta(hours=1)
    later = first + timedelta(hours=4)
    plan(rooms, [step(first)])
    plan(rooms, [step(later)])
    assert states(rooms) == [("steer_by", "withdrawn"), ("steer_by", "planned")]
    plan(rooms, [step(first)])
    assert states(rooms) == [("steer_by", "planned"), ("steer_by", "withdrawn")]
    rooms.clock.forward(hours=10)
    rooms.ticks.tick()
    assert len(said(rooms)) == 1


def test_planning_the_same_again_moves_the_moment_of_saying_only(rooms: Rooms) -> None:
    due = rooms.clock.now() + timedelta(hours=1)
    plan(rooms, [step(due)])
    plan(rooms, [step(due, after=30)])
    assert states(rooms) == [("steer_by", "planned")]
    with rooms.store.read() as session:
        assert session.exec(select(Alert.fire_at)).one() == due + timedelta(minutes=30)


def test_what_was_said_is_neither_repeated_nor_undone(rooms: Rooms) -> None:
    due = rooms.clock.now()
    plan(rooms, [step(due)])
    rooms.ticks.tick()
    plan(rooms, [step(due)])
    with rooms.store.change("test") as change:
        rooms.alerts.withdraw(change, CASE)
    plan(rooms, [step(due)])
    assert states(rooms) == [("steer_by", "sent")]
    assert rooms.ticks.tick() == 0


def test_a_promise_that_is_kept_is_not_reminded_of(rooms: Rooms) -> None:
    plan(rooms, [step(rooms.clock.now())])
    with rooms.store.change("test") as change:
        rooms.alerts.withdraw(change, CASE)
    assert rooms.ticks.tick() == 0
    assert said(rooms) == []


def test_the_database_refuses_the_same_alert_twice(any_rooms: Rooms) -> None:
    due = any_rooms.clock.now()
    plan(any_rooms, [step(due)])
    with pytest.raises(IntegrityError), any_rooms.store.change("test") as change:
        change.session.add(
            Alert(subject=CASE, rung="steer_by", due_at=due, recipient="team", way="channel", fire_at=due)
        )


def test_two_ticks_at_once_never_both_say_it(any_rooms: Rooms) -> None:
    rooms, due = any_rooms, any_rooms.clock.now()
    for number in range(30):
        plan(rooms, [step(due)], f"AVG-2026-{number:04d}")
    together = Barrier(4)

    def tick(_: int) -> int:
        together.wait()
        return rooms.ticks.tick()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tick, range(4))) == 30
    subjects = [subject for subject, _, _ in said(rooms)]
    assert sorted(subjects) == sorted(set(subjects))
    assert len(subjects) == 30


@pytest.mark.postgres
def test_an_alert_that_is_being_said_is_not_taken_back_meanwhile(postgres_rooms: Rooms) -> None:
    rooms, due = postgres_rooms, postgres_rooms.clock.now()
    plan(rooms, [step(due)])
    mover = Thread(target=plan, args=(rooms, [step(due + timedelta(hours=1))]))
    with rooms.store.change("alerts") as change:
        alert = change.session.exec(select(Alert).with_for_update()).one()
        alert.state = AlertState.SENT
        mover.start()
        mover.join(0.3)
    mover.join(10)
    assert states(rooms) == [("steer_by", "sent"), ("steer_by", "planned")]


def test_a_batch_leaves_the_rest_for_the_next_tick(rooms: Rooms) -> None:
    for number in range(205):
        plan(rooms, [step(rooms.clock.now())], f"CB-2026-{number:04d}")
    rooms.clock.forward(hours=1)
    with rooms.store.change("test") as change:
        for alert in change.session.exec(select(Alert)):
            alert.rung = "due"
    assert [rooms.ticks.tick() for _ in range(3)] == [200, 5, 0]

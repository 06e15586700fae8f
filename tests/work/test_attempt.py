"""One attempt at one effect, and what each way of ending means for the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.work.attempt import LONGEST_WAIT, MOST_FAILURES, Attempts
from bot.work.handlers import Done, Handler, Later, Refused, Unsure, Waiting
from bot.work.ledger import Effect, EffectState

if TYPE_CHECKING:
    from tests.conftest import Rooms

Act = Callable[[], Done | Waiting]


class Killed(BaseException):
    """The process ends here."""


class Other:
    """The other side, which answers what it was told to; remembers what it was asked."""

    def __init__(self, rooms: Rooms, *answers: Done | Waiting | BaseException) -> None:
        self._rooms = rooms
        self._answers = list(answers)
        self.looked: list[bool] = []
        with rooms.store.change("test") as change:
            self.effect = rooms.ledger.emit(change, "slack.card", "AVG-2026-0001", "C0PRIVACY")
        self._attempts = Attempts(rooms.store, {"slack.card": self})

    def __call__(self, effect: Effect, *, look_first: bool) -> Done | Waiting:
        self.looked.append(look_first)
        answer = self._answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def attempt(self) -> float | None:
        return self._attempts.attempt(self.effect.id or 0)

    def now(self) -> Effect:
        with self._rooms.store.read() as session:
            return session.get_one(Effect, self.effect.id)


def test_done_is_done_once(any_rooms: Rooms) -> None:
    def follow(change: object) -> None:
        with_session = change.session  # type: ignore[attr-defined]
        with_session.get_one(Effect, other.effect.id).detail = {"followed": True}

    other = Other(any_rooms, Done("1712.34", follow))
    assert other.attempt() is None
    done = other.now()
    assert (done.state, done.external_id, done.tries, done.finished_at) == (
        EffectState.DONE,
        "1712.34",
        1,
        any_rooms.clock.now(),
    )
    assert done.detail == {"followed": True}
    assert other.attempt() is None
    assert other.looked == [False]


def test_killed_while_asking_the_next_attempt_looks_first(rooms: Rooms) -> None:
    other = Other(rooms, Killed(), Done())
    with pytest.raises(Killed):
        other.attempt()
    assert other.now().state is EffectState.RUNNING
    assert other.attempt() is None
    assert other.looked == [False, True]


def test_later_waits_as_long_as_asked_and_never_gives_up(rooms: Rooms) -> None:
    other = Other(rooms, Later("ratelimited", 17.5), *(Later("away") for _ in range(30)), Done())
    assert 17.5 <= (other.attempt() or 0) <= 2 * 17.5
    assert other.now().error == "ratelimited"
    waits = [other.attempt() or 0 for _ in range(30)]
    assert all(0 < wait <= LONGEST_WAIT * 1.2 for wait in waits)
    assert other.now().state is EffectState.READY
    assert other.attempt() is None
    assert (other.now().tries, other.now().failures, other.now().error) == (32, 0, "")
    assert other.looked == [False] * 32


def test_after_a_lost_answer_every_attempt_looks_until_one_knows(rooms: Rooms) -> None:
    """Also when the look itself was put off: what was perhaps done is not less perhaps done by then."""
    other = Other(rooms, Unsure("timeout"), Later("ratelimited", 1), Later("away"), Unsure("timeout"), Done())
    while other.attempt() is not None:
        pass
    assert other.looked == [False, True, True, True, True]
    assert other.now().state is EffectState.DONE


def test_refused_is_a_dead_letter_at_once_and_is_audited(rooms: Rooms) -> None:
    other = Other(rooms, Refused("channel_is_strange"))
    assert other.attempt() is None
    dead = other.now()
    assert (dead.state, dead.error, dead.failures) == (EffectState.DEAD, "channel_is_strange", 0)
    with rooms.store.engine.connect() as connection:
        subjects = connection.execute(text("SELECT subject FROM audit WHERE action = 'effect.dead'")).scalars().all()
    assert subjects == ["AVG-2026-0001"]


def test_what_nobody_foresaw_is_tried_a_few_times_and_only_its_class_is_kept(
    rooms: Rooms, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Other(rooms, *(RuntimeError("Joke Smit, joke@example.org") for _ in range(MOST_FAILURES)))
    waits = [other.attempt() for _ in range(MOST_FAILURES)]
    assert waits[-1] is None
    assert None not in waits[:-1]
    dead = other.now()
    assert (dead.state, dead.error, dead.failures) == (EffectState.DEAD, "RuntimeError", MOST_FAILURES)
    assert other.looked == [False] + [True] * (MOST_FAILURES - 1)
    shown = capsys.readouterr()
    assert not re.search("joke", shown.out + shown.err, re.IGNORECASE)


def test_a_dead_letter_that_is_sent_again_looks_first(rooms: Rooms) -> None:
    """It may be dead because eight answers were lost, and stand there all the same."""
    other = Other(rooms, Refused("no"), Done())
    other.attempt()
    with rooms.store.change("operator") as change:
        rooms.ledger.retry(change)
    other.attempt()
    assert other.looked == [False, True]
    assert (other.now().state, other.now().round) == (EffectState.DONE, 1)


def test_waiting_parks_until_released(any_rooms: Rooms) -> None:
    other = Other(any_rooms, Waiting(lambda session: False), Done())
    assert other.attempt() is None
    assert other.now().state is EffectState.WAITING
    assert other.attempt() is None
    assert other.looked == [False]
    with any_rooms.store.change("test") as change:
        any_rooms.ledger.release(change, "AVG-2026-0001")
    assert other.attempt() is None
    assert other.now().state is EffectState.DONE


def test_what_came_between_the_look_and_the_parking_is_seen(any_rooms: Rooms) -> None:
    other = Other(any_rooms, Waiting(lambda session: True), Done())
    assert other.attempt() == 0
    assert other.now().state is EffectState.READY
    assert other.attempt() is None
    assert other.now().state is EffectState.DONE


def test_what_was_cancelled_or_erased_is_not_done(rooms: Rooms) -> None:
    other = Other(rooms)
    with rooms.store.change("test") as change:
        rooms.ledger.cancel(change, "AVG-2026-0001", "slack.card")
    assert other.attempt() is None
    assert Attempts(rooms.store, {}).attempt(999) is None
    assert other.looked == []


def test_an_effect_without_a_handler_ends_as_a_dead_letter(rooms: Rooms) -> None:
    other = Other(rooms)
    nobody: dict[str, Handler] = {}
    attempts = Attempts(rooms.store, nobody)
    for _ in range(MOST_FAILURES):
        attempts.attempt(other.effect.id or 0)
    assert (other.now().state, other.now().error) == (EffectState.DEAD, "KeyError")

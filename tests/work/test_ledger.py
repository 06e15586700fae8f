"""The ledger of effects: rows and engine rows come and go together."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, text

from bot.store.database import Store
from bot.work.attempt import Attempts
from bot.work.handlers import Done, Waiting
from bot.work.ledger import Effect, EffectState, dead_letters

if TYPE_CHECKING:
    from tests.conftest import Rooms


def engine_rows(store: Store) -> list[tuple[str, str, str, int]]:
    """What the engine has in its queue: id, queue, partition, priority."""
    schema = "dbos." if store.engine.dialect.name == "postgresql" else ""
    with store.engine.connect() as connection:
        rows = connection.execute(
            text(
                "SELECT workflow_uuid, queue_name, queue_partition_key, priority"
                f" FROM {schema}workflow_status ORDER BY priority, workflow_uuid"
            )
        )
        return [tuple(row) for row in rows]


def emit(rooms: Rooms, kind: str = "slack.card", subject: str = "AVG-2026-0001", target: str = "C0PRIVACY") -> Effect:
    with rooms.store.change("test") as change:
        return rooms.ledger.emit(change, kind, subject, target)


def put(rooms: Rooms, effect: Effect, state: EffectState) -> None:
    with rooms.store.change("test") as change:
        change.session.get_one(Effect, effect.id).state = state


def state_of(rooms: Rooms, effect: Effect) -> EffectState:
    with rooms.store.read() as session:
        return session.get_one(Effect, effect.id).state


def test_an_effect_and_its_run_are_stored_together(any_rooms: Rooms) -> None:
    card = emit(any_rooms)
    note = emit(any_rooms, "case.note", target="ticket")
    assert engine_rows(any_rooms.store) == [
        (f"{card.key}-0", "slack_post", "C0PRIVACY", card.id),
        (f"{note.key}-0", "ticket", "AVG-2026-0001", note.id),
    ]


def test_a_change_that_fails_leaves_neither_effect_nor_run(any_rooms: Rooms) -> None:
    def fails() -> None:
        with any_rooms.store.change("test") as change:
            any_rooms.ledger.emit(change, "slack.card", "AVG-2026-0001", "C0PRIVACY")
            raise RuntimeError("not stored")

    with pytest.raises(RuntimeError, match="not stored"):
        fails()
    assert any_rooms.effects() == []
    assert engine_rows(any_rooms.store) == []


def test_a_refresh_that_still_waits_for_its_turn_is_not_repeated(any_rooms: Rooms) -> None:
    def refresh(target: str = "C0PRIVACY") -> int:
        with any_rooms.store.change("test") as change:
            any_rooms.ledger.emit_once(change, "slack.refresh", "AVG-2026-0001", target)
            any_rooms.ledger.emit_once(change, "slack.refresh", "AVG-2026-0001", target)
        return len(any_rooms.effects())

    assert refresh() == 1
    assert refresh() == 1
    assert refresh("C0OTHER") == 2
    for state in (EffectState.RUNNING, EffectState.DONE, EffectState.WAITING):
        before = len(any_rooms.effects())
        for effect in any_rooms.effects():
            put(any_rooms, effect, state)
        assert refresh() == before + 1, f"one that is {state} may have looked already"


def test_release_wakes_what_waits_in_order_and_nothing_else(any_rooms: Rooms) -> None:
    first, second = emit(any_rooms, "slack.line"), emit(any_rooms, "slack.line")
    done, other = emit(any_rooms, "slack.line"), emit(any_rooms, "slack.line", "AVG-2026-0002")
    for effect in (second, first, other):
        put(any_rooms, effect, EffectState.WAITING)
    put(any_rooms, done, EffectState.DONE)
    before = engine_rows(any_rooms.store)
    for _ in range(2):
        with any_rooms.store.change("test") as change:
            any_rooms.ledger.release(change, "AVG-2026-0001")
    fresh = [row for row in engine_rows(any_rooms.store) if row not in before]
    assert [row[0] for row in fresh] == [f"{first.key}-1", f"{second.key}-1"]
    assert [state_of(any_rooms, each) for each in (first, second, done, other)] == [
        EffectState.READY,
        EffectState.READY,
        EffectState.DONE,
        EffectState.WAITING,
    ]


def test_cancel_withdraws_what_has_not_started(any_rooms: Rooms) -> None:
    ready, waiting, running = (emit(any_rooms, "slack.line") for _ in range(3))
    kept = emit(any_rooms, "slack.card")
    put(any_rooms, waiting, EffectState.WAITING)
    put(any_rooms, running, EffectState.RUNNING)
    with any_rooms.store.change("test") as change:
        any_rooms.ledger.cancel(change, "AVG-2026-0001", "slack.line")
    assert [state_of(any_rooms, each) for each in (ready, waiting, running, kept)] == [
        EffectState.CANCELLED,
        EffectState.CANCELLED,
        EffectState.RUNNING,
        EffectState.READY,
    ]


def test_dead_letters_are_listed_and_sent_again_and_that_is_audited(any_rooms: Rooms) -> None:
    one, two, fine = (emit(any_rooms, "slack.line") for _ in range(3))
    for effect in (one, two):
        put(any_rooms, effect, EffectState.DEAD)
    with any_rooms.store.read() as session:
        assert [effect.id for effect in dead_letters(session)] == [one.id, two.id]
    with any_rooms.store.change("operator") as change:
        assert any_rooms.ledger.retry(change, [two.id or 0, fine.id or 0, 999]) == 1
    assert state_of(any_rooms, one) is EffectState.DEAD
    with any_rooms.store.change("operator") as change:
        assert any_rooms.ledger.retry(change) == 1
    ids = [row[0] for row in engine_rows(any_rooms.store)]
    assert {f"{one.key}-1", f"{two.key}-1"} <= set(ids)
    assert f"{fine.key}-1" not in ids
    with any_rooms.store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit WHERE action = 'effect.retried'")).scalar_one() == 2


@pytest.mark.postgres
def test_what_is_released_while_it_is_being_parked_is_not_lost(postgres_rooms: Rooms) -> None:
    """The card is stored between an effect's look at it and the parking of that effect, as slow as can be."""
    rooms = postgres_rooms
    card, line = emit(rooms), emit(rooms, "slack.line")
    there = Event()
    looked, release = Event(), Event()

    def waits(effect: Effect, *, look_first: bool) -> Done | Waiting:
        if there.is_set():
            return Done("said")
        looked.set()
        release.wait(10)
        return Waiting(lambda session: session.get_one(Effect, card.id).state is EffectState.DONE)

    runner = Thread(target=Attempts(rooms.store, {"slack.line": waits}).attempt, args=(line.id,))
    runner.start()
    assert looked.wait(10)
    with rooms.store.change("engine") as change:
        change.session.get_one(Effect, card.id).state = EffectState.DONE
        rooms.ledger.release(change, card.subject)
        release.set()  # it now wants to park, and must wait for this transaction
        runner.join(0.5)
    runner.join(10)
    assert state_of(rooms, line) is EffectState.READY


def test_nothing_of_a_person_stands_in_the_engine_or_in_plain_columns(any_rooms: Rooms) -> None:
    """After a whole intake the only places with personal words are the sealed ones."""
    raw = (
        b"From: Geertruida Plantinga <g.plantinga@planted.example>\r\nTo: privacy@verdant.example\r\n"
        b"Subject: Inzage Plantinga 0698765432\r\nMessage-ID: <planted-id@planted.example>\r\n\r\n"
        b"Graag ontvang ik inzage in al mijn persoonsgegevens. Mijn BSN is 999912345, bel 06-98765432. Geertruida\r\n"
    )
    assert any_rooms.intake.take(raw).case == "AVG-2026-0001"
    words = ("plantinga", "geertruida", "planted", "98765432", "999912345")
    columns = 0
    for schema in ("", "dbos."):
        for table, row in all_rows(any_rooms.store, schema):
            for value in row:
                columns += 1
                shown = value.decode("latin-1") if isinstance(value, bytes) else str(value)
                assert not [word for word in words if word in shown.lower()], f"in {table}"
    assert columns > 100


def all_rows(store: Store, schema: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    place = schema.rstrip(".") or None
    if place and store.engine.dialect.name == "sqlite":
        return
    tables = inspect(store.engine).get_table_names(schema=place)
    with store.engine.connect() as connection:
        for table in tables:
            for row in connection.execute(text(f'SELECT * FROM {schema}"{table}"')):
                yield table, tuple(bytes(each) if isinstance(each, memoryview) else each for each in row)

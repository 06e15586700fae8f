"""Changes, deliveries that come twice, and tables that agree with their models."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel, select

from bot.store import database, migrations
from bot.store.database import Store
from bot.store.numbers import Counter, next_number
from bot.store.once import AlreadyDone, Delivery


def test_models_and_migrations_agree(any_store: Store) -> None:
    ours = set(SQLModel.metadata.tables)

    def include(thing: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
        # What the durable engine and alembic keep for themselves is not ours to compare.
        return kind != "table" or name in ours

    with any_store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": include, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_migrating_again_changes_nothing(any_store: Store) -> None:
    assert migrations.is_current(any_store.engine)
    migrations.upgrade(any_store.engine)
    assert migrations.is_current(any_store.engine)


def test_two_that_migrate_a_new_database_at_once_both_succeed(tmp_path: Path) -> None:
    _migrate_together(*(database.create(f"sqlite:///{tmp_path}/new/balie.db") for _ in range(2)))
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@pytest.mark.postgres
def test_two_that_migrate_a_new_postgresql_at_once_both_succeed(postgres_url: str) -> None:
    engines = [database.create(postgres_url) for _ in range(2)]
    with engines[0].begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    _migrate_together(*engines)


def _migrate_together(*engines: Engine) -> None:
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(migrations.upgrade, engines))
    for engine in engines:
        assert migrations.is_current(engine)
        engine.dispose()


def test_sqlite_keeps_what_is_committed_and_forgets_what_is_deleted(store: Store) -> None:
    with store.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def test_a_delivery_that_was_handled_is_refused_and_changes_nothing(any_store: Store) -> None:
    with any_store.change("test", once="action:1") as change:
        next_number(change.session, "AVG", 2026)
    with pytest.raises(AlreadyDone), any_store.change("test", once="action:1") as change:
        next_number(change.session, "AVG", 2026)
    with any_store.read() as session:
        assert session.exec(select(Counter.last)).one() == 1


def test_a_delivery_whose_change_failed_may_come_again(any_store: Store) -> None:
    with pytest.raises(RuntimeError), any_store.change("test", once="action:1"):
        raise RuntimeError
    with any_store.change("test", once="action:1") as change:
        next_number(change.session, "AVG", 2026)
    with any_store.read() as session:
        assert session.exec(select(Delivery.key)).all() == ["action:1"]


def test_of_the_same_delivery_at_the_same_moment_one_is_handled(any_store: Store) -> None:
    together = Barrier(6)

    def deliver(_: int) -> bool:
        together.wait()
        try:
            with any_store.change("test", once="action:1") as change:
                next_number(change.session, "AVG", 2026)
        except AlreadyDone:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(deliver, range(6))) == [False] * 5 + [True]
    with any_store.read() as session:
        assert session.exec(select(Counter.last)).one() == 1


def test_reading_never_changes_anything(any_store: Store) -> None:
    with any_store.read() as session:
        session.add(Counter(series="AVG", year=2026, last=7))
        session.flush()
    with any_store.read() as session:
        assert session.exec(select(Counter)).all() == []

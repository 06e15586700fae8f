"""The audit log: append-only, and any tampering shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from bot.store.audit import AuditLine, Verdict, verify
from bot.store.database import Store


def filled(store: Store, lines: int = 5) -> Verdict:
    for number in range(lines):
        with store.change("U0000000001") as change:
            change.record("case.looked", f"AVG-2026-{number:04d}", types=["access", "erasure"], count=number, note=None)
    return checked(store)


def checked(store: Store) -> Verdict:
    with store.read() as session:
        return verify(session)


def tamper(store: Store, statement: str) -> None:
    """Do what the database refuses, as somebody with all rights over the file could."""
    with store.engine.begin() as connection:
        if store.engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        else:
            connection.execute(text("DROP TRIGGER IF EXISTS audit_no_update"))
            connection.execute(text("DROP TRIGGER IF EXISTS audit_no_delete"))
        connection.execute(text(statement))


def test_an_untouched_log_is_whole(any_store: Store) -> None:
    assert checked(any_store) == Verdict(0, "0" * 64, None)
    verdict = filled(any_store)
    assert (verdict.lines, verdict.broken_at) == (5, None)
    with any_store.read() as session:
        last = session.exec(select(AuditLine).order_by(col(AuditLine.id).desc())).first()
    assert last is not None
    assert (last.actor, last.action, last.subject) == ("U0000000001", "case.looked", "AVG-2026-0004")
    assert last.detail == {"types": ["access", "erasure"], "count": 4, "note": None}
    assert verdict.head == last.hash


@pytest.mark.parametrize(
    ("statement", "line", "why"),
    [
        ("UPDATE audit SET actor = 'U9' WHERE id = 2", 2, "was changed"),
        ("UPDATE audit SET subject = 'AVG-2026-9999' WHERE id = 1", 1, "was changed"),
        ("UPDATE audit SET at = '2020-01-01 00:00:00+00:00' WHERE id = 3", 3, "was changed"),
        ("UPDATE audit SET detail = '{}' WHERE id = 5", 5, "was changed"),
        ("UPDATE audit SET hash = previous WHERE id = 4", 4, "was changed"),
        ("UPDATE audit SET previous = hash WHERE id = 4", 4, "does not follow"),
        ("DELETE FROM audit WHERE id = 3", 3, "is missing"),
        ("DELETE FROM audit WHERE id = 1", 1, "is missing"),
        ("DELETE FROM audit WHERE id = 5", 5, "the log ends at line 4, but 5 lines were written"),
        ("DELETE FROM audit", 1, "the log ends at line 0, but 5"),
        ("DELETE FROM audit_head", 6, "the row that tells where the log ends is missing"),
        ("UPDATE audit_head SET last = 4", 6, "the log ends at line 5, but 4"),
        (
            "INSERT INTO audit SELECT 6, at, actor, action, subject, detail, hash, hash FROM audit WHERE id = 5",
            6,
            "was changed",
        ),
    ],
)
def test_tampering_shows_at_the_first_line_that_does_not_fit(
    any_store: Store, statement: str, line: int, why: str
) -> None:
    filled(any_store)
    tamper(any_store, statement)
    verdict = checked(any_store)
    assert verdict.broken_at == line
    assert why in verdict.why


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x' WHERE id = 1", "DELETE FROM audit"])
def test_the_database_itself_refuses(any_store: Store, statement: str) -> None:
    whole = filled(any_store, 2)
    with pytest.raises(DBAPIError, match="append-only"), any_store.engine.begin() as connection:
        connection.execute(text(statement))
    assert checked(any_store) == whole


@pytest.mark.postgres
def test_postgresql_refuses_to_empty_the_log(postgres_store: Store) -> None:
    whole = filled(postgres_store, 2)
    with pytest.raises(DBAPIError, match="append-only"), postgres_store.engine.begin() as connection:
        connection.execute(text("TRUNCATE audit"))
    assert checked(postgres_store) == whole


def test_many_threads_append_to_one_chain(any_store: Store) -> None:
    def note(number: int) -> None:
        with any_store.change("test") as change:
            change.record("a", str(number))
            change.record("b", str(number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(24)))
    verdict = checked(any_store)
    assert (verdict.lines, verdict.broken_at) == (48, None)
    with any_store.read() as session:
        lines = session.exec(select(AuditLine).order_by(col(AuditLine.id))).all()
    pairs = [
        (first.subject, first.action, second.subject, second.action)
        for first, second in zip(lines[::2], lines[1::2], strict=True)
    ]
    assert all(first == second and (a, b) == ("a", "b") for first, a, second, b in pairs)


def test_a_change_that_fails_leaves_no_line(any_store: Store) -> None:
    def fails() -> None:
        with any_store.change("test") as change:
            change.record("case.opened", "AVG-2026-0001")
            raise RuntimeError("not stored")

    with pytest.raises(RuntimeError, match="not stored"):
        fails()
    assert checked(any_store).lines == 0

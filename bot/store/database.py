"""The database: one engine for Balie's own tables and the durable engine's, and one way to change anything."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlmodel import Session

from bot.desk.clock import Clock
from bot.store import audit, turns
from bot.store.once import note
from bot.store.vault import Vault

_SQLITE_PRAGMAS = (
    "busy_timeout=30000",
    "foreign_keys=ON",
    "synchronous=FULL",
    "secure_delete=ON",
)
_PATIENCE = 30.0


@dataclass(slots=True)
class Change:
    """One transaction that changes things: its session, its instant, who does it, and the audit lines it will leave."""

    session: Session
    now: datetime
    actor: str
    """A Slack user id, or the name of the part of Balie that acts by itself."""
    _lines: list[audit.Line] = field(default_factory=list)

    def record(self, action: str, subject: str, **detail: str | int | bool | list[str] | None) -> None:
        """Add an audit line; ``detail`` holds ids, states and dates only, never personal data."""
        self._lines.append(audit.Line(self.now, self.actor, action, subject, detail))

    def close(self) -> None:
        """Write the audit lines, last of all: their chain is one lock that everybody needs, so it is held shortly."""
        self.session.flush()
        audit.append(self.session, self._lines)


class Store:
    """Gives transactions on the database."""

    def __init__(self, engine: Engine, vault: Vault, clock: Clock) -> None:
        self.engine = engine
        self.vault = vault
        self.clock = clock

    @contextmanager
    def change(self, actor: str, once: str = "") -> Iterator[Change]:
        """A transaction that commits when the block ends, with its audit lines, or leaves nothing when it raises.

        ``once`` names the delivery that asks for it. Raises AlreadyDone when that delivery was handled before.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            if self.engine.dialect.name == "sqlite":
                # A SELECT opens no transaction there: without this a row read here could change before it is written.
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            change = Change(session, self.clock.now(), actor)
            if once:
                note(session, once, change.now)
            yield change
            change.close()
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read with; nothing is committed."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session


def create(url: str) -> Engine:
    """An engine for SQLite (one process, WAL, every commit on disk) or PostgreSQL (psycopg 3)."""
    if url.startswith("sqlite"):
        path = make_url(url).database
        if path:
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = create_engine(
            url, pool_size=30, max_overflow=0, connect_args={"check_same_thread": False, "factory": turns.Writer}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        turns.install(engine)
        return engine
    return create_engine(url, pool_size=20, max_overflow=10, pool_pre_ping=True)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  # SQLAlchemy's own type is private
    connection.isolation_level = "IMMEDIATE"
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    patience = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            # Another process makes the same new database at this moment; for this change SQLite itself never waits.
            if time.monotonic() > patience:
                raise
            time.sleep(0.02)
        else:
            return

"""What the sandbox remembers: one SQLite file behind a lock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

Parameters = Sequence[Any] | Mapping[str, Any]


class Store:
    """A small helper around one SQLite database (WAL), safe for use from several threads.

    Each writing call is a transaction of its own, unless it is made inside ``transaction()``. Rows come back as
    ``sqlite3.Row`` (by name and by position). A path of None keeps everything in memory.
    """

    def __init__(self, path: Path | None = None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode=WAL")
        # A killed process loses nothing with OFF, only a power cut does harm; waiting for the disk holds up Slack.
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA busy_timeout=5000")

    def script(self, sql: str) -> None:
        """Runs several statements; for ``CREATE TABLE IF NOT EXISTS …`` at the start of a part."""
        with self._lock:
            self._connection.executescript(sql)

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Runs one writing statement; returns the id of the inserted row, or else the number of rows changed."""
        with self._lock:
            cursor = self._connection.execute(sql, parameters)
            if sql.lstrip()[:6].upper() == "INSERT" and cursor.lastrowid is not None:
                return cursor.lastrowid
            return cursor.rowcount

    def write_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs one writing statement for every row, in one transaction."""
        with self.transaction():
            self._connection.executemany(sql, rows)

    def one(self, sql: str, parameters: Parameters = ()) -> sqlite3.Row | None:
        """The first row, or None."""
        with self._lock:
            row: sqlite3.Row | None = self._connection.execute(sql, parameters).fetchone()
            return row

    def all(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows."""
        with self._lock:
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept together or not at all. May be nested; the outermost one decides."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Closes the file. The store cannot be used afterwards."""
        with self._lock:
            self._connection.close()

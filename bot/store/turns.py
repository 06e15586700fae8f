"""Whose turn it is to write to SQLite: in order of arrival, and people before machinery.

SQLite lets one connection write at a time and keeps no line: whoever waits sleeps for up to a tenth of a second and
tries again, so a click can lose against the engine's bookkeeping again and again. Here everybody of this process
stands in line instead. While a person waits for an answer the machinery stands still before its next write, which also
leaves the processor to the one who hurries. Another process (``balie intake``) still waits by SQLite's own timeout.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event

_WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN I")
_COURTESY = 0.1
"""Seconds that machinery stands still at most for one write, so that it goes on under any number of clicks."""

_here = threading.local()
_guard = threading.Lock()
_people = 0
_quiet = threading.Event()
_quiet.set()


@contextmanager
def first() -> Iterator[None]:
    """Around what somebody waits for: it goes first in this process until the block ends."""
    global _people  # noqa: PLW0603  # one count for the process: every thread of it shares the processor
    with _guard:
        _people += 1
        _quiet.clear()
    before, _here.first = getattr(_here, "first", False), True
    try:
        yield
    finally:
        _here.first = before
        with _guard:
            _people -= 1
            if _people == 0:
                _quiet.set()


class Turns:
    """A lock with two lines of waiting: nobody of the second gets it while somebody stands in the first."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._first: deque[threading.Lock] = deque()
        self._second: deque[threading.Lock] = deque()

    def take(self) -> None:
        """Wait for the turn of this thread."""
        hurries = getattr(_here, "first", False)
        if not hurries:
            _quiet.wait(_COURTESY)
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            (self._first if hurries else self._second).append(mine)
        mine.acquire()  # until the one before us gives the turn

    def give(self) -> None:
        """Hand the turn to the next in line."""
        with self._guard:
            line = self._first or self._second
            if line:
                line.popleft().release()
            else:
                self._taken = False


_turns = Turns()


class Writer(sqlite3.Connection):
    """An SQLite connection that hands its turn on when its transaction is over; given as the ``factory``."""

    has_turn = False

    def commit(self) -> None:
        """Commit; one that fails keeps the turn until the rollback that follows."""
        super().commit()
        self._end()

    def rollback(self) -> None:
        """Roll back."""
        try:
            super().rollback()
        finally:
            self._end()

    def close(self) -> None:
        """Close, whatever was under way."""
        try:
            super().close()
        finally:
            self._end()

    def _end(self) -> None:
        if self.has_turn:
            self.has_turn = False
            _turns.give()


def install(engine: Engine) -> None:
    """Make every writing transaction on an SQLite engine wait for its turn, the durable engine's own among them."""

    @event.listens_for(engine, "before_cursor_execute")
    def _before(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        writer = connection.connection.driver_connection
        if isinstance(writer, Writer) and not writer.has_turn and statement.lstrip()[:8].upper().startswith(_WRITES):
            _turns.take()
            writer.has_turn = True

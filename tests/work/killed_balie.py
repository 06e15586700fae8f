"""Runs Balie and kills it, without any farewell, just before or just after its n-th commit. Used by test_kill.py.

usage: killed_balie.py before|after N      (N = 0: never killed)
"""

from __future__ import annotations

import itertools
import os
import signal
import sys

from sqlalchemy import Connection, Engine, event

from bot.cli import main

_WRITES = ("INSERT", "UPDATE", "DELETE")


def arm(when: str, number: int) -> None:
    """Kill this process at the n-th commit that wrote something, on whatever connection."""
    commits = itertools.count(1)
    dirty: set[int] = set()

    @event.listens_for(Engine, "before_cursor_execute")
    def _(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(_WRITES):
            dirty.add(id(connection.connection.dbapi_connection))

    @event.listens_for(Engine, "commit")
    def _(connection: Connection) -> None:
        known = id(connection.connection.dbapi_connection)
        if known not in dirty:
            return
        dirty.discard(known)
        if next(commits) != number:
            return
        if when == "after":
            dbapi = connection.connection.dbapi_connection
            if dbapi is not None:
                dbapi.commit()
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    sys.argv = ["balie", *sys.argv[3:]]
    main()

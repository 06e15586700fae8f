"""A PostgreSQL server of our own on loopback, from the system's programs, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USUAL = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class Absent(Exception):
    """There is no PostgreSQL here that can be started; the text says why."""


@contextmanager
def server() -> Iterator[str]:
    """Its URL, with every commit on disk as it is by default. Raises Absent."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    user = _other_user()
    with tempfile.TemporaryDirectory(prefix="balie-bench-pg-") as folder:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = f"{folder}/data"
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        _as(user, [initdb, "-D", data, "-U", "balie", "-A", "trust", "--no-locale", "-E", "UTF8"])
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        _as(user, [pg_ctl, "-D", data, "-l", f"{folder}/log", "-w", "-o", options, "start"])
        try:
            yield f"postgresql://balie@127.0.0.1:{port}/postgres"
        finally:
            _as(user, [pg_ctl, "-D", data, "-m", "immediate", "-w", "stop"])


def _program(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, _USUAL)]))
    if found is None:
        raise Absent(f"{name} is not on this machine")
    return found


def _other_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError as nobody:
        raise Absent("this runs as root and there is no user postgres") from nobody


def _as(user: pwd.struct_passwd | None, command: list[str]) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", stdin=subprocess.DEVNULL,
        user=user.pw_uid if user else None, group=user.pw_gid if user else None,
    )  # fmt: skip
    if done.returncode:
        raise Absent(f"{Path(command[0]).name} failed: {done.stderr.strip()[-200:] or done.stdout.strip()[-200:]}")

"""The sandbox's clock: real time plus an offset that only grows, shared between processes through one small file."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Final

_NOT_READ: Final = -1


class SandboxClock:
    """Tells the present instant of the sandbox's world.

    ``path`` is a JSON file ``{"offset_seconds": number}``. Every process that makes a ``SandboxClock`` of the same path
    sees the same time: the file is read again when its modification time or size changed. Without a path the offset
    lives in this object alone. Time never moves back, also not when the file is replaced by an older one.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._offset = timedelta(0)
        self._stamp: tuple[int, int] = (_NOT_READ, _NOT_READ)
        self._latest = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The present of the sandbox, aware, in UTC; strictly later than every instant told before."""
        with self._lock:
            self._reread()
            instant = datetime.now(UTC) + self._offset
            if instant <= self._latest:
                instant = self._latest + timedelta(microseconds=1)
            self._latest = instant
            return instant

    @property
    def offset(self) -> timedelta:
        """How far the sandbox is ahead of the machine's clock."""
        with self._lock:
            self._reread()
            return self._offset

    def advance(self, by: timedelta) -> datetime:
        """Moves the clock forward and returns the new present. Raises ValueError for a move back."""
        if by < timedelta(0):
            raise ValueError("the sandbox clock only moves forward")
        with self._lock:
            self._reread()
            self._offset += by
            self._write()
        return self.now()

    def advance_to(self, instant: datetime) -> datetime:
        """Moves the clock to an aware instant and returns the new present. Raises ValueError for one in the past."""
        if instant.tzinfo is None:
            raise ValueError("the instant needs a time zone")
        return self.advance(instant.astimezone(UTC) - self.now())

    def _reread(self) -> None:
        if self._path is None:
            return
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return
        stamp = (status.st_mtime_ns, status.st_size)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        seconds = json.loads(self._path.read_text(encoding="utf-8"))["offset_seconds"]
        self._offset = max(self._offset, timedelta(seconds=float(seconds)))

    def _write(self) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Readers in other processes must never see half a file: write beside it and rename.
        beside = self._path.with_suffix(f".{os.getpid()}.part")
        try:
            beside.write_text(json.dumps({"offset_seconds": self._offset.total_seconds()}), encoding="utf-8")
            beside.replace(self._path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()

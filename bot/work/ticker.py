"""Jobs that run again and again in a thread of their own, and when each last went well."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)


class Ticker:
    """Runs a job every so many seconds until it is stopped. A job that fails is logged by class and runs again."""

    def __init__(self, name: str, every: float, job: Callable[[], object]) -> None:
        self.name = name
        self.every = every
        self._job = job
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"ticker-{name}", daemon=True)
        self._went_well = time.monotonic()

    def start(self) -> None:
        """Begin; the first run is at once."""
        self._thread.start()

    def stop(self, patience: float = 10) -> None:
        """Let the running job finish, and run no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def silent_for(self) -> float:
        """Seconds since a run last went well."""
        return time.monotonic() - self._went_well

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._job()
                self._went_well = time.monotonic()
            except Exception as broken:  # noqa: BLE001  # the boundary: a job that dies would never run again
                log.error("job failed", job=self.name, error=type(broken).__name__)
            self._stop.wait(self.every)

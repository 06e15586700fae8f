"""The way in from a Maildir on this machine, filled by an MTA, fetchmail or another program."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from integrations.mail.mime import MAX_MESSAGE
from integrations.mail.port import Deliver, NotStored
from integrations.mail.urls import split

_MAX_WAIT: Final = 600.0
_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY
_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Trouble:
    """A file that could not be handed over or put away: tries so far, and how many rounds it is left alone."""

    tries: int = 0
    rest: int = 0


class MaildirInbox:
    """A MailInbox on ``maildir:///path``: looks every ``interval`` seconds and gives what it finds, oldest first.

    Without ``done_folder`` a message counts as new while it lies in new/, or in cur/ without the flag S (seen); after
    ``deliver`` returned it goes to cur/ with S. A mail program that people read the same Maildir with sets S as well,
    so then give it a ``done_folder`` (Maildir++, "Done" is .Done/): everything in new/ and cur/ counts as new, and what
    is stored moves to that folder. A file that fails is tried again later and later, up to ten minutes apart, and
    stands in nobody's way. Symbolic links and other special files are not opened. Of a file larger than what the
    parser reads, the beginning is given; the file itself is kept. ValueError when the URL or the folder is wrong.
    """

    def __init__(self, url: str, *, done_folder: str = "", interval: float = 5.0) -> None:
        parts = split(url)
        if parts.scheme != "maildir" or parts.netloc or not parts.path.startswith("/") or parts.query:
            raise ValueError("a Maildir is written as maildir:///path/to/it")
        if "/" in done_folder or "\0" in done_folder or done_folder.strip(". ") != done_folder:
            raise ValueError("the done folder is a plain name without dots at its ends and without slashes")
        self._root = Path(parts.path)
        self._done = self._root / f".{done_folder}" if done_folder else None
        self._interval = interval
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._trouble: dict[tuple[str, str], _Trouble] = {}
        self._stored: set[tuple[str, str]] = set()
        self._problem: str | None = None

    def start(self, deliver: Deliver) -> None:
        """Begin to look, in a thread of its own; directories that are missing are made (mode 700)."""
        for folder in (self._root, self._done):
            if folder is not None:
                for name in ("new", "cur", "tmp"):
                    (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._stopped.clear()
        self._thread = threading.Thread(target=self._run, args=(deliver,), name="maildir", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the message that is being given now."""
        self._stopped.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=60)
            self._thread = None

    def check(self) -> str | None:
        """None while it looks and nothing is stuck."""
        if self._thread is None or not self._thread.is_alive():
            return "the Maildir is not being watched"
        if self._problem is not None:
            return self._problem
        stuck = sum(1 for trouble in tuple(self._trouble.values()) if trouble.tries > 1)
        return f"{stuck} messages in the Maildir cannot be stored or put away" if stuck else None

    def _run(self, deliver: Deliver) -> None:
        while not self._stopped.is_set():
            try:
                self.look(deliver)
                self._problem = None
            except OSError as error:
                self._problem = f"the Maildir cannot be read: {error.strerror or type(error).__name__}"
                _log.error("maildir cannot be read: %s", type(error).__name__)
            self._wake.wait(self._interval)
            self._wake.clear()

    def look(self, deliver: Deliver) -> int:
        """One round over everything that is new. Returns how many messages were stored; OSError for the directories."""
        count = 0
        with _opened(self._root / "new") as new, _opened(self._root / "cur") as cur:
            waiting = [(moment, "new", name, new) for moment, name in _files(new)]
            waiting += [
                (moment, "cur", name, cur) for moment, name in _files(cur) if self._done or "S" not in _flags(name)
            ]
            known = {(folder, name) for _, folder, name, _ in waiting}
            self._trouble = {key: trouble for key, trouble in self._trouble.items() if key in known}
            self._stored &= known
            for _, folder, name, directory in sorted(waiting, key=lambda item: item[:3]):
                if self._stopped.is_set():
                    break
                count += self._handle(deliver, (folder, name), directory, cur)
        return count

    def _handle(self, deliver: Deliver, key: tuple[str, str], directory: int, cur: int) -> bool:
        """Give one file and put it away. Whether it was stored in this round."""
        trouble = self._trouble.get(key)
        if trouble is not None and trouble.rest > 0:
            trouble.rest -= 1
            return False
        given = False
        try:
            if key not in self._stored:
                raw = _read(directory, key[1])
                if raw is None:
                    return False
                deliver(raw)
                self._stored.add(key)
                given = True
            self._put_away(key[1], directory, cur)
        except Exception as error:  # noqa: BLE001 - a boundary: one bad file may not stop the others
            if not isinstance(error, NotStored):
                _log.error("maildir message not handled: %s", type(error).__name__)
            self._postpone(key)
        else:
            self._stored.discard(key)
            self._trouble.pop(key, None)
        return given

    def _postpone(self, key: tuple[str, str]) -> None:
        trouble = self._trouble.setdefault(key, _Trouble())
        trouble.tries += 1
        most = int(_MAX_WAIT / max(self._interval, 0.01))
        trouble.rest = min(2 ** min(trouble.tries, 20) - 2, most)

    def _put_away(self, name: str, directory: int, cur: int) -> None:
        base, _, _ = name.partition(":2,")
        target = f"{base}:2,{''.join(sorted({*_flags(name), 'S'}))}"
        if self._done is None:
            _move(name, directory, target, cur)
            return
        with _opened(self._done / "cur") as done:
            _move(name, directory, target, done)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """A directory held open, so that what happens in it cannot be led elsewhere."""
    descriptor = os.open(path, _DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _files(directory: int) -> list[tuple[int, str]]:
    """(time of change, name) of the ordinary files that a Maildir reader looks at."""
    found: list[tuple[int, str]] = []
    for name in os.listdir(directory):
        if name.startswith("."):
            continue
        with contextlib.suppress(FileNotFoundError):  # Another program moved it a moment ago.
            status = os.stat(name, dir_fd=directory, follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                found.append((status.st_mtime_ns, name))
    return found


def _flags(name: str) -> str:
    return name.rpartition(":2,")[2] if ":2," in name else ""


def _read(directory: int, name: str) -> bytes | None:
    """The file's bytes, as many as the parser looks at and one more; None when it is gone or no ordinary file."""
    try:
        descriptor = os.open(name, _FILE, dir_fd=directory)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return None
        return file.read(min(status.st_size, MAX_MESSAGE + 1))


def _move(name: str, source: int, target: str, destination: int) -> None:
    """Rename without ever replacing a message that is there already."""
    number = 0
    base, _, info = target.partition(":2,")
    while True:
        candidate = f"{base}.{number}:2,{info}" if number else target
        if source == destination and candidate == name:
            return
        try:
            os.link(name, candidate, src_dir_fd=source, dst_dir_fd=destination, follow_symlinks=False)
        except FileExistsError:
            number += 1
            continue
        os.unlink(name, dir_fd=source)
        return

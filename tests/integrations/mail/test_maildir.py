"""The way in from a real Maildir."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from integrations.mail.factory import open_inbox
from integrations.mail.maildir import MaildirInbox
from integrations.mail.port import NotStored


class Store:
    """Stores messages, and fails for those it is told to fail for."""

    def __init__(self) -> None:
        self.stored: list[bytes] = []
        self.failing: dict[bytes, Exception] = {}
        self.arrived = threading.Semaphore(0)

    def __call__(self, raw: bytes) -> None:
        if raw in self.failing:
            raise self.failing[raw]
        self.stored.append(raw)
        self.arrived.release()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    return tmp_path / "box"


def put(root: Path, name: str, raw: bytes, folder: str = "new", age: int = 0) -> Path:
    path = root / folder / name
    path.write_bytes(raw)
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return path


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_new_messages_are_given_oldest_first_and_marked_seen(root: Path) -> None:
    put(root, "a", b"tweede", age=5)
    put(root, "b", b"eerste", age=9)
    put(root, "c:2,F", b"derde", folder="cur", age=1)
    put(root, "d:2,S", b"al gezien", folder="cur")
    store = Store()
    inbox = MaildirInbox(f"maildir://{root}")
    assert inbox.look(store) == 3
    assert store.stored == [b"eerste", b"tweede", b"derde"]
    assert names(root / "new") == []
    assert names(root / "cur") == ["a:2,S", "b:2,S", "c:2,FS", "d:2,S"]
    assert inbox.look(store) == 0


def test_done_folder_takes_what_was_seen_as_well(root: Path) -> None:
    put(root, "a", b"nieuw", age=2)
    put(root, "b:2,S", b"door een mens gelezen", folder="cur", age=1)
    store = Store()
    inbox = MaildirInbox(f"maildir://{root}", done_folder="Balie")
    inbox.start(store)
    for _ in range(2):
        assert store.arrived.acquire(timeout=10)
    inbox.stop()
    assert store.stored == [b"nieuw", b"door een mens gelezen"]
    assert names(root / ".Balie" / "cur") == ["a:2,S", "b:2,S"]
    assert names(root / "cur") == names(root / "new") == []


def test_a_failing_message_stays_and_blocks_nobody(root: Path) -> None:
    put(root, "a", b"kapot", age=9)
    put(root, "b", b"niet nu", age=5)
    put(root, "c", b"goed", age=1)
    store = Store()
    store.failing = {b"kapot": RuntimeError(), b"niet nu": NotStored()}
    inbox = MaildirInbox(f"maildir://{root}")
    assert inbox.look(store) == 1
    assert names(root / "new") == ["a", "b"]
    store.failing.clear()
    assert inbox.look(store) == 2
    assert store.stored == [b"goed", b"kapot", b"niet nu"]


def test_a_failing_message_is_tried_less_and_less(root: Path) -> None:
    put(root, "a", b"kapot")
    tries = 0

    def fail(raw: bytes) -> None:
        nonlocal tries
        tries += 1
        raise NotStored

    inbox = MaildirInbox(f"maildir://{root}")
    for _ in range(40):
        inbox.look(fail)
    assert 3 <= tries <= 6


def test_stored_but_not_put_away_is_not_given_twice(root: Path) -> None:
    put(root, "a", b"een")
    store = Store()
    inbox = MaildirInbox(f"maildir://{root}", done_folder="Weg")
    for _ in range(4):
        inbox.look(store)
    assert store.stored == [b"een"]
    assert names(root / "new") == ["a"]
    (root / ".Weg" / "cur").mkdir(parents=True)
    for _ in range(4):
        inbox.look(store)
    assert store.stored == [b"een"]
    assert names(root / ".Weg" / "cur") == ["a:2,S"]


def test_links_and_odd_files_are_not_followed(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.write_bytes(b"geheim")
    (root / "new" / "link").symlink_to(secret)
    (root / "new" / "weg").symlink_to(tmp_path / "bestaat-niet")
    (root / "new" / "map").mkdir()
    os.mkfifo(root / "new" / "pijp")
    put(root, ".verborgen", b"x")
    put(root, "goed", b"goed")
    store = Store()
    assert MaildirInbox(f"maildir://{root}").look(store) == 1
    assert store.stored == [b"goed"]
    assert secret.read_bytes() == b"geheim"


def test_a_directory_that_is_a_link_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (root / "new").rmdir()
    (root / "new").symlink_to(tmp_path / "elders")
    with pytest.raises(OSError, match=r"."):
        MaildirInbox(f"maildir://{root}").look(Store())


def test_nothing_is_ever_overwritten(root: Path) -> None:
    put(root, "a:2,S", b"oud", folder="cur")
    put(root, "a", b"nieuw")
    MaildirInbox(f"maildir://{root}").look(Store())
    assert names(root / "cur") == ["a.1:2,S", "a:2,S"]
    assert (root / "cur" / "a:2,S").read_bytes() == b"oud"


def test_names_that_are_no_text_and_empty_files(root: Path) -> None:
    (root / "new" / os.fsdecode(b"\xff\xfe")).write_bytes(b"een")
    (root / "new" / "leeg").write_bytes(b"")
    store = Store()
    assert MaildirInbox(f"maildir://{root}").look(store) == 2
    assert sorted(store.stored) == [b"", b"een"]


def test_it_watches_makes_what_is_missing_and_tells_how_it_is(tmp_path: Path) -> None:
    root = tmp_path / "nieuw" / "box"
    store = Store()
    inbox = MaildirInbox(f"maildir://{root}", interval=0.02)
    assert inbox.check() is not None
    inbox.start(store)
    assert (root / "tmp").stat().st_mode & 0o777 == 0o700
    put(root, "a", b"een")
    assert store.arrived.acquire(timeout=10)
    assert inbox.check() is None
    inbox.stop()
    assert inbox.check() is not None
    inbox.stop()


@pytest.mark.parametrize("url", ["maildir://host/x", "maildir:", "maildir://", "maildir:///x?y=1"])
def test_wrong_urls(url: str) -> None:
    with pytest.raises(ValueError, match="maildir"):
        open_inbox(url)


@pytest.mark.parametrize("folder", ["../weg", ".", "a/b", ".Weg", "a\0b"])
def test_wrong_done_folders(folder: str) -> None:
    with pytest.raises(ValueError, match="folder"):
        open_inbox("maildir:///x", done_folder=folder)

"""The sandbox's store."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

from integrations.sandbox.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "deep" / "sandbox.db")
    store.script("CREATE TABLE IF NOT EXISTS things (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    return store


def test_what_is_written_is_read(store: Store) -> None:
    number = store.write("INSERT INTO things (name) VALUES (?)", ("a",))
    row = store.one("SELECT * FROM things WHERE id = ?", (number,))
    assert row is not None
    assert row["name"] == "a"
    assert store.write("UPDATE things SET name = 'b'") == 1
    assert [one["name"] for one in store.all("SELECT name FROM things")] == ["b"]


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    def break_off() -> None:
        with store.transaction():
            store.write("INSERT INTO things (name) VALUES ('a')")
            with store.transaction():
                store.write("INSERT INTO things (name) VALUES ('b')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert store.all("SELECT * FROM things") == []
    with store.transaction():
        store.write_many("INSERT INTO things (name) VALUES (?)", [("a",), ("b",)])
    assert len(store.all("SELECT * FROM things")) == 2


def test_several_threads_may_write(store: Store) -> None:
    def write(letter: str) -> None:
        for number in range(50):
            store.write("INSERT INTO things (name) VALUES (?)", (f"{letter}{number}",))

    threads = [Thread(target=write, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.all("SELECT * FROM things")) == 200

"""What the sandbox's Slack remembers: dictionaries in memory that are written through to the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from integrations.sandbox.store import Store

Json = dict[str, Any]

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS slack_documents (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slack_files (id TEXT PRIMARY KEY, content BLOB NOT NULL);
"""


def prepare(store: Store) -> None:
    """Makes the tables."""
    store.script(_SCHEMA)


class Shelf:
    """JSON documents of one kind by id, read once at the start. After changing a document, ``keep`` it again."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store = store
        self._kind = kind
        rows = store.all("SELECT id, body FROM slack_documents WHERE kind = ? ORDER BY id", (kind,))
        self._documents: dict[str, Json] = {row["id"]: json.loads(row["body"]) for row in rows}

    def keep(self, key: str, document: Json) -> Json:
        """Adds or replaces a document, in memory and on disk."""
        self._documents[key] = document
        self._store.write(
            "INSERT INTO slack_documents (kind, id, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (self._kind, key, json.dumps(document, ensure_ascii=False, separators=(",", ":"))),
        )
        return document

    def get(self, key: str) -> Json | None:
        """The document, or None."""
        return self._documents.get(key)

    def remove(self, key: str) -> Json | None:
        """Takes a document away and returns it."""
        self._store.write("DELETE FROM slack_documents WHERE kind = ? AND id = ?", (self._kind, key))
        return self._documents.pop(key, None)

    def __contains__(self, key: str) -> bool:
        return key in self._documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def values(self) -> list[Json]:
        """All documents, in the order in which they came."""
        return list(self._documents.values())

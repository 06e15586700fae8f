"""What the embedded ticket system remembers, and its rules. No HTTP here: refusals say which status they deserve."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from integrations.sandbox import world
from integrations.sandbox.desk import Desk
from integrations.sandbox.ticket_model import STATUSES, Change, Draft, Refusal

Json = dict[str, Any]

API_AUTHOR: Final = "Balie"
PAGE: Final = 100
DESK_ADDRESS: Final = f"servicedesk@{world.MAIL_DOMAIN}"

_FIRST_NUMBER: Final = 10_000

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS tickets_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT UNIQUE,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    queue TEXT NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL DEFAULT '',
    marks TEXT NOT NULL,
    due TEXT,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    organisation TEXT NOT NULL,
    fields TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL UNIQUE
);
CREATE INDEX IF NOT EXISTS tickets_requester ON tickets (email);
CREATE TABLE IF NOT EXISTS ticket_entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket INTEGER NOT NULL REFERENCES tickets (id),
    key TEXT UNIQUE,
    author TEXT NOT NULL,
    public INTEGER NOT NULL,
    text TEXT NOT NULL,
    at_ms INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS ticket_entries_ticket ON ticket_entries (ticket, id);
CREATE TABLE IF NOT EXISTS ticket_mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL UNIQUE REFERENCES ticket_entries (id),
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    at_ms INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS ticket_mails_recipient ON ticket_mails (recipient);
"""


class TicketBook:
    """All tickets of one desk. Every method is one transaction; reading gives JSON as the API shows it.

    The time of the last change (``changed_ms``) is unique and grows with every change of any ticket, also when two
    changes fall in one millisecond. So a cursor of that time misses nothing and needs no overlap.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._store.script(_SCHEMA)
        self._store.write(
            "INSERT OR IGNORE INTO tickets_meta (name, value) VALUES ('book', ?)", (secrets.token_hex(4),)
        )
        row = self._store.one("SELECT value FROM tickets_meta WHERE name = 'book'")
        self._book = "" if row is None else str(row["value"])

    def create(self, draft: Draft) -> tuple[Json, bool]:
        """Make a ticket, or find the one with the same key: (ticket, whether it was made now)."""
        if not draft.subject.strip():
            raise Refusal(422, "invalid", "subject")
        person = draft.requester
        with self._store.transaction():
            if draft.key is not None:
                there = self._store.one("SELECT * FROM tickets WHERE key = ?", (draft.key,))
                if there is not None:
                    return self._shown(there), False
            now = self._next_ms()
            made = self._store.write(
                "INSERT INTO tickets (key, subject, text, queue, status, marks, due, name, email, phone, organisation, "
                "fields, created_ms, changed_ms) VALUES (?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    draft.key, draft.subject.strip(), draft.text, draft.queue, _dump(sorted(draft.marks)),
                    _iso(draft.due), person.name, person.email.strip().lower(), person.phone, person.organisation,
                    _dump(dict(draft.fields or {})), now, now,
                ),
            )  # fmt: skip
            ticket = self._shown(self._row(str(made)))
        self._desk.changed("tickets")
        return ticket, True

    def get(self, ref: str) -> Json:
        """One ticket by its id. Raises Refusal 404 also for a deleted one."""
        return self._shown(self._living(ref))

    def by_number(self, number: str) -> str:
        """The id of a ticket by the number that people use. Raises Refusal 404."""
        if not (number.isascii() and number.isdigit()) or len(number) > 12:
            raise Refusal(404, "not_found")
        return str(self._living(str(int(number) - _FIRST_NUMBER))["id"])

    def by_key(self, key: str) -> list[Json]:
        """The ticket with this key, in a list of at most one."""
        return self._list("SELECT * FROM tickets WHERE key = ?", (key,))

    def by_requester(self, email: str) -> list[Json]:
        """The tickets of one customer, oldest first."""
        return self._list(
            "SELECT * FROM tickets WHERE email = ? AND status <> 'gone' ORDER BY id", (email.strip().lower(),)
        )

    def everything(self) -> list[Json]:
        """All tickets that are not deleted, the last changed first."""
        return self._list("SELECT * FROM tickets WHERE status <> 'gone' ORDER BY changed_ms DESC", ())

    def entries(self, ref: str, public_only: bool = False) -> list[Json]:
        """The history of a ticket, oldest first, without its first words."""
        ticket = self._living(ref)
        rows = self._store.all(
            "SELECT * FROM ticket_entries WHERE ticket = ? AND (public OR NOT ?) ORDER BY id",
            (ticket["id"], public_only),
        )
        return [_entry(row) for row in rows]

    def add_entry(self, ref: str, text: str, *, public: bool, author: str, key: str | None = None) -> tuple[Json, bool]:
        """Add words, once per key: (entry, whether it was added now). A public one is mailed to the customer."""
        with self._store.transaction():
            ticket = self._living(ref)
            if key is not None:
                there = self._store.one("SELECT * FROM ticket_entries WHERE key = ?", (key,))
                if there is not None:
                    if there["ticket"] != ticket["id"]:
                        raise Refusal(422, "invalid", "key")
                    return _entry(there), False
            if not text.strip():
                raise Refusal(422, "invalid", "text")
            _still_open(ticket)
            now = self._next_ms()
            by_customer = author == ticket["email"] and author != ""
            made = self._store.write(
                "INSERT INTO ticket_entries (ticket, key, author, public, text, at_ms) VALUES (?, ?, ?, ?, ?, ?)",
                (ticket["id"], key, author, public, text, now),
            )
            # As in most systems: the customer's answer wakes a ticket that was waiting or solved.
            wakes = by_customer and ticket["status"] in ("pending", "solved")
            self._store.write(
                "UPDATE tickets SET changed_ms = ?, status = ? WHERE id = ?",
                (now, "open" if wakes else ticket["status"], ticket["id"]),
            )
            mailed = public and not by_customer and ticket["email"] != ""
            if mailed:
                self._store.write(
                    "INSERT INTO ticket_mails (entry, recipient, subject, text, at_ms) VALUES (?, ?, ?, ?, ?)",
                    (made, ticket["email"], f"Re: {ticket['subject']} [#{_number(ticket)}]", text, now),
                )
            row = self._store.one("SELECT * FROM ticket_entries WHERE id = ?", (made,))
        self._desk.changed("tickets")
        if mailed:
            self._desk.changed("mail")
        return _entry(row), True

    def update(self, ref: str, change: Change) -> Json:
        """Change a ticket; what is already so is no change.

        Raises Refusal 409 when it is closed, 422 for an owner who is no agent or an unknown status.
        """
        if change.status is not None and change.status not in STATUSES:
            raise Refusal(422, "invalid", "status")
        if change.owner and not self.agents(change.owner):
            raise Refusal(422, "invalid", "owner")
        with self._store.transaction():
            row = self._living(ref)
            before = (row["status"], row["owner"], row["marks"], row["due"])
            marks = (set(json.loads(row["marks"])) - change.remove_marks) | change.add_marks
            after = (
                row["status"] if change.status is None else change.status,
                row["owner"] if change.owner is None else change.owner.strip().lower(),
                _dump(sorted(marks)),
                row["due"] if change.due is None else _iso(change.due),
            )
            if after == before:
                return self._shown(row)
            if change.status != "gone":
                _still_open(row)
            self._store.write(
                "UPDATE tickets SET status = ?, owner = ?, marks = ?, due = ?, changed_ms = ? WHERE id = ?",
                (*after, self._next_ms(), row["id"]),
            )
            if change.status == "gone":
                self._wipe(row["id"])
            shown = self._shown(self._row(str(row["id"])))
        self._desk.changed("tickets")
        return shown

    def changes(self, cursor: str | None, since: datetime | None, limit: int = PAGE) -> Json:
        """A page of changed tickets in order of change, with the next cursor.

        It begins at ``since`` or after ``cursor``. Raises Refusal 410 for a cursor that is not of this book.
        """
        after = _ms(since) - 1 if since is not None else self._read_cursor(cursor or "")
        rows = self._store.all(
            "SELECT * FROM tickets WHERE changed_ms > ? ORDER BY changed_ms LIMIT ?", (after, limit + 1)
        )
        page = rows[:limit]
        last = int(page[-1]["changed_ms"]) if page else after
        return {
            "tickets": [self._shown(row) for row in page],
            "cursor": f"1.{self._book}.{last}",
            "drained": len(rows) <= limit,
        }

    def agents(self, email: str) -> list[Json]:
        """The agents with this address: everybody of the workspace can own tickets."""
        people = (*world.PEOPLE, *world.extra_staff(world.MOST_EXTRA))
        wanted = email.strip().lower()
        return [{"name": person.name, "email": person.email} for person in people if person.email == wanted]

    def mails(self, recipient: str) -> list[Json]:
        """The mails that this system sent to one customer, newest first."""
        rows = self._store.all(
            "SELECT m.*, e.ticket FROM ticket_mails m JOIN ticket_entries e ON e.id = m.entry "
            "WHERE m.recipient = ? ORDER BY m.id DESC",
            (recipient.strip().lower(),),
        )
        return [
            {
                "id": f"ticket-{row['id']}",
                "from": f"Servicedesk {world.TEAM_NAME} <{DESK_ADDRESS}>",
                "to": row["recipient"],
                "subject": row["subject"],
                "text": row["text"],
                "at": _from_ms(row["at_ms"]),
                "ticket": str(_FIRST_NUMBER + row["ticket"]),
            }
            for row in rows
        ]

    def counts(self) -> Json:
        """How many tickets and entries there are now."""
        one = self._store.one(
            "SELECT (SELECT count(*) FROM tickets WHERE status <> 'gone') AS tickets, "
            "(SELECT count(*) FROM ticket_entries) AS entries"
        )
        return {} if one is None else {"tickets": one["tickets"], "entries": one["entries"]}

    def _next_ms(self) -> int:
        newest = self._store.one("SELECT max(changed_ms) AS newest FROM tickets")
        return max(_ms(self._desk.clock.now()), (newest["newest"] or 0) + 1 if newest else 0)

    def _row(self, ref: str) -> sqlite3.Row:
        # Ids are short: a longer text is no id, and SQLite could not hold it as a number.
        valid = ref.isascii() and ref.isdigit() and len(ref) <= 12
        row = self._store.one("SELECT * FROM tickets WHERE id = ?", (int(ref),)) if valid else None
        if row is None:
            raise Refusal(404, "not_found")
        return row

    def _living(self, ref: str) -> sqlite3.Row:
        row = self._row(ref)
        if row["status"] == "gone":
            raise Refusal(404, "not_found")
        return row

    def _list(self, sql: str, parameters: Iterable[Any]) -> list[Json]:
        return [self._shown(row) for row in self._store.all(sql, tuple(parameters))]

    def _wipe(self, ticket: int) -> None:
        """Deleting a ticket keeps its id, key and times, so that followers see that it is gone, and nothing else."""
        self._store.write(
            "DELETE FROM ticket_mails WHERE entry IN (SELECT id FROM ticket_entries WHERE ticket = ?)", (ticket,)
        )
        self._store.write("DELETE FROM ticket_entries WHERE ticket = ?", (ticket,))
        self._store.write(
            "UPDATE tickets SET subject = '', text = '', name = '', email = '', phone = '', organisation = '', "
            "fields = '{}', marks = '[]', owner = '' WHERE id = ?",
            (ticket,),
        )

    def _read_cursor(self, cursor: str) -> int:
        version, _, rest = cursor.partition(".")
        book, _, ms = rest.partition(".")
        if version != "1" or book != self._book or not (ms.isascii() and ms.lstrip("-").isdigit()) or len(ms) > 15:
            raise Refusal(410, "cursor_lost")
        return int(ms)

    def _shown(self, row: sqlite3.Row) -> Json:
        number = _number(row)
        return {
            "ref": str(row["id"]),
            "number": number,
            "url": f"{self._desk.url}/#/tickets/{number}",
            "subject": row["subject"],
            "text": row["text"],
            "status": row["status"],
            "queue": row["queue"],
            "marks": json.loads(row["marks"]),
            "due": row["due"],
            "requester": {name: row[name] for name in ("name", "email", "phone", "organisation")},
            "owner": row["owner"],
            "fields": json.loads(row["fields"]),
            "key": row["key"] or "",
            "created": _from_ms(row["created_ms"]),
            "updated": _from_ms(row["changed_ms"]),
        }


def _still_open(ticket: sqlite3.Row) -> None:
    if ticket["status"] == "closed":
        raise Refusal(409, "closed")


def _entry(row: sqlite3.Row | None) -> Json:
    if row is None:
        raise Refusal(404, "not_found")
    return {
        "ref": str(row["id"]),
        "author": row["author"],
        "public": bool(row["public"]),
        "text": row["text"],
        "key": row["key"] or "",
        "at": _from_ms(row["at_ms"]),
    }


def _number(row: sqlite3.Row) -> str:
    return str(_FIRST_NUMBER + int(row["id"]))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _from_ms(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds")

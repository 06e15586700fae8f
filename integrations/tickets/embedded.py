"""The adapter for the embedded ticket system, the one that the sandbox plays on loopback.

It speaks HTTP like every other adapter, so that what works here has crossed a real network stack: it can be refused,
delayed, cut off and answered with nonsense. Nothing is retried here; the effect ledger decides about that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final
from urllib.parse import quote

import requests
import urllib3.exceptions
from requests.adapters import HTTPAdapter

from integrations.tickets.port import (
    AuthFailed,
    Caps,
    Changes,
    Conflict,
    CursorLost,
    Dropped,
    Entry,
    Forbidden,
    InternalNote,
    Invalid,
    NewTicket,
    NotFound,
    Patch,
    Person,
    Problem,
    PublicReply,
    Status,
    Throttled,
    Ticket,
    TicketError,
    Unavailable,
    Unknown,
)

Json = dict[str, Any]

_START: Final = "at:"
"""Marks a cursor made by ``start``: the server's own cursors begin otherwise and stay opaque to us."""

_DEFAULT_WAIT: Final = 5.0
"""Seconds to wait after a 429 that does not say how long."""


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How long to wait for a connection and for an answer (seconds), how many connections to keep open.

    ``trust_environment`` lets HTTP(S)_PROXY take part; off, because the embedded system lies on loopback.
    """

    connect_timeout: float = 3.0
    read_timeout: float = 10.0
    pool: int = 8
    trust_environment: bool = False


class EmbeddedTickets:
    """A ``TicketSystem`` over the embedded system's API, version 1.

    ``url`` is the address of the API, for instance ``http://127.0.0.1:8025/tickets/api``. One instance may be used by
    several threads.
    """

    caps = Caps(public_reply_mails=True, due_time=True, marks=True, sees_deletes=True)

    def __init__(self, url: str, token: str, http: HttpSettings | None = None) -> None:
        settings = http or HttpSettings()
        self._base = url.rstrip("/").removesuffix("/v1") + "/v1"
        self._timeout = (settings.connect_timeout, settings.read_timeout)
        self._session = requests.Session()
        self._session.trust_env = settings.trust_environment
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept": "application/json"})
        # A cookie would be state shared between threads, and there is no use for one.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=settings.pool, max_retries=0)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def check(self) -> list[Problem]:
        """What is not in order, empty when all is well. Raises nothing."""
        try:
            self._read("/ping")
        except AuthFailed:
            return [Problem("the ticket system refuses our token", "set TICKETS_TOKEN to the token of the desk")]
        except TicketError as error:
            return [Problem(f"the ticket system cannot be used: {error}", "is the sandbox running at TICKETS_URL?")]
        return []

    def create(self, new: NewTicket, key: str) -> Ticket:
        """Make a ticket that carries ``key``, or return the one that already does."""
        body: Json = {
            "subject": new.subject,
            "text": new.text,
            "queue": new.queue,
            "key": key,
            "marks": sorted(new.marks),
            "due": _iso(new.due),
        }
        if new.requester is not None:
            body["requester"] = {
                "name": new.requester.name,
                "email": new.requester.email,
                "phone": new.requester.phone,
                "organisation": new.requester.organisation,
            }
        return _after_write(self._write("POST", "/tickets", body))

    def find_key(self, key: str) -> Ticket | None:
        """The ticket that carries our key."""
        found = self._tickets("/tickets", {"key": key})
        return found[0] if found else None

    def get(self, ref: str) -> Ticket:
        """One ticket. Raises NotFound."""
        return _as_read(self._read(_path(ref)))

    def add_entry(self, ref: str, body: InternalNote | PublicReply, key: str) -> None:
        """Add words to a ticket, once per key. Raises Conflict when the ticket is closed."""
        public = isinstance(body, PublicReply)
        said = self._write("POST", f"{_path(ref)}/entries", {"text": body.text, "public": public, "key": key})
        if said.get("public") is not public:
            raise Dropped("visibility of the entry")

    def update(self, ref: str, patch: Patch) -> None:
        """Change status, owner, marks or due time; setting what is already so is no error.

        Raises Conflict when the ticket is closed, Invalid for an owner who is no agent, Dropped when the answer shows
        that a part of the change was not made.
        """
        body: Json = {"add_marks": sorted(patch.add_marks), "remove_marks": sorted(patch.remove_marks)}
        if patch.status is not None:
            body["status"] = patch.status.value
        if patch.owner is not None:
            body["owner"] = patch.owner
        if patch.due is not None:
            body["due"] = _iso(patch.due)
        said = self._write("PATCH", _path(ref), body)
        if missing := _missing(_after_write(said), patch):
            raise Dropped(", ".join(missing))

    def entries(self, ref: str) -> list[Entry]:
        """The ticket's history, oldest first; the customer's first words are ``Ticket.text`` and not repeated here."""
        return [_entry(row) for row in _rows(self._read(f"{_path(ref)}/entries"), "entries")]

    def start(self, at: datetime) -> str:
        """A cursor that gives the changes since ``at`` (aware)."""
        if at.tzinfo is None:
            raise ValueError("a cursor starts at an aware time")
        return _START + at.astimezone(UTC).isoformat(timespec="milliseconds")

    def changes(self, cursor: str) -> Changes:
        """The next page of changed tickets. Raises CursorLost."""
        begin = cursor.startswith(_START)
        page = self._read("/changes", {"since": cursor.removeprefix(_START)} if begin else {"cursor": cursor})
        tickets = tuple(_as_read(row) for row in _rows(page, "tickets"))
        following, drained = page.get("cursor"), page.get("drained")
        if not isinstance(following, str) or not following or not isinstance(drained, bool):
            raise Unavailable("the page of changes has no cursor")
        return Changes(tickets, following, drained)

    def by_requester(self, email: str) -> list[Ticket]:
        """The tickets of one person."""
        return self._tickets("/tickets", {"requester": email})

    def agent(self, email: str) -> bool:
        """Whether this address can own tickets."""
        return bool(_rows(self._read("/agents", {"email": email}), "agents"))

    def _tickets(self, path: str, query: Mapping[str, str]) -> list[Ticket]:
        return [_as_read(row) for row in _rows(self._read(path, query), "tickets")]

    def _read(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        """GET. Whatever goes wrong on the way is Unavailable: reading changes nothing."""
        try:
            answer = self._session.get(self._base + path, params=query, timeout=self._timeout, allow_redirects=False)
        except requests.RequestException as error:
            raise Unavailable(f"no answer ({type(error).__name__})") from error
        _refuse(answer, Unavailable)
        try:
            return _object(answer)
        except ValueError as error:
            raise Unavailable("the answer is not JSON") from error

    def _write(self, method: str, path: str, body: Json) -> Json:
        """Send a change. Unavailable means surely not written, Unknown that the request was out and no answer came."""
        try:
            answer = self._session.request(
                method, self._base + path, json=body, timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException as error:
            if _never_sent(error):
                raise Unavailable(f"no connection ({type(error).__name__})") from error
            raise Unknown(f"the answer was lost ({type(error).__name__})") from error
        _refuse(answer, Unknown)
        try:
            return _object(answer)
        except ValueError as error:
            raise Unknown("the answer is not JSON") from error


def _path(ref: str) -> str:
    return f"/tickets/{quote(ref, safe='')}"


def _iso(at: datetime | None) -> str | None:
    if at is None:
        return None
    if at.tzinfo is None:
        raise ValueError("a due time is an aware time")
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _never_sent(error: requests.RequestException) -> bool:
    """Whether the request surely never left: no connection came about, or it could not even be written as a request."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return True
    if not isinstance(error, requests.ConnectionError) or not error.args:
        return False
    cause = error.args[0]
    reason = getattr(cause, "reason", cause)
    return isinstance(
        reason,
        urllib3.exceptions.NewConnectionError | urllib3.exceptions.NameResolutionError | urllib3.exceptions.SSLError,
    )


def _refuse(answer: requests.Response, lost: type[Unavailable | Unknown]) -> None:
    """Raise the port's error for an answer that is not a success.

    ``lost`` is what an error of unknown effect means: 500, 502 and 504 may come after the change was made. 503 is the
    system's word for "not now" and comes before.
    """
    status = answer.status_code
    if 200 <= status < 300:
        return
    if status == 429:
        raise Throttled(_retry_after(answer.headers.get("Retry-After")))
    refusals: dict[int, TicketError] = {
        401: AuthFailed("the token was refused (401)"),
        403: Forbidden(f"a right is missing: {_field(answer, 'right')}"),
        404: NotFound("no such ticket (404)"),
        409: Conflict("the ticket is closed or changed meanwhile (409)"),
        410: CursorLost("the cursor is no longer valid (410)"),
        503: Unavailable("the system is not available (503)"),
    }
    if status in refusals:
        raise refusals[status]
    if 400 <= status < 500:
        raise Invalid(f"refused field: {_field(answer, 'field')} ({status})")
    if status < 400:
        raise Unavailable(f"redirected elsewhere ({status})")
    raise lost(f"the system failed ({status})")


def _retry_after(header: str | None) -> float:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3; we only take the form in seconds)."""
    try:
        seconds = float(header or "")
    except ValueError:
        return _DEFAULT_WAIT
    return seconds if 0 <= seconds < float("inf") else _DEFAULT_WAIT


def _field(answer: requests.Response, name: str) -> str:
    """A name that a refusal gives, cut short: error texts must not carry a customer's words."""
    try:
        value = _object(answer).get(name)
    except ValueError:
        return "unknown"
    return value if isinstance(value, str) and value.isidentifier() and len(value) <= 40 else "unknown"


def _object(answer: requests.Response) -> Json:
    """The JSON object of an answer. Raises ValueError for anything else."""
    data = answer.json()
    if not isinstance(data, dict):
        raise ValueError("not an object")
    return data


def _rows(page: Json, name: str) -> list[Json]:
    rows = page.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unavailable(f"the answer has no list of {name}")
    return rows


def _as_read(data: Json) -> Ticket:
    try:
        return _ticket(data)
    except (KeyError, TypeError, ValueError) as error:
        raise Unavailable(f"a ticket cannot be read ({type(error).__name__})") from error


def _after_write(data: Json) -> Ticket:
    try:
        return _ticket(data)
    except (KeyError, TypeError, ValueError) as error:
        raise Unknown(f"the ticket in the answer cannot be read ({type(error).__name__})") from error


def _ticket(data: Json) -> Ticket:
    person = data["requester"]
    return Ticket(
        ref=_text(data, "ref"),
        number=_text(data, "number"),
        url=_text(data, "url"),
        subject=_text(data, "subject"),
        text=_text(data, "text"),
        status=Status(data["status"]),
        queue=_text(data, "queue"),
        marks=frozenset(str(mark) for mark in data["marks"]),
        requester=Person(
            _text(person, "name"), _text(person, "email"), _text(person, "phone"), _text(person, "organisation")
        ),
        owner=_text(data, "owner"),
        fields={str(name): _field_value(value) for name, value in dict(data["fields"]).items()},
        key=_text(data, "key"),
        created=_time(data, "created"),
        updated=_time(data, "updated"),
    )


def _entry(data: Json) -> Entry:
    try:
        public = data["public"]
        if not isinstance(public, bool):
            raise TypeError("public")
        return Entry(
            _text(data, "ref"),
            _text(data, "author"),
            public,
            _text(data, "text"),
            _text(data, "key"),
            _time(data, "at"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unavailable(f"an entry cannot be read ({type(error).__name__})") from error


def _text(data: Json, name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def _time(data: Json, name: str) -> datetime:
    at = datetime.fromisoformat(_text(data, name))
    if at.tzinfo is None:
        raise ValueError(name)
    return at.astimezone(UTC)


def _field_value(value: object) -> str | bool | None:
    return value if value is None or isinstance(value, bool) else str(value)


def _missing(now: Ticket, patch: Patch) -> list[str]:
    """The parts of a patch that the ticket in the answer does not show; the due time is not part of a Ticket."""
    parts = {
        "status": patch.status is not None and now.status is not patch.status,
        "owner": patch.owner is not None and now.owner.casefold() != patch.owner.casefold(),
        "marks": not patch.add_marks <= now.marks or bool(patch.remove_marks & now.marks),
    }
    return [name for name, wrong in parts.items() if wrong]

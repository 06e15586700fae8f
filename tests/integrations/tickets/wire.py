"""A server that is nothing but trouble: it gives every request the same prepared answer, or none.

``WireContract`` holds for every adapter that speaks HTTP: which of the port's errors a kind of trouble becomes, and
that nothing is sent twice.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from integrations.tickets.port import (
    AuthFailed,
    Conflict,
    Forbidden,
    InternalNote,
    Invalid,
    NewTicket,
    NotFound,
    Patch,
    Status,
    Throttled,
    TicketError,
    TicketSystem,
    Unavailable,
    Unknown,
)

HTML = "<!doctype html><title>Welcome</title><p>Please log in"


def answer(status: int, body: str = "{}", *headers: str, kind: str = "application/json") -> bytes:
    """A whole HTTP answer as bytes."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}", *headers]
    return ("\r\n".join([*lines, "Connection: close", "", ""]) + body).encode()


@dataclass(slots=True)
class Wire:
    """A listener and how many requests reached it."""

    url: str
    requests: list[bytes] = field(default_factory=list)


@contextmanager
def wire(said: bytes | None) -> Iterator[Wire]:
    """Answer every request with ``said`` and hang up; b"" hangs up without a word, None keeps silent."""
    listener = socket.create_server(("127.0.0.1", 0))
    here = Wire(f"http://127.0.0.1:{listener.getsockname()[1]}")
    silent: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            here.requests.append(_read_request(connection))
            if said is None:
                silent.append(connection)
                continue
            connection.sendall(said)
            connection.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        # Shutting down wakes the thread that waits in accept(); closing alone would not.
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)
        for connection in silent:
            connection.close()


def _read_request(connection: socket.socket) -> bytes:
    connection.settimeout(5)
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"


TROUBLE: list[tuple[str, bytes | None, type[TicketError], type[TicketError]]] = [
    ("401", answer(401), AuthFailed, AuthFailed),
    ("403", answer(403), Forbidden, Forbidden),
    ("404", answer(404), NotFound, NotFound),
    ("409", answer(409), Conflict, Conflict),
    ("422", answer(422, '{"error":"invalid","field":"subject"}'), Invalid, Invalid),
    ("429", answer(429, "{}", "Retry-After: 7"), Throttled, Throttled),
    ("500", answer(500, HTML, kind="text/html"), Unavailable, Unknown),
    ("502", answer(502, HTML, kind="text/html"), Unavailable, Unknown),
    ("503", answer(503, HTML, kind="text/html"), Unavailable, Unavailable),
    ("302 to a log-in page", answer(302, HTML, "Location: /login", kind="text/html"), Unavailable, Unavailable),
    ("200 with a page", answer(200, HTML, kind="text/html"), Unavailable, Unknown),
    ("200 with half a JSON", answer(200, '{"ref": "1", '), Unavailable, Unknown),
    ("200 with another shape", answer(200, "[]"), Unavailable, Unknown),
    ("200 cut off", answer(200, '{"ref": "1"}')[:-5], Unavailable, Unknown),
    ("hangs up without a word", b"", Unavailable, Unknown),
    ("keeps silent", None, Unavailable, Unknown),
    ("speaks no HTTP", b"220 mail.example ESMTP\r\n\r\n", Unavailable, Unknown),
]

WRITES: dict[str, Callable[[TicketSystem], object]] = {
    "create": lambda system: system.create(NewTicket("Onderwerp", "Tekst", "Servicedesk"), "key-1"),
    "add_entry": lambda system: system.add_entry("1", InternalNote("Tekst"), "key-2"),
    "update": lambda system: system.update("1", Patch(status=Status.OPEN)),
}
READS: dict[str, Callable[[TicketSystem], object]] = {
    "get": lambda system: system.get("1"),
    "find_key": lambda system: system.find_key("key-1"),
    "entries": lambda system: system.entries("1"),
    "by_requester": lambda system: system.by_requester("inge.smit@lingebrug.example"),
    "agent": lambda system: system.agent("sanne.de.wit@verdant.example"),
}


class WireContract:
    """Give a fixture ``over_wire``: an adapter for an address, with time-outs of a fraction of a second."""

    @pytest.mark.parametrize(
        ("said", "reading", "writing"), [row[1:] for row in TROUBLE], ids=[row[0] for row in TROUBLE]
    )
    def test_trouble_has_its_own_error(
        self,
        over_wire: Callable[[str], TicketSystem],
        said: bytes | None,
        reading: type[TicketError],
        writing: type[TicketError],
    ) -> None:
        calls = [(call, reading) for call in READS.values()] + [(call, writing) for call in WRITES.values()]
        with wire(said) as here:
            system = over_wire(here.url)
            # Silence costs its time-out every time: one reading and one writing call say enough.
            for call, error in calls if said is not None else (calls[0], calls[-1]):
                before = len(here.requests)
                with pytest.raises(TicketError) as caught:
                    call(system)
                assert type(caught.value) is error
                assert len(here.requests) == before + 1, "nothing is sent twice"

    def test_nobody_listens(self, over_wire: Callable[[str], TicketSystem]) -> None:
        system = over_wire(nobody())
        for call in [*READS.values(), *WRITES.values()]:
            with pytest.raises(Unavailable):
                call(system)

    def test_how_long_to_wait_is_handed_on(self, over_wire: Callable[[str], TicketSystem]) -> None:
        for header, seconds in (("Retry-After: 7", 7.0), ("Retry-After: 0", 0.0)):
            with wire(answer(429, "{}", header)) as here, pytest.raises(Throttled) as caught:
                over_wire(here.url).get("1")
            assert caught.value.retry_after == seconds
        for header in ("X-Nothing: 1", "Retry-After: soon", "Retry-After: -3", "Retry-After: inf", "Retry-After: nan"):
            with wire(answer(429, "slow down", header, kind="text/plain")) as here, pytest.raises(Throttled) as caught:
                over_wire(here.url).get("1")
            assert 0 < caught.value.retry_after <= 60

    def test_a_check_raises_nothing_and_says_what_to_do(self, over_wire: Callable[[str], TicketSystem]) -> None:
        for said in (answer(401), answer(500), b"", answer(200, HTML, kind="text/html")):
            with wire(said) as here:
                problems = over_wire(here.url).check()
            assert len(problems) == 1
            assert problems[0].what
            assert problems[0].remedy
        assert len(over_wire(nobody()).check()) == 1

    def test_errors_tell_no_secrets(self, over_wire: Callable[[str], TicketSystem]) -> None:
        spoken = '{"error":"invalid","field":"<inge.smit@lingebrug.example>","right":"token secret-token"}'
        for status in (403, 422, 500):
            with wire(answer(status, spoken)) as here, pytest.raises(TicketError) as caught:
                over_wire(here.url).create(NewTicket("Onderwerp", "Geheime tekst", "Servicedesk"), "key-1")
            for word in ("inge.smit", "secret-token", "Geheime"):
                assert word not in str(caught.value)

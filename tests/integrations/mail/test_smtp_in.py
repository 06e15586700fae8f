"""The way in over SMTP, spoken to by a real client."""

from __future__ import annotations

import logging
import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from integrations.mail.factory import open_inbox
from integrations.mail.mime import parse
from integrations.mail.port import MailError, NotStored
from integrations.mail.smtp_in import InboxNotOpened, SmtpInbox

RAW = b"From: joke@klant.example\r\nSubject: x\r\n\r\nIk wil inzage\r\n.\r\n..twee\r\n"


@pytest.fixture
def opened() -> Iterator[Callable[..., SmtpInbox]]:
    inboxes: list[SmtpInbox] = []

    def start(deliver: Callable[[bytes], None], **options: float) -> SmtpInbox:
        inbox = SmtpInbox("smtp://127.0.0.1:0", **options)  # type: ignore[arg-type]
        inbox.start(deliver)
        inboxes.append(inbox)
        return inbox

    yield start
    for inbox in inboxes:
        inbox.stop()


def send(inbox: SmtpInbox, raw: bytes = RAW, sender: str = "joke@klant.example") -> None:
    with smtplib.SMTP(*inbox.address, timeout=20) as client:
        client.sendmail(sender, ["wie-dan-ook@verdant.example", "ander@elders.example"], raw)


def test_message_is_stored_before_the_answer(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append)
    assert inbox.check() is None
    send(inbox)
    assert stored == [b"Return-Path: <joke@klant.example>\r\n" + RAW]
    assert parse(stored[0]).return_path == "joke@klant.example"


def test_bounce_has_an_empty_return_path(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    send(opened(stored.append), sender="")
    assert parse(stored[0]).return_path == ""


def test_several_messages_in_one_connection_and_in_many(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append)
    with smtplib.SMTP(*inbox.address, timeout=20) as client:
        for number in range(5):
            client.sendmail("a@b.example", ["c@d.example"], RAW + b"%d\r\n" % number)
    threads = [threading.Thread(target=send, args=(inbox,)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stored) == 10
    assert inbox.held == 0


@pytest.mark.parametrize("error", [NotStored, RuntimeError, MemoryError])
def test_not_stored_is_told_to_the_giver(
    opened: Callable[..., SmtpInbox], caplog: pytest.LogCaptureFixture, error: type[Exception]
) -> None:
    def fail(raw: bytes) -> None:
        raise error("joke@klant.example")

    with caplog.at_level(logging.DEBUG), pytest.raises(smtplib.SMTPDataError) as caught:
        send(opened(fail))
    assert caught.value.smtp_code == 451
    assert "klant" not in str(caught.value)
    assert "klant" not in caplog.text


def test_size_is_announced_and_enforced(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append, max_message=100_000)
    with smtplib.SMTP(*inbox.address, timeout=20) as client:
        client.ehlo()
        assert client.esmtp_features["size"] == "100000"
        with pytest.raises(smtplib.SMTPSenderRefused) as refused:
            client.sendmail("a@b.example", ["c@d.example"], b"x" * 200_000)
        assert refused.value.smtp_code == 552
        client.docmd("MAIL", "FROM:<a@b.example>")
        client.docmd("RCPT", "TO:<c@d.example>")
        code, _ = client.data(b"x" * 300_000)
        assert code == 552
        client.sendmail("a@b.example", ["c@d.example"], b"From: a@b.example\r\n\r\n" + b"y" * 50_000)
    assert len(stored) == 1
    assert inbox.held == 0


def test_line_of_a_megabyte_and_a_million_short_lines(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append)
    for raw in (b"A: b\r\n\r\n" + b"x" * 1_000_000 + b"\r\n", b"A: b\r\n\r\n" + b".\r\n" * 20_000):
        send(inbox, raw)
        assert stored.pop().endswith(raw)


@pytest.mark.parametrize("raw", [b"", b"\r\n", b".\r\n", b"\x00\xff\r\n", b"a\r\n.b\r\n", b"a\n.\nb\r\n"])
def test_odd_messages_arrive_unchanged(opened: Callable[..., SmtpInbox], raw: bytes) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append)
    with socket.create_connection(inbox.address, timeout=10) as wire, wire.makefile("rb") as lines:
        stuffed = (b"\r\n" + raw).replace(b"\r\n.", b"\r\n..")[2:]
        wire.sendall(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n")
        while not lines.readline().startswith(b"354"):
            pass
        wire.sendall(stuffed + b".\r\nNOOP\r\nQUIT\r\n")
        assert [lines.readline()[:3] for _ in range(3)] == [b"250", b"250", b"221"]
    assert stored == [b"Return-Path: <>\r\n" + raw]


def test_half_a_message_is_left_to_its_giver(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append)
    with socket.create_connection(inbox.address, timeout=10) as wire, wire.makefile("rb") as lines:
        wire.sendall(b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.example>\r\nDATA\r\n")
        while not lines.readline().startswith(b"354"):
            pass
        wire.sendall(b"From: a@b.example\r\n\r\nhalf\r\n")
    send(inbox)
    assert len(stored) == 1
    assert inbox.held == 0


def test_too_many_connections_are_sent_away(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append, max_connections=1)
    with smtplib.SMTP(*inbox.address, timeout=10):
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            smtplib.SMTP(*inbox.address, timeout=10)
        assert refused.value.smtp_code == 421
        assert "in use" in (inbox.check() or "")


def test_too_much_at_one_time_is_put_off(opened: Callable[..., SmtpInbox]) -> None:
    stored: list[bytes] = []
    inbox = opened(stored.append, max_held=50_000)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(inbox, b"From: a@b.example\r\n\r\n" + b"x" * 60_000)
    assert refused.value.smtp_code == 452
    send(inbox)
    assert len(stored) == 1


def test_silence_is_cut(opened: Callable[..., SmtpInbox]) -> None:
    inbox = opened(lambda raw: None, timeout=0.2)
    with socket.create_connection(inbox.address, timeout=10) as wire, wire.makefile("rb") as lines:
        assert lines.readline().startswith(b"220")
        assert lines.readline() == b""


def test_port_that_is_taken_is_named() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        inbox = open_inbox(f"smtp://127.0.0.1:{port}")
        with pytest.raises(InboxNotOpened, match=rf"127\.0\.0\.1:{port}.*in use") as caught:
            inbox.start(lambda raw: None)
    assert isinstance(caught.value, OSError)
    assert isinstance(caught.value, MailError)
    assert "does not listen" in (inbox.check() or "")
    inbox.stop()


def test_stopping_closes_the_port_and_it_can_start_again() -> None:
    stored: list[bytes] = []
    inbox = SmtpInbox("smtp://127.0.0.1:0")
    inbox.start(stored.append)
    with socket.create_connection(inbox.address, timeout=10) as wire:
        assert wire.recv(3) == b"220"
        inbox.stop()
        while wire.recv(100):
            pass
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(inbox.address, timeout=10)
    assert inbox.check() is not None
    inbox.start(stored.append)
    send(inbox)
    inbox.stop()
    assert len(stored) == 1


@pytest.mark.parametrize(
    "url", ["smtp://0.0.0.0:2525", "smtp://mail.example", "smtp://", "imap://h", "graph://x", "x", ""]
)
def test_wrong_urls(url: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$"):
        open_inbox(url)

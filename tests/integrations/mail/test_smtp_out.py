"""The way out against real servers on loopback: what each failure means."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from integrations.mail.factory import open_out
from integrations.mail.mime import parse
from integrations.mail.port import MailRefused, MailUnavailable, MailUnknown, OutgoingMail
from integrations.mail.smtp_out import SmtpOut

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MAIL = OutgoingMail(
    message_id="<effect-1@verdant.example>",
    to="joke@klant.example",
    subject="Ontvangen",
    text="Eerste regel\n.\n..twee punten\n",
    language="nl",
)


class Server(Protocol):
    """The scripted server of conftest.py."""

    port: int
    commands: list[str]
    messages: list[bytes]

    def stop(self) -> None:
        """Stop listening."""


Scripted = Callable[[dict[str, bytes | None]], Server]


def out(port: int, *, timeout: float = 5.0) -> SmtpOut:
    url = f"smtp://127.0.0.1:{port}"
    return SmtpOut(url, sender="Verdant <privacy@verdant.example>", clock=lambda: NOW, timeout=timeout)


def test_message_arrives_as_it_was_written(scripted: Scripted) -> None:
    server = scripted({})
    out(server.port).send(MAIL)
    assert server.commands == ["ehlo balie", "MAIL FROM:<>", "rcpt TO:<joke@klant.example>", "DATA", "quit"]
    parsed = parse(server.messages[0].replace(b"\r\n..", b"\r\n."))
    assert parsed.text == MAIL.text.strip()
    assert parsed.header("auto-submitted") == "auto-replied"
    assert parsed.message_id == MAIL.message_id
    assert parsed.date == NOW


def test_mail_by_a_person_has_our_envelope_sender(scripted: Scripted) -> None:
    server = scripted({})
    out(server.port).send(replace(MAIL, automatic=False))
    assert "MAIL FROM:<privacy@verdant.example>" in server.commands


@pytest.mark.parametrize(
    ("step", "answer", "error"),
    [
        ("greeting", b"554 no\r\n", MailUnavailable),
        ("greeting", b"421 later\r\n", MailUnavailable),
        ("greeting", None, MailUnavailable),
        ("greeting", b"garbage\r\n", MailUnavailable),
        ("EHLO", None, MailUnavailable),
        ("MAIL", b"451 later\r\n", MailUnavailable),
        ("MAIL", b"530 5.7.0 log in first\r\n", MailUnavailable),
        ("MAIL", b"550 5.7.1 never\r\n", MailRefused),
        ("MAIL", None, MailUnavailable),
        ("RCPT", b"450 4.2.0 greylisted\r\n", MailUnavailable),
        ("RCPT", b"550 5.1.1 joke@klant.example unknown\r\n", MailRefused),
        ("RCPT", None, MailUnavailable),
        ("DATA", b"452 4.3.1 full\r\n", MailUnavailable),
        ("DATA", b"554 5.7.1 no\r\n", MailRefused),
        ("DATA", b"250 what\r\n", MailUnavailable),
        ("DATA", None, MailUnavailable),
        ("message", b"451 4.3.0 not stored\r\n", MailUnavailable),
        ("message", b"554 5.6.0 spam\r\n", MailRefused),
        ("message", b"\xff\xfe\r\n", MailUnknown),
        ("message", None, MailUnknown),
    ],
)
def test_what_a_failure_means(scripted: Scripted, step: str, answer: bytes | None, error: type[Exception]) -> None:
    server = scripted({step: answer})
    with pytest.raises(error) as caught:
        out(server.port).send(MAIL)
    assert type(caught.value) is error
    assert "@" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_farewell_that_fails_changes_nothing(scripted: Scripted) -> None:
    server = scripted({"QUIT": None})
    out(server.port).send(MAIL)
    assert len(server.messages) == 1


def test_silence_after_the_final_dot_is_unknown(scripted: Scripted) -> None:
    server = scripted({"message": b""})
    with pytest.raises(MailUnknown):
        out(server.port, timeout=0.3).send(MAIL)


def test_silence_before_it_is_surely_not_sent(scripted: Scripted) -> None:
    for step in ("greeting", "RCPT", "DATA"):
        server = scripted({step: b""})
        with pytest.raises(MailUnavailable):
            out(server.port, timeout=0.3).send(MAIL)
        assert server.messages == []


def test_nobody_listens(scripted: Scripted) -> None:
    server = scripted({})
    server.stop()
    way = out(server.port)
    with pytest.raises(MailUnavailable, match="refused"):
        way.send(MAIL)
    assert f"127.0.0.1:{server.port}" in (way.check() or "")


def test_check(scripted: Scripted) -> None:
    assert out(scripted({}).port).check() is None
    assert "451" in (out(scripted({"NOOP": b"451 x\r\n"}).port).check() or "")


@pytest.mark.parametrize(
    "to", ["", "joke", "joke@klant.example\r\nDATA", "a@b.example, c@d.example", "zoë@klant.example"]
)
def test_an_address_that_cannot_be_used_is_refused_without_a_call(scripted: Scripted, to: str) -> None:
    server = scripted({})
    with pytest.raises(MailRefused):
        out(server.port).send(replace(MAIL, to=to))
    assert server.commands == []


def test_starttls_that_is_required_but_not_offered(scripted: Scripted) -> None:
    server = scripted({})
    way = SmtpOut(f"smtp://127.0.0.1:{server.port}?tls=required", sender="a@b.example", clock=lambda: NOW, timeout=5)
    with pytest.raises(MailUnavailable, match="STARTTLS"):
        way.send(MAIL)
    assert server.messages == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "http://x", "smtp://", "smtp://h:99999", "smtp://h:x", "smtp://h/pad", "smtp://h?tls=misschien"),
        *("smtp://user:geheim@mail.example?tls=off", "smtp://user:geheim@[::1", "imap://user:geheim@h"),
    ],
)
def test_wrong_settings_are_named_without_the_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as caught:
        open_out(url, sender="a@b.example", clock=lambda: NOW)
    assert "geheim" not in str(caught.value)


def test_sender_must_be_one_address() -> None:
    for sender in ("", "a@b.example, c@d.example", "geen adres"):
        with pytest.raises(ValueError, match="sender"):
            open_out("smtp://127.0.0.1", sender=sender, clock=lambda: NOW)


@dataclass
class Collector:
    """Keeps what a TLS server receives."""

    contents: list[bytes] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.contents.append(bytes(envelope.original_content or b""))
        self.secure.append(session.ssl is not None and session.authenticated is True)
        return "250 taken"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"balie", b"ge:heim@1")
    return AuthResult(success=good, handled=good)


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS context with a fresh certificate for 127.0.0.1, and a client's that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = datetime.now(UTC) - timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    chain = Path(folder / "server.pem")
    chain.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain)
    client = ssl.create_default_context(cafile=str(chain))
    return server, client


@contextmanager
def tls_server(context: ssl.SSLContext, collector: Collector) -> Iterator[int]:
    controller = Controller(
        collector,
        hostname="127.0.0.1",
        port=_free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=authenticate,
        auth_required=True,
        server_hostname="test",
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def test_starttls_and_login(contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    server, client = contexts
    collector = Collector()
    with tls_server(server, collector) as port:
        url = f"smtp://balie:ge%3Aheim%401@127.0.0.1:{port}?tls=required"
        way = SmtpOut(url, sender="a@b.example", clock=lambda: NOW, timeout=10, tls_context=client)
        assert way.check() is None
        way.send(MAIL)
        assert (len(collector.contents), collector.secure) == (1, [True])
        wrong = SmtpOut(
            url.replace("heim", "raden"), sender="a@b.example", clock=lambda: NOW, timeout=10, tls_context=client
        )
        with pytest.raises(MailUnavailable, match="login refused"):
            wrong.send(MAIL)
        stranger = SmtpOut(url, sender="a@b.example", clock=lambda: NOW, timeout=10)
        with pytest.raises(MailUnavailable, match="SSL"):
            stranger.send(MAIL)
    assert len(collector.contents) == 1

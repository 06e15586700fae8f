"""Outgoing messages as bytes."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.mail.compose import compose
from integrations.mail.mime import parse
from integrations.mail.port import Address, OutgoingMail


def words(message: EmailMessage) -> str:
    """The body with newline line ends."""
    return str(message.get_content()).replace("\r\n", "\n")


NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SENDER = Address("Verdant Privacy", "privacy@verdant.example")
MAIL = OutgoingMail(
    message_id="<effect-1@verdant.example>",
    to="joke@klant.example",
    subject="[AVG-2026-0001] Uw verzoek",
    text="Geachte mevrouw,\n\nWij ontvingen uw verzoek.\n.\nVriendelijke groet",
    language="nl",
    in_reply_to="<een@klant.example>",
    references=("<nul@klant.example>", "<een@klant.example>"),
)


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_automatic_mail() -> None:
    raw = compose(MAIL, sender=SENDER, moment=NOW)
    message = read(raw)
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Message-ID"] == "<effect-1@verdant.example>"
    assert message["In-Reply-To"] == "<een@klant.example>"
    assert message["References"].split() == ["<nul@klant.example>", "<een@klant.example>"]
    assert message["Date"] == "Tue, 24 Nov 2026 09:30:00 +0000"
    assert message["From"] == "Verdant Privacy <privacy@verdant.example>"
    assert message["To"] == "joke@klant.example"
    assert message.get_content_type() == "text/plain"
    assert message["Content-Transfer-Encoding"] == "quoted-printable"
    assert message["Content-Language"] == "nl"
    assert words(message) == MAIL.text + "\n"
    assert compose(MAIL, sender=SENDER, moment=NOW) == raw


def test_mail_by_a_person_does_not_call_itself_automatic() -> None:
    raw = compose(replace(MAIL, automatic=False), sender=SENDER, moment=NOW)
    assert b"Auto-Submitted" not in raw
    assert b"X-Auto-Response-Suppress" not in raw


def test_long_and_foreign_text_round_trips() -> None:
    subject = "Uw verzoek om inzage: één ogenblik geduld € " * 4
    text = "Zeer lange regel met tekens als é, € en 語. " * 60 + "\n\nFrom hier\n.\n..\n"
    sender = Address("Gemeente Súdwest, Privacy", "privacy@verdant.example")
    raw = compose(replace(MAIL, subject=subject, text=text), sender=sender, moment=NOW)
    raw.decode("ascii")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    message = read(raw)
    assert message["Subject"] == subject.strip()
    assert words(message) == text
    parsed = parse(raw)
    assert parsed.subject == subject.strip()
    assert parsed.sender == sender


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: a@b.example", "x\nBcc: a@b.example\n\nbody", "x\r\n\r\nbody", "=?utf-8?q?=0D=0ABcc?="]
)
def test_nothing_gets_into_the_headers(evil: str) -> None:
    mail = replace(MAIL, subject=evil, in_reply_to=f"<{evil}@a>", references=(f"<{evil}@a>",), language=evil)
    raw = compose(mail, sender=Address(evil, SENDER.email), moment=NOW)
    message = read(raw)
    assert message["Bcc"] is None
    assert message["In-Reply-To"] is None
    assert message["References"] is None
    assert sorted(set(message.keys())) == sorted(message.keys())
    assert words(message) == MAIL.text + "\n"


def test_a_long_thread_keeps_its_beginning_and_its_end() -> None:
    references = tuple(f"<{number}@klant.example>" for number in range(200))
    kept = parse(compose(replace(MAIL, references=references), sender=SENDER, moment=NOW)).references
    assert len(kept) == 30
    assert (kept[0], kept[-1]) == ("<0@klant.example>", "<een@klant.example>")


def test_what_cannot_be_a_message() -> None:
    with pytest.raises(ValueError, match="message_id"):
        compose(replace(MAIL, message_id="<a b@c>"), sender=SENDER, moment=NOW)
    with pytest.raises(ValueError, match="time zone"):
        compose(MAIL, sender=SENDER, moment=NOW.replace(tzinfo=None))


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_subject_and_text(subject: str, text: str) -> None:
    raw = compose(replace(MAIL, subject=subject, text=text), sender=SENDER, moment=NOW)
    head, _, _ = raw.partition(b"\r\n\r\n")
    named = [line for line in head.split(b"\r\n") if line.lower().startswith((b"to:", b"bcc:", b"cc:"))]
    assert named == [b"To: <joke@klant.example>"]
    assert head.count(b"Message-ID: <effect-1@verdant.example>") == 1
    raw.decode("ascii")

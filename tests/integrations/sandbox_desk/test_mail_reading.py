"""Any bytes become something to show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.sandbox.mail_reading import read_message

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


def test_an_ordinary_message() -> None:
    raw = (
        b"From: =?utf-8?q?Priv=C3=A9?= <a@b.example>\r\nTo: c@d.example\r\nSubject: Een\r\n twee\r\n"
        b"Message-ID: <1@b.example>\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hoi</p>\r\n"
    )
    shown = read_message(raw)
    assert (shown["from"], shown["to"], shown["subject"]) == ("Privé <a@b.example>", "c@d.example", "Een twee")
    assert (shown["message_id"], shown["text"], shown["automatic"]) == ("<1@b.example>", "<p>Hoi</p>\n", False)
    assert shown["readable"] is True


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?nonsense?b?////?=\r\n\r\n\xff",
        b"Content-Type: text/plain; charset=no-such\r\n\r\nabc",
        b"Content-Type: multipart/mixed\r\n\r\n--x\r\n",
        b"From: \r\nTo: <<<>>>,,;;\r\nDate: never\r\nMessage-ID: [a\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n--x--",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%fe\r\n\r\nabc",
    ],
)
def test_broken_messages_are_shown_anyway(raw: bytes) -> None:
    json.dumps(read_message(raw)).encode("utf-8")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_noise_is_shown_anyway(noise: bytes) -> None:
    for raw in (
        noise,
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" + noise,
        b"From: " + noise + b"\r\n\r\n",
    ):
        json.dumps(read_message(raw)).encode("utf-8")


def test_the_hostile_samples_are_shown_anyway() -> None:
    files = sorted((SAMPLES / "hostile").glob("**/*.eml"))
    if not files:
        pytest.skip("shared/samples is not beside this checkout")
    for file in files:
        json.dumps(read_message(file.read_bytes())).encode("utf-8")

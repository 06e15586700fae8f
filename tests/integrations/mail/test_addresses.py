"""Addresses as headers give them, ordinary and deceitful."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.mail.addresses import read_addresses, valid_email


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("joke@klant.example", [("", "joke@klant.example")]),
        ("Joke <Joke@Klant.Example>", [("Joke", "joke@klant.example")]),
        ('"Jansen, Joke" <joke@klant.example>', [("Jansen, Joke", "joke@klant.example")]),
        ("Jansen, Joke <joke@klant.example>", [("Jansen, Joke", "joke@klant.example")]),
        ("joke@klant.example (Joke Jansen)", [("Joke Jansen", "joke@klant.example")]),
        ("a@b.example; c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        ("vrienden: a@b.example, C <c@d.example>;", [("", "a@b.example"), ("C", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        ("mailto:a@b.example", [("", "a@b.example")]),
        ('"privacy@verdant.example" <kwaad@evil.example>', [("privacy@verdant.example", "kwaad@evil.example")]),
        (
            "=?utf-8?Q?privacy=40verdant=2Eexample_=3Cprivacy=40verdant=2Eexample=3E?= <kwaad@evil.example>",
            [("privacy@verdant.example <privacy@verdant.example>", "kwaad@evil.example")],
        ),
        ("=?utf-8?Q?a=40b=2Eexample?=", [("a@b.example", "")]),
        ("Naam <a@b.example> <c@d.example>", [("Naam", "")]),
        ("<a@b.example> <a@b.example>", [("", "a@b.example")]),
        ("a@b.example c@d.example", [("a@b.example c@d.example", "")]),
        ("Joke <joke@müller.example>", [("Joke", "joke@xn--mller-kva.example")]),
        ('"open <a@b.example>', [("open", "a@b.example")]),
        ("(a (b) c) a@b.example", [("a (b) c", "a@b.example")]),
        ("((open a@b.example", [("((open", "a@b.example")]),
        ("\u202eelpmaxe@ekoj <a@b.example>", [("elpmaxe@ekoj", "a@b.example")]),
        ("Joke <>", [("Joke", "")]),
        ("Joke", [("Joke", "")]),
        ("", []),
        (",;,", []),
    ],
)
def test_read(value: str, expected: list[tuple[str, str]]) -> None:
    assert [(address.name, address.email) for address in read_addresses(value, 100)] == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "a",
            "@",
            "a@",
            "@b",
            "a@b@c.example",
            "a b@c.example",
            "a@-b.example",
            "a@b_c.example",
            "a..b@c.example",
        ),
        *(".a@c.example", "a@[127.0.0.1]", '"a b"@c.example', "a@b.example>", "a\u200b@b.example", "a@" + "b" * 300),
        *("a" * 65 + "@b.example", "a\n@b.example", "<a@b.example>", "=?utf-8?q?a?=@b.example", "a@b..example"),
    ],
)
def test_not_valid(text: str) -> None:
    assert valid_email(text) == ""


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("A.B+c@D.Example", "a.b+c@d.example"),
        ("o'brien@b.example", "o'brien@b.example"),
        ('"a.b"@c.example', "a.b@c.example"),
        ("zoë@b.example", "zoë@b.example"),
        ("a@b.example.", "a@b.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_valid(text: str, email: str) -> None:
    assert valid_email(text) == email


def test_limit() -> None:
    assert len(read_addresses("a@b.example," * 500, 20)) == 20


@given(st.text(alphabet='a@b.,;:<>()"\\ =?\u202e\n', max_size=80))
def test_any_text_gives_valid_or_empty(value: str) -> None:
    for address in read_addresses(value, 10):
        assert address.email == valid_email(address.email)
        assert "\n" not in address.name

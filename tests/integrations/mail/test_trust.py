"""How far a sender may be believed."""

from __future__ import annotations

import pytest

from integrations.mail.mime import parse
from integrations.mail.trust import Trust, judge

OURS = "mx.verdant.example"
OWN = ("privacy@verdant.example",)


def verdict(*headers: str, sender: str = "Joke <joke@klant.example>", ours: str | None = OURS) -> Trust:
    raw = "".join(f"{header}\r\n" for header in (*headers, f"From: {sender}")) + "\r\nhoi"
    return judge(parse(raw.encode()), authserv_id=ours, own_addresses=OWN)


def results(words: str, server: str = OURS) -> str:
    return f"Authentication-Results: {server}; {words}"


@pytest.mark.parametrize(
    ("words", "authenticated"),
    [
        ("spf=pass smtp.mailfrom=klant.example; dkim=pass header.d=klant.example; dmarc=pass", True),
        ("dmarc=pass (p=reject) header.from=klant.example", True),
        ("dmarc=pass header.from=ander.example", False),
        ("dmarc=fail header.from=klant.example; dkim=pass header.d=klant.example", False),
        ("dkim=pass header.d=klant.example", True),
        ("dkim=pass header.d=mail.klant.example", True),
        ("dkim=pass header.d=example", False),
        ("dkim=pass header.d=evil.example", False),
        ("dkim=pass header.i=@klant.example", True),
        ("spf=pass smtp.mailfrom=bounce@klant.example", True),
        ("spf=pass smtp.mailfrom=evil.example", False),
        ("spf=softfail smtp.mailfrom=klant.example; dkim=none", False),
        ("none", False),
        ("(dmarc=pass)", False),
    ],
)
def test_authenticated(words: str, authenticated: bool) -> None:
    assert verdict(results(words)).authenticated is authenticated


def test_only_our_own_server_counts() -> None:
    good = "dmarc=pass header.from=klant.example"
    assert verdict(results(good), ours=OURS.upper()).authenticated
    assert not verdict(results(good, "elders.example")).authenticated
    assert not verdict(results(good, OURS + ".evil.example")).authenticated
    assert not verdict(results(good), ours=None).authenticated
    assert not verdict(results(good), ours="").authenticated


def test_only_the_topmost_header_counts() -> None:
    above, below = results("dmarc=fail"), results("dmarc=pass header.from=klant.example")
    assert verdict(above, below).dmarc == "fail"
    assert verdict(results("spf=none"), below).dmarc == ""
    assert verdict(results("dmarc=pass", "elders.example"), below).authenticated


def test_verdict_words() -> None:
    found = verdict(results("spf=SoftFail (x); dkim=fail header.d=a; dkim=pass header.d=b.example; dmarc=fail"))
    assert (found.spf, found.dkim, found.dmarc) == ("softfail", "pass", "fail")
    assert found.flags == ("failed_authentication",)


@pytest.mark.parametrize(
    ("headers", "sender", "flag"),
    [
        ((), '"privacy@verdant.example" <kwaad@evil.example>', "name_shows_other_address"),
        ((), "=?utf-8?Q?baas=40verdant=2Eexample?= <kwaad@evil.example>", "name_shows_other_address"),
        ((), '"baas＠verdant.example" <kwaad@evil.example>', "name_shows_other_address"),
        ((), "a@b.example, c@d.example", "several_from"),
        ((), "<>", "invalid_from"),
        (("Reply-To: x@evil.example",), "joke@klant.example", "reply_to_elsewhere"),
        ((), "Privacy <privacy@verdant.example>", "own_sender"),
        ((), "Baas <baas@verdant.example>", "own_domain"),
        (("Reply-To: privacy@verdant.example",), "joke@klant.example", "own_reply_to"),
        ((), "joke@xn--80ak6aa92e.example", "international_domain"),
    ],
)
def test_flags(headers: tuple[str, ...], sender: str, flag: str) -> None:
    assert flag in verdict(*headers, sender=sender).flags


def test_nothing_odd() -> None:
    assert verdict("Reply-To: joke@mail.klant.example").flags == ()
    assert verdict(sender='"joke@klant.example" <joke@klant.example>').flags == ()
    proven = verdict(results("dmarc=pass header.from=verdant.example"), sender="baas@verdant.example")
    assert proven.flags == ()

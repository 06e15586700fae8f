"""Text from outside cannot ping, link, format or reverse anything in Slack."""

from __future__ import annotations

import re
import unicodedata
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.text import Safe, clean, is_user, link, masked, mention, outside, say
from bot.desk.languages import Texts

NL = Texts("nl", ZoneInfo("Europe/Amsterdam"))
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(
        st.sampled_from(
            ["<!channel>", "<!here|x>", "<@U0123456789>", "<https://e.example|bank>", "&lt;!channel&gt;", "*", "_", "~",
             "`", "```", "\n", "\r", "\u2028", "\u202e", "\u200b", "> ", "&", "a", "06", "\x00", "\ud800", "|"]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(HOSTILE, st.integers(1, 200))
@example("<!channel>", 150)
@example("&lt;!channel&gt;", 150)
def test_outside_text_is_harmless(text: str, limit: int) -> None:
    shown = outside(text, limit)
    assert isinstance(shown, Safe)
    assert not re.search("[<>\r\n\t]", shown)
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
    assert not re.search(r"[*_~`](?!\u2060)", shown), "no sign of formatting stands next to anything"
    kept = shown.replace("\u2060", "")
    assert not [char for char in kept if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@given(HOSTILE, st.integers(1, 200))
def test_clean_text_is_one_line_of_at_most_its_limit(text: str, limit: int) -> None:
    line = clean(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "  " not in line
    assert line.isprintable()
    line.encode()


@given(st.text("0123456789 ()-.+/–_*,|~abc\u0661\uff11\t\u00a0"), st.integers(5, 150))
@example("06-12345678 of 06 98 76 54 32", 150)
@example("1" * 200, 150)
@example("06 12 34 56 78", 12)
@example("123_456", 150)
def test_masked_text_has_no_run_of_four_digits(text: str, limit: int) -> None:
    shown = masked(text, limit)
    assert not re.search(r"\d{4}", shown)
    assert not re.search(r"\d(?:[\s().,\-/–_*|+~]?\d){3}", shown), "nor one with something between the digits"
    assert len(shown) <= limit


@given(st.text("ab ", max_size=160), st.emails(), st.integers(8, 200))
def test_masked_text_has_no_address(before: str, address: str, limit: int) -> None:
    shown = masked(f"{before} {address} einde", limit)
    local, _, domain = address.partition("@")
    assert "@" not in shown.replace("•••@•••", "").replace("•••@", "").replace("•@", "")
    assert len(shown) <= limit
    if len(local) > 3 and local not in f"{before} einde":
        assert local not in shown
    if domain not in f"{before} einde":
        assert domain not in shown


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Bel o'brien@voorbeeld.nl", "Bel •••@•••"),
        ('"jan jansen"@voorbeeld.nl belt', "•••@••• belt"),
        ("jan@voorbeeld.nl", "•••@•••"),
        ("Bel 06-12345678 over 3 facturen", "Bel •••• over 3 facturen"),
        ("Tel: +31 (0)6 12 34 56 78.", "Tel: ••••."),
        ("06_12_34_56_78 06,12,34,56,78", "••••"),
        ("BSN 9999.26.068", "BSN ••••"),
        ("Storing in module 12 en 345", "Storing in module 12 en 345"),
    ],
)
def test_masking_shows_the_rest(subject: str, shown: str) -> None:
    assert masked(subject) == shown


def test_a_cut_does_not_uncover_an_address() -> None:
    assert masked(f"{'x' * 140} jan.jansen@voorbeeld.nl", 150) == f"{'x' * 140} •••@•••"
    assert "jansen" not in masked(f"{'x' * 140} jan.jansen@voorbeeld.nl", 150)


def test_safe_text_takes_only_safe_text() -> None:
    with pytest.raises(TypeError):
        Safe("a") + "b"
    assert Safe("a") + Safe("b") == "ab"
    assert Safe(", ").join_with([Safe("a"), Safe("b")]) == "a, b"


def test_the_catalogues_words_take_values_as_outside_text() -> None:
    shown = say(NL, "case.card.text", number="<!channel>", types="*x*", state=Safe("*zeker*"))
    assert shown == "&lt;!channel&gt;: *\u2060x*\u2060. *zeker*"


def test_mentions_are_of_users_only() -> None:
    assert mention("U0123456789") == "<@U0123456789>"
    for wrong in ("channel", "C0123456789", "U0123456789>", "<!here>", "", "U012345678\n"):
        assert not is_user(wrong)
        with pytest.raises(ValueError, match="not a Slack user"):
            mention(wrong)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "https://a|b", "https://a>b", "https://a b", "", "file:///etc", "https://" + "a" * 600],
)
def test_links_lead_to_plain_web_addresses_only(url: str) -> None:
    assert link(url, Safe("#12")) == "#12"


def test_a_link_shows_its_words() -> None:
    assert link("https://tickets.example/?a=1&b=2", Safe("#1|2")) == "<https://tickets.example/?a=1&amp;b=2|#1/2>"

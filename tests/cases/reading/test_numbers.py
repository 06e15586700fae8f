"""BSN and document numbers: noticed in every notation, never confused with other numbers, blacked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.reading import find_bsn, mask_numbers
from bot.cases.reading.numbers import MASK, passes_eleven_test


@pytest.mark.parametrize("digits", ["999926068", "999959724", "111222333", "123456782"])
def test_eleven_test_accepts_valid_numbers(digits: str) -> None:
    assert passes_eleven_test(digits)


@pytest.mark.parametrize("digits", ["999926069", "204417893", "000000000", "12345", "99992606x", "1234567890"])
def test_eleven_test_rejects_others(digits: str) -> None:
    assert not passes_eleven_test(digits)


@pytest.mark.parametrize(
    "text",
    [
        "mijn BSN is 999926068",
        "BSN: 9999.26.068",
        "bsn 9999 26 068",
        "burgerservicenr. 999 926 068",
        "(BSN999926068)",
        "my citizen service number is 9999-26-068.",
        "999926068",
        "Geboren 12-03-1970, BSN 999926068, tel. 06-00123456",
        "sofinummer 999.926.068",
        "999926068 is mijn BSN",
        "mijn BSN is 999926069",  # mistyped, but called a BSN
    ],
)
def test_bsn_is_noticed(text: str) -> None:
    assert find_bsn(text)
    masked = mask_numbers(text)
    assert "068" not in masked.replace("123456", "")
    assert len(masked) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "klantnummer 204417893",
        "TenderNed-kenmerk 111222333",
        "ordernr. 316611232",
        "tel. 06-12345678",
        "+31 612345678",
        "KvK 00123459",
        "IBAN NL00 BANK 0123 4567 89",
        "factuur 111222333",
        "AVG-2026-0122",
        "op 12-03-1970 om 10.30",
        "klantnummer 111222333 (geen BSN)",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not find_bsn(text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("paspoortnummer NXX1D23F4 bijgevoegd", "NXX1D23F4"),
        ("Passport no. XR1234567", "XR1234567"),
        ("rijbewijs nr 5123456789", "5123456789"),
        ("P<NLDDE<BRUIJN<<WILLEKE<LISELOTTE<<<<<<<<<<<", "BRUIJN"),
    ],
)
def test_document_numbers_are_blacked_out(text: str, hidden: str) -> None:
    assert hidden not in mask_numbers(text)


@given(st.text(max_size=300), st.integers(min_value=0, max_value=99_999_999), st.sampled_from([" ", ".", "-", ""]))
def test_a_labelled_bsn_never_survives_masking(around: str, body: int, separator: str) -> None:
    digits = next(
        f"{body:08d}{last}" for last in "0123456789x" if last == "x" or passes_eleven_test(f"{body:08d}{last}")
    )
    if digits.endswith("x"):
        return
    written = separator.join((digits[:4], digits[4:6], digits[6:]))
    masked = mask_numbers(f"{around}\nBSN {written}\n{around}")
    assert f"BSN {written}" not in masked
    assert MASK in masked


@given(st.text(max_size=2_000))
def test_masking_keeps_the_length_and_is_repeatable(text: str) -> None:
    masked = mask_numbers(text)
    assert len(masked) == len(text)
    assert not find_bsn(masked)

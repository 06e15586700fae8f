"""Citizen service numbers (BSN) and document numbers: noticing them and blacking them out.

A BSN has nine digits (eight when a leading zero was dropped) and passes the eleven test: 9a+8b+7c+6d+5e+4f+3g+2h-1i is
a multiple of eleven. It may be written 999926068, 9999.26.068, 9999 26 068 or 999 926 068.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.cases.reading.tables import pattern

MASK = "█"

_DIGITS = re.compile(
    r"(?:(?<!\w)|(?<=[nNrR]))(?<!\d[ .,/-])\d(?:[ .\u00a0\u2013/-]{0,2}\d){7,8}(?!\w)(?![ .,/-]\d)"
    r"|(?<!\w)(?<!\+31 )(?<!0031 )(?<!\+32 )\d{9}(?!\w)",
    re.ASCII,
)
_BSN_WORDS = pattern("bsn_words")
_OTHER_WORDS = pattern("other_words")
_DENIAL = re.compile(r"\b(?:geen|niet|not|no|isn't|is\s+not)\b[^.\n]{0,12}$", re.IGNORECASE)

_LABELLED_DOCUMENT = pattern("labelled_document")
_DUTCH_DOCUMENT = re.compile(r"\b(?=[A-Z0-9]{9}\b)(?=[A-Z]{2}[A-Z0-9]*\d)[A-NP-Z]{2}[A-NP-Z0-9]{6}\d\b")
_MACHINE_ZONE = re.compile(r"[A-Z0-9<]{5,20}<{2}[A-Z0-9<]{5,60}|\b[A-Z0-9]{9}\d[A-Z]{3}\d{6}\d[MFX<][A-Z0-9<]{1,40}")

_LOOK_BACK = 44
_LOOK_AHEAD = 22


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text: offsets [start, end)."""

    start: int
    end: int


def passes_eleven_test(digits: str) -> bool:
    """The official check of a BSN; eight digits are read with a leading zero."""
    digits = digits.zfill(9)
    if len(digits) != 9 or not digits.isdigit() or not digits.isascii() or len(set(digits)) == 1:
        return False
    total = sum(int(d) * w for d, w in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0


def find_bsn(text: str) -> tuple[Span, ...]:
    """Where a BSN was typed.

    A number that passes the test is one unless a label says that it is something else (order, customer, telephone);
    a number that is called a BSN is treated as one even when it fails the test: somebody mistyped a real one.
    """
    return tuple(_bsn_spans(text))


def _bsn_spans(text: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(text):
        digits = "".join(c for c in match.group() if c.isdigit())
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        after = text[match.end() : match.end() + _LOOK_AHEAD].split("\n", maxsplit=1)[0]
        called = _called(before, after)
        if called == "bsn" or (called == "" and len(digits) == 9 and passes_eleven_test(digits)):
            yield Span(match.start(), match.end())


def _called(before: str, after: str) -> str:
    """What the words around a number call it: "bsn", "other" or nothing."""
    last_bsn = last_other = -1
    for match in _BSN_WORDS.finditer(before):
        last_bsn = match.start() if not _DENIAL.search(before[: match.start()]) else -1
    for match in _OTHER_WORDS.finditer(before):
        last_other = match.start()
    if last_bsn >= 0 and last_bsn >= last_other:
        return "bsn"
    following = _BSN_WORDS.search(after)
    if following and not _DENIAL.search(after[: following.start()]) and last_other < 0:
        return "bsn"
    if last_bsn >= 0 and last_other - last_bsn < 12:
        return "bsn"
    return "other" if last_other >= 0 else ""


def find_document_numbers(text: str) -> tuple[Span, ...]:
    """Where the number or the machine-readable zone of a passport, identity card or driving licence was typed."""
    found = [Span(match.start(1), match.end(1)) for match in _LABELLED_DOCUMENT.finditer(text)]
    found.extend(
        Span(match.start(), match.end())
        for match in _DUTCH_DOCUMENT.finditer(text)
        if not _OTHER_WORDS.search(text[max(0, match.start() - 30) : match.start()])
    )
    found.extend(Span(match.start(), match.end()) for match in _MACHINE_ZONE.finditer(text))
    return tuple(found)


def mask_numbers(text: str, *, doubtful: bool = False) -> str:
    """The text with every BSN and document number blacked out, letter for letter, so that offsets stay the same.

    ``doubtful``: black out numbers too that a label calls something else but that could be a BSN; for what is shown.
    """
    spans = [*find_bsn(text), *find_document_numbers(text)]
    if doubtful:
        spans.extend(
            Span(match.start(), match.end())
            for match in _DIGITS.finditer(text)
            if passes_eleven_test("".join(c for c in match.group() if c.isdigit()))
        )
    if not spans:
        return text
    letters = list(text)
    for span in spans:
        for i in range(span.start, span.end):
            if letters[i].isalnum():
                letters[i] = MASK
    return "".join(letters)

"""A ticket's words made ready for reading: folded letters, sentences, the signature and quoted mail set apart.

Folding never changes the length of a text: a position in the folded text is a position in the text as people see it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Source = Literal["subject", "text", "fields"]

MAX_SUBJECT = 500
MAX_TEXT = 8_000
"""Longer texts are read up to here: a wish to be called stands near the start, and reading stays quick."""

LONGEST_SENTENCE = 700
"""What is longer is no sentence but a table or an attack; cutting it bounds the work of every later pattern."""

_DASHES = "‐‑‒–—−"
_QUOTES = {"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
_OURS = "§¤_"
"""Signs with which later steps mark what they have read; in a ticket they are blanks."""
_SPACES = "\t\u00a0\u2007\u2009\u202f\u3000\u200b\ufeff\r\x0b\x0c"


def words_of(text: str) -> frozenset[str]:
    """The words of a readable list."""
    return frozenset(text.split())


_ABBREVIATIONS = words_of(
    """
    a.s as a.u.b aub s.v.p svp t/m i.v.m ivm i.p.v ipv o.a b.v bijv nr no tel t m mob dhr mevr mw mr mrs ms dr
    ir drs ing ext tst toest ma di wo do vr za zo mon tue tues wed thu thur thurs fri sat sun jan feb mrt mar
    apr jun jul aug sep sept okt oct nov dec resp ca evt max min incl excl a.m p.m e.g i.e gr vr kl m.v.g d.d
    n.a.v z.s.m m.b.t
    """
)
_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\")]|$)|\n")
_HISTORY = re.compile(
    r"^[ ]*(?:-{2,}\s*(?:oorspronkelijk|original|doorgestuurd|forwarded)[^\n]{0,40}|_{8,}"
    r"|(?:op|on) [^\n]{5,90}(?:schreef|wrote)[^\n]{0,60}:|(?:van|from): [^\n]{3,90}\n(?:verzonden|sent"
    r"|datum|date|aan|to): )",
    re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ ]*>[^\n]*", re.MULTILINE)
_CLOSING = re.compile(
    r"(?:^|(?<=[.!?,;)\n])|(?<=\s))[ ]*(?:(?:met\s+)?(?:vriendelijke|hartelijke|beste|vr\.?)\s+gr(?:oet(?:en|jes)?|\.)?"
    r"|groet(?:en|jes)?|m\.?v\.?g\.?|gr\.?|grt(?:jes|z)?|hoogachtend|alvast (?:hartelijk )?(?:dank"
    r"|bedankt)|bij voorbaat dank"
    r"|(?:kind|best|warm|many)\s+(?:regards|wishes)|regards|cheers|sincerely|yours (?:sincerely|truly"
    r"|faithfully)|thanks"
    r"|many thanks|thank you|(?:be)?dankt?|dank je|dank u(?: wel)?)(?=[\s,.!]|$)[ ,.!]*"
)
_FORMAL = re.compile(r"groet|hoogachtend|regards|sincerely|m\.?v\.?g")
_RULE_LINE = re.compile(r"^[ ]*--[ ]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in folded letters; `start` is its place in the folded subject or text."""

    source: Source
    start: int
    text: str
    in_signature: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A ticket's subject and text, as shown (composed letters, cut to size) and folded, and its sentences in order."""

    subject: str
    text: str
    folded_subject: str
    folded_text: str
    signature_start: int
    sentences: tuple[Sentence, ...]

    def folded(self, source: Source) -> str:
        """The folded subject or text."""
        return self.folded_subject if source == "subject" else self.folded_text

    def shown(self, source: Source) -> str:
        """The subject or text as written."""
        return self.subject if source == "subject" else self.text


def prepare(subject: str, text: str) -> Words:
    """Compose, cut, fold and split a ticket."""
    subject = unicodedata.normalize("NFC", subject[:MAX_SUBJECT])[:MAX_SUBJECT]
    text = unicodedata.normalize("NFC", text[:MAX_TEXT])[:MAX_TEXT]
    folded_subject, folded_text = fold(subject).replace("\n", " "), _blank_history(fold(text))
    signature = _signature_start(folded_text)
    sentences = (
        *(Sentence("subject", start, part) for start, part in split_sentences(folded_subject)),
        *(Sentence("text", start, part, start >= signature) for start, part in split_sentences(folded_text, signature)),
    )
    return Words(subject, text, folded_subject, folded_text, signature, sentences)


def fold(text: str) -> str:
    """Lower case without accents, with plain dashes, quotes and spaces; every character stays one character."""
    return "".join(map(_fold_character, text))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _SPACES or character in _OURS:
        return " "
    if character in _QUOTES:
        return _QUOTES[character]
    base = unicodedata.normalize("NFKD", character)[:1].lower()
    return base if len(base) == 1 else character


def split_sentences(text: str, *cuts: int) -> list[tuple[int, str]]:
    """Sentences with their places. A wrapped line goes on in the next line; `cuts` always end a sentence."""
    sentences: list[tuple[int, str]] = []
    start = 0
    for end in sorted({*_ends(text), *(cut for cut in cuts if cut < len(text)), len(text)}):
        while start < end:
            stop = end if end - start <= LONGEST_SENTENCE else start + LONGEST_SENTENCE
            part = text[start:stop]
            stripped = part.strip()
            if stripped:
                sentences.append((start + part.index(stripped[0]), stripped.replace("\n", " ")))
            start = stop
    return sentences


def _ends(text: str) -> list[int]:
    ends: list[int] = []
    line_start = 0
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "\n":
            wrapped = _is_wrapped(text, line_start, match.start())
            line_start = match.end()
            if not wrapped:
                ends.append(match.end())
        elif match[0] != "." or not _is_abbreviation(text, match.start()):
            ends.append(match.end())
    return ends


def _is_abbreviation(text: str, dot: int) -> bool:
    window = text[max(0, dot - 10) : dot].split()
    word = window[-1].lstrip("(\"'") if window and text[dot - 1 : dot].strip() else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _is_wrapped(text: str, line_start: int, line_end: int) -> bool:
    """Mail programs wrap long lines: the next line then starts in the middle of a sentence."""
    line, following = text[line_start:line_end].rstrip(), text[line_end + 1 : line_end + 3].lstrip(" ")
    if not line or following[:1] in ("", "\n", "-", "*"):
        return False
    return len(line) > 45 and line[-1] not in ".!?:;"


def _blank_history(text: str) -> str:
    """Blank the quoted mail below or between the writer's own words; keep it when there is nothing else."""
    blanked = _QUOTED_LINE.sub(lambda match: " " * len(match[0]), text)
    history = _HISTORY.search(blanked)
    if history is not None:
        blanked = blanked[: history.start()] + re.sub(r"[^\n]", " ", blanked[history.start() :])
    return blanked if blanked.strip() else text


def _signature_start(text: str) -> int:
    """Where the signature begins: after a closing formula with little behind it; else the text's length."""
    rule = _RULE_LINE.search(text)
    candidates = [rule.start()] if rule else []
    for match in _CLOSING.finditer(text, max(0, len(text) - 1600)):
        rest = text[match.end() :]
        first_line = rest.split("\n", 1)[0].strip()
        alone = "\n" in text[match.start() : match.end()] + rest[:2] and _FORMAL.search(match[0]) is not None
        if alone or (
            len(first_line.split()) <= 7 and not re.search(r"[?]|[a-z]{3}\. +[a-z]", rest) and len(rest) <= 500
        ):
            candidates.append(match.end())
            break
    return min(candidates, default=len(text))

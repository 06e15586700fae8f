"""The organisation that must receive the data, with its name as the writer wrote it.

Every run of capitalised words is a candidate; the words before and after it give or take points; the best one wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.cases.reading.tables import pattern, word_set

_SMALL = pattern("small")
_NAME = pattern("name")
_SENTENCE_END = re.compile(r"(?<=[\w)\"”'’])[.!?](?=\s|$)|\n\s*\n")
_LEGAL_END = re.compile(r"(?:\b[bnv]\.\s?[vo]\.?(?:f\.?)?|\b(?:bv|nv|vof|ltd|inc|co|gmbh|llp|zn))\.?$", re.IGNORECASE)

_TRANSFER = pattern("transfer")
_TO_BEFORE = pattern("to_before")
_ROLE_BEFORE = pattern("role_before")
_TAKES_AFTER = pattern("takes_after")
_PLACE_AFTER = re.compile(r"^,?\s?(?:te|uit|in|gevestigd te|gevestigd in|from|based in|of)\s[A-ZÀ-Þ]")
_AWAY_BEFORE = pattern("away_before")
_PLACE_BEFORE = pattern("place_before")
_PEOPLE_BEFORE = pattern("people_before")
_KIND_OF_FIRM = pattern("kind_of_firm")
_ABBREVIATED = pattern("sentence_abbreviation")
_OPENING = re.compile(r"\.\s+[A-ZÀ-Þ][a-z]+\s[a-z]")
_CAMEL = re.compile(r"[a-z][A-Z]|\b[A-Z]{2,}\b")

_ARTICLES = frozenset({"de", "het", "the", "van", "'t"})
_START_OF_FORM = re.compile(r"\b[BNV]\.?\s?$")
_REST_OF_FORM = re.compile(r"\.?\s?[VO]\.(?:F\.)?")

_NOT_NAMES = word_set("not_names")


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    points: float


def find_organisation(text: str, *, own_names: frozenset[str], writer: frozenset[str] = frozenset()) -> str | None:
    """The literal name, or None. Meant for a mail that asks to send data on.

    ``own_names`` are lower-case names of ours, ``writer`` the lower-case words of the writer's own name.
    """
    sentences = _sentences(text[:8_000])
    best: _Candidate | None = None
    for i, sentence in enumerate(sentences):
        near = " ".join(sentences[max(0, i - 1) : i + 2])
        moves = 1.0 if _TRANSFER.search(sentence) else 0.4 if _TRANSFER.search(near) else -0.4
        for match in _NAME.finditer(sentence):
            found = _candidate(sentence, match, own_names, writer)
            if found and (best is None or found.points + moves > best.points):
                best = _Candidate(found.name, found.points + moves)
    return best.name if best and best.points >= 2.4 else None


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        head = text[start : match.start() + 1]
        if match.group() == "." and _ABBREVIATED.search(head):
            opens = _OPENING.match(text[match.start() : match.start() + 40])
            if not (opens and _LEGAL_END.search(head)):
                continue
        found.append(head.replace("\n", " ").strip()[:1_500])
        start = match.end()
    found.append(text[start:].replace("\n", " ").strip()[:1_500])
    return [s for s in found if s]


def _candidate(
    sentence: str, match: re.Match[str], own_names: frozenset[str], writer: frozenset[str]
) -> _Candidate | None:
    start, words = _trimmed(sentence, match)
    if not words:
        return None
    name = " ".join(words)
    name = _with_legal_form(name, sentence[start + len(name) :])
    if not _LEGAL_END.search(name):
        name = name.rstrip(".")
    lower = name.lower()
    if len(name) < 2 or name.isdigit() or any(own in lower for own in own_names if len(own) > 2):
        return None
    if all(w.strip(".,").lower() in writer for w in words):
        return None
    before, after = sentence[:start], sentence[start + len(name) :]
    if _PEOPLE_BEFORE.search(before):
        person, joint, firm = name.partition(" van ")
        if not joint or not firm[:1].isupper() or not _KIND_OF_FIRM.search(firm):
            return None
        name, before = firm, f"{before}{person}{joint}"
    return _Candidate(name, _context(name, before, after))


def _trimmed(sentence: str, match: re.Match[str]) -> tuple[int, list[str]]:
    """The words of a candidate without words that only open the sentence, and where it then starts."""
    start, words = match.start(), match.group().split()
    while words:
        bare = words[0].strip(".,'’").lower()
        article = bare in _ARTICLES and bool(sentence[:start].strip()) and words[0][0].isupper() and len(words) > 1
        if article or (bare not in _NOT_NAMES and not _SMALL.fullmatch(words[0])):
            break
        start += len(words[0]) + 1
        words = words[1:]
    while (
        words
        and not words[-1].isupper()
        and (words[-1].strip(".,").lower() in _NOT_NAMES or _SMALL.fullmatch(words[-1]))
    ):
        words = words[:-1]
    return start, words


def _with_legal_form(name: str, rest: str) -> str:
    """A name with the rest of a "B.V." or "V.O.F." that the full stops had cut off."""
    form = _REST_OF_FORM.match(rest) if _START_OF_FORM.search(name) else None
    return name + form.group() if form else name


def _context(name: str, before: str, after: str) -> float:
    points = 0.0
    if _TO_BEFORE.search(before):
        points += 2.0
    if _ROLE_BEFORE.search(before):
        points += 2.0
    if _TAKES_AFTER.search(after):
        points += 1.8
    if _PLACE_AFTER.search(after):
        points += 0.8
    if _KIND_OF_FIRM.search(name):
        points += 1.2
    if _CAMEL.search(name):
        points += 0.6
    if " " in name:
        points += 0.4
    if _AWAY_BEFORE.search(before[-60:]):
        points -= 2.0
    if _PLACE_BEFORE.search(before):
        points -= 2.5
    if not before.strip() and " " not in name and not _TAKES_AFTER.search(after):
        points -= 2.0
    return points

"""Finding ideas in a text: the words of the lexicon, phrases with gaps, and words with one slip of the pen."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.cases.reading.text import Text, negators, normalise

GAP = 10
"""How many words a ``~`` may bridge: "trek hierbij de door mij op de beurs gegeven toestemming in"."""

FUZZY_FROM = 8
"""Shorter words, and the first two letters of all, must be spelt right: short words have too many neighbours."""

COVERS = {
    "NOT_RECORDING": ("RECORDING", "RECORDING_SURE"),
    "NOT_COPY": ("COPY",),
    "NOT_ERASE": ("ERASE",),
    "NOT_WRONG": ("WRONG",),
}
"""A look-alike takes the place of the idea that it resembles: "opname in het ziekenhuis" is no recording."""

AFFIRMED, DENIED = 1, 2


class Hit(NamedTuple):
    """One idea found at tokens [first, last], affirmed or denied."""

    idea: str
    first: int
    last: int
    polarity: int


@dataclass(frozen=True, slots=True)
class _Entry:
    idea: str
    steps: tuple[tuple[str, ...], ...]
    """Each step is a set of alternatives: ``word``, ``begin*``, ``*end``; the single "~" is a gap."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the word, beginning or ending of their first step."""

    exact: dict[str, tuple[_Entry, ...]]
    prefixes: dict[str, tuple[_Entry, ...]]
    suffixes: dict[str, tuple[_Entry, ...]]
    prefix_lengths: tuple[int, ...]
    suffix_lengths: tuple[int, ...]
    known: frozenset[str]
    slips: dict[str, str]
    """A key word with one letter left out -> the key word, to recognise a misspelling."""

    def candidates(self, word: str) -> tuple[_Entry, ...]:
        """Entries that can begin with this word."""
        found = list(self.exact.get(word, ()))
        size = len(word)
        for n in self.prefix_lengths:
            if n <= size:
                found.extend(self.prefixes.get(word[:n], ()))
        for n in self.suffix_lengths:
            if n < size:
                found.extend(self.suffixes.get(word[-n:], ()))
        if not found and size >= FUZZY_FROM and word not in self.known:
            meant = self.meant(word)
            if meant:
                found.extend(self.exact.get(meant, ()))
        return tuple(found)

    def meant(self, word: str) -> str | None:
        """The key word of which ``word`` is a slip: one letter too many, too few, wrong, or two swapped."""
        if word in self.slips:
            return self.slips[word]
        for i in range(2, len(word)):
            shorter = word[:i] + word[i + 1 :]
            if shorter in self.exact and len(shorter) >= FUZZY_FROM:
                return shorter
            if shorter in self.slips:
                return self.slips[shorter]
        return None


def _entries(table: dict[str, str]) -> list[_Entry]:
    found = []
    for idea, text in table.items():
        for line in text.replace("\n", ",").split(","):
            steps: list[tuple[str, ...]] = []
            for step in line.split():
                if step == "~":
                    steps.append(("~",))
                    continue
                parts = [_clean(part) for part in step.split("|")]
                steps.append(tuple(part for part in parts if part.strip("*")))
            steps = [step for step in steps if step]
            if steps:
                found.append(_Entry(idea, tuple(steps)))
    return found


def _clean(part: str) -> str:
    star_before, star_after = part.startswith("*"), part.endswith("*") and len(part) > 1
    core = "".join(c for c in normalise(part.strip("*")) if c.isalnum())
    return ("*" if star_before else "") + core + ("*" if star_after else "")


@cache
def lexicon() -> Lexicon:
    """The lexicon of both languages together; read once from the package's own tables."""
    exact: dict[str, list[_Entry]] = defaultdict(list)
    prefixes: dict[str, list[_Entry]] = defaultdict(list)
    suffixes: dict[str, list[_Entry]] = defaultdict(list)
    known: set[str] = set()
    keys: set[str] = set()
    here = Path(__file__).parent
    for name in ("nl", "en"):
        table = tomllib.loads((here / f"words_{name}.toml").read_text("utf-8"))[name]
        for entry in _entries(table):
            for alternative in entry.steps[0]:
                if alternative.startswith("*"):
                    suffixes[alternative[1:]].append(entry)
                elif alternative.endswith("*"):
                    prefixes[alternative[:-1]].append(entry)
                else:
                    exact[alternative].append(entry)
            if len(entry.steps) == 1:
                keys.update(a for a in entry.steps[0] if "*" not in a)
            for step in entry.steps:
                known.update(a for a in step if "*" not in a)
    slips: dict[str, str] = {}
    for key in sorted(keys):
        if len(key) < FUZZY_FROM:
            continue
        for i in range(2, len(key)):
            shorter = key[:i] + key[i + 1 :]
            if shorter not in known:
                slips.setdefault(shorter, key)
    return Lexicon(
        {k: tuple(v) for k, v in exact.items()},
        {k: tuple(v) for k, v in prefixes.items()},
        {k: tuple(v) for k, v in suffixes.items()},
        tuple(sorted({len(k) for k in prefixes})),
        tuple(sorted({len(k) for k in suffixes})),
        frozenset(known),
        slips,
    )


@lru_cache(maxsize=16384)
def _candidates(word: str) -> tuple[_Entry, ...]:
    return lexicon().candidates(word)


def _fits(word: str, step: tuple[str, ...]) -> bool:
    for alternative in step:
        if alternative == word:
            return True
        if alternative.endswith("*") and word.startswith(alternative[:-1]):
            return True
        if alternative.startswith("*") and word.endswith(alternative[1:]) and len(word) >= len(alternative):
            return True
    return False


def find_ideas(text: Text) -> tuple[tuple[Hit, ...], ...]:
    """The hits of each sentence, in order. Linear in the text: every entry looks at most GAP words ahead a gap."""
    denied_by = negators(text)
    words = [token.word for token in text.tokens]
    found: list[tuple[Hit, ...]] = []
    for sentence in text.sentences:
        hits: list[Hit] = []
        for i in range(sentence.first, sentence.last):
            for entry in _candidates(words[i]):
                end = _match(words, i, sentence.last, entry.steps)
                if end >= 0:
                    outside = [n for p in (i, end) for n in denied_by.get(p, ()) if not i <= n <= end]
                    polarity = DENIED if outside else AFFIRMED
                    hits.append(Hit(entry.idea, i, end, polarity))
        found.append(_without_look_alikes(hits))
    return tuple(found)


def _without_look_alikes(hits: list[Hit]) -> tuple[Hit, ...]:
    covers = [(idea, h.first, h.last) for h in hits if h.idea in COVERS for idea in COVERS[h.idea]]
    if not covers:
        return tuple(hits)
    return tuple(
        h
        for h in hits
        if not any(h.idea == idea and h.first <= last and h.last >= first for idea, first, last in covers)
    )


def _match(words: list[str], first: int, limit: int, steps: tuple[tuple[str, ...], ...]) -> int:
    """The last token of the phrase that begins at ``first``, or -1."""
    place = first
    gap = False
    for step in steps[1:]:
        if step == ("~",):
            gap = True
            continue
        reach = min(limit, place + 2 + (GAP if gap else 0))
        for j in range(place + 1, reach):
            if _fits(words[j], step):
                place = j
                break
        else:
            return -1
        gap = False
    return place

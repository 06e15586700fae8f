"""Text as the rules see it: words with their place in the original, sentences, clauses and the reach of a negation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.cases.reading.tables import pattern, word_set

MAX_CHARACTERS = 24_000
"""Longer text is read only so far: a request says what it wants early, and reading must stay bounded."""

MAX_TOKENS = 5_000
MAX_WORD = 60

SHORT_LINE = 48
"""Characters; a line end after fewer ends a sentence."""

_TOKEN = pattern("token")

_ABBREVIATIONS = word_set("abbreviations")

_CLAUSE_WORDS = word_set("clause_words")

_NEGATIONS = word_set("negations")

_NOT_NEGATING_AFTER = word_set("not_negating_after")
"""After these "niet" does not deny the verb: "niet alleen op inactief zetten", "niet eerst", "not only"."""

_AND = frozenset({"en", "and", "or", "of"})
_LONGER = word_set("longer")
"""After "niet meer" the denial is over at the next "en": "ik wil dat niet meer en herroep mijn akkoord"."""

NEGATION_REACH_BEFORE = 7
NEGATION_REACH_AFTER = 6


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. ``word`` is lower case without accents, apostrophes and hyphens; start and end are offsets."""

    word: str
    start: int
    end: int
    sentence: int
    clause: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Token positions [first, last) of one sentence and whether it ends as a question."""

    first: int
    last: int
    question: bool


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens and sentences of ``raw`` (already cut to MAX_CHARACTERS)."""

    raw: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def quote(self, sentence: int) -> tuple[str, int, int]:
        """The original words of a sentence with their offsets in ``raw``."""
        s = self.sentences[sentence]
        start, end = self.tokens[s.first].start, self.tokens[s.last - 1].end
        return self.raw[start:end], start, end


_LETTER_FIXES = str.maketrans({"ĳ": "ij", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ł": "l"})


@lru_cache(maxsize=4096)
def normalise(word: str) -> str:
    """Lower case, accents off, apostrophes and hyphens out: "E-mailadres" -> "emailadres", "m'n" -> "mn"."""
    if word.isascii():
        return word.lower().replace("'", "").replace("-", "").replace("`", "")
    folded = unicodedata.normalize("NFKD", word.lower().translate(_LETTER_FIXES))
    return "".join(c for c in folded if c.isalnum())


def read_text(raw: str) -> Text:
    """Cut, tokenise and split a text. Linear in its length."""
    raw = raw[:MAX_CHARACTERS]
    splitter = _Splitter(raw)
    for match in _TOKEN.finditer(raw):
        if len(splitter.tokens) >= MAX_TOKENS:
            break
        splitter.take(match.group(), match.start(), match.end())
    splitter.close()
    return Text(raw, tuple(splitter.tokens), tuple(splitter.sentences))


class _Splitter:
    """Collects words and marks into clauses and sentences."""

    def __init__(self, raw: str) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self._raw = raw
        self._first = 0
        self._clause = 0
        self._question = False
        self._line_start = 0
        self._ending = False

    def close(self) -> None:
        """End the sentence, when it has words."""
        if len(self.tokens) > self._first:
            self.sentences.append(Sentence(self._first, len(self.tokens), self._question))
            self._first = len(self.tokens)
        self._clause += 1
        self._question = False

    def take(self, piece: str, start: int, end: int) -> None:
        """One word, mark or run of line ends."""
        head = piece[0]
        if head == "\n":
            # A short line was ended by the writer, a long one by the mail program.
            if self._ending or piece.count("\n") > 1 or start - self._line_start < SHORT_LINE:
                self.close()
            self._ending = False
            self._line_start = end
            return
        if self._ending:
            self.close()
            self._ending = False
        if head.isalnum():
            self._word(normalise(piece[:MAX_WORD]), start, end)
        else:
            self._mark(head, start)

    def _word(self, word: str, start: int, end: int) -> None:
        if not word:
            return
        if word in _CLAUSE_WORDS:
            self._clause += 1
        self.tokens.append(Token(word, start, end, len(self.sentences), self._clause))

    def _mark(self, mark: str, start: int) -> None:
        if mark in ".!?…":
            self._question = self._question or mark == "?"
            self._ending = mark != "." or _ends_sentence(self._raw, start, self.tokens)
        elif mark in ";•*|":
            self.close()
        elif mark in ",():–—" or (mark == "-" and _stands_alone(self._raw, start)):
            self._clause += 1


def _stands_alone(raw: str, place: int) -> bool:
    before = raw[place - 1] if place else " "
    return before.isspace() and raw[place + 1 : place + 2].isspace()


def _ends_sentence(raw: str, place: int, tokens: list[Token]) -> bool:
    """Whether the full stop at ``place`` ends a sentence and not an abbreviation, an initial or a number."""
    after = raw[place + 1 : place + 2]
    if after and not after.isspace() and after not in "\"'”’)":
        return False
    if not tokens:
        return True
    last = tokens[-1]
    if last.end != place:
        return True
    if last.word in _ABBREVIATIONS:
        following = raw[place + 1 : place + 3].strip()
        return not following or last.word in {"etc", "bv", "ltd", "inc", "jl", "nv"}
    return not (len(last.word) == 1 and last.word.isalpha())


def negators(text: Text) -> dict[int, tuple[int, ...]]:
    """For each token position within the reach of negations, the positions of those negations.

    Dutch puts "niet" before an infinitive ("niet wissen") and after a finite verb ("wis het niet"), so the reach runs
    both ways: seven words on, six words back, never over a comma or a word like "maar".
    """
    tokens = text.tokens
    found: dict[int, tuple[int, ...]] = {}
    for i, token in enumerate(tokens):
        if token.word not in _NEGATIONS:
            continue
        following = tokens[i + 1].word if i + 1 < len(tokens) else ""
        if following in _NOT_NEGATING_AFTER and token.word in {"niet", "not", "nie", "neet"}:
            continue
        ends_at_and = following in _LONGER
        onward = range(i + 1, min(i + 1 + NEGATION_REACH_BEFORE, len(tokens)))
        back = range(i - 1, max(i - 1 - NEGATION_REACH_AFTER, -1), -1)
        for way in (onward, back):
            for j in way:
                if tokens[j].clause != token.clause or tokens[j].sentence != token.sentence:
                    break
                if tokens[j].word in _AND and (ends_at_and or j < i):
                    break
                found[j] = (*found.get(j, ()), i)
    return found

"""Text as the rules see it: words with their place in the original, sentences, clauses and the reach of a negation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARACTERS = 24_000
"""Longer text is read only so far: a request says what it wants early, and reading must stay bounded."""

MAX_TOKENS = 5_000
MAX_WORD = 60

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*"  # a number, also 12.30 or 1/11
    r"|[^\W\d_]+(?:['’‘`´-][^\W\d_]+){0,6}"  # a word, also e-mailadres and m'n
    r"|\n[ \t]*(?:\n[ \t]*)*"  # one or more line ends
    r"|[.!?;:,()\"“”„«»…•*>|–—-]"
)

_ABBREVIATIONS = frozenset(
    [
        "dhr",
        "mevr",
        "mw",
        "mr",
        "mrs",
        "ms",
        "dr",
        "drs",
        "ir",
        "ing",
        "prof",
        "st",
        "nr",
        "nrs",
        "no",
        "art",
        "artt",
        "tel",
        "bv",
        "nv",
        "jl",
        "ca",
        "incl",
        "excl",
        "evt",
        "bijv",
        "blz",
        "resp",
        "mbt",
        "tav",
        "tnv",
        "tbv",
        "ivm",
        "ipv",
        "jr",
        "sr",
        "vd",
        "vh",
        "etc",
        "inc",
        "ltd",
        "co",
        "vs",
        "mln",
        "afd",
        "lid",
        "sub",
        "para",
        "s.v.p",
        "svp",
        "aub",
        "max",
        "min",
        "gem",
        "i.v.m",
        "u.s",
    ]
)

_CLAUSE_WORDS = frozenset(
    [
        "maar",
        "want",
        "omdat",
        "doch",
        "echter",
        "zodat",
        "terwijl",
        "hoewel",
        "aangezien",
        "dus",
        "anders",
        "tenzij",
        "behalve",
        "evenwel",
        "alsook",
        "but",
        "because",
        "however",
        "although",
        "unless",
        "except",
        "whereas",
        "otherwise",
        "though",
        "therefore",
        "since",
    ]
)

_NEGATIONS = frozenset(
    [
        "niet",
        "niets",
        "niks",
        "nix",
        "geen",
        "nooit",
        "nimmer",
        "zonder",
        "noch",
        "nie",
        "neet",
        "nit",
        "gin",
        "gien",
        "geene",
        "gjin",
        "nergens",
        "niemand",
        "evenmin",
        "not",
        "never",
        "no",
        "nothing",
        "without",
        "neither",
        "nor",
        "none",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "wouldnt",
        "shouldnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "havent",
        "hasnt",
        "hadnt",
        "aint",
        "mustnt",
        "neednt",
        "couldnt",
        "nobody",
    ]
)

_NOT_NEGATING_AFTER = frozenset(["alleen", "slechts", "enkel", "only", "just", "te", "eerst", "voor", "because"])
"""After these "niet" does not deny the verb: "niet alleen op inactief zetten", "niet eerst", "not only"."""

_AND = frozenset("en and or of".split())
_LONGER = frozenset("meer langer longer any anymore".split())
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
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first = 0
    clause = 0
    question = False

    def close() -> None:
        nonlocal first, clause, question
        if len(tokens) > first:
            sentences.append(Sentence(first, len(tokens), question))
            first = len(tokens)
        clause += 1
        question = False

    line_start = 0
    pending_close = False
    for match in _TOKEN.finditer(raw):
        piece = match.group()
        head = piece[0]
        if head == "\n":
            if pending_close or piece.count("\n") > 1 or match.start() - line_start < 48:
                close()
            pending_close = False
            line_start = match.end()
            continue
        if pending_close:
            close()
            pending_close = False
        if head.isalnum():
            if len(tokens) >= MAX_TOKENS:
                break
            word = normalise(piece[:MAX_WORD])
            if not word:
                continue
            if word in _CLAUSE_WORDS:
                clause += 1
            tokens.append(Token(word, match.start(), match.end(), len(sentences), clause))
            continue
        if head in ".!?…":
            if head == "?":
                question = True
            if head != "." or _ends_sentence(raw, match.start(), tokens):
                pending_close = True
            continue
        if head in ";•*|":
            close()
        elif head in ",():–—" or (head == "-" and _stands_alone(raw, match.start())):
            clause += 1
    close()
    return Text(raw, tuple(tokens), tuple(sentences))


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

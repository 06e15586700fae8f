"""Which types a text asks for: frames over sentences, with the traps and the precedence between the types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.reading.frames import Frame, fits, frames, present
from bot.cases.reading.matching import AFFIRMED, Hit, find_ideas
from bot.cases.reading.tables import pattern, word_set
from bot.cases.reading.text import Sentence, Text

RIGHTS = ("access", "rectification", "erasure", "restriction", "portability", "withdrawal", "objection")
SENTENCE_CAP = 4.0
SURE = 4.0
"""A frame of so many points stands by itself."""

_ARTICLE = pattern("article")
_OTHER_LAW = pattern("other_law")


_ORDERS = word_set("orders")
_FIRST_PERSON = frozenset({"ik", "mij", "mijn", "mn", "me", "k", "i", "my", "im", "ive", "ons", "wij", "we"})
_BEFORE_ORDERS = word_set("before_orders")


@dataclass(frozen=True, slots=True)
class Finding:
    """Points of one type with the sentence that gave most of them."""

    type: str
    points: float
    sentence: int
    best: float


@dataclass(frozen=True, slots=True)
class Rights:
    """What was found: per type its finding, and the ideas of each sentence for whoever decides further."""

    findings: Mapping[str, Finding]
    masks: tuple[Mapping[str, int], ...]
    everything: Mapping[str, int]
    first_person: int = 0
    """How often the writer says I, me or my."""

    def is_sure(self, kind: str) -> bool:
        """Whether a frame that stands by itself names this type."""
        finding = self.findings.get(kind)
        return finding is not None and finding.best >= SURE


def read_rights(text: Text, *, skip: frozenset[int] = frozenset()) -> Rights:
    """Weigh every frame; ``skip`` are sentences that do not speak for the writer (a disclaimer, a reply's subject)."""
    per_sentence: list[dict[str, int]] = []
    articles = _articles(text)
    hits = find_ideas(text)
    for i, sentence in enumerate(text.sentences):
        masks = present(hits[i]) if i not in skip else {}
        if sentence.question and i not in skip:
            masks["QUESTIONMARK"] = AFFIRMED
        if i not in skip and _is_order(text, sentence):
            masks["IMPERATIVE"] = AFFIRMED
        for right in articles.get(i, ()):
            if i not in skip:
                masks[right] = AFFIRMED
        per_sentence.append(masks)
    skipped = skip | _disclaimer(per_sentence, hits)
    for i in skipped:
        per_sentence[i] = {"SKIPPED": AFFIRMED}
    everything: dict[str, int] = {}
    for masks in per_sentence:
        for idea, mask in masks.items():
            everything[idea] = everything.get(idea, 0) | mask
    first_person = sum(t.word in _FIRST_PERSON for t in text.tokens)
    return Rights(_weigh(per_sentence, everything), tuple(per_sentence), everything, first_person)


def _weigh(per_sentence: list[dict[str, int]], everything: dict[str, int]) -> dict[str, Finding]:
    table = frames()
    best_at: dict[str, tuple[float, int]] = {}
    totals: dict[str, float] = {}
    pairs = [_joined(per_sentence[i], per_sentence[i + 1]) for i in range(len(per_sentence) - 1)]
    for i, masks in enumerate(per_sentence):
        if not masks:
            continue
        local = _score(table["sentence"], masks)
        if i < len(pairs):
            for kind, (plus, minus) in _score(table["pair"], pairs[i]).items():
                old_plus, old_minus = local.get(kind, (0.0, 0.0))
                local[kind] = (max(old_plus, plus), min(old_minus, minus))
        for kind, (plus, minus) in local.items():
            points = plus + minus
            if points <= 0:
                continue
            totals[kind] = totals.get(kind, 0.0) + min(points, SENTENCE_CAP)
            if points > best_at.get(kind, (0.0, -1))[0]:
                best_at[kind] = (points, i)
    for kind, (plus, minus) in _score(table["mail"], everything).items():
        totals[kind] = totals.get(kind, 0.0) + plus + minus
        best_at.setdefault(kind, (plus, _first_with(kind, per_sentence)))
    return {
        kind: Finding(kind, total, best_at[kind][1], best_at[kind][0]) for kind, total in totals.items() if total > 0
    }


def _score(some: tuple[Frame, ...], masks: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Per type the best positive and the worst negative weight."""
    found: dict[str, tuple[float, float]] = {}
    for frame in some:
        if fits(frame, masks):
            plus, minus = found.get(frame.type, (0.0, 0.0))
            found[frame.type] = (max(plus, frame.weight), min(minus, frame.weight))
    return found


def _first_with(kind: str, per_sentence: list[dict[str, int]]) -> int:
    ideas = {idea for frame in frames()["mail"] if frame.type == kind for idea, _ in frame.needs}
    for i, masks in enumerate(per_sentence):
        if ideas & masks.keys():
            return i
    return 0


def _joined(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    joined = dict(one)
    for idea, mask in other.items():
        joined[idea] = joined.get(idea, 0) | mask
    return joined


def _articles(text: Text) -> dict[int, list[str]]:
    """The articles of the GDPR that each sentence names, as ideas RIGHT15 and so on."""
    found: dict[int, list[str]] = {}
    for match in _ARTICLE.finditer(text.raw):
        if _OTHER_LAW.search(match.group(3) or ""):
            continue
        for i, sentence in enumerate(text.sentences):
            if text.tokens[sentence.first].start <= match.start() <= text.tokens[sentence.last - 1].end:
                found.setdefault(i, []).extend(f"RIGHT{n}" for n in match.groups()[:2] if n)
                break
    return found


def _is_order(text: Text, sentence: Sentence) -> bool:
    """Whether a clause of the sentence begins with an order: "En gooi dat paspoort weg", "please delete"."""
    clause = -1
    opening = False
    for token in text.tokens[sentence.first : sentence.last]:
        if token.clause != clause:
            clause, opening = token.clause, True
        if opening and token.word in _ORDERS:
            return True
        opening = opening and token.word in _BEFORE_ORDERS
    return False


def _disclaimer(per_sentence: list[dict[str, int]], hits: tuple[tuple[Hit, ...], ...]) -> frozenset[int]:
    """Sentences of a disclaimer: two of its ideas in one sentence, and its neighbours with one."""
    counts = [
        len({h.first for h in some if h.idea == "DISCLAIMER"}) if per_sentence[i] else 0 for i, some in enumerate(hits)
    ]
    core = {i for i, n in enumerate(counts) if n >= 2}
    return frozenset(i for i, n in enumerate(counts) if n >= 2 or (n == 1 and (i - 1 in core or i + 1 in core)))

"""From clues to types: which rights stand, which give way, and whether it is a request at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.reading.automatic import MACHINE_KINDS, OTHER_KINDS, Machine, plain
from bot.cases.reading.features import sentence_features
from bot.cases.reading.matching import AFFIRMED, DENIED
from bot.cases.reading.people import is_platform
from bot.cases.reading.references import References
from bot.cases.reading.rights import RIGHTS, SURE, Rights
from bot.cases.reading.text import Text
from bot.cases.reading.weights import LABELS, weights
from integrations.mail.port import ParsedMail

LIKELY = 0.5
LIKELY_WHEN_SURE = 0.03
"""A type that a sure frame names needs only this chance."""

QUESTION_ALONE = 0.01

_ACTS = {
    "access": ("INZAGE", ("COPY", "SHOW", "LISTEN", "SHARED_WITH", "SOURCE", "ABOUT_ME")),
    "rectification": ("CORRECT", ("WRONG", "NEW_FACT", "SHOULD_BE", "COUNT_ME")),
    "erasure": ("ERASE", ()),
    "objection": ("OBJECT", ("STOP", "STOPWILL", "NO_LONGER", "UNSUBSCRIBE", "ONLY_FOR")),
    "complaint": ("COMPLAINT", ("OVERDUE", "AUTHORITY")),
}
"""The idea that is a type's own act, and the ideas that can stand for it."""

_NOTICES = (
    "geachte klant",
    "beste klant",
    "dear customer",
    "dear user",
    "beste gebruiker",
    "uw licentie",
    "your licence",
    "your license",
    "your trial",
    "your subscription",
    "uw abonnement",
    "verloopt op",
    "verloopt over",
    "expires",
)


@dataclass(frozen=True, slots=True)
class Decision:
    """``types`` with the most important first; ``sentences`` where each was seen."""

    types: tuple[str, ...]
    is_request: bool
    is_automatic: bool
    confidence: float
    sentences: Mapping[str, int]
    looks_automatic: bool = False
    """Read as a request, but with so many signs of a machine that no receipt may go out before a person looked."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of each label for the whole mail, and the sentence that says most for it."""

    whole: Mapping[str, float]
    sentence: Mapping[str, int]


def chances(text: Text, rights: Rights) -> Chances:
    """Weigh the features of all sentences together; name for each label the sentence with the highest sum."""
    table = weights()
    per_sentence = sentence_features(text, rights.masks)
    everything: set[str] = set().union(*per_sentence) if per_sentence else set()
    best: dict[str, tuple[float, int]] = {}
    for i, features in enumerate(per_sentence):
        if not features:
            continue
        for label, total in zip(LABELS, table.scores(features), strict=True):
            if label not in best or total > best[label][0]:
                best[label] = (total, i)
    return Chances(table.probabilities(everything), {label: place for label, (_, place) in best.items()})


def decide(text: Text, rights: Rights, machine: Machine, mail: ParsedMail, references: References) -> Decision:
    """Weigh what is asked against the signs of a machine or a seller."""
    chance = chances(text, rights)
    chosen = request_types(rights, chance.whole)
    kind = _not_a_request(machine, chosen, rights, chance.whole, mail, references)
    if kind:
        sure = machine.by_header or machine.points[kind] >= 5
        automatic = machine.by_header or kind in MACHINE_KINDS or (kind == "vendor" and _bulk_vendor(mail, machine))
        return Decision((kind,), False, automatic, 0.95 if sure else 0.65, {kind: chance.sentence.get("outside", 0)})
    order = sorted(chosen, key=lambda k: (-_strength(k, rights, chance.whole), k))
    confidence = min(max(chance.whole[k], 0.75 if rights.is_sure(k) else 0.0) for k in order)
    doubtful = max(machine.points[k] for k in MACHINE_KINDS) >= 4 and confidence < 0.6
    places = _places(order, rights, chance)
    return Decision(tuple(order), True, machine.by_header, confidence, places, looks_automatic=doubtful)


def _only_denied(kind: str, ideas: Mapping[str, int]) -> bool:
    """Whether the mail names the act of a type only to say no to it: "géén klacht", "wissen hoeft niet"."""
    if kind not in _ACTS:
        return False
    first, others = _ACTS[kind]
    return ideas.get(first, 0) == DENIED and not any(ideas.get(idea, 0) & AFFIRMED for idea in others)


def request_types(rights: Rights, chance: Mapping[str, float]) -> list[str]:
    """One or more types of a request; "question" only when nothing else stands."""
    if rights.is_sure("question"):
        return ["question"]
    chosen = []
    for kind in (*RIGHTS, "complaint"):
        sure = rights.is_sure(kind)
        if _only_denied(kind, rights.everything) and not sure:
            continue
        if chance[kind] >= LIKELY or (sure and chance[kind] >= LIKELY_WHEN_SURE):
            if not sure and chance["question"] >= LIKELY and chance[kind] < chance["question"] - QUESTION_ALONE:
                continue
            chosen.append(kind)
    return chosen or [max((*RIGHTS, "complaint", "question"), key=lambda k: chance[k])]


def _strength(kind: str, rights: Rights, chance: Mapping[str, float]) -> float:
    return chance[kind] + (0.2 if rights.is_sure(kind) else 0.0)


def _places(order: list[str], rights: Rights, chance: Chances) -> dict[str, int]:
    """The sentence to show for each type: the one of its sure frame, else the one with the highest sum."""
    found = {}
    for kind in order:
        finding = rights.findings.get(kind)
        if finding and finding.best >= SURE - 1:
            found[kind] = finding.sentence
        elif kind in chance.sentence:
            found[kind] = chance.sentence[kind]
    return found


def _not_a_request(
    machine: Machine,
    chosen: list[str],
    rights: Rights,
    chance: Mapping[str, float],
    mail: ParsedMail,
    references: References,
) -> str | None:
    """The kind of mail that needs no case, or None when a person asks something."""
    kinds = machine.points
    best_machine = max(MACHINE_KINDS, key=lambda k: kinds[k])
    best_other = max(OTHER_KINDS, key=lambda k: kinds[k])
    if machine.by_header:
        return _kind_by_header(kinds, best_machine, best_other)
    asked = max((chance[k] for k in chosen), default=0.0) if chosen != ["question"] else 0.5 * chance["question"]
    asked += 0.3 if any(rights.is_sure(k) for k in chosen) else 0.0
    asked += 0.5 if references.is_follow_up else 0.0
    sure = any(rights.is_sure(k) for k in chosen)
    if kinds["bounce"] >= 5:
        return "bounce"
    written_by_somebody = rights.first_person >= 2 and best_machine == "newsletter"
    if kinds[best_machine] >= (10 if written_by_somebody else 6) and not sure:
        return best_machine
    if is_platform(mail.sender.email) and kinds["auto_reply"] >= 3:
        return "auto_reply" if kinds["auto_reply"] >= kinds["newsletter"] else "newsletter"
    lean = chance["outside"] - asked
    if kinds[best_machine] + 4 * lean >= 3.5 and kinds[best_machine] >= 3:
        return best_machine
    if kinds[best_other] + 6 * lean >= 4 and kinds[best_other] >= 2:
        return best_other if kinds[best_other] >= kinds[best_machine] else best_machine
    if chance["outside"] >= 0.75 and lean >= 0.4:
        return best_other if kinds[best_other] >= kinds[best_machine] else best_machine
    return None


def _kind_by_header(kinds: Mapping[str, float], best_machine: str, best_other: str) -> str:
    if kinds["bounce"] >= 5:
        return "bounce"
    if kinds["out_of_office"] >= 3:
        return "out_of_office"
    if kinds[best_other] > kinds[best_machine] + 2:
        return best_other
    return best_machine


def _bulk_vendor(mail: ParsedMail, machine: Machine) -> bool:
    """Whether a seller's mail was sent to all customers at once: a service address, or a notice to "the customer"."""
    opening = plain(mail.new_text[:400])
    return machine.bulk or is_platform(mail.sender.email) or any(words in opening for words in _NOTICES)

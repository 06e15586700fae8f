"""From points to types: which rights stand, which give way, and whether it is a request at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.reading.automatic import MACHINE_KINDS, OTHER_KINDS, Machine
from bot.cases.reading.people import is_platform
from bot.cases.reading.references import References
from bot.cases.reading.rights import RIGHTS, THRESHOLD, Rights
from integrations.mail.port import ParsedMail


@dataclass(frozen=True, slots=True)
class Decision:
    """``types`` with the most important first; ``sentences`` where each was seen."""

    types: tuple[str, ...]
    is_request: bool
    is_automatic: bool
    confidence: float
    sentences: Mapping[str, int]


def decide(rights: Rights, machine: Machine, mail: ParsedMail, references: References) -> Decision:
    """Weigh the rights against the signs of a machine or a seller."""
    points = {kind: f.points for kind, f in rights.findings.items()}
    sentences = {kind: f.sentence for kind, f in rights.findings.items()}
    chosen = _rights(points)
    strength = max((points[k] for k in chosen), default=0.0)
    kind = _not_a_request(machine, strength, points, mail, references)
    if kind:
        sure = machine.by_header or machine.points[kind] >= 5
        automatic = machine.by_header or kind in MACHINE_KINDS or (kind == "vendor" and _bulk_vendor(mail, machine))
        return Decision((kind,), False, automatic, 0.95 if sure else 0.65, sentences)
    if points.get("complaint", 0) >= 3 or (points.get("complaint", 0) >= THRESHOLD and not chosen):
        chosen.append("complaint")
    if not chosen:
        chosen = ["question"]
    order = sorted(chosen, key=lambda k: -points.get(k, 0.0))
    best = points.get(order[0], 0.0)
    confidence = 0.5 if order == ["question"] and best < THRESHOLD else min(0.95, 0.45 + best / 10)
    return Decision(tuple(order), True, machine.by_header, confidence, sentences)


def _rights(points: Mapping[str, float]) -> list[str]:
    """The rights that stand after those that explain the same words better have spoken."""
    return [k for k in RIGHTS if points.get(k, 0.0) >= THRESHOLD]


def _not_a_request(
    machine: Machine, strength: float, points: Mapping[str, float], mail: ParsedMail, references: References
) -> str | None:
    """The kind of mail that needs no case, or None when a person asks something."""
    kinds = machine.points
    best_machine = max(MACHINE_KINDS, key=lambda k: kinds[k])
    best_other = max(OTHER_KINDS, key=lambda k: kinds[k])
    if machine.by_header:
        return _kind_by_header(kinds, best_machine, best_other)
    if kinds["bounce"] >= 5 and strength < 4:
        return "bounce"
    if is_platform(mail.sender.email) and kinds["auto_reply"] >= 3:
        return "auto_reply" if kinds["auto_reply"] >= kinds["newsletter"] else "newsletter"
    personal = strength + (1.0 if references.is_follow_up else 0.0) + 0.5 * points.get("complaint", 0.0)
    if kinds[best_machine] >= 4 and kinds[best_machine] >= personal:
        return best_machine
    if kinds[best_other] >= 4 and kinds[best_other] >= personal + 1:
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
    """Whether a seller's mail was sent by a machine: a service address, not a person's."""
    return machine.bulk or is_platform(mail.sender.email)

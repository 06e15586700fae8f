"""Frames: which ideas together in one sentence, in two neighbouring ones or in the whole mail mean which type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.cases.reading.matching import AFFIRMED, DENIED, Hit

_EITHER = AFFIRMED | DENIED


@dataclass(frozen=True, slots=True)
class Frame:
    """``weight`` points for ``type`` when all ``needs`` are there and none of ``unless``.

    A need is (idea, mask): affirmed ("ERASE"), denied ("-ERASE") or either ("=ERASE").
    ``scope`` is "sentence", "pair" (this sentence and the next) or "mail".
    """

    type: str
    weight: float
    needs: tuple[tuple[str, int], ...]
    unless: tuple[tuple[str, int], ...]
    scope: str


def parse_frame(kind: str, line: str) -> Frame:
    """One line of frames.toml: ``weight [@pair|@mail] IDEA -IDEA =IDEA !IDEA``. Raises ValueError when malformed."""
    head, *rest = line.split()
    needs: list[tuple[str, int]] = []
    unless: list[tuple[str, int]] = []
    scope = "sentence"
    for part in rest:
        if part.startswith("@"):
            scope = part[1:]
            continue
        target = needs
        if part.startswith("!"):
            target, part = unless, part[1:]  # noqa: PLW2901
            mask = _EITHER
        else:
            mask = AFFIRMED
        if part[0] in "-=+":
            mask = {"-": DENIED, "=": _EITHER, "+": AFFIRMED}[part[0]]
            part = part[1:]  # noqa: PLW2901
        target.append((part, mask))
    if scope not in {"sentence", "pair", "mail"} or not needs:
        raise ValueError(f"not a frame: {line!r}")
    return Frame(kind, float(head), tuple(needs), tuple(unless), scope)


@cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """All frames by scope, read once from the package's own table."""
    table = tomllib.loads((Path(__file__).parent / "frames.toml").read_text("utf-8"))
    found: dict[str, list[Frame]] = {"sentence": [], "pair": [], "mail": []}
    for kind, text in table.items():
        for line in text.splitlines():
            bare = line.split("#")[0].strip()
            if bare:
                frame = parse_frame(kind, bare)
                found[frame.scope].append(frame)
    return {scope: tuple(some) for scope, some in found.items()}


def present(hits: Iterable[Hit]) -> dict[str, int]:
    """Which ideas are there, as a mask of affirmed and denied."""
    masks: dict[str, int] = {}
    for hit in hits:
        masks[hit.idea] = masks.get(hit.idea, 0) | hit.polarity
    return masks


def fits(frame: Frame, masks: Mapping[str, int]) -> bool:
    """Whether a frame holds for these ideas."""
    for idea, mask in frame.needs:
        if not masks.get(idea, 0) & mask:
            return False
    return not any(masks.get(idea, 0) & mask for idea, mask in frame.unless)

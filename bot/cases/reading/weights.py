"""Trained weights: how much each feature speaks for each type.

Made by tests/cases/reading/train.py, kept in weights.json. A plain logistic regression for each type; no library, no
download. The rules stay in charge where they are sure.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LABELS = (
    "access", "rectification", "erasure", "restriction", "portability", "withdrawal", "objection", "question",
    "complaint", "outside",
)  # fmt: skip
"""The types of a request, and "outside" for what needs no case."""

SCALE = {"f": 0.6, "i": 0.5, "p": 0.25, "w": 0.5, "s": 0.3, "b": 0.3}
"""How loud a kind of feature speaks: frames, ideas, pairs of ideas, words, stems, pairs of words."""


@dataclass(frozen=True, slots=True)
class Weights:
    """For each label its bias; for each feature the labels that it moves (already multiplied by its scale)."""

    bias: Mapping[str, float]
    features: Mapping[str, tuple[tuple[int, float], ...]]

    def scores(self, features: Iterable[str]) -> list[float]:
        """The sums (log odds without the bias) in the order of LABELS."""
        sums = [0.0] * len(LABELS)
        for feature in features:
            for label, weight in self.features.get(feature, ()):
                sums[label] += weight
        return sums

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The chance of each label."""
        sums = self.scores(features)
        return {label: logistic(sums[i] + self.bias[label]) for i, label in enumerate(LABELS)}


def logistic(x: float) -> float:
    """1 / (1 + e^-x), safe for large x."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, x))))


@cache
def weights() -> Weights:
    """The weights shipped with the package."""
    table = json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))
    return Weights(
        table["bias"],
        {name: tuple((int(label), float(w)) for label, w in some) for name, some in table["features"].items()},
    )

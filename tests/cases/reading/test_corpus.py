"""The labelled corpus as a regression set: aggregate floors only. score.py prints the misses."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

CORPUS = Path(__file__).parents[1] / "corpus"
SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "mail" / "labels.jsonl"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_score", Path(__file__).parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading_score"] = module
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True)
class Floors:
    """What a set must at least reach. ``loud`` and ``unseen_bsn``: how many known failures are tolerated."""

    macro_f1: float
    recall: float
    precision: float
    loud: int = 0
    unseen_bsn: int = 0


# dev trains the weights and the samples were read while the rules were written: their floors guard against regressions
# and say nothing about unseen mail. frozen was scored once when the rules were finished (macro-F1 0.873, precision
# 0.964, one automatic mail acknowledged, one BSN missed): its floors record that shortfall, they are not the goals.
@pytest.mark.parametrize(
    ("path", "floors"),
    [
        (CORPUS / "dev.jsonl", Floors(0.97, 0.99, 0.97)),
        (CORPUS / "frozen.jsonl", Floors(0.86, 0.99, 0.96, loud=1, unseen_bsn=1)),
        (SAMPLES, Floors(0.95, 0.99, 0.97)),
    ],
    ids=["dev", "frozen", "samples"],
)
def test_floors(path: Path, floors: Floors) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} of {path.parent.name} is not beside this checkout")
    module = scorer()
    figures = module.score(module.rows(path))
    assert figures.macro_f1 >= floors.macro_f1
    assert figures.request_recall >= floors.recall
    assert figures.request_precision >= floors.precision
    assert figures.automatic - figures.automatic_silent <= floors.loud
    assert figures.bsn - figures.bsn_found <= floors.unseen_bsn
    assert figures.wrongly_silent <= 0.02 * figures.people
    assert figures.language >= 0.99 * figures.mails

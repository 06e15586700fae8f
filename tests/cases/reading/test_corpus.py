"""The labelled corpus as a regression set: aggregate floors only. score.py prints the misses."""

from __future__ import annotations

import importlib.util
import sys
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


@pytest.mark.parametrize(
    ("path", "macro_f1", "recall", "precision"),
    [
        (CORPUS / "dev.jsonl", 0.97, 0.99, 0.97),
        (CORPUS / "frozen.jsonl", 0.85, 0.97, 0.95),
        (SAMPLES, 0.95, 0.99, 0.97),
    ],
    ids=["dev", "frozen", "samples"],
)
def test_floors(path: Path, macro_f1: float, recall: float, precision: float) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} of {path.parent.name} is not beside this checkout")
    module = scorer()
    figures = module.score(module.rows(path))
    assert figures.macro_f1 >= macro_f1
    assert figures.request_recall >= recall
    assert figures.request_precision >= precision
    assert figures.automatic_silent == figures.automatic
    assert figures.wrongly_silent <= 0.02 * figures.people + 1
    assert figures.bsn_found == figures.bsn
    assert figures.language >= 0.98 * figures.mails

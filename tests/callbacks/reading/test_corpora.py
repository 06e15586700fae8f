"""The reading holds its figures on the labelled tickets that it was written with."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _scorer() -> ModuleType:
    path = Path(__file__).with_name("score.py")
    spec = importlib.util.spec_from_file_location("callback_reading_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCORER = _scorer()


@pytest.mark.parametrize("name", ["dev", "samples"])
def test_the_figures_do_not_fall(name: str) -> None:
    if name == "samples" and not SCORER.SAMPLES.is_dir():
        pytest.skip("the shared samples do not lie beside this checkout")
    score = SCORER.score(SCORER.load(name))
    assert SCORER.f1(score.callback) >= 0.98, score.misses
    assert SCORER.f1(score.opt_out) >= 0.98, score.misses
    assert score.phone[1] / score.phone[0] >= 0.98, score.misses
    assert score.windows[1] / score.windows[0] >= 0.96, score.misses
    assert score.language / score.tickets >= 0.98, score.misses

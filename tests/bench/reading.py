"""How long it takes to parse and to read a mail."""

from __future__ import annotations

import base64
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.cases.reading import read_mail
from integrations.mail.mime import parse
from tests.bench.figures import say
from tests.bench.letters import letters

_CORPUS = Path(__file__).parents[1] / "cases" / "corpus" / "dev.jsonl"
_Given = TypeVar("_Given")
_OWN = frozenset({"privacy@verdant.example"})


def run() -> None:
    """Measure over the corpus, and over long letters."""
    lines = _CORPUS.read_text(encoding="utf-8").splitlines()
    corpus = [_raw(json.loads(line)) for line in lines]
    for name, mails in (("corpus", corpus), ("15 kB", list(letters(100)))):
        parsed = [parse(raw) for raw in mails]
        read = _times(lambda mail: read_mail(mail, own_addresses=_OWN), parsed)
        goal = "reading: median under 4 ms" if name == "15 kB" else ""
        say(
            f"reading {name}",
            f"parse {_shown(_times(parse, mails))}; read_mail {_shown(read)} ({len(mails)} mails)",
            goal,
        )


def _times(work: Callable[[_Given], object], given: list[_Given]) -> list[float]:
    """µs of each, the best of three."""
    best = []
    for one in given:
        tries = []
        for _ in range(3):
            started = time.perf_counter()
            work(one)
            tries.append((time.perf_counter() - started) * 1e6)
        best.append(min(tries))
    return best


def _shown(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} µs, max {max(times):.0f} µs"


def _raw(mail: dict[str, str]) -> bytes:
    return base64.b64decode(mail["raw_base64"]) if "raw_base64" in mail else mail["raw"].encode()

"""Makes bot/cases/reading/weights.json from training/*.txt and the development corpus. Deterministic; about a minute.

Usage, from the root of the checkout:  python tests/cases/reading/train.py
Run it after a change of the lexicon, the frames, the phrases or the corpus. It never reads frozen.jsonl.
"""

from __future__ import annotations

import base64
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from bot.cases.reading.features import sentence_features  # noqa: E402
from bot.cases.reading.reader import text_read  # noqa: E402
from bot.cases.reading.rights import read_rights  # noqa: E402
from bot.cases.reading.text import read_text  # noqa: E402
from bot.cases.reading.weights import LABELS, SCALE, logistic  # noqa: E402
from integrations.mail.mime import parse  # noqa: E402

EPOCHS = 18
RATE = 0.15
DECAY = 2e-4
SEEN_AT_LEAST = 2
POSITIVE = 1.5
SMALLEST = 0.015
CORPUS_TIMES = 2
OUTSIDE = {"spam", "newsletter", "vendor", "bounce", "out_of_office", "auto_reply"}


@dataclass(frozen=True)
class Example:
    """Features of a text; ``targets`` holds 1, 0 or None (may be either) in the order of LABELS."""

    features: frozenset[str]
    targets: tuple[float | None, ...]


def example(text: str, types: list[str], optional: list[str]) -> Example:
    read = read_text(text)
    per_sentence = sentence_features(read, read_rights(read).masks)
    targets = tuple(None if k in optional and k not in types else float(k in types) for k in LABELS)
    return Example(frozenset().union(*per_sentence), targets)


def phrases(path: Path) -> list[Example]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        head, bar, text = line.partition("|")
        if not bar or line.startswith("#"):
            continue
        types, _, optional = head.partition("(")
        names = [t.strip() for t in types.split(",")]
        maybe = [t.strip() for t in optional.strip(" )").split(",") if t.strip()]
        found.append(example("\n\n" + text.strip(), names, maybe))
    return found


def rows(path: Path) -> list[tuple[dict[str, Any], bytes]]:
    """Labels with raw messages of a corpus file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        found.append((row, base64.b64decode(row["raw_base64"]) if row.get("raw_base64") else row["raw"].encode()))
    return found


def mails(path: Path) -> list[Example]:
    found = []
    for label, raw in rows(path):
        if label["followup_only"]:
            continue
        types = ["outside"] if label["types"][0] in OUTSIDE else label["types"]
        found.append(example(text_read(parse(raw)), types, label["optional_types"]))
    return found


def train(examples: list[Example]) -> tuple[list[float], list[dict[str, float]]]:
    """Stochastic gradient descent, one logistic regression a label."""
    counts = Counter(f for e in examples for f in e.features)
    texts = [
        ([(f, SCALE[f[0]]) for f in sorted(e.features) if counts[f] >= SEEN_AT_LEAST], e.targets) for e in examples
    ]
    bias = [-2.0] * len(LABELS)
    tables: list[dict[str, float]] = [{} for _ in LABELS]
    order = random.Random(1)
    for epoch in range(EPOCHS):
        order.shuffle(texts)
        rate = RATE / (1 + 0.15 * epoch)
        for features, targets in texts:
            for i, target in enumerate(targets):
                if target is None:
                    continue
                table = tables[i]
                total = bias[i] + sum(table.get(f, 0.0) * v for f, v in features)
                error = (target - logistic(total)) * (POSITIVE if target else 1.0)
                if abs(error) < 0.02:
                    continue
                bias[i] += rate * error * 0.3
                for f, v in features:
                    table[f] = table.get(f, 0.0) * (1 - rate * DECAY) + rate * error * v
    return bias, tables


def save(path: Path, bias: list[float], tables: list[dict[str, float]]) -> None:
    merged: dict[str, list[tuple[int, float]]] = {}
    for i, table in enumerate(tables):
        for feature, weight in table.items():
            scaled = round(weight * SCALE[feature[0]], 3)
            if abs(scaled) >= SMALLEST:
                merged.setdefault(feature, []).append((i, scaled))
    lines = [
        f"{json.dumps(f, ensure_ascii=False)}:{json.dumps(merged[f], separators=(',', ':'))}" for f in sorted(merged)
    ]
    head = json.dumps({label: round(b, 3) for label, b in zip(LABELS, bias, strict=True)})
    path.write_text('{"bias":' + head + ',\n"features":{\n' + ",\n".join(lines) + "\n}}\n", "utf-8")


def training_examples() -> list[Example]:
    found = [e for path in sorted((HERE / "training").glob("*.txt")) for e in phrases(path)]
    return found + mails(ROOT / "tests" / "cases" / "corpus" / "dev.jsonl") * CORPUS_TIMES


if __name__ == "__main__":
    save(ROOT / "bot" / "cases" / "reading" / "weights.json", *train(training_examples()))

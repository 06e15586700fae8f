"""Prints how well mails are read: the figures of the samples' scorer, for the corpus or the samples, with the misses.

Usage, from the root of the checkout:  python tests/cases/reading/score.py [dev|frozen|samples|FILE.jsonl] [-v]
"""

from __future__ import annotations

import base64
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bot.cases.reading import read_mail  # noqa: E402
from integrations.mail.mime import parse  # noqa: E402

CORPUS = ROOT / "tests" / "cases" / "corpus"
SAMPLES = ROOT.parent / "shared" / "samples" / "mail"
KINDS = ("access", "rectification", "erasure", "portability", "withdrawal", "objection", "question", "complaint")
"""The types of the samples' scorer; "restriction" is reported beside them."""

Row = dict[str, Any]


@dataclass
class Score:
    """Counts and the figures made of them."""

    mails: int = 0
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    typed: int = 0
    request_right: int = 0
    request_missed: int = 0
    request_false: int = 0
    automatic: int = 0
    automatic_silent: int = 0
    people: int = 0
    wrongly_silent: int = 0
    language: int = 0
    organisations: int = 0
    organisation_right: int = 0
    organisation_false: int = 0
    bsn: int = 0
    bsn_found: int = 0
    bsn_false: int = 0
    recording: list[int] = field(default_factory=lambda: [0, 0, 0])
    cases: int = 0
    case_right: int = 0
    milliseconds: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def f1(self, kind: str) -> float:
        """F1 of one type; 1 when the type never occurs and is never given."""
        return _f1(self.right[kind], self.false[kind], self.missed[kind])

    @property
    def macro_f1(self) -> float:
        return sum(self.f1(k) for k in KINDS) / len(KINDS)

    @property
    def request_recall(self) -> float:
        return self.request_right / max(1, self.request_right + self.request_missed)

    @property
    def request_precision(self) -> float:
        return self.request_right / max(1, self.request_right + self.request_false)


def _f1(right: int, false: int, missed: int) -> float:
    if not right:
        return 0.0 if false or missed else 1.0
    return 2 * right / (2 * right + false + missed)


def rows(path: Path) -> list[tuple[Row, bytes]]:
    """Labels with raw messages of a corpus file (raw inside) or of the samples (raw beside)."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        if row.get("raw_base64"):
            raw = base64.b64decode(row["raw_base64"])
        elif "raw" in row:
            raw = row["raw"].encode("utf-8")
        else:
            raw = (path.parent / row["file"]).read_bytes()
        found.append((row, raw))
    return found


def score(some: Iterable[tuple[Row, bytes]]) -> Score:
    """Read and compare."""
    s = Score()
    for label, raw in some:
        began = time.perf_counter()
        read = read_mail(parse(raw)).to_json(label["id"])
        s.milliseconds.append((time.perf_counter() - began) * 1000)
        _count(s, label, read)
    return s


def _count(s: Score, label: Row, read: Row) -> None:
    wrong: list[str] = []
    s.mails += 1
    s.language += read["language"] == label["language"]
    if read["language"] != label["language"]:
        wrong.append(f"language {read['language']}")
    _count_request(s, label, read, wrong)
    if label["is_request"] and not label["followup_only"]:
        gold, optional = set(label["types"]), set(label["optional_types"])
        given = set(read["types"]) & {*KINDS, "restriction"}
        for kind in (*KINDS, "restriction"):
            if kind in gold:
                (s.right if kind in given else s.missed)[kind] += 1
            elif kind in given and kind not in optional:
                s.false[kind] += 1
        s.typed += 1
        if gold <= given and not given - gold - optional:
            s.exact += 1
        else:
            wrong.append(f"types {sorted(gold)} (+{sorted(optional)}) read {read['types']}")
    elif not label["is_request"] and set(read["types"]) != set(label["types"]):
        wrong.append(f"kind {label['types']} read {read['types']}")
    _count_facts(s, label, read, wrong)
    if wrong:
        s.misses.append(f"{label['id']}: " + "; ".join(wrong) + (f"  [{label['notes']}]" if label["notes"] else ""))


def _count_request(s: Score, label: Row, read: Row, wrong: list[str]) -> None:
    if label["is_request"] and read["is_request"]:
        s.request_right += 1
    elif label["is_request"]:
        s.request_missed += 1
        wrong.append("request missed")
    elif read["is_request"]:
        s.request_false += 1
        wrong.append("not a request")
    if label["is_auto"]:
        s.automatic += 1
        s.automatic_silent += not read["may_acknowledge"]
        if read["may_acknowledge"]:
            wrong.append("automatic mail acknowledged")
    elif label["ack_ok"]:
        s.people += 1
        s.wrongly_silent += not read["may_acknowledge"]
        if not read["may_acknowledge"]:
            wrong.append("no receipt")
    if label["is_auto"] != read["is_automatic"]:
        wrong.append(f"is_automatic {read['is_automatic']}")


def _count_facts(s: Score, label: Row, read: Row, wrong: list[str]) -> None:
    wanted, named = label["wants_recipient_organisation"], read["recipient_organisation"]
    if wanted:
        s.organisations += 1
        s.organisation_right += (named or "").strip().lower() == wanted.lower()
    elif named:
        s.organisation_false += 1
    if (wanted or "").lower() != (named or "").lower():
        wrong.append(f"organisation {wanted!r} read {named!r}")
    if label["contains_bsn"]:
        s.bsn += 1
        s.bsn_found += read["bsn_found"]
    elif read["bsn_found"]:
        s.bsn_false += 1
    if bool(label["contains_bsn"]) != read["bsn_found"]:
        wrong.append(f"bsn read {read['bsn_found']}")
    if not label["mentions_recording_optional"]:
        gold, given = label["mentions_recording"], read["mentions_recording"]
        s.recording[0] += gold and given
        s.recording[1] += gold and not given
        s.recording[2] += given and not gold
        if gold != given:
            wrong.append(f"recording read {given}")
    _count_people(s, label, read, wrong)


def _count_people(s: Score, label: Row, read: Row, wrong: list[str]) -> None:
    if label["is_followup"] and label["case_number"] and not label["followup_optional"]:
        s.cases += 1
        s.case_right += read["case_number"] == label["case_number"]
    if not label["followup_optional"] and read["case_number"] != label["case_number"]:
        wrong.append(f"case {label['case_number']} read {read['case_number']}")
    behalf, person = bool(label["on_behalf"]), bool(read["on_behalf_of"])
    if behalf != person:
        wrong.append(f"on_behalf {label['on_behalf']} read {read['on_behalf_of']}")
    if (label["reply_to_person"] or "") != (read["reply_to_person"] or ""):
        wrong.append(f"reply_to {label['reply_to_person']} read {read['reply_to_person']}")


def report(s: Score, *, misses: bool) -> str:
    """The figures as lines of text."""
    lines = []
    if misses:
        lines += s.misses
    lines.append("per type F1 " + " ".join(f"{k} {s.f1(k):.3f}" for k in (*KINDS, "restriction")))
    times = sorted(s.milliseconds) or [0.0]
    lines.append(
        f"mails {s.mails} macro-F1 {s.macro_f1:.3f} exact {s.exact}/{s.typed} request recall {s.request_recall:.3f}"
        f" precision {s.request_precision:.3f} auto-not-acked {s.automatic_silent}/{s.automatic}"
        f" wrongly-silent {s.wrongly_silent}/{s.people} language {s.language / max(1, s.mails):.3f}"
        f" org {s.organisation_right}/{s.organisations} (+{s.organisation_false} false) bsn {s.bsn_found}/{s.bsn}"
        f" (+{s.bsn_false} false) recording-F1 {_f1(s.recording[0], s.recording[2], s.recording[1]):.3f}"
        f" case-ref {s.case_right}/{s.cases} ms median {times[len(times) // 2]:.2f} worst {times[-1]:.2f}"
    )
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    names = [a for a in arguments if not a.startswith("-")] or ["dev"]
    for name in names:
        known = {"dev": CORPUS / "dev.jsonl", "frozen": CORPUS / "frozen.jsonl", "samples": SAMPLES / "labels.jsonl"}
        print(f"== {name}")  # noqa: T201
        print(report(score(rows(known.get(name, Path(name)))), misses="-v" in arguments))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

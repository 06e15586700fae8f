"""Score the reading of tickets against labels: `python tests/callbacks/reading/score.py [dev|frozen|samples] [-v]`.

The same counting as the score of the samples: F1 of callback and opt-out, the exact number, windows by quarter hours.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

from bot.callbacks.reading import TicketReading, read_ticket
from bot.desk.hours import OfficeHours

Json = dict[str, Any]

NOW = datetime.fromisoformat("2026-11-24T09:30+01:00")
HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", "Europe/Amsterdam")
CORPUS = Path(__file__).parents[1] / "corpus"
SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "tickets"


@dataclass
class Score:
    """Counts as in the samples' score, with a line a miss."""

    callback: list[int] = field(default_factory=lambda: [0, 0, 0])
    opt_out: list[int] = field(default_factory=lambda: [0, 0, 0])
    phone: list[int] = field(default_factory=lambda: [0, 0])
    windows: list[float] = field(default_factory=lambda: [0, 0, 0.0])
    extension: list[int] = field(default_factory=lambda: [0, 0])
    language: int = 0
    tickets: int = 0
    unsure: int = 0
    slowest: float = 0.0
    spent: float = 0.0
    misses: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One line of figures."""
        return (
            f"tickets {self.tickets} callback-F1 {f1(self.callback):.3f} "
            f"(missed {self.callback[1]}, false {self.callback[2]}) "
            f"optout-F1 {f1(self.opt_out):.3f} (missed {self.opt_out[1]}, false {self.opt_out[2]}) "
            f"phone {self.phone[1]}/{self.phone[0]} extension {self.extension[1]}/{self.extension[0]} "
            f"windows>=0.8 {self.windows[1]:.0f}/{self.windows[0]:.0f} "
            f"mean IoU {self.windows[2] / max(1, self.windows[0]):.3f} "
            f"language {self.language / max(1, self.tickets):.3f} unsure {self.unsure} "
            f"mean {1000 * self.spent / max(1, self.tickets):.2f} ms slowest {1000 * self.slowest:.1f} ms"
        )


def f1(counts: list[int]) -> float:
    """F1 of [right, missed, false]."""
    return 2 * counts[0] / (2 * counts[0] + counts[1] + counts[2]) if counts[0] else 0.0


def quarters(windows: Iterable[str] | None, clip: bool) -> set[datetime]:
    """The quarters of an hour in the windows, after now and, when `clip`, in office hours."""
    found: set[datetime] = set()
    for window in windows or []:
        start, end = (datetime.fromisoformat(part) for part in window.split("/"))
        at = start
        while at < end:
            if at >= NOW and (not clip or (at.weekday() < 5 and clock(8, 30) <= at.time() < clock(17))):
                found.add(at)
            at += timedelta(minutes=15)
    return found


def overlap(first: set[datetime], second: set[datetime]) -> float:
    """Intersection over union; two empty sets agree."""
    return 1.0 if not first and not second else len(first & second) / len(first | second)


def load(name: str) -> list[tuple[Json, Json]]:
    """Tickets with labels of "dev", "frozen" or "samples"."""
    if name == "samples":
        labels = {row["id"]: row for row in map(json.loads, (SAMPLES / "labels.jsonl").read_text("utf-8").splitlines())}
        tickets = map(json.loads, (SAMPLES / "tickets.jsonl").read_text("utf-8").splitlines())
        return [(ticket, labels[ticket["id"]]) for ticket in tickets]
    rows = map(json.loads, (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines())
    return [(row["ticket"], row["label"]) for row in rows]


def read(ticket: Json, now: datetime = NOW) -> TicketReading:
    """Read a ticket as `balie explain ticket` does."""
    return read_ticket(subject=ticket["subject"], text=ticket["text"], fields=ticket["fields"], now=now, hours=HOURS)


def score(pairs: list[tuple[Json, Json]]) -> Score:
    """Read and compare every ticket."""
    result = Score()
    for ticket, label in pairs:
        started = time.perf_counter()
        reading = read(ticket)
        took = time.perf_counter() - started
        result.spent += took
        result.slowest = max(result.slowest, took)
        _compare(result, ticket, label, reading.to_json(ticket["id"]), reading.sure)
    return result


def _compare(result: Score, ticket: Json, label: Json, got: Json, sure: bool) -> None:
    brief = f"{ticket['subject']} | {ticket['text'][:300]} | {ticket['fields'] or ''}".replace("\n", " ")
    result.tickets += 1
    result.unsure += not sure
    result.language += got["language"] == label["language"]
    if got["language"] != label["language"]:
        result.misses.append(f"language {ticket['id']} {label['language']}: {brief}")
    if not label["callback_ambiguous"]:
        _count(result, result.callback, "callback", ticket, label["is_callback"], got["is_callback"], brief)
    _count(result, result.opt_out, "optout", ticket, label["is_recording_optout"], got["recording_opt_out"], brief)
    if not label["is_callback"] or label["callback_ambiguous"]:
        return
    result.phone[0] += 1
    result.phone[1] += got["phone"] == label["phone_e164"]
    if got["phone"] != label["phone_e164"]:
        result.misses.append(f"phone {ticket['id']} want {label['phone_e164']} got {got['phone']}: {brief}")
    result.extension[0] += 1
    result.extension[1] += got["extension"] == label["extension"]
    if got["extension"] != label["extension"]:
        result.misses.append(f"extension {ticket['id']} want {label['extension']} got {got['extension']}: {brief}")
    clip = not label["outside_office_hours"]
    mine = quarters(got["windows"], clip)
    readings = [label["windows"], *([label["windows_alternative"]] if label["windows_alternative"] else [])]
    best = max(overlap(mine, quarters(reading, clip)) for reading in readings)
    if label["windows_fuzzy"] and mine & quarters(label["windows"], clip):
        best = 1.0
    result.windows[0] += 1
    result.windows[1] += best >= 0.8
    result.windows[2] += best
    if best < 0.8:
        want, have = _short(label["windows"]), _short(got["windows"])
        result.misses.append(f"window {ticket['id']} {best:.2f} want {want} got {have}: {brief}")


def _count(result: Score, counts: list[int], name: str, ticket: Json, want: bool, got: bool, brief: str) -> None:
    counts[0] += want and got
    counts[1] += want and not got
    counts[2] += (not want) and got
    if want != got:
        result.misses.append(f"{name} {ticket['id']} want {want} got {got}: {brief}")


def _short(windows: list[str]) -> str:
    parts = [window.split("/") for window in windows]
    return " ".join(f"{start[5:16]}-{end[11:16]}" for start, end in parts) or "-"


def main(arguments: list[str]) -> None:
    """Print the figures, and with -v the misses."""
    names = [argument for argument in arguments if not argument.startswith("-")] or ["dev"]
    for name in names:
        result = score(load(name))
        if "-v" in arguments:
            sys.stdout.write("".join(f"{miss}\n" for miss in sorted(result.misses)))
        sys.stdout.write(f"{name}: {result.line()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""How figures are made and printed: one line each, with the goal beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence


def say(topic: str, figure: str, goal: str = "") -> None:
    """Print one figure."""
    beside = f"   (goal: {goal})" if goal else ""
    print(f"{topic:<22} {figure}{beside}", flush=True)  # noqa: T201  # the bench's output


def skip(topic: str, why: str) -> None:
    """Print that something was not measured, and why."""
    say(topic, f"not measured: {why}")


def percentile(values: Sequence[float], part: float) -> float:
    """The nearest-rank percentile; ``part`` is from 0 to 1. Raises IndexError for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def machine() -> str:
    """The machine and how busy it is with other things."""
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load} (over 1, 5 and 15 minutes)"

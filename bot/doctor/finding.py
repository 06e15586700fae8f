"""What the doctor says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its name, whether it is well, what was found, and what to do about it."""

    name: str
    well: bool
    what: str
    remedy: str = ""


def asked_of_balie(name: str) -> Finding:
    """For what is embedded while Balie does not run: it cannot be looked at, and that says nothing bad of it."""
    return Finding(
        name, False, "part of the embedded desk, which exists only while Balie runs", "balie run, then this again"
    )

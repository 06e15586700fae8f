"""Reads the package's own tables: word sets and patterns that are data rather than code."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One TOML table of this package by its file name without the ending."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))


def word_set(name: str) -> frozenset[str]:
    """A set of words from word_sets.toml."""
    return frozenset(str(table("word_sets")[name]).split())


def pattern(name: str) -> re.Pattern[str]:
    """A compiled pattern from patterns.toml; its lines are joined without anything between them.

    ``<other>`` stands for the pattern of that name. Every repetition in the table is bounded or runs over one kind of
    character only, so that no text makes the matching slow.
    """
    return re.compile(_source(name))


def _source(name: str) -> str:
    lines = str(table("patterns")[name]).strip("\n").split("\n")
    joined = "".join(line.removeprefix("  ") for line in lines)
    return _REFERENCE.sub(lambda match: _source(match.group(1)), joined)


_REFERENCE = re.compile(r"<([a-z_]{2,30})>")

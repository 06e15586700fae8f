"""The words of Balie in Dutch and English, and how dates are written in each."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

LANGUAGES = ("nl", "en")
_FOLDER = Path(__file__).with_name("texts")


class Texts:
    """The catalogue of one language, at the desk's zone."""

    def __init__(self, language: str, zone: ZoneInfo) -> None:
        self.language = language if language in LANGUAGES else "nl"
        self.zone = zone
        self._words = catalogue(self.language)

    def say(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled. Raises KeyError for a key or a value that is missing."""
        return self._words[key].format(**values)

    def types(self, kinds: Iterable[str]) -> str:
        """What a request is about, in words, apart by commas."""
        return ", ".join(self.say(f"type.{kind}") for kind in kinds if kind)

    def say_or(self, key: str, other: str) -> str:
        """The text of a key without placeholders, or ``other`` where the catalogue has none."""
        return self._words.get(key, other)

    def day(self, day: date) -> str:
        """A date as people say it: "di 24 nov"."""
        return str(format_date(day, "EEE d MMM", locale=self.language)).replace(".", "")

    def long_day(self, day: date) -> str:
        """A date as it stands in a letter: "dinsdag 24 november 2026"."""
        return str(format_date(day, "EEEE d MMMM y", locale=self.language))

    def moment(self, instant: datetime) -> str:
        """An instant at the desk: "di 24 nov, 10:00"."""
        return str(format_datetime(instant.astimezone(self.zone), "EEE d MMM, HH:mm", locale=self.language)).replace(
            ".", ""
        )

    def clock(self, instant: datetime) -> str:
        """The time of day at the desk: "10:00"."""
        return instant.astimezone(self.zone).strftime("%H:%M")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of a language by dotted key."""
    return dict(_flatten(tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))))


def placeholders(text: str) -> set[str]:
    """The names that a text wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _flatten(tree: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        found += _flatten(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]
    return found

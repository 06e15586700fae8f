"""Collecting what is wrong with a JSON document, in the words and with the JSON pointers that Slack uses."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


class Check:
    """The problems found so far. Every method returns whether all was well, so that callers can stop early."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def fail(self, pointer: str, text: str) -> bool:
        """Notes a problem; always False."""
        self.messages.append(f"[ERROR] {text} [json-pointer:{pointer}]")
        return False

    def mapping(self, pointer: str, value: object, required: Collection[str], optional: Collection[str]) -> bool:
        """``value`` is a JSON object with all the required keys and no others than these. A null counts as absent."""
        if not isinstance(value, dict):
            return self.fail(pointer, "must be an object")
        well = True
        for key in required:
            if value.get(key) is None:
                well = self.fail(pointer, f"missing required field: {key}")
        for key in value:
            if key != "type" and key not in required and key not in optional:
                well = self.fail(pointer, f"invalid additional property: {key}")
        return well

    def string(self, pointer: str, value: object, longest: int, shortest: int = 0) -> bool:
        """``value`` is a string of ``shortest`` to ``longest`` characters."""
        if not isinstance(value, str):
            return self.fail(pointer, "must be a string")
        if len(value) > longest:
            return self.fail(pointer, f"must be less than {longest + 1} characters")
        if len(value) < shortest:
            return self.fail(pointer, f"must be more than {shortest - 1} characters")
        return True

    def array(self, pointer: str, value: object, most: int, least: int = 0) -> bool:
        """``value`` is a list of ``least`` to ``most`` items."""
        if not isinstance(value, list):
            return self.fail(pointer, "must be an array")
        if len(value) > most:
            return self.fail(pointer, f"no more than {most} items allowed")
        if len(value) < least:
            return self.fail(pointer, f"no less than {least} items allowed")
        return True

    def boolean(self, pointer: str, value: object) -> bool:
        """``value`` is true or false."""
        return isinstance(value, bool) or self.fail(pointer, "must be a boolean")

    def integer(self, pointer: str, value: object, lowest: int, highest: int) -> bool:
        """``value`` is a whole number within bounds."""
        if isinstance(value, bool) or not isinstance(value, int):
            return self.fail(pointer, "must be an integer")
        if not lowest <= value <= highest:
            return self.fail(pointer, f"must be between {lowest} and {highest}")
        return True

    def one_of(self, pointer: str, value: object, allowed: Collection[Any]) -> bool:
        """``value`` is one of a few."""
        if isinstance(value, str | int) and value in allowed:
            return True
        return self.fail(pointer, f"must be one of: {', '.join(sorted(str(one) for one in allowed))}")

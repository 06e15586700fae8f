"""Whether a mail speaks of recorded calls, meetings or voices (and not of a hospital admission or a screen)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.reading.matching import AFFIRMED

_SURE = "RECORDING_SURE"


def mentions_recording(masks: tuple[Mapping[str, int], ...], everything: Mapping[str, int]) -> bool:
    """A word that always means a recorded voice, or a recording word beside a word of calling."""
    for sentence in masks:
        if sentence.get(_SURE, 0):
            return True
        if sentence.get("RECORDING", 0) and not sentence.get("NOT_RECORDING", 0) and sentence.get("CALL", 0):
            return True
    return bool(
        everything.get("RECORDING", 0) & AFFIRMED
        and everything.get("CALL", 0)
        and not everything.get("NOT_RECORDING", 0)
    )

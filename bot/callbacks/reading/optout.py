"""Whether the writer does not want conversations recorded, kept, listened to or listened back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.callbacks.reading import optout_words as words
from bot.callbacks.reading.text import Sentence, Source


@dataclass(frozen=True, slots=True)
class OptOut:
    """Words by which the writer opts out."""

    source: Source
    start: int
    end: int


def find_opt_out(sentences: tuple[Sentence, ...]) -> OptOut | None:
    """The words that say "do not record", or None. The last word counts: "toch liever niet", "opnemen akkoord"."""
    found: OptOut | None = None
    spoken_of = False  # whether the sentence before was about recording: "Dat wil ik niet."
    for sentence in sentences:
        text = words.NOISE.sub(lambda match: "_" * len(match[0]), sentence.text)
        if words.CONSENT.search(sentence.text) and not words.CONSENT_DENIED.search(sentence.text):
            found, spoken_of = None, False
            continue
        match = (
            words.SEPARABLE.search(sentence.text) or _wish(text) or (words.REFUSAL.search(text) if spoken_of else None)
        )
        if match is not None:
            found = OptOut(sentence.source, sentence.start + match.start(), sentence.start + match.end())
        spoken_of = words.ABOUT_RECORDING.search(text) is not None and not words.ABOUT_THEIR_PRODUCT.search(text)
    return found


def _wish(text: str) -> re.Match[str] | None:
    refuses = (
        re.search(
            r"\b(?:geen toestemming|bezwaar|do not consent|don't consent|object|opt(?:ing)?[ -]out|weiger)\b", text
        )
        is not None
    )
    about_us = refuses or re.search(r"\b(?:bel|call|phone|gesprek\w* met (?:mij|ons))\b", text) is not None
    if words.ABOUT_THEIR_PRODUCT.search(text) and not about_us:
        return None
    if words.QUESTION.search(text) and not (refuses or words.ASKED_FOR.search(text)):
        return None
    if words.OTHER_PEOPLES.search(text):
        return None
    for pattern in words.WISHES:
        match = pattern.search(text)
        if match is not None:
            return match
    if _asks_for_recording(text):
        return None
    return words.REFUSED_SOMEWHERE.search(text)


def _asks_for_recording(text: str) -> bool:
    return words.WANTS_RECORDING.search(text) is not None or text.rstrip().endswith("?")

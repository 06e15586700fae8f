"""What the trained weights look at: frames, ideas and words of each sentence, as short strings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.reading.frames import Frame, fits, frames
from bot.cases.reading.language import FUNCTION_WORDS
from bot.cases.reading.tables import word_set
from bot.cases.reading.text import Text

_GENERIC = word_set("generic")
"""Ideas that say nothing alone: they count only beside a telling one."""

_SIGN = {1: "+", 2: "-", 3: "="}


def sentence_features(text: Text, masks: tuple[Mapping[str, int], ...]) -> list[set[str]]:
    """One set a sentence; a sentence that was skipped (empty mask and marked so) has none."""
    table = frames()
    found: list[set[str]] = []
    for i, sentence in enumerate(text.sentences):
        here = masks[i]
        features: set[str] = set()
        if here.get("SKIPPED"):
            found.append(features)
            continue
        ideas = sorted(f"{idea}{_SIGN[mask]}" for idea, mask in here.items())
        telling = [idea[:-1] not in _GENERIC for idea in ideas]
        features.update("i:" + idea for idea, tells in zip(ideas, telling, strict=True) if tells)
        for a in range(len(ideas)):
            for b in range(a + 1, len(ideas)):
                if telling[a] or telling[b]:
                    features.add(f"p:{ideas[a]}&{ideas[b]}")
        _add_frames(features, table["sentence"], here)
        words = [t.word if t.word[0].isalpha() else "0" for t in text.tokens[sentence.first : sentence.last]]
        previous = ""
        for word in words:
            if len(word) > 2 and word not in FUNCTION_WORDS:
                features.add("w:" + word)
                if len(word) > 7:
                    features.add("s:" + word[:5])
            if previous:
                features.add(f"b:{previous} {word}")
            previous = word
        found.append(features)
    return found


def _add_frames(features: set[str], some: tuple[Frame, ...], masks: Mapping[str, int]) -> None:
    for number, frame in enumerate(some):
        if fits(frame, masks):
            features.add(f"f:{frame.type}{number}")

"""What the trained weights look at: frames, ideas and words of each sentence, as short strings."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases.reading.frames import Frame, fits, frames
from bot.cases.reading.text import Text

_STOP = frozenset("de het een en van ik te dat die in is op aan met voor er om bij als of the a an and to of in is it that for on at by be".split())
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
        features.update("i:" + idea for idea in ideas)
        for a in range(len(ideas)):
            for b in range(a + 1, len(ideas)):
                features.add(f"p:{ideas[a]}&{ideas[b]}")
        _add_frames(features, table["sentence"], here)
        words = [t.word if t.word[0].isalpha() else "0" for t in text.tokens[sentence.first : sentence.last]]
        previous = ""
        for word in words:
            if word not in _STOP:
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

"""Dutch or English, from the little words that every sentence needs; dialects of the Netherlands count as Dutch."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cases.reading.tables import word_set

_DUTCH = word_set("dutch")
_ENGLISH = word_set("english")
_SHARED = _DUTCH & _ENGLISH
FUNCTION_WORDS = _DUTCH | _ENGLISH


def language_of(words: Iterable[str], subject_words: Iterable[str] = ()) -> str:
    """Tell nl from en by normalised words of what was written; the subject decides when the text does not."""
    dutch = english = 0.0
    for weight, some in ((1.0, words), (0.4, subject_words)):
        for word in some:
            if word in _SHARED:
                continue
            if word in _DUTCH:
                dutch += weight
            elif word in _ENGLISH:
                english += weight
            elif len(word) > 5:
                dutch, english = _by_shape(word, dutch, english)
    return "en" if english > dutch else "nl"


def _by_shape(word: str, dutch: float, english: float) -> tuple[float, float]:
    """A hint from endings and spellings that one language has and the other has not."""
    if "ij" in word or "aa" in word or "uu" in word or word.endswith(("lijk", "lijke", "heid", "eren")):
        return dutch + 0.3, english
    if word.startswith(("th", "wh")) or word.endswith(("ing", "tion", "ment", "ally", "ous", "ould")):
        return dutch, english + 0.2
    return dutch, english

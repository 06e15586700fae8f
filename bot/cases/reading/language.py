"""Dutch or English, from the little words that every sentence needs; dialects of the Netherlands count as Dutch."""

from __future__ import annotations

from collections.abc import Iterable

_DUTCH = frozenset(
    ["de", "het", "een", "en", "van", "ik", "je", "jij", "jullie", "u", "uw", "mijn", "mij", "zijn", "niet", "geen", "dat", "deze", "dit", "die", "maar", "om", "te", "aan", "op", "met", "voor", "naar", "bij", "uit", "door", "tot", "over", "wat", "wie", "waar", "welke", "hoe", "kan", "kunt", "kunnen", "wilt", "willen", "graag", "heb", "heeft", "hebben", "had", "wordt", "worden", "werd", "ben", "bent", "als", "ook", "nog", "wel", "dan", "er", "toen", "omdat", "zodat", "want", "dus", "alle", "alles", "meer", "heel", "erg", "al", "hierbij", "gegevens", "beste", "geachte", "groet", "groeten", "vriendelijke", "hoogachtend", "dank", "bedankt", "verzoek", "ontvangen", "zou", "zouden", "moet", "moeten", "mag", "mogen", "staat", "staan", "iets", "niets", "niks", "iemand", "zo", "nu", "even", "eens", "mn", "zn", "ie", "ze", "wij", "hij", "ons", "onze", "hun", "haar", "hem", "zich", "fan", "foar", "oan", "jim", "jimme", "myn", "hawwe", "bin", "net", "wer", "ek", "mei", "nei", "graach", "dyn", "mien", "joe", "joen", "oe", "oons", "veur", "neet", "nait", "geer", "ich", "mich", "ut'n", "da", "dees", "ge", "gij", "gullie", "effen", "wa", "julder", "mer", "naer"]
)
_ENGLISH = frozenset(
    ["the", "a", "an", "and", "of", "to", "i", "you", "your", "yours", "my", "mine", "is", "are", "was", "were", "be", "been", "not", "no", "that", "this", "these", "those", "but", "for", "with", "from", "at", "by", "on", "it", "its", "as", "what", "who", "where", "which", "how", "can", "could", "would", "should", "will", "want", "wish", "please", "have", "has", "had", "do", "does", "did", "don't", "dont", "if", "or", "so", "because", "about", "into", "any", "all", "more", "there", "their", "they", "them", "we", "our", "us", "me", "he", "she", "her", "his", "when", "then", "dear", "regards", "sincerely", "kind", "thanks", "thank", "hello", "hi", "yours", "faithfully", "am", "im", "ive", "id", "been", "being", "than", "also", "just", "know", "need", "let", "get", "send", "data", "information", "request", "whether", "after", "before", "under", "out", "up", "only"]
)
_SHARED = _DUTCH & _ENGLISH
FUNCTION_WORDS = _DUTCH | _ENGLISH


def language_of(words: Iterable[str], subject_words: Iterable[str] = ()) -> str:
    """ "nl" or "en" for normalised words of what was written; the subject decides when the text does not."""
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

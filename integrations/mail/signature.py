"""Where what was written ends and the signature begins."""

from __future__ import annotations

import re
from typing import Final

_SEPARATOR: Final = re.compile(r"(?:--|—|-- |_{3,}|-{3,}|={3,})\s*\Z")
_CLOSING: Final = re.compile(
    r"\s*(?:en\s+)?(?:alvast\s+(?:bedankt|dank).{0,20}(?:en|,)\s*)?"
    r"(?:(?:met\s+)?(?:(?:zeer\s+)?(?:vriendelijke?|hartelijke?|beste|lieve|warme|collegiale|zonnige|sportieve)\s+)"
    r"(?:groet(?:en|jes)?)|(?:vele\s+)?groet(?:en|jes)?|mvg|m\.v\.g\.?|vr\.?\s?gr\.?|gr\.?|hoogachtend|met achting|"
    r"met (?:de )?meeste hoogachting|met vriendelijke groet(?:en)?/.{0,30}|mei freonlike groetnis|houdoe|"
    r"(?:(?:with\s+)?(?:kind(?:est)?|best|warm(?:est)?|many)\s+)?regards|(?:yours\s+)?(?:sincerely|faithfully|truly)(?:\s+yours)?|"
    r"best wishes|cheers|all the best|cordially|mit freundlichen grüßen|cordialement|bien à vous)"
    r"(?P<rest>[\s,.!;:-]{0,5}(?P<name>[^\n.?!:]{0,50}))\Z",
    re.IGNORECASE,
)
_MOBILE: Final = re.compile(
    r"\s*(?:(?:verzonden|verstuurd|gestuurd|verzonden met|verstuurd met)\s+(?:vanaf|vanuit|van|met|via|uit)\b.{0,80}"
    r"|sent (?:from|with|via)\b.{0,80}|(?:download|haal|get|krijg|ontvang) outlook (?:voor|for)\b.{0,80}"
    r"|outlook (?:voor|for) (?:android|ios)\b.{0,40}|von meinem .{0,40} gesendet|envoyé de mon .{0,40}"
    r"|(?:virusvrij|virus-free)\b.{0,80})\s*\Z",
    re.IGNORECASE,
)
_PS: Final = re.compile(r"\s*(?:p\.?\s?s\.?|n\.?\s?b\.?)\s*[:.\s-]", re.IGNORECASE)
_DISCLAIMER: Final = (
    re.compile(r"disclaimer|proclaimer", re.IGNORECASE),
    re.compile(r"(?:dit|deze|this|the information in this)\s+(?:e-?mail|bericht|message|communication)", re.IGNORECASE),
    re.compile(
        r"uitsluitend\s+(?:bestemd|bedoeld)|alleen\s+bestemd|intended\s+(?:solely|only|recipient)", re.IGNORECASE
    ),
    re.compile(r"vertrouwelijk|confidential|privileged", re.IGNORECASE),
    re.compile(r"niet\s+de\s+(?:geadresseerde|beoogde)|not\s+the\s+(?:intended|addressee|named)", re.IGNORECASE),
    re.compile(r"aansprakelijk|liab(?:le|ility)", re.IGNORECASE),
    re.compile(r"(?:bericht|mail)\s+te\s+(?:verwijderen|vernietigen)|delete (?:this|it|the message)", re.IGNORECASE),
    re.compile(
        r"denk\s+aan\s+het\s+milieu|consider the environment|(?:print|afdruk).{0,40}(?:nodig|necessary)", re.IGNORECASE
    ),
)
_PROSE_WORDS: Final = 11
_SENTENCE_WORDS: Final = 4
_MAX_SIGNATURE: Final = 3_000
_MAX_SIGNATURE_LINES: Final = 100
_MIN_DISCLAIMER: Final = 60


def without_signature(text: str) -> tuple[str, str]:
    """What was written and the signature below it, each stripped; a postscript below a signature counts as written.

    A signature begins at "-- ", at a closing ("Met vriendelijke groet"), at the
    telephone's own line or at a disclaimer. Prose (many words, or a sentence with its full stop) is never part of one.
    """
    text = text.strip("\n")
    paragraphs = re.split(r"\n[ \t]*\n", text)
    tail: list[str] = []
    while paragraphs and (_is_disclaimer(paragraphs[-1]) or _all_mobile(paragraphs[-1])):
        tail.insert(0, paragraphs.pop())
    lines = "\n\n".join(paragraphs).split("\n")
    start = _signature_start(lines)
    kept, cut = _sift(lines[start:]) if start < len(lines) else ([], [])
    written = "\n\n".join(block for block in ("\n".join(lines[:start]).strip(), "\n".join(kept).strip()) if block)
    signature = "\n".join([*cut, *([""] if cut and tail else []), "\n\n".join(tail)]).strip()
    return written, signature


def _signature_start(lines: list[str]) -> int:
    """The first line of the signature, or the number of lines."""
    remaining = sum(map(len, lines))
    for index, line in enumerate(lines):
        remaining -= len(line)
        if remaining > _MAX_SIGNATURE or len(lines) - index > _MAX_SIGNATURE_LINES:
            continue
        below = lines[index + 1 :]
        if _is_closing(line) or _MOBILE.match(line[:200]):
            return index
        if _SEPARATOR.match(line) and below and (line.rstrip() == "--" or _looks_like_card(below)) and index:
            return index
    return len(lines)


def _is_closing(line: str) -> bool:
    found = _CLOSING.match(line) if len(line) <= 100 else None
    if found is None:
        return False
    return len(found["name"].split()) <= 6


def _looks_like_card(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return 0 < len(filled) <= 12 and all(len(line) <= 80 for line in filled) and not any(map(_is_prose, filled))


def _is_prose(paragraph: str) -> bool:
    words = paragraph.split()
    if sum(1 for word in words if word[:1].islower()) * 2 <= len(words):
        return False
    return len(words) >= _PROSE_WORDS or (len(words) >= _SENTENCE_WORDS and words[-1][-1] in ".?!")


def _is_disclaimer(paragraph: str) -> bool:
    if len(paragraph) < _MIN_DISCLAIMER:
        return False
    return sum(1 for rule in _DISCLAIMER if rule.search(paragraph[:4_000])) >= 2


def _all_mobile(paragraph: str) -> bool:
    lines = [line for line in paragraph.split("\n") if line.strip()]
    return bool(lines) and all(_MOBILE.match(line[:200]) for line in lines)


def _sift(lines: list[str]) -> tuple[list[str], list[str]]:
    """Divide what stands below a signature's first line: prose and postscripts were written, the rest is signature."""
    kept: list[str] = []
    cut: list[str] = []
    paragraph: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            paragraph.append(line)
            if number < len(lines) - 1 and not _PS.match(lines[number + 1]):
                continue
        if paragraph:
            block = "\n".join(paragraph)
            written = _PS.match(block) or (_is_prose(" ".join(paragraph)) and not _is_disclaimer(block))
            (kept if written else cut).extend([*paragraph, ""])
            paragraph = []
    return kept, cut

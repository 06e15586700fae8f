"""Sentences, clauses and the reach of a negation."""

from __future__ import annotations

import pytest

from bot.cases.reading.frames import parse_frame
from bot.cases.reading.matching import AFFIRMED, DENIED, find_ideas
from bot.cases.reading.text import normalise, read_text


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("E-mailadres", "emailadres"),
        ("m'n", "mn"),
        ("Coöperatie", "cooperatie"),
        ("foto’s", "fotos"),
        ("ĲSSEL", "ijssel"),
    ],
)
def test_normalise(word: str, plain: str) -> None:
    assert normalise(word) == plain


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dag. Wie bent u? Goed!", 3),
        ("Geachte dhr. J. de Vries, dank u.", 1),
        ("Zie art. 15 AVG o.a. lid 3.", 1),
        ("Beste mensen,\n\nTwee dingen.", 2),
        ("Eerst dit; dan dat.", 2),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(read_text(text).sentences) == sentences


def polarity(text: str, idea: str) -> set[int]:
    return {hit.polarity for hits in find_ideas(read_text(text)) for hit in hits if hit.idea == idea}


@pytest.mark.parametrize(
    ("text", "idea", "expected"),
    [
        ("Verwijder mijn gegevens.", "ERASE", {AFFIRMED}),
        ("U moet mijn gegevens niet verwijderen.", "ERASE", {DENIED}),
        ("U hoeft ze van mij niet te wissen.", "ERASE", {DENIED}),
        ("Niet alleen inactief, maar wissen.", "ERASE", {AFFIRMED}),
        ("Ik wil geen inzage, wel wissen.", "ERASE", {AFFIRMED}),
        ("Please do not delete my file.", "ERASE", {DENIED}),
        ("Ik wil dat niet meer en herroep mijn akkoord.", "RETRACT", {AFFIRMED}),
        ("Ik trek de op de beurs in Gent gegeven toestemming in.", "RETRACT", {AFFIRMED}),
        ("Ik wil rectifikatie, verwijderring en inzageverzoeken.", "ERASE", {AFFIRMED}),
    ],
)
def test_negation_and_split_verbs(text: str, idea: str, expected: set[int]) -> None:
    assert polarity(text, idea) == expected


def test_a_frame_line_is_checked() -> None:
    frame = parse_frame("erasure", "3 @pair ERASE -KEEP =DATA !TICKET")
    assert frame.weight == 3
    assert frame.scope == "pair"
    assert len(frame.needs) == 3
    with pytest.raises(ValueError, match="not a frame"):
        parse_frame("erasure", "3 @page ERASE")

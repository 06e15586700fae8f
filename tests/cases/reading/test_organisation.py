"""The receiving organisation: its literal name, and no place, person, month or format instead."""

from __future__ import annotations

import pytest

from bot.cases.reading.organisation import find_organisation


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Draag mijn dossier over aan Studio Noorderlicht uit Assen.", "Studio Noorderlicht"),
        ("Bureau Opmeer neemt het project over. Stuur alles naar hen.", "Bureau Opmeer"),
        ("Ontvanger: Natuurarchief Zuid te Tilburg.", "Natuurarchief Zuid"),
        ("We are moving our permit work to Fjordplan AS. Please hand over the forms.", "Fjordplan AS"),
        ("Stuur naar Groenwerk Advies B.V. te Ede.", "Groenwerk Advies B.V."),
        ("Mijn nieuwe leverancier heet Datahuis.", "Datahuis"),
        ("Please transmit it to my accountant, Brooks & Lane, in CSV.", "Brooks & Lane"),
        ("Overstap naar Bouwplein, graag alle data als csv.", "Bouwplein"),
        ("Doorsturen naar Makelaardij van der Berg graag", "Makelaardij van der Berg"),
        ("Overdragen aan dhr. Jansen van Kwekerij De Zonnehof.", "Kwekerij De Zonnehof"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert find_organisation(text, own_names=frozenset({"verdant"})) == name


@pytest.mark.parametrize(
    "text",
    [
        "Ik ga naar Duitsland en wil mijn data mee.",
        "Stuur mijn data als CSV. Groet, Jan de Boer",
        "Graag mijn gegevens naar mij mailen in Excel, in januari.",
        "Please export everything from Verdant to JSON.",
        "",
    ],
)
def test_no_name(text: str) -> None:
    assert find_organisation(text, own_names=frozenset({"verdant"})) is None

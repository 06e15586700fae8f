"""The letters to customers, word for word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cases.letters import Kind, write
from bot.cases.model import Case
from bot.desk.languages import Texts

GOLDEN = Path(__file__).with_name("golden")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def case() -> Case:
    return Case(
        number="AVG-2026-0001",
        types=["access"],
        language="nl",
        received_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
        promised=date(2026, 12, 22),
        steer_by=date(2026, 12, 22),
        statutory=date(2026, 12, 24),
        provisional=False,
        sender_print="",
        sealed=b"",
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["receipt", "answer"])
def test_golden(golden: Callable[[Path, str], None], kind: Kind, language: str) -> None:
    letter = write(kind, case(), Texts(language, AMSTERDAM), "Verdant", "Geachte heer, mevrouw,\n\nHierbij alles.\n")
    golden(GOLDEN / f"{kind}.{language}.txt", f"{letter.subject}\n\n{letter.text}")
    assert "Autoriteit Persoonsgegevens" in letter.text
    assert "AVG-2026-0001" in letter.subject


def test_the_words_of_a_person_stay_as_they_are() -> None:
    words = "{{ number }} {% raw %} <b>&amp;</b> {organisation}"
    assert words in write("answer", case(), Texts("nl", AMSTERDAM), "Verdant", words).text

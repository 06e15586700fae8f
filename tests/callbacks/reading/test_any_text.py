"""Whatever is written: reading never fails, windows are in order, digits stay hidden."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callbacks.reading import TicketReading, read_ticket
from bot.desk.hours import OfficeHours

HOURS = OfficeHours.parse("mo-fr 08:30-12:30,13:00-17:00", "Europe/Amsterdam")
NOW = datetime.fromisoformat("2026-11-24T09:30+01:00")
HORIZON = timedelta(days=3 * 366)

VOCABULARY = """
    kunt u mij bel bellen terugbellen niet maar geen opnemen gesprek contact telefoon op om na voor tot tussen en of
    vanaf van uur half kwart over drie drieën tien morgen morgenmiddag vandaag maandag dinsdag ma di wo volgende
    week 49 komende dagen behalve december 3 12 3/12 30-11 14:30 14u30 9.00 2026-12-01 06-12345678 +31 (0)6 12 34 56
    78 030/1234567 toestel 12 please call me back tomorrow between and before after noon Friday CET EST UK time
    don't record ticket 0612345678 . , ? ! ( ) " > groet, -- 31-02 99:99 week 99 over een half uur van de die dag
"""
PIECES = [*VOCABULARY.split(), "\n"]

sentences = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
instants = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    sentences,
    st.lists(st.text(max_size=9), max_size=3),
)
keys = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["telefoon", "tijdvak", "voorkeursdatum", "geen_opname", "terugbellen", "opmerking", "tags"]),
)


def check(reading: TicketReading, now: datetime) -> None:
    previous = now
    for start, end in reading.windows:
        assert previous <= start < end
        assert start.utcoffset() == start.astimezone(HOURS.zone).utcoffset()
        assert end - now < HORIZON + timedelta(days=365 * 75)
        previous = end
    for item in reading.evidence:
        assert not re.search(r"(?:\d[\s().\-/]{0,3}){6}", item.text)
    assert reading.phone is None or re.fullmatch(r"\+\d{6,15}", reading.phone)


@given(sentences, sentences, instants)
def test_sentences_of_words_that_matter(subject: str, text: str, now: datetime) -> None:
    reading = read_ticket(subject=subject, text=text, fields=None, now=now, hours=HOURS)
    check(reading, now)
    assert reading == read_ticket(subject=subject, text=text, fields=None, now=now, hours=HOURS)


@given(st.text(max_size=300), st.text(max_size=300), st.dictionaries(keys, values, max_size=6))
def test_any_characters_and_any_form(subject: str, text: str, fields: dict[str, object]) -> None:
    check(read_ticket(subject=subject, text=text, fields=fields, now=NOW, hours=HOURS), NOW)


@pytest.mark.parametrize(
    "piece",
    [
        "kunt u ",
        "06 12 34 ",
        "0612345678",
        "+31",
        "om 10 ",
        "ma, di, ",
        "3/12 ",
        "tussen 10 en ",
        "week 49 / ",
        "(",
        '"a',
        "\n",
        "> a\n",
        "niet ",
        "gesprek niet ",
        "groet ",
        "van: a\n",
        "een uur of ",
        "\u0130",
        "\U0001f4de",
        "a",
        "§¤_",
    ],
)
def test_a_flood_of_the_same_words_is_read_to_its_end(piece: str) -> None:
    flood = piece * (20_000 // len(piece))
    fields: dict[str, object] = {"telefoon": flood, "datum": flood, "tijdvak": flood, "opmerking": flood}
    check(read_ticket(subject=flood, text=flood, fields=fields, now=NOW, hours=HOURS), NOW)

"""Both catalogues say the same things, with the same blanks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.languages import Texts, catalogue, placeholders

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("nl")) == set(catalogue("en"))


@pytest.mark.parametrize("key", sorted(catalogue("nl")))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert placeholders(catalogue("nl")[key]) == placeholders(catalogue("en")[key])


def test_dates_read_as_people_write_them() -> None:
    moment = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    dutch, english = Texts("nl", AMSTERDAM), Texts("en", AMSTERDAM)
    assert dutch.moment(moment) == "di 24 nov, 10:00"
    assert english.moment(moment) == "Tue 24 Nov, 10:00"
    assert dutch.long_day(date(2026, 11, 24)) == "dinsdag 24 november 2026"
    assert dutch.day(date(2026, 12, 22)) == "di 22 dec"

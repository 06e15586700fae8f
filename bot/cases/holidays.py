"""The public holidays that move a statutory date (Regulation 1182/71 art. 2 and 3(4); law.md R4, R6, R7).

This is not the list for office hours: it is the Member State's list in the Official Journal, in which 5 May counts
every year and Good Friday counts. Where the Journal's list of a year is known it decides alone; else the list is
computed, and every date that leans on it is provisional.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from dateutil.easter import easter

_OFFICIAL = Path(__file__).with_name("public_holidays_nl.json")


@cache
def official_years() -> dict[int, frozenset[date]]:
    """The lists known from the Official Journal, by year."""
    lists = json.loads(_OFFICIAL.read_text())
    return {int(year): frozenset(map(date.fromisoformat, days)) for year, days in lists.items()}


@cache
def holidays_of(year: int) -> frozenset[date]:
    """The public holidays of a year: the official list, or else computed. Equated days are never computed (R7)."""
    if year in official_years():
        return official_years()[year]
    sunday = easter(year)
    moving = (-2, 0, 1, 39, 49, 50)  # Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    fixed = (date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26))
    return frozenset({*fixed, *(sunday + timedelta(days=days) for days in moving)})


def is_provisional(year: int) -> bool:
    """Whether the list of this year is computed, because no official one is known."""
    return year not in official_years()

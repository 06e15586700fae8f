"""Days on which the desk is closed: the Dutch public holidays, for office hours only.

Statutory clocks do not use this module: the law counts 5 May every year and knows an official list per year. For
opening the desk the calendar of the `holidays` library is right, in which 5 May is a day off once in five years.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

import holidays as holiday_library

Holidays = Callable[[date], bool]
"""Says whether the desk is closed on a day because of a public holiday."""


@lru_cache(maxsize=64)
def _dutch_year(year: int) -> frozenset[date]:
    return frozenset(holiday_library.country_holidays("NL", years=year))


def dutch_public_holiday(day: date) -> bool:
    """Whether `day` is a Dutch public holiday by the `holidays` library (5 May only in lustrum years)."""
    return day in _dutch_year(day.year)


def no_holidays(day: date) -> bool:
    """For a desk that is open on every office day of the week, holidays included."""
    del day
    return False

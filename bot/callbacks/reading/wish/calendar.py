"""What days are: a day named in a text, and the calendar that says which date it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.hours import OfficeHours


@dataclass(frozen=True, slots=True)
class DayMention:
    """Days named at a place.

    `weekday` is set when only a weekday was said; `coarse` for weeks and "the coming days"; `daily` for "every day",
    which says nothing more beside other days. `week` is the Monday of a whole named week, to which weekdays beside it
    belong. `prefix` is the word before it ("before", "until", "from", "after"), `anaphor` "that day", `fixed` a date.
    """

    start: int
    end: int
    days: tuple[date, ...]
    weekday: int | None = None
    coarse: bool = False
    week: date | None = None
    prefix: str = ""
    anaphor: bool = False
    daily: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today and the desk's hours: enough to know which days words mean."""

    today: date
    hours: OfficeHours

    def default_days(self, count: int = 5, start: date | None = None) -> tuple[date, ...]:
        """`count` office days from `start` (today) on."""
        day, days = start or self.today, list[date]()
        for _ in range(60):
            if len(days) == count:
                break
            if self.hours.is_office_day(day):
                days.append(day)
            day += timedelta(days=1)
        return tuple(days)

    def monday(self, weeks: int = 0) -> date:
        """The Monday of this week or of the week `weeks` later."""
        return self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)

    def office_week(self, monday: date) -> tuple[date, ...]:
        """The office days of a week, from today on."""
        days = (monday + timedelta(days=step) for step in range(7))
        return tuple(day for day in days if day >= self.today and self.hours.is_office_day(day))

    def coming(self, weekday: int, include_today: bool = False) -> date:
        """The next day of that name; today only on request."""
        ahead = (weekday - self.today.weekday()) % 7
        return self.today + timedelta(days=ahead if ahead or include_today else 7)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Office days from first to last, at most thirty; only the first when they lie wrong or far apart."""
        if last < first or (last - first).days > 60:
            return (first,)
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        return tuple(day for day in days if self.hours.is_office_day(day))[:30]

    def near(self, day: int, month: int, year: int | None) -> date | None:
        """The date, in the coming year when no year is given; None when it does not exist."""
        if year is not None:
            return make_date(year if year >= 100 else 2000 + year, month, day)
        this_year = make_date(self.today.year, month, day)
        if this_year is not None and this_year < self.today - timedelta(days=31):
            return make_date(self.today.year + 1, month, day)
        return this_year


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

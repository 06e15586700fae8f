"""When a customer must have been called back. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.desk.hours import OfficeHours
from bot.desk.policy import CallbackPolicy

Window = tuple[datetime, datetime]


def due_at(requested_at: datetime, windows: tuple[Window, ...], hours: OfficeHours, policy: CallbackPolicy) -> datetime:
    """The end of the first wished window that is not over yet; without one, some office hours after the request."""
    for _, end in sorted(windows):
        if end > requested_at:
            return end
    return hours.add_office_time(requested_at, timedelta(hours=policy.office_hours))


def next_attempt_at(now: datetime, windows: tuple[Window, ...], hours: OfficeHours, policy: CallbackPolicy) -> datetime:
    """The next moment to try after no answer: some office hours on, moved into the wish where that still lies ahead."""
    proposed = hours.add_office_time(now, timedelta(hours=policy.retry_office_hours))
    for start, end in sorted(windows):
        if end > now:
            return min(max(start, hours.add_office_time(now, timedelta(minutes=30))), end) if start <= now else start
    return proposed

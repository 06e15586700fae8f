"""Why something cannot be done, in a form that can be told to a person in their language."""

from __future__ import annotations

from datetime import datetime


class Refusal(Exception):
    """Base of what services raise towards people. ``text`` is a key of the catalogue."""

    text = ""

    def __init__(self, *, who: str = "", since: datetime | None = None) -> None:
        super().__init__(self.text)
        self.who = who
        """A Slack user id that the text names as {who}."""
        self.since = since
        """The instant that the text names as {since}."""

"""Why something cannot be done with a callback; each names the text that tells a person."""

from __future__ import annotations

from bot.desk.refusal import Refusal


class NotOpen(Refusal):
    """The callback is done, unreachable or cancelled."""

    text = "callback.error.not_open"


class Taken(Refusal):
    """Somebody else has it: ``who``, ``since`` when."""

    text = "callback.error.taken"


class NotYours(Refusal):
    """Only the one who claimed it may do this."""

    text = "callback.error.not_yours"

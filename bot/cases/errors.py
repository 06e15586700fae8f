"""Why something cannot be done with a case; each names the text that tells a person."""

from __future__ import annotations

from bot.desk.refusal import Refusal


class CaseClosed(Refusal):
    """The case is closed already."""

    text = "case.error.closed"


class CaseTaken(Refusal):
    """Somebody else took it on: ``who``."""

    text = "case.error.taken"


class TypesUnconfirmed(Refusal):
    """A case is answered only after a person confirmed what it is about."""

    text = "case.error.unconfirmed"


class NoAddress(Refusal):
    """There is no valid address to write to."""

    text = "case.error.no_address"


class AlreadyHandled(Refusal):
    """Somebody dealt with this quarantined message already."""

    text = "case.error.handled"

"""What each error of a port means for an effect."""

from __future__ import annotations

import pytest

from bot.work.handlers import Later, Refused, Unsure
from bot.work.outside import mail_server, ticket_system
from integrations.mail.port import MailError, MailRefused, MailUnavailable, MailUnknown
from integrations.tickets import port


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (port.Throttled(42), Later),
        (port.Unavailable("x"), Later),
        (port.AuthFailed("x"), Later),
        (port.Forbidden("x"), Later),
        (port.Unknown("x"), Unsure),
        (port.NotFound("x"), Refused),
        (port.Invalid("x"), Refused),
        (port.Dropped("x"), Refused),
        (port.Conflict("x"), Refused),
        (port.TicketError("x"), Refused),
    ],
)
def test_ticket_system(error: port.TicketError, meaning: type[Exception]) -> None:
    with pytest.raises(meaning) as raised, ticket_system():
        raise error
    assert raised.value.reason == type(error).__name__  # type: ignore[attr-defined]  # all three have one
    assert getattr(raised.value, "after", None) == (42 if isinstance(error, port.Throttled) else None)


@pytest.mark.parametrize(
    ("error", "meaning"),
    [(MailUnavailable("x"), Later), (MailUnknown("x"), Unsure), (MailRefused("x"), Refused), (MailError("x"), Refused)],
)
def test_mail_server(error: MailError, meaning: type[Exception]) -> None:
    with pytest.raises(meaning), mail_server():
        raise error


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), ticket_system(), mail_server():
        raise KeyError

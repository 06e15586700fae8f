"""What the errors of the ports mean for an effect: try later, look first, or give up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.work.handlers import Later, Refused, Unsure
from integrations.mail.port import MailError, MailUnavailable, MailUnknown
from integrations.tickets.port import AuthFailed, Forbidden, Throttled, TicketError, Unavailable, Unknown


@contextmanager
def ticket_system() -> Iterator[None]:
    """Around a call to the ticket system. What an operator can mend (credentials, rights) waits; it is not given up."""
    try:
        yield
    except Throttled as throttled:
        raise Later("Throttled", throttled.retry_after) from throttled
    except (Unavailable, AuthFailed, Forbidden) as away:
        raise Later(type(away).__name__) from away
    except Unknown as unknown:
        raise Unsure("Unknown") from unknown
    except TicketError as refused:
        raise Refused(type(refused).__name__) from refused


@contextmanager
def mail_server() -> Iterator[None]:
    """Around a call to the mail server."""
    try:
        yield
    except MailUnavailable as away:
        raise Later(type(away).__name__) from away
    except MailUnknown as unknown:
        raise Unsure(type(unknown).__name__) from unknown
    except MailError as refused:
        raise Refused(type(refused).__name__) from refused

"""Finds callbacks in the ticket system: reads what changed, and remembers how far in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.callbacks.model import Caller
from bot.callbacks.reading import TicketReading
from bot.callbacks.service import CallbackService, TicketLink, Wanted
from bot.store.database import Change, Store
from bot.work.model import FeedCursor
from integrations.tickets.port import CursorLost, Status, Ticket, TicketError, TicketSystem

_FEED = "tickets"
_CALLBACK_MARKS = frozenset({"terugbellen", "callback", "terugbelverzoek"})
_MOST_PAGES = 50
_BACK_AT_FIRST = timedelta(minutes=15)
"""A ticket that was filed while Balie was being installed counts too."""
_BACK_AFTER_LOSS = timedelta(days=2)
"""A ticket that is read again changes nothing; one that is not read is a promise broken."""
_OVER = (Status.SOLVED, Status.CLOSED, Status.GONE)

log = structlog.get_logger(__name__)

Read = Callable[[Ticket, bool], TicketReading]
"""Reads a ticket; True: its queue or mark makes it a callback whatever its words."""


class TicketFeed:
    """Follows the ticket system."""

    def __init__(
        self, store: Store, service: CallbackService, tickets: TicketSystem, read: Read, *, queue_callback: str
    ) -> None:
        self._store = store
        self._service = service
        self._tickets = tickets
        self._read = read
        self._queue_callback = queue_callback.casefold()

    def poll(self) -> int:
        """Take in what changed since the last time. Returns how many tickets were looked at.

        When the ticket system is away nothing is lost: the cursor stays where it is.
        """
        looked_at = 0
        try:
            for _ in range(_MOST_PAGES):
                page = self._tickets.changes(self._cursor())
                with self._store.change("tickets") as change:
                    for ticket in page.tickets:
                        self._take(change, ticket)
                    change.session.merge(FeedCursor(feed=_FEED, cursor=page.cursor))
                looked_at += len(page.tickets)
                if page.drained:
                    break
        except CursorLost:
            log.warning("ticket cursor lost, beginning again")
            self._begin(_BACK_AFTER_LOSS)
        except TicketError as away:
            log.warning("ticket system cannot be read", error=type(away).__name__)
        return looked_at

    def _cursor(self) -> str:
        with self._store.read() as session:
            known = session.get(FeedCursor, _FEED)
        return known.cursor if known else self._begin(_BACK_AT_FIRST)

    def _begin(self, back: timedelta) -> str:
        """Store where reading begins before anything is read, so that a crash in between leaves nothing out."""
        with self._store.change("tickets") as change:
            cursor = self._tickets.start(change.now - back)
            change.session.merge(FeedCursor(feed=_FEED, cursor=cursor))
        return cursor

    def _take(self, change: Change, ticket: Ticket) -> None:
        if ticket.status in _OVER:
            self._service.ticket_closed(change, ticket.ref)
            return
        if ticket.key:
            return  # made by Balie itself
        reading = self._read(ticket, self._is_marked(ticket))
        if not reading.is_callback:
            return
        requester = ticket.requester
        caller = Caller(
            name=requester.name,
            email=requester.email,
            phone=reading.phone or "",
            extension=reading.extension or "",
            subject=ticket.subject,
            question=ticket.text[:2000],
        )
        wanted = Wanted(
            caller,
            requester.organisation,
            reading.language,
            reading.windows,
            asked_not_to_record=reading.recording_opt_out,
        )
        self._service.request(change, wanted, TicketLink(ticket.ref, ticket.number, ticket.url))

    def _is_marked(self, ticket: Ticket) -> bool:
        return ticket.queue.casefold() == self._queue_callback or bool(
            _CALLBACK_MARKS.intersection(mark.casefold() for mark in ticket.marks)
        )

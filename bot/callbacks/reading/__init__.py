"""Reading a ticket: does the writer want to be called, unrecorded, on which number and when."""

from bot.callbacks.reading.model import Evidence, TicketReading, Weekday, Window
from bot.callbacks.reading.ticket import read_ticket

__all__ = ["Evidence", "TicketReading", "Weekday", "Window", "read_ticket"]

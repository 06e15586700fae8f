"""Reading a privacy mail: what it asks, for whom, in which language, and whether a machine sent it."""

from bot.cases.reading.model import Evidence, MailReading
from bot.cases.reading.numbers import find_bsn, find_document_numbers, mask_numbers
from bot.cases.reading.people import OnBehalf
from bot.cases.reading.reader import read_mail, text_read

__all__ = [
    "Evidence",
    "MailReading",
    "OnBehalf",
    "find_bsn",
    "find_document_numbers",
    "mask_numbers",
    "read_mail",
    "text_read",
]

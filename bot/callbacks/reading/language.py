"""Which of the two languages a ticket is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from bot.callbacks.reading.text import words_of

Language = Literal["nl", "en"]

_WORD = re.compile(r"[a-z']+")
_DUTCH = words_of(
    """
    de het een en ik je jij u uw jullie wij ons onze mij mijn niet van voor met op te dat die dit is zijn wordt
    worden kan kunt kunnen wil graag om bij naar ook nog maar als aan er hoe wat waar wie wanneer heb heeft
    hebben over uit dan geen of door tot bellen bel terugbellen gebeld vraag morgen vandaag groet groeten
    bedankt dank alvast telefoon nummer gesprek opnemen opgenomen na tussen uur svp aub gelieve gaarne zou even
    iemand vriendelijke was waren zou zal deze hun zij hij mag moet nu alleen veel zo onder tegen omdat want gaat
    staat werkt naam organisatie gemeente telefonisch contact terugbelverzoek
    """
)
_ENGLISH = words_of(
    """
    the a an and i you your we our us me my not of for with to that this is are be been can could would will
    please call back from at by also but if it how what where who when have has had about out then no or
    through until till phone number conversation recorded recording recording's record after between hours
    thanks thank regards kind best someone name company today tomorrow does do did don't i'm i'd it's any
    before new kindly update records see need want ask here there he she they their its were will than only
    just all one which on municipality organisation city
    """
)


def detect_language(texts: Iterable[str], default: Language = "nl") -> Language:
    """Count the small words of both languages in folded texts; on a tie the `default`."""
    dutch = english = 0
    for text in texts:
        for word in _WORD.findall(text):
            dutch += word in _DUTCH
            english += word in _ENGLISH
    if dutch == english:
        return default
    return "nl" if dutch > english else "en"

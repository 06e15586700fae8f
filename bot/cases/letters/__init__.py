"""The letters to customers: one template a kind and language, first line the subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.cases.model import Case
from bot.desk.clock import local_date
from bot.desk.languages import Texts

Kind = Literal["receipt", "answer"]

# Letters are plain text, so nothing is escaped; StrictUndefined makes a misspelt name an error and not a gap.
_TEMPLATES = Environment(loader=PackageLoader("bot.cases", "letters"), undefined=StrictUndefined, autoescape=False)  # noqa: S701


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to go."""

    subject: str
    text: str


def write(kind: Kind, case: Case, texts: Texts, organisation: str, words: str = "") -> Letter:
    """A letter about a case in the language of ``texts``; ``words`` are what a person wrote."""
    filled = _TEMPLATES.get_template(f"{kind}.{texts.language}.txt.j2").render(
        number=case.number,
        organisation=organisation,
        received=texts.long_day(local_date(case.received_at, texts.zone)),
        promised=texts.long_day(case.promised),
        words=words.strip(),
    )
    subject, _, text = filled.partition("\n")
    return Letter(subject, text.strip() + "\n")

"""Reads the wish of a ticket: what text, subject and form say together about when to call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.callbacks.reading.fields import Form
from bot.callbacks.reading.language import Language
from bot.callbacks.reading.model import WEEKDAYS, Weekday
from bot.callbacks.reading.text import Sentence
from bot.callbacks.reading.wish.groups import complete, settle
from bot.callbacks.reading.wish.reader import Found, WishReader
from bot.callbacks.reading.wish.spans import excluded_spans, wished_spans
from bot.callbacks.reading.wish.windows import Outcome, Span, materialise
from bot.desk.hours import OfficeHours


@dataclass(frozen=True, slots=True)
class Wish:
    """When the writer wants to be called; `stated` when anything was said about it."""

    outcome: Outcome
    excluded_weekdays: tuple[Weekday, ...] = ()
    found: tuple[Found, ...] = ()
    stated: bool = False


NO_WISH = Wish(Outcome((), None, outside_office_hours=False))


def read_wish(sentences: Sequence[Sentence], form: Form, now: datetime, hours: OfficeHours, language: Language) -> Wish:
    """When to call. `sentences` have telephone numbers blanked; the text beats the subject, both beat the form.

    With nothing but exclusions ("niet op woensdag") the wish is the coming five office days without them.
    """
    reader = WishReader(now, hours, language)
    subject = reader.read([sentence for sentence in sentences if sentence.source == "subject"])
    body = reader.read([sentence for sentence in sentences if sentence.source == "text" and not sentence.in_signature])
    remarks = reader.read([sentence for sentence in sentences if sentence.source == "fields"])
    groups = settle(body.groups)
    for other in (subject, remarks, reader.read(_form_sentences(form), trusted=True)):
        groups = complete(groups, settle(other.groups))
    excluded = [*subject.excluded, *body.excluded, *remarks.excluded]
    usual = reader.calendar.default_days()
    if not groups and not any(group.days for group in excluded) and any(map(_said_after, sentences)):
        usual = usual[:1]
    dates = sorted({day for group in groups for day in group.dates()} or usual)
    removed = excluded_spans(excluded, dates)
    spans = wished_spans(groups, reader.calendar, reader.now_minute)
    if removed and not groups:
        spans = [Span(day, None, None) for day in usual]
    weekdays = {
        mention.weekday
        for group in excluded
        if not group.times
        for mention in group.days
        if mention.weekday is not None and not mention.prefix
    }
    return Wish(
        materialise(spans, removed, now, hours),
        tuple(WEEKDAYS[weekday] for weekday in sorted(weekdays)),
        (*subject.found, *body.found, *remarks.found),
        stated=bool(groups or removed),
    )


def _said_after(sentence: Sentence) -> bool:
    """Whether it speaks of today: "ik zit tot elf in overleg, daarna kunt u bellen"."""
    return re.search(r"\b(?:daarna|erna|nadien|after that|afterwards)\b", sentence.text) is not None


def _form_sentences(form: Form) -> list[Sentence]:
    """The form's day and time as one sentence."""
    time = f"om {form.time} uur" if re.fullmatch(r"\d{1,2}", form.time) else re.sub(r"(?<=\d)\s*h\b", " uur", form.time)
    whole = " , ".join(part for part in (form.day, time) if part)
    return [Sentence("fields", 0, whole)] if whole else []

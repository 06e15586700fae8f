"""Reading a whole ticket: language, intent, opt-out, number and wish, with the words that decided."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.callbacks.reading.fields import read_form
from bot.callbacks.reading.intent import Intent, read_intent
from bot.callbacks.reading.language import Language, detect_language
from bot.callbacks.reading.model import Evidence, EvidenceKind, TicketReading, mask_digits
from bot.callbacks.reading.optout import OptOut, find_opt_out
from bot.callbacks.reading.phones import Choice, Number, choose, find_numbers
from bot.callbacks.reading.text import Sentence, Source, Words, fold, prepare, split_sentences
from bot.callbacks.reading.wish.read import NO_WISH, Wish, read_wish
from bot.desk.hours import OfficeHours

_MAX_EVIDENCE = 20


def read_ticket(
    *,
    subject: str,
    text: str,
    fields: Mapping[str, object] | None,
    now: datetime,
    hours: OfficeHours,
    region: str = "NL",
    known_callback: bool = False,
) -> TicketReading:
    """Read one ticket. Pure and deterministic; long or hostile text is cut; never raises on content.

    `now` is an aware instant (ValueError otherwise), `hours` the desk's office hours in its own zone, `region` the
    country of numbers written without one. `known_callback`: the queue, category or tag already makes it a callback. A
    ticket that is surely no callback gives neither number nor wish.
    """
    if now.tzinfo is None:
        raise ValueError("reading a ticket needs an aware 'now'")
    words = prepare(subject, text)
    form = read_form(fields)
    remarks = tuple(
        Sentence("fields", start, part) for remark in form.remarks for start, part in split_sentences(remark)
    )
    language = _language(words, fields)
    numbers = (*find_numbers(words.folded_subject, "subject", region), *find_numbers(words.folded_text, "text", region))
    sentences = (*(_blank_numbers(sentence, numbers) for sentence in words.sentences), *remarks)
    choice = choose(words, numbers, form.numbers, region)
    opt_out = find_opt_out(sentences)
    wish = read_wish(sentences, form, now, hours, language)
    number = choice.number
    intent = read_intent(
        sentences,
        form,
        has_number=number is not None and number.start < words.signature_start,
        has_wish=wish.stated,
        opts_out=opt_out is not None,
        bare_number=number is not None and _stands_alone(sentences, number),
    )
    is_callback = intent.is_callback or known_callback
    dropped = not is_callback and intent.sure
    if dropped:
        choice, wish = Choice(None, None, None), NO_WISH
    return TicketReading(
        language=language,
        is_callback=is_callback,
        recording_opt_out=opt_out is not None or form.no_recording is True,
        phone=choice.e164,
        extension=choice.extension,
        windows=wish.outcome.windows,
        point_time=wish.outcome.point_time,
        excluded_weekdays=wish.excluded_weekdays,
        outside_office_hours=wish.outcome.outside_office_hours,
        evidence=_evidence(words, intent, opt_out, choice, wish),
        sure=intent.sure or known_callback,
    )


def _stands_alone(sentences: Sequence[Sentence], number: Number) -> bool:
    """Whether little else than the number is said in its sentence."""
    for sentence in sentences:
        if sentence.source == number.source and sentence.start <= number.start < sentence.start + len(sentence.text):
            said = re.findall(r"[a-z]{2,}", sentence.text)
            return len(said) <= 5 and not {"is", "zijn", "haar", "his", "her"} & set(said)
    return False


def _language(words: Words, fields: Mapping[str, object] | None) -> Language:
    keys = " ".join(fold(str(key)[:40]).replace("_", " ") for key in list(fields or {})[:30])
    default = detect_language([keys]) if keys else "nl"
    return detect_language([words.folded_subject, words.folded_text], default)


def _blank_numbers(sentence: Sentence, numbers: Sequence[Number]) -> Sentence:
    text = sentence.text
    for number in numbers:
        if number.source != sentence.source:
            continue
        start, end = number.start - sentence.start, number.extension_end - sentence.start
        if 0 <= start < len(text):
            text = text[:start] + "¤" * (min(end, len(text)) - start) + text[end:]
    return replace(sentence, text=text)


def _evidence(words: Words, intent: Intent, opt_out: OptOut | None, choice: Choice, wish: Wish) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for signal in intent.signals:
        kind: EvidenceKind = "no_callback" if signal.weight < 0 else "callback"
        found.append(_shown(words, kind, signal.source, signal.start, signal.end))
    if opt_out is not None:
        found.append(_shown(words, "recording_opt_out", opt_out.source, opt_out.start, opt_out.end))
    if choice.number is not None:
        found.append(_shown(words, "phone", choice.number.source, choice.number.start, choice.number.extension_end))
    found.extend(_shown(words, item.kind, item.source, item.start, item.end) for item in wish.found)
    return tuple(item for item in found if item.end > item.start)[:_MAX_EVIDENCE]


def _shown(words: Words, kind: EvidenceKind, source: Source, start: int, end: int) -> Evidence:
    """The words as written; of a form only that it said so, because its remarks have no place in the text."""
    text = words.shown(source)[start:end] if source != "fields" else "form"
    return Evidence(kind, mask_digits(text), start, end, source)

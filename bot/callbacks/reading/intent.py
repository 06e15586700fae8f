"""Whether the writer wants to be called, weighed over the sentences in order.

Asking has its table in `ask_words`, taking back and look-alikes theirs in `intent_words`. The last clear word counts:
an ask after a cancellation asks, a cancellation after an ask cancels. A number and a time in the text support a weak
ask; a bare "neem contact op" is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks.reading import intent_words as words
from bot.callbacks.reading.ask_words import ASKS
from bot.callbacks.reading.fields import Form
from bot.callbacks.reading.text import Sentence, Source

_CALLBACK_FROM = 2.5
_SURE_FROM = 2.5
_UNSURE_FROM = 1.5


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that asked for a call, or took it back."""

    name: str
    weight: float
    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Intent:
    """The answer, whether it is sure, and the signals that gave it."""

    is_callback: bool
    sure: bool
    signals: tuple[Signal, ...]


def read_intent(
    sentences: Sequence[Sentence], form: Form, *, has_number: bool, has_wish: bool, opts_out: bool, bare_number: bool
) -> Intent:
    """Weigh the sentences (numbers as "¤", times as they are) and the form."""
    signals: list[Signal] = []
    doubt = 0.0
    contact = as_in_form = False
    for sentence in sentences:
        if sentence.in_signature:
            continue
        text = mask(sentence.text)
        if not words.ONLY_IN_EMERGENCY.search(text):
            signals.extend(_signals(sentence, text))
        doubt += 1.0 * bool(words.DONE.search(text))
        doubt += 1.0 * bool(words.EXISTING.search(text))
        doubt += 2.0 * bool(words.DATA_CHANGE.search(text))
        contact = contact or bool(words.CONTACT.search(text))
        as_in_form = as_in_form or bool(words.AS_IN_FORM.search(text))
    if form.asks is True:
        cancelled = bool(signals) and signals[-1].weight < 0 and signals[-1].source != "fields"
        return Intent(not cancelled or form.asks, not cancelled, tuple(signals))
    last = [signal for signal in signals if signal.source != "subject"] or signals
    cancelled = _cancelled(signals)
    best = max((signal.weight for signal in last if signal.weight > 0), default=0.0)
    if not cancelled:
        best = max(
            best,
            max((signal.weight for signal in signals if signal.source == "subject" and signal.weight > 0), default=0.0),
        )
    score = best
    if cancelled:
        score = min(score, 3.0) - 4.0
    # a number standing by itself and a time say "call me" without the words
    score += 1.25 * has_number + (1.25 if bare_number else 0.75 if has_number else 0.5 * (best > 0)) * has_wish
    score += 0.5 * (opts_out and has_number)
    score += (1.0 if form.names_moment else 0.5) * form.prefers_phone
    if (as_in_form or contact) and form.prefers_phone and (contact or form.names_moment):
        score += 2.0
    if form.prefers_writing or form.asks is False:
        score -= 2.0
    if best < 3.0 and doubt:
        score -= doubt
    return Intent(
        score >= _CALLBACK_FROM,
        not (_UNSURE_FROM <= score < _CALLBACK_FROM) and not (cancelled and best >= 3.0 and score >= 0),
        tuple(signals),
    )


def mask(text: str) -> str:
    """Blank quoted texts and terms of products, at their length."""
    text = words.QUOTED.sub(lambda match: "_" * len(match[0]), text)
    return words.PRODUCT.sub(lambda match: "_" * len(match[0]), text)


def _signals(sentence: Sentence, text: str) -> list[Signal]:
    found: list[Signal] = []
    cancel = next((match for pattern in words.CANCELS if (match := pattern.search(text))), None)
    if cancel is not None and words.NOT_CANCELLED.search(text):
        cancel = None
    ask: Signal | None = None
    for name, full_weight, pattern, veto in ASKS:
        match = _first(pattern, veto, text)
        if match is None:
            continue
        if cancel is not None and cancel.start() <= match.start() < cancel.end():
            continue
        clause = re.split(r"[.,;:!?(]", text[: match.start()])[-1][-60:]
        if words.SELF_CALL.search(f"{clause}{match[0]}") or _by_third_party(clause, match[0]):
            continue
        weight = min(full_weight, 2.5) if sentence.source == "subject" else full_weight
        if words.FOR_QUESTIONS.search(text[: match.start() + 12]):
            weight = min(weight, 0.25)
        if ask is None or weight > ask.weight:
            ask = Signal(name, weight, sentence.source, sentence.start + match.start(), sentence.start + match.end())
        if weight >= 3.0:
            break
    if ask is not None:
        found.append(ask)
    if cancel is not None:
        found.append(
            Signal("taken back", -3.0, sentence.source, sentence.start + cancel.start(), sentence.start + cancel.end())
        )
    return sorted(found, key=lambda signal: signal.start)


def _first(pattern: re.Pattern[str], veto: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    """The first match that is not vetoed, of at most a few."""
    position = 0
    for _ in range(4):
        match = pattern.search(text, position)
        if match is None or veto is None or not veto.search(match[0]):
            return match
        position = match.start() + 1
    return None


def _by_third_party(before: str, ask: str) -> bool:
    """Whether somebody outside makes the call: "kunnen inwoners ons bellen"."""
    if words.THIRD_PARTY.search(ask):
        return True
    if words.OURS_CALLS.search(before) and ask.startswith(("belt", "bellen")):
        return True
    near = " ".join(before.split()[-4:])
    return words.THIRD_PARTY.search(near) is not None and words.YOU.search(ask) is None


def _cancelled(signals: Sequence[Signal]) -> bool:
    """Whether the last clear word takes the call back."""
    clear = [signal for signal in signals if signal.weight < 0 or signal.weight >= 2.5]
    return bool(clear) and clear[-1].weight < 0

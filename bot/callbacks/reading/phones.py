"""The number to dial: found in the text or the form, weighed by what is said around it.

Dutch notations (010-1234567, 06 12 34 56 78, (06), 0031, +31 (0)6, dots, slashes) and foreign numbers in international
form. The digits are checked with phonenumbers; Dutch numbers must have nine digits, foreign ones must be possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import phonenumbers

from bot.callbacks.reading import phone_words as words
from bot.callbacks.reading.fields import FormNumber
from bot.callbacks.reading.text import Source, Words

_START = re.compile(r"(?<![\w+#@/_=])(?<![\d\w][-.,/])(?:\+ ?|\(\+?)?\d")
_GROUPS = re.compile(r"\d+")
_MAX_NUMBERS = 24
_LONGEST = 32
_SPOKEN = re.compile(rf"\b(?:(?:{'|'.join(words.DIGIT_WORDS)})\b[\s,-]{{0,2}}){{10}}")
_TIME_OR_DATE = re.compile(
    r"^(?:20\d\d-\d{2}-\d{2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.]20\d\d(?!\d)|\d{1,2}[.:]\d{2}\s?-\s?\d{1,2}[.:]\d{2})"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number at its place in the subject or text."""

    e164: str
    start: int
    end: int
    source: Source
    extension: str | None
    extension_end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The number to dial and where it was found; `number` is None when it comes from the form."""

    e164: str | None
    extension: str | None
    number: Number | None


def to_e164(digits: str, region: str) -> str | None:
    """The E.164 form of one written number, or None when it is no complete number. Never raises."""
    kept = re.sub(r"[^\d+]", "", digits.replace("(0)", "") if digits.lstrip("( ").startswith(("+", "00")) else digits)
    if kept.startswith("00"):
        kept = "+" + kept[2:]
    elif region == "NL" and re.fullmatch(r"31[1-9]\d{8}", kept):
        kept = "+" + kept
    elif region == "NL" and re.fullmatch(r"6\d{8}", kept):
        kept = "0" + kept
    if kept.startswith("+310") and len(kept) == 13:
        kept = "+31" + kept[4:]
    try:
        parsed = phonenumbers.parse(kept, region)
    except phonenumbers.NumberParseException:
        return None
    national = str(parsed.national_number)
    if parsed.country_code == 31:
        complete = len(national) == 9 and (kept.startswith("+") or len(kept) == 10)
    else:
        complete = phonenumbers.is_possible_number(parsed) and len(national) >= 6
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if complete else None


def find_numbers(text: str, source: Source, region: str) -> tuple[Number, ...]:
    """Every telephone number in a folded text, in order; not the digits of tickets, accounts, dates and times."""
    found = [*_written(text, source, region), *_spoken(text, source, region)]
    return tuple(sorted(found, key=lambda number: number.start)[:_MAX_NUMBERS])


def choose(texts: Words, numbers: Sequence[Number], form: Sequence[FormNumber], region: str) -> Choice:
    """The number to dial: text beats form, stated preference beats order, a signature counts for want of another."""
    scored = [(_score(texts, numbers, index), number) for index, number in enumerate(numbers)]
    denied = {number.e164 for score, number in scored if score <= _DENIED}
    in_text = [(s, n) for s, n in scored if s > _DENIED and n.e164 not in denied and not _signed(texts, n)]
    signed = [(s, n) for s, n in scored if s > _DENIED and n.e164 not in denied and _signed(texts, n)]
    if in_text:
        best = max(in_text, key=lambda item: item[0])[1]
        return Choice(best.e164, best.extension or _extension_apart(texts, numbers), best)
    from_form = _from_form(texts, form, region, denied)
    if from_form is not None:
        extension = next((item.extension for item in form if item.extension), None)
        return Choice(from_form, extension or _extension_apart(texts, numbers), None)
    if signed:
        best = max(signed, key=lambda item: item[0])[1]
        return Choice(best.e164, best.extension or _extension_apart(texts, numbers), best)
    return Choice(None, None, None)


_DENIED = -50


def _written(text: str, source: Source, region: str) -> Iterator[Number]:
    position = 0
    for _ in range(_MAX_NUMBERS * 4):
        match = _START.search(text, position)
        if match is None:
            return
        end, e164 = _longest(text, match.start(), region)
        if e164 is None:
            digits = _GROUPS.search(text, match.start())
            position = digits.end() if digits else match.end()
            continue
        position = end
        before = text[max(0, match.start() - 45) : match.start()]
        if words.NOT_A_PHONE.search(before) or words.FAX.search(before):
            continue
        extension = words.EXTENSION.match(text[end : end + 40])
        extension_end = end + (extension.end() if extension else 0)
        yield Number(e164, match.start(), end, source, extension["extension"] if extension else None, extension_end)


def _longest(text: str, start: int, region: str) -> tuple[int, str | None]:
    """The longest complete number that starts here and ends with a group of digits."""
    if _TIME_OR_DATE.match(text[start : start + 14]):
        return start, None
    run = re.match(r"(?:\+ ?|\()?[\d\s().\-/+]+", text[start : start + _LONGEST].replace("\n", "|"))
    if run is None:
        return start, None
    run_text = run[0]
    best: tuple[int, str] | None = None
    for group in _GROUPS.finditer(run_text):
        if len(re.sub(r"\D", "", run_text[: group.end()])) > 15 or re.search(r"[^\d]{4,}\d*$", run_text[: group.end()]):
            break
        following = text[start + group.end() : start + group.end() + 2]
        if following[:1].isalnum() or following[:1] in ("_", "@") or re.match(r"[-.][a-z]", following):
            continue
        part = run_text[: group.end()]
        if part.count("+") > 1:
            break
        hint = _region_hint(text, start, start + group.end(), region)
        e164 = to_e164(part, hint) if _may_start(part, hint) else None
        if e164 is not None and (best is None or _is_valid(e164) or not _is_valid(best[1])):
            best = (start + group.end(), e164)
    return best if best is not None else (start, None)


def _may_start(part: str, region: str) -> bool:
    bare = part.lstrip("( ")
    if bare.startswith(("+", "0")):
        return True
    return region == "NL" and bool(re.fullmatch(r"\(?(?:31[1-9]\d{8}|31[ -]\d[\d -]{8,12}|6[- ]?\d{8})", part))


def _is_valid(e164: str) -> bool:
    return phonenumbers.is_valid_number(phonenumbers.parse(e164))


def _region_hint(text: str, start: int, end: int, region: str) -> str:
    before, after = text[max(0, start - 40) : start], words.COUNTRY_AFTER.match(text[end : end + 8])
    if after:
        return {"uk": "GB", "b": "BE"}.get(after[1], after[1].upper())
    return next((country for pattern, country in words.COUNTRY_HINTS if pattern.search(before)), region)


def _spoken(text: str, source: Source, region: str) -> Iterator[Number]:
    for match in _SPOKEN.finditer(text):
        digits = "".join(words.DIGIT_WORDS[word] for word in re.findall(r"[a-z]+", match[0]))
        e164 = to_e164(digits, region)
        if e164 is not None:
            yield Number(e164, match.start(), match.end(), source, None, match.end())


def _signed(texts: Words, number: Number) -> bool:
    return number.source == "text" and number.start >= texts.signature_start


def _score(texts: Words, numbers: Sequence[Number], index: int) -> int:
    number = numbers[index]
    text = texts.folded(number.source)
    previous = numbers[index - 1] if index and numbers[index - 1].source == number.source else None
    begin = max(0, number.start - 70, previous.extension_end if previous else 0)
    before, after = _same_sentence(text[begin : number.start]), text[number.extension_end : number.extension_end + 60]
    if text[number.start] == "(" and _DOES_NOT_WORK.search(before):
        before = ""
    if (
        words.NOT_ON.search(before)
        or words.DENIED_BEFORE.search(before)
        or words.DENIED_AFTER.match(after)
        or words.NOT_THEIRS.search(before)
    ):
        return -100
    score = 100 - index
    preferred = bool(words.PREFERRED.search(before))
    score += 30 * preferred
    score += 25 * bool(words.NEWEST.search(before))
    score += 6 * bool(words.CALL_ON.search(before))
    score -= 20 * bool(words.FALLBACK.search(before)) * (not preferred)
    score -= 15 * bool(words.GENERAL.search(before) or words.GENERAL_AFTER.match(after))
    score += 12 * bool(
        _signed(texts, number) and (words.MOBILE_OR_DIRECT.search(before) or number.e164.startswith("+316"))
    )
    score -= 3 * (number.source == "subject")
    return score


_DOES_NOT_WORK = re.compile(r"\b(?:niet|not)\s*$")
"""What does not work is told before the bracket ("de koppeling werkt niet (06 …)"): the number in it is not denied."""


def _same_sentence(before: str) -> str:
    return re.split(r"[!?;]\s|\.\s(?=\S{4})", before)[-1]


def _from_form(texts: Words, form: Sequence[FormNumber], region: str, denied: set[str]) -> str | None:
    whole = f"{texts.folded_subject} . {texts.folded_text}"
    if words.FORM_NUMBER_WRONG.search(whole):
        return None
    usable = [(item.kind, e164) for item in form if (e164 := to_e164(item.digits, region)) and e164 not in denied]
    if not usable:
        return None
    if words.WANTS_MOBILE.search(whole):
        usable.sort(key=lambda item: not (item[0] == "mobile" or item[1].startswith("+316")))
    elif words.WANTS_FIXED.search(whole):
        usable.sort(key=lambda item: item[0] == "mobile" or item[1].startswith("+316"))
    else:
        usable.sort(key=lambda item: item[0] != "callback")
    return usable[0][1]


def _extension_apart(texts: Words, numbers: Sequence[Number]) -> str | None:
    """An extension that stands apart from its number: "ik zit op toestel 4412 via de centrale …"."""
    text = texts.folded_text[: texts.signature_start]
    for match in words.EXTENSION_APART.finditer(text):
        inside = any(n.source == "text" and n.start <= match.start("extension") < n.end for n in numbers)
        if not inside and not words.NOT_THEIR_EXTENSION.search(text[max(0, match.start() - 25) : match.start()]):
            return match["extension"]
    return None

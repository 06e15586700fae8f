"""What the writer typed now, told apart from quoted history and from the signature.

Rules over lines of text, for Dutch and English mail programs (Outlook, Gmail, Apple Mail, Thunderbird, telephones).
When they are in doubt the text stays: a request that is read twice costs less than one that is not read.
"""

from __future__ import annotations

import re
from typing import Final

from integrations.mail.signature import without_signature

_LABEL_FROM: Final = re.compile(r"[*_\s]*(?:van|from|de|von)[*_]*\s*:[*_]*\s*\S", re.IGNORECASE)
_LABEL_OTHER: Final = re.compile(
    r"[*_\s]*(?:verzonden|verstuurd|sent|datum|date|gesendet|envoyé|aan|to|an|à|cc|onderwerp|subject|betreff|objet|"
    r"beantwoorden aan|antwoord aan|reply-to)[*_]*\s*:",
    re.IGNORECASE,
)
_HISTORY_RULE: Final = re.compile(
    r"\s*-{2,}\s*(?:oorspronkelijk(?:e)? bericht|original message|origineel bericht|ursprüngliche nachricht|"
    r"original appointment|oorspronkelijke afspraak|message d'origine)\s*-{2,}\s*\Z",
    re.IGNORECASE,
)
_FORWARD_RULE: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:doorgestuurd bericht|doorgezonden bericht|forwarded message|forwarded by .{0,80}|"
    r"weitergeleitete nachricht|message transféré)\s*-{2,}|"
    r"(?:begin doorgestuurd bericht|begin forwarded message|anfang der weitergeleiteten nachricht)\s*:)\s*\Z",
    re.IGNORECASE,
)
_REPLY_ABOVE: Final = re.compile(
    r"[\s#=*_-]*(?:(?:please )?(?:type|write|reply|antwoord|typ|schrijf|plaats)\b.{0,60}\b(?:above|boven)\b.{0,30}"
    r"(?:line|lijn|regel|streep))[\s.#=*_-]*\Z",
    re.IGNORECASE,
)
_ATTRIBUTION_START: Final = re.compile(
    r"\s*(?:(?:op|on|am|le)\s+\S|\S.{0,200}\b(?:schreef|wrote|heeft|schrieb|a écrit)\b|\d{1,4}[-/ ]\S)", re.IGNORECASE
)
_ATTRIBUTION: Final = re.compile(
    r"\s*(?:"
    r"(?:op|on|am|le)\s(?=.{0,300}\d).{4,400}?\b(?:schreef|wrote|geschreven|schrieb|a écrit)\b.{0,200}:"
    r"|(?=.{0,300}\d).{2,300}?\b(?:schreef op|wrote on|schrieb am)\b.{4,120}:"
    r"|\d{4}-\d{2}-\d{2}.{2,200}<[^<>\s]{3,200}>\s*:"
    r"|.{2,200}<[^<>\s@]{1,100}@[^<>\s@]{1,200}>\s*(?:schreef|wrote|schrieb)\s*:"
    r")\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BANNER: Final = re.compile(
    r"(?:\W{0,10}(?:let op|pas op|waarschuwing|caution|warning|attention|external|extern(?:e)?)\b.{0,200}"
    r"(?:buiten (?:de|onze|uw|het)|outside (?:of )?(?:the|our|your)|externe? (?:afzender|e-?mail|bron)|"
    r"external (?:sender|e-?mail|source)))"
    r"|(?:\W{0,10}u ontvangt niet vaak e-?mail van )|(?:\W{0,10}you don't often get email from )",
    re.IGNORECASE | re.DOTALL,
)
_MAX_LINES: Final = 6_000
_HEADER_SPAN: Final = 8
_ATTRIBUTION_SPAN: Final = 4
_MAX_LINE: Final = 400


def split_text(text: str, *, reply: bool, forward: bool) -> tuple[str, str]:
    """The part of a message typed now, and its signature.

    ``reply`` and ``forward`` say what the headers announce (subject prefix, In-Reply-To). A forwarded message stays
    part of what was written now, for a colleague may forward a request. A text of which nothing would remain is a
    forward too, unless it announces itself as a reply.
    """
    lines = text.split("\n")[:_MAX_LINES]
    rest = text.split("\n")[_MAX_LINES:]
    typed, forwarded, history = _divide(lines, reply=reply, forward=forward)
    written, signature = without_signature(_without_banner("\n".join(typed)))
    if forwarded:
        parts = [written, "\n".join(forwarded)]
        if signature and not written:
            parts = [signature, *parts[1:]]
            signature = ""
        return _joined([*parts, "\n".join(rest)]), signature
    if not written and not reply:
        return text.strip(), ""
    if not written and not history:
        return text.strip(), ""
    return _joined([written, "" if history else "\n".join(rest)]), signature


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _divide(lines: list[str], *, reply: bool, forward: bool) -> tuple[list[str], list[str], bool]:
    """Lines typed now, lines of a forwarded message (from its rule on), and whether any history was left out."""
    typed: list[str] = []
    history = False
    quoting = reply
    index = 0
    while index < len(lines):
        line = lines[index]
        if _FORWARD_RULE.match(line):
            return typed, lines[index:], history
        if _REPLY_ABOVE.match(line[:_MAX_LINE]) or _HISTORY_RULE.match(line[:_MAX_LINE]):
            return _as_forward(typed, lines, index, forward=forward, reply=reply)
        if _is_header_block(lines, index):
            return _as_forward(typed, lines, index, forward=forward, reply=reply)
        if span := _attribution(lines, index):
            after = next((item for item in lines[index + span :] if item.strip()), "")
            if not after.startswith(">"):
                return _as_forward(typed, lines, index, forward=forward, reply=reply)
            quoting = history = True
            index += span
            continue
        if line.startswith(">") and (quoting or _is_quote_run(lines, index)):
            history = True
        else:
            typed.append(line)
        index += 1
    return typed, [], history


def _as_forward(
    typed: list[str], lines: list[str], index: int, *, forward: bool, reply: bool
) -> tuple[list[str], list[str], bool]:
    """From here on it is history, or the forwarded message when this is a forward or nothing was typed above it."""
    if typed and typed[-1].strip("_ ") == "" and typed[-1].strip():
        typed = typed[:-1]
    empty = not without_signature("\n".join(typed))[0]
    if forward or (empty and not reply):
        return typed, lines[index:], False
    return typed, [], True


def _is_header_block(lines: list[str], index: int) -> bool:
    """Whether a From/Van line begins a block of at least three mail headers, as Outlook puts above history."""
    if not _LABEL_FROM.match(lines[index][:_MAX_LINE]):
        return False
    following = [line for line in lines[index + 1 : index + 1 + _HEADER_SPAN] if line.strip()]
    return sum(1 for line in following if _LABEL_OTHER.match(line[:_MAX_LINE])) >= 2


def _attribution(lines: list[str], index: int) -> int:
    """How many lines the words above a quotation ("Op … schreef …:") take here; 0 when there are none."""
    if not _ATTRIBUTION_START.match(lines[index][:_MAX_LINE]):
        return 0
    joined = ""
    for span, line in enumerate(lines[index : index + _ATTRIBUTION_SPAN], 1):
        if not line.strip() or len(line) > _MAX_LINE:
            return 0
        joined = f"{joined} {line.strip()}"
        if joined.endswith(":"):
            return span if _ATTRIBUTION.match(joined) else 0
    return 0


def _is_quote_run(lines: list[str], index: int) -> bool:
    """Whether three quoted lines stand together here, which a writer's own ">" seldom does."""
    begin = max(0, index - 2)
    run = 0
    for line in lines[begin : index + 3]:
        run = run + 1 if line.startswith(">") else 0
        if run >= 3:
            return True
    return False


def _without_banner(text: str) -> str:
    """Text without the warning that a mail gateway puts above mail from outside."""
    paragraph, blank, rest = text.lstrip("\n").partition("\n\n")
    if blank and len(paragraph) < 800 and _BANNER.match(paragraph):
        return rest
    return text

"""Addresses in the headers of untrusted mail (RFC 5322 and what people make of it).

The header is cut into mailboxes before any encoded word is decoded, so that a display name can never become an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from integrations.mail.decoding import decode_words, one_line
from integrations.mail.port import Address

MAX_NAME: Final = 200
_MAX_RAW_NAME: Final = 4_000

_LOCAL: Final = re.compile(r"[^\x00-\x20\x7f-\x9f()<>\[\]:;@\\,\"\s.]+(?:\.[^\x00-\x20\x7f-\x9f()<>\[\]:;@\\,\"\s.]+)*")
_DOMAIN: Final = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*"
)
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def valid_email(text: str) -> str:
    """The address in lower case with an ASCII domain, or "" when it is not one that a reply could be sent to.

    Quoted local parts other than needlessly quoted ones, address literals and routes are taken as not valid: no
    ordinary person has one, and they are where parsers disagree.
    """
    text = text.strip()
    if len(text) > 320:
        return ""
    local, at, domain = text.rpartition("@")
    if not at or one_line(text, 320) != text:
        return ""
    if local.startswith('"') and local.endswith('"') and len(local) > 2:
        local = local[1:-1]
    domain = _ascii_domain(domain.lower().removesuffix("."))
    if len(local) > 64 or "=?" in local or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return ""
    return f"{local.lower()}@{domain}"


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


@dataclass(slots=True)
class _Mailbox:
    """What was read of one mailbox: text outside angle brackets, the angle brackets' contents, and comments."""

    words: list[str] = field(default_factory=list)
    angles: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.angles or "".join(self.words).strip())


_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"|<[^<>]*>|[,;:(]|[^",;:(<]+|.', re.DOTALL)
_TOKEN_WITHOUT_QUOTES: Final = re.compile(r"<[^<>]*>|[,;:(]|[^,;:(<]+|.", re.DOTALL)


def _mailboxes(value: str, limit: int) -> list[_Mailbox]:
    """Cut a header value at commas and semicolons outside quotes, comments and brackets; group names are dropped."""
    boxes: list[_Mailbox] = []
    box = _Mailbox()
    position = 0
    # An opening quote or parenthesis that nothing closes makes all later ones plain text: else each is searched again.
    tokens, comments = _TOKEN, True
    while position < len(value) and len(boxes) < limit:
        found = tokens.match(value, position)
        if found is None:
            break
        piece = found[0]
        position = found.end()
        if piece == '"':
            tokens = _TOKEN_WITHOUT_QUOTES
        elif piece == "(" and comments:
            comment, after = _comment(value, position)
            comments = after > position
            (box.comments if comments else box.words).append(comment or "(")
            position = after
        elif piece in {",", ";"}:
            if box:
                boxes.append(box)
            box = _Mailbox()
        elif piece == ":":
            box = _Mailbox()
        elif piece.startswith("<") and len(piece) > 1:
            box.angles.append(piece[1:-1])
        else:
            box.words.append(piece)
    if box and len(boxes) < limit:
        boxes.append(box)
    return boxes


def _comment(value: str, position: int) -> tuple[str, int]:
    """The comment that begins at ``position`` (after its parenthesis), nested ones included, and where it ends."""
    start = position
    depth = 1
    while position < len(value):
        character = value[position]
        if character == "\\":
            position += 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return value[start:position], position + 1
        position += 1
    return "", start


def _name(box: _Mailbox, email_word: str) -> str:
    text = "".join(box.words)[:_MAX_RAW_NAME]
    if email_word:
        text = text.replace(email_word, " ", 1)
    text = _QUOTED.sub(lambda match: re.sub(r"\\(.)", r"\1", match[1]), text)
    text = one_line(decode_words(text), MAX_NAME).strip("\"' ")
    if not text and box.comments:
        text = one_line(decode_words(box.comments[-1][:_MAX_RAW_NAME]), MAX_NAME)
    return text


def _address(box: _Mailbox) -> Address:
    if box.angles:
        emails = {valid_email(angle) for angle in box.angles}
        # Two different addresses in one mailbox: programs disagree which counts, so none does.
        return Address(_name(box, ""), emails.pop() if len(emails) == 1 else "")
    words = "".join(box.words)
    candidates = [word for word in words.split() if "@" in word]
    if len(candidates) == 1 and (email := valid_email(candidates[0])):
        return Address(_name(box, candidates[0]), email)
    return Address(_name(box, ""), "")


def read_addresses(value: str, limit: int) -> list[Address]:
    """The mailboxes of one header value, at most ``limit``; one without a valid address has ``email`` "".

    A name with an unquoted comma ("Jansen, Piet <piet@klant.example>") is one mailbox, as its writer meant.
    """
    addresses: list[Address] = []
    held = ""
    for box in _mailboxes(value, limit):
        address = _address(box)
        if not address.email and not box.angles and "@" not in address.name and address.name:
            held = f"{held}, {address.name}" if held else address.name
            continue
        name = f"{held}, {address.name}".strip(", ")[:MAX_NAME] if held else address.name
        addresses.append(Address(name, address.email))
        held = ""
    if held:
        addresses.append(Address(held[:MAX_NAME], ""))
    return addresses

"""Text that may be shown in Slack. Whatever came from outside becomes ``Safe`` here, or is not shown.

Slack reads ``<!channel>`` as a ping and ``<https://…|words>`` as a link, in a message and in the fallback text that
notifications show, unless & < > are escaped. Escaping does not cover * _ ~ and backticks, so those are kept apart from
their neighbours by an invisible joiner. Bidirectional controls can make a name read backwards and are removed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Self

from bot.desk.languages import Texts

_FORMATTING = re.compile(r"([*_~`])")
_EMAIL = re.compile(r"(?:\"[^\"@]{1,64}\"|[^\s@<>()\[\],;:\"]{1,64})@[^\s@<>()\[\],;:\"']{1,255}")
_DIGITS = re.compile(r"\+?\(?\d(?:[\s().,\-/–—_*·|+~]{0,3}\d){3,40}")
_USER = re.compile(r"[UW][A-Z0-9]{8,}")
_JOINER = "\u2060"


class Safe(str):
    """Text in Slack's mrkdwn that cannot ping, link or break a card unless Balie's own words do so."""

    __slots__ = ()

    def join_with(self, parts: list[Safe]) -> Safe:
        """The parts with this text between them."""
        return Safe(str.join(self, parts))

    def __add__(self, other: Self | str) -> Safe:
        if not isinstance(other, Safe):
            raise TypeError("only Safe text can be added to Safe text")
        return Safe(str.__add__(self, other))


def clean(text: str, limit: int) -> str:
    """One line without control, bidirectional or invisible characters, at most ``limit`` characters long."""
    kept = "".join(
        " " if char in "\r\n\t" else char for char in text[: limit * 4] if char in "\r\n\t" or not _is_control(char)
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def outside(text: str, limit: int = 150) -> Safe:
    """Text from outside, made harmless."""
    escaped = clean(text, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Safe(_FORMATTING.sub(rf"\1{_JOINER}", escaped))


def masked(text: str, limit: int = 150) -> str:
    """One line without e-mail addresses or runs of four digits or more, with or without separators between them."""
    # Cut after masking: an address that is cut in the middle would not be known as one.
    line = clean(text, limit * 4)
    return clean(_DIGITS.sub("••••", _EMAIL.sub("•••@•••", line)), limit)


def is_user(user: str) -> bool:
    """Whether this is a Slack user id."""
    return _USER.fullmatch(user) is not None


def mention(user: str) -> Safe:
    """A member of staff by id; Slack shows the name. Raises ValueError for anything that is not a user id."""
    if not is_user(user):
        raise ValueError("not a Slack user id")
    return Safe(f"<@{user}>")


def link(url: str, words: Safe) -> Safe:
    """A link to a place of ours; the address must be a plain web address. Otherwise the words alone."""
    if not re.fullmatch(r"https?://[^\s<>|]{1,500}", url):
        return words
    return Safe(f"<{url.replace('&', '&amp;')}|{words.replace('|', '/')}>")


def say(texts: Texts, key: str, **values: object) -> Safe:
    """Words of the catalogue; every value that is not Safe already is treated as coming from outside."""
    return Safe(texts.say(key, **{name: _made_safe(value) for name, value in values.items()}))


def _made_safe(value: object) -> Safe:
    return value if isinstance(value, Safe) else outside(str(value))


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

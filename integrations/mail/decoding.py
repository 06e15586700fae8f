"""Bytes and encoded words of untrusted mail turned into clean text, in linear time and without ever raising."""

from __future__ import annotations

import binascii
import codecs
import re
from typing import Final

_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, zero-width and bidirectional characters, variation selectors, tags, surrogates: nothing a reader sees."""

_NEWLINES: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WHITESPACE_RUN: Final = re.compile(r"\s+")
_PLAIN_LINES: Final = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f]*\Z")

_ENCODED_WORD: Final = re.compile(r"=\?([^?\s]{1,75})\?([bBqQ])\?([^?]{0,16000})\?=")
_NOT_BASE64: Final = bytes(
    sorted(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
)
_NOT_BASE64_NOR_SPACE: Final = bytes(sorted(set(_NOT_BASE64) - set(b" \t\r\n")))
_BAD_QP: Final = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)")

_NOT_FOR_MAIL: Final = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "utf-7", "palmos"}
)
"""Python codecs that are slow, ambiguous or meant for source code; a mail that names one gets the guess instead."""

_AS_BROWSERS_READ: Final = {
    "iso8859-1": "cp1252",
    "ks-c-5601-1987": "cp949",
    "gb2312": "gb18030",
    "iso8859-9": "cp1254",
}
"""Labels that in mail usually mean the wider sister set (the WHATWG Encoding Standard does the same)."""


def clean(text: str) -> str:
    """Text with newline line ends, plain spaces, and no control, zero-width, bidirectional or surrogate characters."""
    if text.isascii() and _PLAIN_LINES.match(text):
        return text
    text = _NEWLINES.sub("\n", text)
    if not text.isascii():
        text = _ODD_SPACES.sub(" ", text)
    return _INVISIBLE.sub("", text)


def one_line(text: str, limit: int) -> str:
    """``clean`` text on one line with single spaces, cut at ``limit`` characters."""
    return _WHITESPACE_RUN.sub(" ", clean(text)).strip()[:limit]


def decode_charset(data: bytes, declared: str | None) -> tuple[str, str | None]:
    """Text of ``data`` and, when the declared charset was of no use, ``unknown_charset`` or ``wrong_charset``.

    A declared single-byte set that holds valid multi-byte UTF-8 is read as UTF-8: senders mislabel far more often than
    such byte sequences occur by chance. UTF-8 that is not valid falls back to Windows-1252, or keeps its good
    characters when most of it is good.
    """
    if data.isascii() and b"\0" not in data and b"\x1b" not in data and b"~{" not in data:
        return data.decode("ascii"), None
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), None
    label = (declared or "").strip().strip("\"'").lower()
    codec = _codec(label)
    as_utf8 = _try(data, "utf-8")
    if codec in (None, "utf-8", "ascii"):
        problem = "unknown_charset" if label and codec is None else None
        if as_utf8 is not None:
            return as_utf8, problem
        return _mostly_utf8(data), problem or ("wrong_charset" if label else None)
    if codec.startswith(("iso8859", "cp125", "koi8", "mac")) and as_utf8 is not None:
        return as_utf8, "wrong_charset"
    if codec.startswith(("utf-16", "utf-32")) and b"\0" not in data and as_utf8 is not None:
        return as_utf8, "wrong_charset"
    text = _try(data, codec)
    if text is not None:
        return text, None
    if as_utf8 is not None:
        return as_utf8, "wrong_charset"
    try:
        return data.decode(codec, "replace"), None if codec == "cp1252" else "wrong_charset"
    except (ValueError, LookupError):
        return data.decode("cp1252", "replace"), "wrong_charset"


def _codec(label: str) -> str | None:
    """The Python codec for a charset label, or None when there is none that may be used on mail."""
    if not label or len(label) > 40 or not label.isascii():
        return None
    try:
        name = codecs.lookup(label).name
        b"a".decode(name)
    except UnicodeError:
        pass  # One byte is not a character in every charset, but it is a charset.
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-") in _NOT_FOR_MAIL:
        return None
    return _AS_BROWSERS_READ.get(name, _AS_BROWSERS_READ.get(label, name))


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (ValueError, LookupError):
        return None


def _mostly_utf8(data: bytes) -> str:
    """Broken UTF-8 with its bad bytes replaced when good sequences outnumber them, else read as Windows-1252."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text[:20_000] if character > "\x7f") - text[:20_000].count("\ufffd")
    return text if good > bad else data.decode("cp1252", "replace")


def decode_transfer(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """Decoded bytes of a part body and whether its transfer encoding was broken."""
    if encoding == "base64":
        return decode_base64(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body), _BAD_QP.search(body) is not None
    return body, encoding not in {"", "7bit", "8bit", "binary"}


def decode_base64(body: bytes) -> tuple[bytes, bool]:
    """Decode base64 as far as it goes: foreign bytes are skipped, missing padding is added, pieces are joined."""
    damaged = len(body.translate(None, _NOT_BASE64_NOR_SPACE)) != len(body)
    packed = body.translate(None, _NOT_BASE64)
    stripped = packed.rstrip(b"=")
    if b"=" in stripped:
        pieces = [piece for piece in stripped.split(b"=", 10_000) if piece]
        return b"".join(_unpack(piece.replace(b"=", b""))[0] for piece in pieces), True
    data, odd = _unpack(stripped)
    return data, damaged or odd or len(packed) % 4 != 0


def _unpack(piece: bytes) -> tuple[bytes, bool]:
    odd = len(piece) % 4 == 1
    if odd:
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-len(piece) % 4)), odd


def header_text(value: bytes) -> str:
    """A raw header value as text: raw 8-bit is UTF-8 if it can be, else Windows-1252; encoded words stay encoded."""
    if value.isascii():
        return value.decode("ascii")
    return decode_charset(value, None)[0]


def decode_words(text: str) -> str:
    """Replace RFC 2047 encoded words by what they say; what is not decodable stays as it is.

    Neighbours in one charset are joined before decoding, because mailers cut multi-byte characters in two.
    """
    if "=?" not in text:
        return text
    out: list[str] = []
    pending = b""
    pending_charset = ""
    position = 0
    for match in _ENCODED_WORD.finditer(text):
        between = text[position : match.start()]
        charset = match[1].partition("*")[0].lower()
        if pending and (between.strip() or charset != pending_charset):
            out.append(decode_charset(pending, pending_charset)[0])
            pending = b""
        if between.strip() or position == 0:
            out.append(between)
        pending += _word_bytes(match[2], match[3])
        pending_charset = charset
        position = match.end()
    if pending:
        out.append(decode_charset(pending, pending_charset)[0])
    out.append(text[position:])
    return "".join(out)


def _word_bytes(kind: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "replace")
    if kind in "bB":
        return decode_base64(raw)[0]
    return binascii.a2b_qp(raw, header=True)

"""The leaves of a message: what each holds, decoded once, as text for the body or as an attachment to remember."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from integrations.mail.decoding import clean, decode_charset, decode_transfer
from integrations.mail.port import Attachment
from integrations.mail.structure import Part

MAX_TEXT_BYTES: Final = 4 * 1024 * 1024
"""Bytes of one text part, still encoded, that are read as text."""

MAX_ATTACHMENT_NAME: Final = 120
_MAX_LEAVES: Final = 250
_UNSAFE: Final = re.compile(r'[<>:"|?*\x00-\x1f]')
_EXTENSION: Final = re.compile(r"\.[^.\s]{1,12}\Z")
_WHITESPACE: Final = re.compile(r"\s+")
_USUAL_EXTENSION: Final = {
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/ms-tnef": ".dat",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """``text`` is decoded source (HTML still HTML) of a part that may be read, None for an attachment.

    ``fingerprint`` is equal for equal content, whatever transfer encoding or charset carried it.
    """

    part: Part
    text: str | None
    attachment: Attachment | None
    fingerprint: str


def is_attachment(part: Part) -> bool:
    """Whether a leaf is an attachment rather than text to read."""
    if part.type not in {"text/plain", "text/html"}:
        return True
    return part.disposition == "attachment" or (bool(part.filename) and part.disposition != "inline")


def read_leaves(raw: bytes, root: Part, defects: set[str]) -> list[Leaf]:
    """Every leaf outside nested mails in order, nested mails as one leaf each."""
    leaves: list[Leaf] = []
    stack = [root]
    detached: set[int] = set()
    attached = 0
    while stack:
        part = stack.pop()
        if part.children and part.type != "message/rfc822":
            if part.type in {"multipart/signed", "multipart/encrypted"}:
                defects.add("signed" if part.type == "multipart/signed" else "encrypted_body")
                detached.update(id(child) for child in part.children[1:] if part.type == "multipart/signed")
            stack.extend(reversed(part.children))
        elif id(part) not in detached:
            if len(leaves) >= _MAX_LEAVES:
                defects.add("too_many_parts")
                break
            leaves.append(_read_leaf(raw, part, attached + 1, defects))
            attached += leaves[-1].attachment is not None
    return leaves


def _read_leaf(raw: bytes, part: Part, number: int, defects: set[str]) -> Leaf:
    _note_type(part, defects)
    if is_attachment(part):
        return _attachment_leaf(raw, part, number, defects)
    body = raw[part.start : part.end]
    whole = len(body) <= MAX_TEXT_BYTES
    data, damaged = decode_transfer(body[:MAX_TEXT_BYTES], part.encoding)
    if not whole:
        defects.add("truncated_text")
    elif damaged:
        defects.add("broken_" + _ENCODING_NAME.get(part.encoding, "encoding"))
        if part.encoding == "base64" and _readable(body):
            data = body
    text, problem = decode_charset(data, part.parameters.get("charset"))
    if problem:
        defects.add(problem)
    if "\0" in text:
        defects.add("nul_bytes")
    text = clean(text)
    mark = _WHITESPACE.sub("", text).encode("utf-8", "replace") if whole else body
    return Leaf(part, text, None, hashlib.sha256(mark).hexdigest())


_ENCODING_NAME: Final = {"base64": "base64", "quoted-printable": "quoted_printable"}


def _readable(body: bytes) -> bool:
    """Whether bytes that claim to be base64 are plain words after all: words have spaces inside their lines."""
    return body.strip().count(b" ") * 12 > len(body.strip()) and b"\0" not in body


def _note_type(part: Part, defects: set[str]) -> None:
    if part.type in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        signed = part.parameters.get("smime-type", "").lower() == "signed-data"
        defects.update({"signed", "opaque_body"} if signed else {"encrypted_body"})
    elif part.type == "application/ms-tnef" or part.filename.lower() == "winmail.dat":
        defects.add("tnef")
    elif part.type == "text/calendar":
        defects.add("calendar")
    elif part.type in {"message/external-body", "message/partial"}:
        defects.add(part.type.removeprefix("message/").replace("-", "_"))


def _attachment_leaf(raw: bytes, part: Part, number: int, defects: set[str]) -> Leaf:
    data, damaged = decode_transfer(raw[part.start : part.end], part.encoding)
    if damaged:
        defects.add("broken_" + _ENCODING_NAME.get(part.encoding, "encoding"))
    digest = hashlib.sha256(data).hexdigest()
    name = safe_name(part.filename, part.type, number)
    if part.filename and name != part.filename:
        defects.add("unsafe_attachment_name")
    return Leaf(part, None, Attachment(name, part.type, len(data), digest, damaged), digest)


def safe_name(declared: str, media_type: str, number: int) -> str:
    """A name to show: the last piece of the declared one without odd characters, or ``bijlage-N`` with an extension."""
    name = clean(declared).replace("\\", "/").rsplit("/", 1)[-1]
    name = _WHITESPACE.sub(" ", _UNSAFE.sub("_", name)).strip(" .")
    if not name.strip("_"):
        return f"bijlage-{number}{_USUAL_EXTENSION.get(media_type, '')}"
    if len(name) > MAX_ATTACHMENT_NAME:
        extension = _EXTENSION.search(name)
        tail = extension[0] if extension else ""
        name = name[: MAX_ATTACHMENT_NAME - len(tail)].rstrip(" .") + tail
    return name

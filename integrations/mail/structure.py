"""The skeleton of a MIME message: headers and byte ranges of its parts, found by looking once at every byte.

The standard library's parser keeps lists of lines, which cost many times the size of a message, and holds every line
against every open boundary. Here a part is a range in the raw bytes; nothing is copied before it is decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from integrations.mail.decoding import clean, decode_charset, decode_words, header_text

MAX_DEPTH: Final = 60
_ODD_DEPTH: Final = 15
"""A mail nests two to six deep; what goes deeper is still read, and noted."""

MAX_PARTS: Final = 1_000
MAX_HEADERS: Final = 300
MAX_HEADER_BYTES: Final = 65_536
MAX_HEADER_BLOCK: Final = 1_048_576
_MAX_FALSE_BOUNDARIES: Final = 100_000

_FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_TYPE: Final = re.compile(r"\s*([\w!#$&^.+-]{1,63})/([\w!#$&^.+-]{1,63})", re.ASCII)
_PARAMETER: Final = re.compile(
    r""";\s*([^=;\s"*]{1,40})(?:\*(\d{1,3}))?(\*)?\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)""", re.DOTALL
)
_PERCENT: Final = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Part:
    """One entity: ``headers`` by lower-case name (raw values in order), and where its body lies in the raw message."""

    headers: dict[str, list[bytes]]
    start: int
    end: int
    depth: int = 0
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    encoding: str = ""
    children: list[Part] = field(default_factory=list)

    def first(self, name: str) -> bytes:
        """The first raw value of a header, or b""."""
        values = self.headers.get(name)
        return values[0] if values else b""

    def leaves(self) -> Iterator[Part]:
        """The entities without children, in order."""
        stack = [self]
        while stack:
            part = stack.pop()
            if part.children:
                stack.extend(reversed(part.children))
            else:
                yield part


@dataclass(slots=True)
class _Walk:
    raw: bytes
    defects: set[str]
    parts: int = 0


def read_structure(raw: bytes, defects: set[str]) -> Part:
    """The tree of parts of ``raw``; what is wrong with it is added to ``defects``."""
    walk = _Walk(raw, defects)
    root = _read_entity(walk, _begin(raw), len(raw), 0, "text/plain")
    todo = [root]
    while todo:
        part = todo.pop()
        if part.type.startswith("multipart/"):
            part.children = _split(walk, part)
            if not part.children:
                part.type = "text/plain"
        elif part.type == "message/rfc822" and part.encoding in {"", "7bit", "8bit", "binary"}:
            if part.depth >= MAX_DEPTH:
                defects.add("nested_too_deep")
            elif walk.parts < MAX_PARTS:
                part.children = [_read_entity(walk, part.start, part.end, part.depth + 1, "text/plain")]
        todo.extend(reversed(part.children))
    return root


def _begin(raw: bytes) -> int:
    """Skip a byte order mark, empty lines before a first header, and an mbox separator."""
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    head = raw[start : start + 2_000]
    blank = len(head) - len(head.lstrip(b"\r\n"))
    if _FIELD.match(head, blank) or head.startswith((b"From ", b">From "), blank):
        start += blank
    if raw.startswith((b"From ", b">From "), start):
        end = raw.find(b"\n", start, start + 1_000)
        return end + 1 if end >= 0 else start
    return start


def _read_entity(walk: _Walk, start: int, end: int, depth: int, default_type: str) -> Part:
    walk.parts += 1
    if depth > _ODD_DEPTH:
        walk.defects.add("nested_too_deep")
    headers, body = _read_headers(walk, start, end)
    part = Part(headers, body, end, depth, default_type)
    declared = header_text(part.first("content-type")[:8_192])
    if found := _TYPE.match(declared):
        part.type = f"{found[1]}/{found[2]}".lower()
        part.parameters = read_parameters(declared[found.end() :])
    disposition = header_text(part.first("content-disposition")[:8_192])
    kind, semicolon, rest = disposition.partition(";")
    part.disposition = kind.strip().lower()[:40]
    part.filename = read_parameters(semicolon + rest).get("filename", "") or part.parameters.get("name", "")
    part.encoding = header_text(part.first("content-transfer-encoding")[:200]).strip().strip("\"'").lower()
    return part


def _read_headers(walk: _Walk, start: int, end: int) -> tuple[dict[str, list[bytes]], int]:
    """Headers of the entity that begins at ``start`` (unfolded, bounded), and where its body begins."""
    raw = walk.raw
    fields: list[tuple[str, list[bytes]]] = []
    room = 0
    position = start
    limit = min(end, start + MAX_HEADER_BLOCK)
    while position < end:
        line_end, after = _line(raw, position, end)
        if line_end == position:
            position = after
            break
        if position >= limit or len(fields) >= MAX_HEADERS:
            walk.defects.add("too_many_headers")
            position = _after_blank_line(raw, position, end)
            break
        if raw[position] in b" \t":
            if fields and room > 0:
                fields[-1][1].append(raw[position : min(line_end, position + room)])
            room = _take(walk, room, line_end - position)
        elif found := _FIELD.match(raw, position, line_end):
            fields.append(
                (found[1].decode("ascii").lower(), [raw[found.end() : min(line_end, found.end() + MAX_HEADER_BYTES)]])
            )
            room = _take(walk, MAX_HEADER_BYTES, line_end - found.end())
        elif not raw.startswith((b">From ", b"From "), position):
            walk.defects.add("broken_headers")
            break
        position = after
    headers: dict[str, list[bytes]] = {}
    for name, pieces in fields:
        headers.setdefault(name, []).append(b"".join(pieces))
    return headers, position


def _take(walk: _Walk, room: int, size: int) -> int:
    """What is left of the room for one header after ``size`` more bytes."""
    if size > room:
        walk.defects.add("header_too_long")
        return 0
    return room - size


def _line(raw: bytes, position: int, end: int) -> tuple[int, int]:
    """Where the text of the line at ``position`` ends, and where the next line begins."""
    newline = raw.find(b"\n", position, end)
    if newline < 0:
        return end, end
    return newline - (newline > position and raw[newline - 1] == 13), newline + 1


def _after_blank_line(raw: bytes, position: int, end: int) -> int:
    """Where the body begins after a header block that is too long to read, or ``end``."""
    found = [at + len(blank) for blank in (b"\n\n", b"\n\r\n") if (at := raw.find(blank, position - 1, end)) >= 0]
    return min(found, default=end)


def _split(walk: _Walk, part: Part) -> list[Part]:
    """The entities inside a multipart, as far as depth and number allow."""
    boundary = part.parameters.get("boundary", "")
    if not boundary or part.encoding not in {"", "7bit", "8bit", "binary"}:
        walk.defects.add("broken_multipart")
        return []
    if part.depth >= MAX_DEPTH:
        walk.defects.add("nested_too_deep")
        return []
    inner_type = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    children: list[Part] = []
    begin = -1
    closed = False
    for start, end, closing in _delimiters(walk, part, boundary.encode("utf-8", "replace")):
        if begin >= 0:
            if walk.parts >= MAX_PARTS:
                walk.defects.add("too_many_parts")
                return children
            children.append(_read_entity(walk, begin, max(begin, start), part.depth + 1, inner_type))
        begin = end
        if closing:
            closed = True
            break
    if begin < 0:
        walk.defects.add("broken_multipart")
    elif not closed:
        walk.defects.add("truncated_multipart")
        if walk.parts < MAX_PARTS:
            children.append(_read_entity(walk, begin, part.end, part.depth + 1, inner_type))
    return children


def _delimiters(walk: _Walk, part: Part, boundary: bytes) -> Iterator[tuple[int, int, bool]]:
    """Each delimiter line: where the text before it ends, where the text after it begins, whether it closes."""
    raw, end = walk.raw, part.end
    needle = b"--" + boundary
    position = part.start
    at_start = raw.startswith(needle, position)
    tries = 0
    while position < end:
        found = position - 1 if at_start else raw.find(b"\n" + needle, max(part.start, position - 1), end)
        if found < 0 and not at_start:
            return
        at_start = False
        tail = found + 1 + len(needle)
        line_end, after = _line(raw, tail, end)
        rest = raw[tail : min(line_end, tail + 200)].strip(b" \t")
        position = max(after, tail)
        if rest in {b"", b"--"}:
            before = found - (found > part.start and raw[found - 1] == 13)
            yield before, after, rest == b"--"
        else:
            tries += 1
            if tries > _MAX_FALSE_BOUNDARIES:
                walk.defects.add("broken_multipart")
                return


def read_parameters(text: str) -> dict[str, str]:
    """Parameters of a header (text from its first semicolon), RFC 2231 and RFC 2047 undone."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for match in _PARAMETER.finditer(text[:8_192]):
        value = match[4].strip()
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:])
        pieces.setdefault(match[1].lower(), []).append((int(match[2] or 0), bool(match[3]), value))
    return {name: _join_parameter(values) for name, values in pieces.items()}


def _join_parameter(values: list[tuple[int, bool, str]]) -> str:
    if not any(extended or number for number, extended, _ in values):
        return clean(decode_words(values[0][2]))
    preferred = [value for value in values if value[1] or value[0]] if len({v[0] for v in values}) == 1 else values
    data = b""
    charset = ""
    for number, extended, value in sorted(preferred, key=lambda item: item[0])[:100]:
        raw = value.encode("utf-8", "replace")
        if extended:
            if number == 0 and raw.count(b"'") >= 2:
                label, _, raw = raw.split(b"'", 2)
                charset = label.decode("ascii", "replace")
            raw = _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), raw)
        data += raw
    return clean(decode_charset(data, charset)[0])

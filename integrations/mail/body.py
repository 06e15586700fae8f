"""Which part of a message its reader would read, and the text of it."""

from __future__ import annotations

import re
from typing import Final

from integrations.mail.decoding import decode_transfer, decode_words, header_text, one_line
from integrations.mail.htmltext import html_to_text
from integrations.mail.leaves import Leaf, read_leaves
from integrations.mail.structure import Part, read_structure

_STUB: Final = re.compile(
    r"(?:html[- ](?:mail|e-?mail|bericht|message|format|versie|version|formaat|capable|compatible))|"
    r"(?:(?:view|read|open|bekijk|lees)\b.{0,60}\b(?:browser|online|webversie))|(?:multi-?part message)|"
    r"(?:ondersteunt geen html)|(?:does not support html)|(?:niet (?:goed )?(?:leesbaar|weergegeven))",
    re.IGNORECASE,
)
FORWARD_MARK: Final = "-------- Doorgestuurd bericht --------"
"""What stands above the text of an attached mail, as mail programs write it above a forwarded one."""

_MAX_NESTED: Final = 60
_MAX_STUB: Final = 500
_QUOTED_LINE: Final = re.compile(r"((?:>\s?)*)(.*)", re.DOTALL)


def read_body(raw: bytes, root: Part, leaves: list[Leaf], defects: set[str]) -> str:
    """The text of a message, "" when nothing in it can be read; a mail that only wraps another shows that one's."""
    by_part = {id(leaf.part): leaf for leaf in leaves}
    text = _entity_text(root, by_part, defects)
    if not text.strip():
        text = _nested_text(raw, leaves, defects)
    if "-----BEGIN PGP MESSAGE-----" in text:
        defects.add("encrypted_body")
    elif "-----BEGIN PGP SIGNED MESSAGE-----" in text:
        defects.add("signed")
        text = _without_armour(text)
    if not text.strip():
        defects.add("no_text")
    return text


def _entity_text(part: Part, leaves: dict[int, Leaf], defects: set[str]) -> str:
    """Text of an entity and what is inside it; the depth of the tree is bounded by whoever built it."""
    if not part.children or part.type == "message/rfc822":
        leaf = leaves.get(id(part))
        return _leaf_text(leaf, defects) if leaf is not None and leaf.text is not None else ""
    if part.type == "multipart/alternative":
        return _best_alternative(part, leaves, defects)
    if part.type == "multipart/related":
        for child in part.children:
            if text := _entity_text(child, leaves, defects):
                return text
        return ""
    texts = (_entity_text(child, leaves, defects).strip("\n") for child in part.children)
    return "\n\n".join(text for text in texts if text)


def _best_alternative(part: Part, leaves: dict[int, Leaf], defects: set[str]) -> str:
    """The plain version, unless it is empty or only says that there is another one."""
    plain = next((child for child in part.children if child.type == "text/plain"), None)
    text = _entity_text(plain, leaves, defects) if plain is not None else ""
    if text.strip() and not _is_stub(text):
        return text
    others = [_entity_text(child, leaves, defects) for child in part.children if child is not plain]
    return next((other for other in reversed(others) if other.strip()), text)


def _is_stub(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) < _MAX_STUB and (_STUB.search(stripped) is not None or not any(c.isalpha() for c in stripped))


def _leaf_text(leaf: Leaf, defects: set[str]) -> str:
    text = leaf.text or ""
    if leaf.part.type == "text/html":
        text, more = html_to_text(text)
        defects |= more
        return text
    if leaf.part.parameters.get("format", "").lower() == "flowed":
        return unflow(text, leaf.part.parameters.get("delsp", "").lower() == "yes")
    return text


def unflow(text: str, delete_space: bool) -> str:
    """Join the soft-broken lines of format=flowed text (RFC 3676); the signature separator is never soft."""
    out: list[str] = []
    soft = False
    quote = ""
    for line in text.split("\n"):
        found = _QUOTED_LINE.fullmatch(line)
        marks, content = (found[1], found[2]) if found else ("", line)
        depth = ">" * marks.count(">")
        if not depth:
            content = line.removeprefix(" ")
        joined = soft and depth == quote and content != "-- "
        flowing = content.endswith(" ") and content != "-- "
        if flowing and delete_space:
            content = content[:-1]
        if joined:
            out.append(content)
        else:
            out.append(("\n" if out else "") + (f"{depth} " if depth else "") + content)
        soft, quote = flowing, depth
    return "".join(out)


def _nested_text(raw: bytes, leaves: list[Leaf], defects: set[str]) -> str:
    """Text of the first attached mail that has any, under its own From and Subject; mails in mails are opened."""
    todo = [(raw, leaf.part) for leaf in leaves[:_MAX_NESTED] if leaf.part.type == "message/rfc822"]
    for _ in range(_MAX_NESTED):
        if not todo:
            break
        source, part = todo.pop(0)
        if part.children:
            inner = part.children[0]
        else:
            source = decode_transfer(source[part.start : part.end], part.encoding)[0]
            inner = read_structure(source, defects)
        inner_leaves = read_leaves(source, inner, defects)
        text = _entity_text(inner, {id(leaf.part): leaf for leaf in inner_leaves}, defects)
        if text.strip():
            defects.add("text_from_attached_mail")
            return f"{FORWARD_MARK}\n{_label('Van', inner, 'from')}\n{_label('Onderwerp', inner, 'subject')}\n\n{text}"
        todo += [(source, leaf.part) for leaf in inner_leaves[:_MAX_NESTED] if leaf.part.type == "message/rfc822"]
    return ""


def _label(label: str, part: Part, name: str) -> str:
    return f"{label}: {one_line(decode_words(header_text(part.first(name))), 300)}"


def _without_armour(text: str) -> str:
    """The words inside a PGP clear-signed message."""
    _, _, inner = text.partition("-----BEGIN PGP SIGNED MESSAGE-----")
    inner = inner.partition("-----BEGIN PGP SIGNATURE-----")[0]
    head, blank, words = inner.partition("\n\n")
    return words if blank and "Hash:" in head else inner

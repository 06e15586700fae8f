"""What Slack's mrkdwn makes of a text: whom it pings and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, Final

Json = dict[str, Any]

_ANGLE: Final = re.compile(r"<([^<>\n]+)>")
_BARE: Final = re.compile(r"(?<![<|\w])(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)
_KEPT: Final = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|!(?:channel|here|everyone))>")
_PINGS: Final = ("!channel", "!here", "!everyone", "!subteam^", "@U", "@W")
_LINKS: Final = ("http://", "https://", "mailto:", "tel:")


def read(text: str) -> tuple[list[str], list[Json]]:
    """(pings, links) of one mrkdwn text.

    A ping is the form without brackets and label ("!channel", "@U0SANNE0001", "!subteam^S0PRIVACY01"). A link is
    {"url", "text", "auto"}; auto says that Slack made it of a bare address.
    """
    pings: list[str] = []
    links: list[Json] = []
    for found in _ANGLE.finditer(text):
        target, _, label = found.group(1).partition("|")
        if target.startswith(_PINGS):
            pings.append(target)
        elif target.lower().startswith(_LINKS):
            links.append({"url": unescape(target), "text": unescape(label or target), "auto": False})
    for found in _BARE.finditer(_ANGLE.sub(" ", text)):
        address = found.group(0).rstrip(".,;:!?)")
        links.append({"url": unescape(address), "text": unescape(address), "auto": True})
    return pings, links


def read_message(text: str, blocks: list[Any], attachments: list[Any]) -> tuple[list[str], list[Json]]:
    """(pings, links) of a whole message: its text and every mrkdwn or rich text in its blocks and attachments."""
    pings, links = read(text)
    for one in _texts([*blocks, *attachments]):
        more_pings, more_links = read(one)
        pings += more_pings
        links += more_links
    return list(dict.fromkeys(pings)), list({tuple(sorted(link.items())): link for link in links}.values())


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield _own_text(value)
        for one in value.values():
            yield from _texts(one)


def _own_text(value: Json) -> str:
    """What one text object, rich text element or attachment says, written as mrkdwn."""
    kind = value.get("type")
    if kind in ("mrkdwn", "markdown"):
        return str(value.get("text"))
    if kind == "user":
        return f"<@{value.get('user_id')}>"
    if kind == "usergroup":
        return f"<!subteam^{value.get('usergroup_id')}>"
    if kind == "broadcast":
        return f"<!{value.get('range')}>"
    if kind == "link":
        return f"<{value.get('url')}|{value.get('text') or value.get('url')}>"
    if kind is None and "blocks" not in value:
        return " ".join(str(value.get(key) or "") for key in ("pretext", "text", "fallback"))
    return ""


def typed(text: str) -> str:
    """What a person typed, as Slack's own client sends it: escaped, mentions kept."""
    parts: list[str] = []
    end = 0
    for found in _KEPT.finditer(text):
        parts += [escape(text[end : found.start()]), found.group(0)]
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def escape(text: str) -> str:
    """The three characters that Slack wants escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

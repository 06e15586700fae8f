"""HTML of untrusted mail turned into plain text; nothing is fetched, nothing is run, no tree is built.

The parser of lxml feeds this module one event at a time: cost grows with the length of the input and with nothing
else, where a library that builds a tree or lays tables out can be made to take a thousand times its input.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from integrations.mail.decoding import clean

MAX_HTML: Final = 1_500_000
"""Characters of HTML that are read; a mail that a person typed has a hundredth of it."""

_SKIPPED: Final = frozenset(
    {"script", "style", "title", "template", "svg", "object", "iframe", "applet", "select", "xml"}
)
_LINE: Final = frozenset(
    {"address", "article", "aside", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"}
    | {"figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol", "section", "table", "tr", "ul"}
)
_PARAGRAPH: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"})
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])", re.I
)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_SPACES: Final = re.compile(r"[ \t\n\r\f]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_MAX_QUOTE: Final = 5


class _Text:
    """Collects lines of text from parser events."""

    def __init__(self, *, show_hidden: bool) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.skip = 0
        self.quote: list[bool] = []
        self.quote_depth = 0
        self.pre = 0
        self.blank_wanted = False
        self.hidden = False
        self._show_hidden = show_hidden

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.skip:
            if tag not in _VOID:
                self.skip += 1
            return
        if tag in _SKIPPED or (not self._show_hidden and self._is_hidden(tag, attributes)):
            self.skip = 0 if tag in _VOID else 1
        elif tag == "br":
            self._break(force=True)
        elif tag in {"td", "th"}:
            self._text(" ")
        elif tag in _LINE or tag in _PARAGRAPH:
            self._break()
            if tag in _PARAGRAPH and "MsoNormal" not in attributes.get("class", ""):
                self.blank_wanted = True
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "blockquote":
            cited = attributes.get("type", "").lower() == "cite" or "quote" in attributes.get("class", "").lower()
            self.quote.append(cited)
            self.quote_depth += cited
        elif tag == "pre":
            self.pre += 1
        elif tag == "li":
            self._text("- ")

    def _is_hidden(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in {"body", "html"} or tag in _VOID:
            return False
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")[:1_000]) is not None
        self.hidden = self.hidden or hidden
        return hidden

    def end(self, tag: str) -> None:
        if self.skip:
            if tag not in _VOID:
                self.skip -= 1
            return
        if tag in _LINE or tag in _PARAGRAPH:
            self._break()
            if tag == "blockquote" and self.quote:
                self.quote_depth -= self.quote.pop()
            elif tag == "pre":
                self.pre = max(0, self.pre - 1)
            if tag in _PARAGRAPH:
                self.blank_wanted = tag != "p" or self.blank_wanted

    def data(self, text: str) -> None:
        if self.skip:
            return
        if self.pre:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self._break(force=True)
                self.line.append(other)
        else:
            self._text(_SPACES.sub(" ", text))

    def comment(self, text: str) -> None:
        """Comments say nothing to a reader."""

    def close(self) -> str:
        self._break()
        return _BLANK_LINES.sub("\n\n", "\n".join(self.lines)).strip("\n")

    def _text(self, text: str) -> None:
        if text == " " and (not self.line or self.line[-1].endswith(" ")):
            return
        self.line.append(text)

    def _break(self, *, force: bool = False) -> None:
        """End the line; an empty one only counts when a <br> asks for it."""
        whole = "".join(self.line)
        text = whole.rstrip() if self.pre else whole.strip()
        self.line.clear()
        if not text and not force:
            # A paragraph with only a no-break space is how Outlook writes an empty line.
            self.blank_wanted = self.blank_wanted or "\u00a0" in whole
            return
        prefix = "> " * min(self.quote_depth, _MAX_QUOTE)
        if self.blank_wanted and self.lines and self.lines[-1] != "":
            self.lines.append(prefix.rstrip())
        self.blank_wanted = False
        self.lines.append(f"{prefix}{text}".rstrip())


def html_to_text(html: str) -> tuple[str, set[str]]:
    """Readable text of an HTML mail and its defects (``truncated_text``, ``hidden_text``).

    Quotations (blockquote of a mail program) get "> " before their lines, so that they can be told apart afterwards.
    Text that the mail hides from its reader is left out, unless nothing else would remain.
    """
    defects: set[str] = set()
    if len(html) > MAX_HTML:
        defects.add("truncated_text")
        html = html[:MAX_HTML]
    html = html.encode("utf-8", "replace").decode("utf-8")
    text, hidden = _render(html, show_hidden=False)
    if hidden:
        defects.add("hidden_text")
        if not text.strip():
            text, _ = _render(html, show_hidden=True)
    if not text.strip():
        text = _TAG.sub(" ", html).replace("<!--", " ").replace("-->", " ")
        text = text if "<" not in text else ""
    return clean(text), defects


def _render(html: str, *, show_hidden: bool) -> tuple[str, bool]:
    target = _Text(show_hidden=show_hidden)
    parser = etree.HTMLParser(target=target, recover=True, no_network=True)
    try:
        parser.feed(html)
        text = parser.close()
    except etree.LxmlError:
        # What was read before the parser gave up is still text that somebody sent.
        text = target.close()
    return text, target.hidden

"""A report of any kind -> what it states: paragraphs, rows of tables, facts.

Our own JSON is read by its keys; of any other JSON every string is taken. HTML is read without
running or loading anything; of Markdown, marks are taken off.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal

from mirada.errors import InputError
from mirada.read.faults import fault, from_os

LARGEST = 16 << 20
"""Bytes of a report."""
_WORDS = 3
"""A string of foreign JSON with fewer words is no sentence."""
_SKIPPED = frozenset({"script", "style", "title", "template", "noscript"})
_BLOCKS = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table", "div", "figcaption",
     "caption", "section", "article", "blockquote", "pre", "dd", "dt", "ul", "ol", "br", "main",
     "thead", "tbody", "figure", "body"}
)  # fmt: skip
_MARKS = re.compile(r"^\s*(?:#{1,6}\s+|[-*+•]\s+|\d{1,3}[.)]\s+|>\s?)")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,2000}\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|+.!()-])")


@dataclass(frozen=True, slots=True)
class Block:
    """``text`` of a paragraph (with its line ends) or heading; or ``cells`` of one row under the
    ``heads`` of its table; or ``cells``: the words of a drawing in their order; or ``fact``: an
    object with subject, predicate and value, or a curve's subject, index, dates and values.
    """

    kind: Literal["prose", "heading", "row", "drawing", "fact", "curve"]
    text: str = ""
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    fact: Any = None


def read_report(path: Path) -> tuple[Block, ...]:
    """The blocks of a text, Markdown, HTML or JSON file.

    Raises:
        ReadError: it cannot be read, or is no text.
        InputError: it is a PDF, or states nothing.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise from_os(path, error) from error
    if len(data) > LARGEST:
        raise fault(path, "too-large", "is larger than a report should be")
    if data.startswith(b"%PDF"):
        raise InputError(
            f"{path} is a PDF, whose text cannot be taken apart safely.",
            hint="Check the HTML, Markdown, text or JSON of the same report.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault(path, "damaged", "is not UTF-8 text", "Save it as UTF-8.") from error
    found = tuple(blocks_of(text))
    if not found:
        raise InputError(
            f"{path} states nothing that could be checked.",
            hint="Give a text, Markdown, HTML or JSON file with sentences.",
        )
    return found


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text; what it is shows by how it begins."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("{", "[")):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if value is not None:
            yield from _of_json(value)
            return
    if start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in text.lower():
        yield from _of_html(text)
    else:
        yield from _of_markdown(text)


def _of_json(value: Any) -> Iterator[Block]:
    ours = isinstance(value, dict) and value.get("schema") == "mirada/1"
    waiting = [value]  # the next one last
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if ours:
                yield from _stated(one)
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)
        elif not ours and isinstance(one, str) and len(one.split()) >= _WORDS:
            yield Block("prose", one)


def _stated(value: dict[str, Any]) -> Iterator[Block]:
    """What an object of our JSON states by itself; a section's claims are one paragraph."""
    claims = value.get("claims")
    if isinstance(claims, list) and all(isinstance(one, dict) for one in claims):
        said = " ".join(str(one.get("text", "")) for one in claims)
        if said.strip():
            yield Block("prose", said)
    if {"subject", "predicate", "value"} <= set(value):
        yield Block("fact", fact=value)
    if {"subject", "index", "dates", "values"} <= set(value):
        yield Block("curve", fact=value)


def _of_markdown(text: str) -> Iterator[Block]:
    """Paragraphs, list items, headings; rows of pipe tables under their heads."""
    paragraph: list[str] = []
    heads: tuple[str, ...] | None = None
    lines = [*text.splitlines(), ""]
    for at, line in enumerate(lines):
        row = line.strip()
        if row.startswith("|") and row.endswith("|") and len(row) > 1:
            yield from _paragraph(paragraph)
            paragraph = []
            if _is_rule(row):
                continue
            cells = tuple(_bare(cell) for cell in re.split(r"(?<!\\)\|", row[1:-1]))
            below = lines[at + 1].strip() if at + 1 < len(lines) else ""
            if heads is None and _is_rule(below):
                heads = cells
            elif any(cells):
                yield Block("row", heads=heads or (), cells=cells)
            continue
        heads = None
        if row.startswith("#"):
            yield from _paragraph(paragraph)
            paragraph = []
            if text := _bare(line):
                yield Block("heading", text)
        elif not row or _MARKS.match(line):
            yield from _paragraph(paragraph)
            paragraph = [line] if row else []
        else:
            paragraph.append(line)


def _is_rule(line: str) -> bool:
    """Whether it is the line between the heads and the rows of a table."""
    return line.startswith("|") and "-" in line and set(line) <= set("|-: \t")


def _paragraph(lines: list[str]) -> Iterator[Block]:
    text = "\n".join(_bare(line) for line in lines).strip()
    if any(char.isalnum() for char in text):
        yield Block("prose", text)


def _bare(line: str) -> str:
    text = _LINK.sub(r"\1", _MARKS.sub("", line))
    text = _EMPHASIS.sub("", text)
    return html.unescape(_ESCAPED.sub(r"\1", text)).strip()


class _Page(HTMLParser):
    """Collects blocks; tags within a paragraph do not part it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._skipped = 0
        self._heads: tuple[str, ...] = ()
        self._cells: list[str] | None = None
        self._all_heads = True
        self._heading = False
        self._labels: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "svg":
            self._flush()
            self._labels = []
        elif tag in _BLOCKS:
            self._flush()
            if tag == "table":
                self._heads = ()
            elif tag == "tr":
                self._cells, self._all_heads = [], True
            elif tag == "td":
                self._all_heads = False
            self._heading = tag in ("h1", "h2", "h3", "h4", "h5", "h6")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
            return
        if self._labels is not None:
            self._drawn(tag, self._labels)
            return
        if tag not in _BLOCKS:
            return
        if tag in ("td", "th") and self._cells is not None:
            self._cells.append(self._taken())
        elif tag == "tr" and self._cells is not None:
            self._flush()
            self._row(tuple(self._cells))
            self._cells = None
        else:
            self._flush()
        self._heading = False

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _drawn(self, tag: str, labels: list[str]) -> None:
        """The end of a tag within a drawing: its texts are labels, each on its own."""
        text = self._taken()
        if text:
            labels.append(text)
        if tag == "svg":
            self._labels = None
            if labels:
                self.blocks.append(Block("drawing", cells=tuple(labels)))

    def _row(self, cells: tuple[str, ...]) -> None:
        if cells and self._all_heads and not self._heads:
            self._heads = cells
        elif any(cells):
            self.blocks.append(Block("row", heads=self._heads, cells=cells))

    def _taken(self) -> str:
        # only what a browser would fold: a no-break space stays
        text = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._text)).strip()
        self._text = []
        return text

    def _flush(self) -> None:
        if self._cells is not None:
            return
        text = self._taken()
        if any(char.isalnum() for char in text):
            self.blocks.append(Block("heading" if self._heading else "prose", text))


def _of_html(text: str) -> Iterator[Block]:
    page = _Page()
    try:
        page.feed(text)
        page.close()
    except AssertionError:  # how html.parser tells of a declaration that is none
        yield from _of_markdown(re.sub(r"<[^<>]*>", "\n\n", text))
        return
    yield from page.blocks

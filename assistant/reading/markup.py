"""HTML: headings, paragraphs, list items and tables; what a browser would hide is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml import etree

from assistant.errors import ReadingError
from assistant.values import Block

from .content import Content, Trail
from .grid import Paragraph, Row, next_ordinal, table_blocks
from .lines import strip_bullet
from .normal import normal, storable

MOST_BYTES = 20 * 2**20
MOST_DEPTH = 250  # libxml2 itself gives up at 256

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_UNNESTED = frozenset(
    re.findall(
        rb"\w+",
        b"p li td tr th dt dd option thead tbody tfoot col colgroup area base br embed hr img input link meta param "
        b"source track wbr",
    )
)
_UNSEEN = frozenset(re.findall(r"\w+", "script style template noscript head iframe object svg math select nav"))
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
        "strong sub sup time tt u var wbr",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(data: bytes, name: str) -> Content:
    """Reads an HTML file's bytes. Blocks carry no page; the stored page is the text without tags."""
    if len(data) > MOST_BYTES:
        raise ReadingError("too-large", f"{name} is over {MOST_BYTES // 2**20} MB of HTML. Split it or save it as PDF.")
    if _depth(data) > MOST_DEPTH:
        raise ReadingError("too-large", f"{name} nests its elements more than {MOST_DEPTH} deep. Save it as PDF.")
    try:
        root = lxml.html.document_fromstring(
            data, parser=lxml.html.HTMLParser(encoding=_encoding(data), no_network=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadingError("unreadable", f"{name} holds no HTML that can be read. Save it again.") from error
    trail, blocks, stored = Trail(), list[Block](), list[str]()
    for kind, value in _pieces(root):
        if isinstance(value, str):
            stored.append(value)
            rest, bullet = strip_bullet(value.strip())
            text = normal(rest)
            if not text:
                continue
            if kind.startswith("h"):
                blocks.append(Block("heading", text, headings=trail.enter(int(kind[1]), text)))
            else:
                blocks.append(Block("item" if bullet or kind == "li" else "paragraph", text, headings=trail.headings))
        else:
            stored += ["\t".join(row.texts) for row in value]
            blocks += table_blocks(value, trail.headings, next_ordinal(blocks, 0))
    title = normal(root.findtext(".//title") or "")
    return Content(tuple(blocks), (storable("\n".join(stored)),), title or None)


def _depth(data: bytes) -> int:
    """The deepest nesting that the tags could come to, without parsing them."""
    depth = deepest = 0
    for found in _TAG.finditer(data):
        if found[2].lower() in _UNNESTED or found[0].endswith(b"/>"):
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _encoding(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None  # what its meta element says
    return "utf-8"


def _is_seen(element: Any) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNSEEN
        and element.get("hidden") is None
        and element.get("aria-hidden") != "true"
        and not _HIDDEN.search(element.get("style", ""))
    )


def _pieces(root: Any) -> Iterator[tuple[str, str | list[Row]]]:
    """Runs of text with the kind of element they stand in ("h1", "li", "p"), and whole data tables, in order."""
    text: list[str] = []
    kinds: list[str] = ["p"]

    def flush() -> Iterator[tuple[str, str]]:
        joined = "".join(text)
        text.clear()
        if joined.strip():
            yield kinds[-1], joined

    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, closing = stack.pop()
        tag = element.tag
        if closing:
            if tag not in _INLINE:
                yield from flush()
                if _kind(tag):
                    kinds.pop()
            text.append(element.tail or "")
            continue
        if not _is_seen(element):
            text.append(element.tail or "")
            continue
        if tag == "br":
            yield from flush()
            text.append(element.tail or "")
            continue
        if tag not in _INLINE:
            yield from flush()
            if tag == "table" and (rows := _rows(element)):
                yield "table", rows
                text.append(element.tail or "")
                continue
            if kind := _kind(tag):
                kinds.append(kind)
        text.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from flush()


def _kind(tag: str) -> str:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "li", "p"):
        return tag
    return "p" if tag in ("table", "td", "th") else ""


def _rows(table: Any) -> list[Row]:
    """The table as a full grid; empty where it only lays out the page (nested tables, one column or row)."""
    if table.find(".//table") is not None:
        return []
    rows: list[Row] = []
    below: dict[int, int] = {}  # column → rows that a cell above still covers
    for tr in table.iter("tr"):
        if not _is_seen(tr):
            continue
        cells: list[tuple[Paragraph, ...]] = []
        count = 0
        for td in tr.iterchildren("td", "th"):
            while below.get(len(cells), 0) > 0:
                below[len(cells)] -= 1
                cells.append(())
            wide, high = _span(td, "colspan"), _span(td, "rowspan")
            for at in range(len(cells), len(cells) + wide):
                below[at] = high - 1
            cells.append(_cell(td))
            cells += [()] * (wide - 1)
            count += 1
        while below.get(len(cells), 0) > 0:
            below[len(cells)] -= 1
            cells.append(())
        rows.append(Row(tuple(cells), across=count == 1 and len(cells) > 1))
    width = max((len(row.cells) for row in rows), default=0)
    if width < 2 or len(rows) < 2:
        return []
    return [
        Row(row.cells + ((),) * (width - len(row.cells)), across=row.across and len(row.cells) == width) for row in rows
    ]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(200, int(value))) if value.isascii() and value.isdigit() else 1


def _cell(td: Any) -> tuple[Paragraph, ...]:
    found = []
    for kind, value in _pieces(td):
        if isinstance(value, str):
            rest, bullet = strip_bullet(value.strip())
            if text := normal(rest):
                found.append(Paragraph(text, item=bullet or kind == "li"))
    return tuple(found)

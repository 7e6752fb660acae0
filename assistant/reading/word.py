"""DOCX: paragraphs with their styles, tables with merged cells."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from assistant.errors import ReadingError
from assistant.values import Block

from .content import MOST_CHARACTERS, Content, Trail
from .grid import Paragraph, Row, next_ordinal, table_blocks
from .lines import ends_sentence, strip_bullet
from .looks import is_topic
from .normal import normal, storable

BOLD_LEVEL = 7  # of a heading that only its bold letters tell: below those with styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}p": "\n"}
_HEADING = re.compile(r"^heading (\d)", re.I)


def read_docx(path: Path) -> Content:
    """Reads a DOCX whose container was checked. Blocks carry no page; the stored page joins paragraphs and cells."""
    try:
        document = docx.Document(str(path))
        styles = _styles(document)
        core = document.core_properties
        title, year = core.title or None, core.created.year if core.created else None
        parts = list(_parts(document.element.body))
    except (
        OpcError,
        BadZipFile,
        OSError,
        zlib.error,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.") from error
    trail, blocks, stored = Trail(), list[Block](), list[str]()
    size = 0
    for element in parts:
        if element.tag == f"{_W}p":
            raw = _text(element)
            stored.append(raw)
            size += len(raw)
            if block := _block(element, raw, styles, trail):
                blocks.append(block)
        else:
            rows = _rows(element, styles)
            stored += ["\t".join(row.texts) for row in rows]
            size += len(stored[-1]) if rows else 0
            if rows and max(len(row.cells) for row in rows) > 1:
                blocks += table_blocks(rows, trail.headings, next_ordinal(blocks, 0))
            else:
                blocks += [
                    Block("item" if p.item else "paragraph", p.text, headings=trail.headings)
                    for row in rows
                    for cell in row.cells
                    for p in cell
                ]
        if size > MOST_CHARACTERS:
            raise ReadingError("too-large", f"{path.name} holds more than {MOST_CHARACTERS:,} characters. Split it.")
    return Content(tuple(blocks), (storable("\n".join(stored)),), title, year)


def _styles(document: Any) -> dict[str, int | str]:
    """Style id → nesting of a heading (0 for the title), "item" for lists or "contents" for a table of contents;
    inherited from the base style."""
    known: dict[str, int | str] = {}
    for style in document.styles:
        at = style
        for _ in range(10):
            name = (getattr(at, "name", None) or "").lower()
            if found := _HEADING.match(name):
                known[style.style_id] = int(found[1])
            elif name == "title":
                known[style.style_id] = 0
            elif name.startswith("list"):
                known[style.style_id] = "item"
            elif name.startswith("toc "):
                known[style.style_id] = "contents"
            at = getattr(at, "base_style", None)
            if style.style_id in known or at is None:
                break
    return known


def _parts(body: Any) -> Iterator[Any]:
    """The paragraphs and tables of a body in order, those inside content controls included."""
    for child in body.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag == f"{_W}sdt":
            for content in child.iterchildren(f"{_W}sdtContent"):
                yield from _parts(content)


def _text(element: Any) -> str:
    """All text below an element; deleted text (tracked changes) and doubled drawings are left out."""
    found: list[str] = []
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag == f"{_W}t":
            found.append(child.text or "")
        elif child.tag in _BREAKS:
            found.append(_BREAKS[child.tag])
        if child.tag not in (f"{_W}pPr", f"{_W}rPr", _FALLBACK):
            stack.extend(reversed(child))
    return "".join(found)


def _style(element: Any, styles: dict[str, int | str]) -> int | str | None:
    properties = element.find(f"{_W}pPr")
    if properties is None:
        return None
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None and (value := outline.get(f"{_W}val", "9")).isdigit() and int(value) < 9:
        return int(value) + 1
    style = properties.find(f"{_W}pStyle")
    found = styles.get(style.get(f"{_W}val")) if style is not None else None
    return "item" if found is None and properties.find(f"{_W}numPr") is not None else found


def _block(element: Any, raw: str, styles: dict[str, int | str], trail: Trail) -> Block | None:
    rest, bullet = strip_bullet(raw.strip())
    text = normal(rest)
    if not text:
        return None
    style = _style(element, styles)
    if style == "contents":  # it tells nothing itself (see toc.py)
        return None
    if isinstance(style, int) and len(text) <= 300:
        return Block("heading", text, headings=trail.enter(style, text))
    if (
        style is None
        and not bullet
        and (is_topic(text) or (len(text) <= 100 and not ends_sentence(text) and _bold(element)))
    ):
        return Block("heading", text, headings=trail.enter(BOLD_LEVEL, text))
    return Block("item" if bullet or style == "item" else "paragraph", text, headings=trail.headings)


def _bold(paragraph: Any) -> bool:
    """All its text is bold: what stands for a heading where the writer used no styles."""
    runs = [run for run in paragraph.iter(f"{_W}r") if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(marks) and all(mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false") for mark in marks)


def _rows(table: Any, styles: dict[str, int | str]) -> list[Row]:
    """The rows as a full grid: a merged cell's text stands at its first place, the others are empty."""
    rows: list[tuple[list[tuple[Paragraph, ...]], int]] = []
    for tr in table.iter(f"{_W}tr"):
        if next(tr.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells: list[tuple[Paragraph, ...]] = []
        count = 0
        for tc in tr.iter(f"{_W}tc"):
            if next(tc.iterancestors(f"{_W}tr")) is not tr:
                continue
            count += 1
            merge, span = tc.find(f"{_W}tcPr/{_W}vMerge"), tc.find(f"{_W}tcPr/{_W}gridSpan")
            hidden = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            wide = int(span.get(f"{_W}val", "1")) if span is not None else 1
            cells.append(() if hidden else _cell(tc, styles))
            cells += [()] * (min(wide, 200) - 1)
        rows.append((cells, count))
    width = max((len(cells) for cells, _ in rows), default=0)
    return [
        Row(tuple(cells) + ((),) * (width - len(cells)), across=count == 1 and width > 1 and len(cells) == width)
        for cells, count in rows
    ]


def _cell(tc: Any, styles: dict[str, int | str]) -> tuple[Paragraph, ...]:
    found = []
    for p in tc.iter(f"{_W}p"):
        listed = _style(p, styles) == "item"
        for piece in _text(p).split("\n"):
            rest, bullet = strip_bullet(piece.strip())
            if text := normal(rest):
                found.append(Paragraph(text, item=bullet or listed))
    return tuple(found)

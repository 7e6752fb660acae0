"""Tables that stand on ruled PDF pages: their cells' words and boxes, as rows."""

from __future__ import annotations

import ctypes
import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from assistant.values import Box

from .drawn import drawn_pages
from .grid import Paragraph, Row
from .lines import ends_sentence, strip_bullet
from .normal import joined, normal

MOST_OBJECTS = 4_000  # per page; a chart has more, and is no table
MOST_PAGES = 300  # ruled pages of one file that are looked at with pdfplumber, which costs about 0.1 s each
MOST_DRAWN = 50  # shapes on a page without text that are taken for a drawing; more may be letters as outlines
LEAST_FILLED = 0.5  # share of a table's cells that hold text; a form or a chart has fewer

# What pdfminer raises on damaged pages beside its own errors.
_DAMAGE = (PdfminerException, MalformedPDFException, PDFException, PSException, ValueError, TypeError, LookupError,
           AttributeError, ArithmeticError, RuntimeError, AssertionError, zlib.error)  # fmt: skip

_SIGN_BEFORE = re.compile(r"[$€£¥(]+")
_SIGN_AFTER = re.compile(r"[)%]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page; `edges` are the left edges of its columns in points."""

    rows: tuple[Row, ...]
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def ruled_pages(data: bytes) -> list[int]:
    """The pages (from 1) that have enough thin vertical and horizontal rules, or outlined cells, to hold a table."""
    return [number + 1 for number, page in drawn_pages(data) if _is_ruled(page)][:MOST_PAGES]


def has_pictures(data: bytes) -> bool:
    """True where some page holds an image, or so many drawn shapes that they could be letters."""
    kinds = [pdfium_raw.FPDF_PAGEOBJ_IMAGE, pdfium_raw.FPDF_PAGEOBJ_PATH]
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return False
    try:
        for page in document:
            for count, mark in enumerate(page.get_objects(filter=kinds, max_depth=3), 1):
                if mark.type == pdfium_raw.FPDF_PAGEOBJ_IMAGE or count > MOST_DRAWN:
                    return True
    except pdfium.PdfiumError:
        return False
    finally:
        document.close()
    return False


def _is_ruled(page: Any) -> bool:
    vertical: set[int] = set()
    horizontal: set[int] = set()
    cells = 0
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    for count, path in enumerate(page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > MOST_OBJECTS:
            return False
        try:
            left, bottom, right, top = path.get_bounds()
        except pdfium.PdfiumError:
            continue
        width, height = right - left, top - bottom
        if height < 3 and width > 15:
            horizontal.add(round(bottom / 2))
        elif width < 3 and height > 8:
            vertical.add(round(left / 2))
        elif width > 15 and height > 8:
            pdfium_raw.FPDFPath_GetDrawMode(path.raw, filled, stroked)
            cells += bool(stroked.value)
    return (len(vertical) >= 3 and len(horizontal) >= 2) or cells >= 4


def tables_of(data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, list[Table]]]:
    """For each of these pages (from 1) its tables from top to bottom; pages that cannot be parsed have none."""
    if not numbers:
        return
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = pdfplumber.open(io.BytesIO(data))
    except _DAMAGE:
        return
    with document:
        for number in numbers:
            try:
                page = document.pages[number - 1]
                yield number, _tables(page, number)
                page.close()
            except _DAMAGE:
                continue


def _tables(page: Any, number: int) -> list[Table]:
    found = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.cells) > 1]
    if not found:
        return []
    left, top = page.cropbox[0], page.cropbox[1]
    words = [_Word(w["text"], w["x0"], w["top"], w["x1"], w["bottom"]) for w in page.extract_words(use_text_flow=False)]
    made = [_table(table, words, number, (left, top)) for table in sorted(found, key=lambda table: table.bbox[1])]
    return [table for table in made if table]


def _table(table: Any, words: Sequence[_Word], number: int, origin: tuple[float, float]) -> Table | None:
    grid: list[tuple[Box | None, ...]] = [tuple(row.cells) for row in table.rows]
    width = max(len(row) for row in grid)
    inside = [[_within(words, box) if box else [] for box in row] for row in grid]
    rights = [max((w.right for row in inside for w in row[c]), default=0.0) for c in range(width)]
    rows = []
    for boxes, cells in zip(grid, inside, strict=True):
        across = width > 1 and boxes[0] is not None and not any(boxes[1:])
        right = [max((w.right for w in cell), default=0.0) for cell in cells] if across else rights
        rows.append(Row(tuple(_paragraphs(cell, right[c], origin) for c, cell in enumerate(cells)), number, across))
    used = [c for c in range(width) if any(row.cells[c] for row in rows)]
    boxed = sum(box is not None for row in grid for box in row)
    full = sum(bool(cell) for row in rows for cell in row.cells)
    # The three columns of a sector report may have many empty cells; beyond three, it is a form or a drawing.
    if len(used) < 2 or (len(used) > 3 and full < LEAST_FILLED * boxed):
        return None
    edges = tuple(min(box[0] for row in grid if (box := row[c])) for c in used if any(row[c] for row in grid))
    return Table(
        tuple(_without_signs(Row(tuple(row.cells[c] for c in used), number, row.across)) for row in rows), edges
    )


def _within(words: Sequence[_Word], box: Box) -> list[_Word]:
    left, top, right, bottom = box
    return [w for w in words if left <= (w.left + w.right) / 2 < right and top <= (w.top + w.bottom) / 2 < bottom]


def _paragraphs(words: Sequence[_Word], right: float, origin: tuple[float, float]) -> tuple[Paragraph, ...]:
    """A cell's words as paragraphs. `right` is how far text reaches in this column."""
    groups: list[list[list[_Word]]] = []
    last_pitch = 0.0
    for line in _lines(words):
        text = " ".join(w.text for w in line)
        if not groups:
            groups.append([line])
            continue
        before = groups[-1][-1]
        pitch = line[0].top - before[0].top
        if strip_bullet(text)[1] or (last_pitch and pitch > 1.4 * last_pitch) or _was_ended(before, line, right):
            groups.append([line])
        else:
            groups[-1].append(line)
            last_pitch = pitch
    return tuple(p for group in groups if (p := _paragraph(group, origin)))


def _lines(words: Sequence[_Word]) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        if lines and (word.top + word.bottom) / 2 < lines[-1][0].bottom - 1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.left) for line in lines]


def _was_ended(before: Sequence[_Word], line: Sequence[_Word], right: float) -> bool:
    """True where the writer, not the margin, ended the line: the next line's first word would have fitted on it."""
    room = right - before[-1].right
    fitted = line[0].right - line[0].left + 4 < room
    return fitted and (ends_sentence(before[-1].text) or not line[0].text[0].islower())


def _paragraph(lines: Sequence[Sequence[_Word]], origin: tuple[float, float]) -> Paragraph | None:
    texts = [" ".join(w.text for w in line) for line in lines]
    texts[0], item = strip_bullet(texts[0])
    text = joined([normal(text) for text in texts])
    words = [w for line in lines for w in line]
    box = (
        round(min(w.left for w in words) - origin[0], 2),
        round(min(w.top for w in words) - origin[1], 2),
        round(max(w.right for w in words) - origin[0], 2),
        round(max(w.bottom for w in words) - origin[1], 2),
    )
    return Paragraph(text, box, item) if text else None


def _without_signs(row: Row) -> Row:
    """A currency sign in a cell of its own goes to the figure after it, a bracket or per cent to the one before."""
    cells = list(row.cells)
    for c, cell in enumerate(cells):
        if len(cell) != 1:
            continue
        text = cell[0].text
        if _SIGN_BEFORE.fullmatch(text) and c + 1 < len(cells) and cells[c + 1]:
            cells[c], first = (), cells[c + 1][0]
            cells[c + 1] = (Paragraph(f"{text} {first.text}", first.box), *cells[c + 1][1:])
        elif _SIGN_AFTER.fullmatch(text) and c and len(cells[c - 1]) == 1:
            cells[c], last = (), cells[c - 1][0]
            cells[c - 1] = (Paragraph(f"{last.text}{text}", last.box),)
    return Row(tuple(cells), row.page, row.across)

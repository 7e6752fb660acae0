"""XLSX and CSV: each sheet a heading, each run of filled rows a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError  # only caught  # nosec B405
from zipfile import BadZipFile

import openpyxl
from lxml.etree import XMLSyntaxError
from openpyxl.utils.exceptions import InvalidFileException

from assistant.errors import ReadingError
from assistant.values import Block

from .content import MOST_CHARACTERS, Content, Trail
from .fragments import paragraphs
from .grid import Row, is_template, next_ordinal, table_blocks
from .normal import normal, storable

_DAMAGE = (InvalidFileException, BadZipFile, ParseError, XMLSyntaxError, OSError, zlib.error, KeyError, ValueError,
           TypeError, IndexError, AttributeError)  # fmt: skip

MOST_ROWS = 200_000
MOST_COLUMNS = 500


def read_xlsx(path: Path) -> Content:
    """Reads a workbook whose container was checked: the values that formulas last had, a heading for each sheet."""
    blocks: list[Block] = []
    stored: list[str] = []
    trail = Trail()
    left = MOST_ROWS
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = []
            for values in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
                left -= 1
                rows.append([_shown(value) for value in values])
                if left <= 0:
                    raise ReadingError("too-large", f"{path.name} has more than {MOST_ROWS:,} rows. Split it.")
            if not any(cell.strip() for row in rows for cell in row):
                continue
            title = normal(sheet.title)
            trail.enter(1, title)
            stored.append(sheet.title)
            blocks.append(Block("heading", title))
            _add(rows, trail, blocks, stored)
        properties = book.properties
        title_said = properties.title or None  # a sheet's creation date says nothing of its year
        book.close()
    except _DAMAGE as error:
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.") from error
    return Content(tuple(blocks), (storable("\n".join(stored)),), title_said)


def read_csv(text: str, name: str) -> Content:
    """Reads decoded CSV; the separator is the one of comma, semicolon and tab that the first line has most of."""
    if len(text) > MOST_CHARACTERS:
        raise ReadingError("too-large", f"{name} is longer than {MOST_CHARACTERS:,} characters. Split it.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(",;\t", key=first.count)
    try:
        rows = [row[:MOST_COLUMNS] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise ReadingError("unreadable", f"{name} is no CSV that can be read ({error}). Export it again.") from error
    if len(rows) > MOST_ROWS:
        raise ReadingError("too-large", f"{name} has more than {MOST_ROWS:,} rows. Split it.")
    blocks: list[Block] = []
    stored: list[str] = []
    _add(rows, Trail(), blocks, stored)
    return Content(tuple(blocks), (storable("\n".join(stored)),))


def _shown(value: object) -> str:
    """A cell's value as a person would see it, without the cell's number format."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
    return str(value)


def _add(rows: Iterable[Sequence[str]], trail: Trail, blocks: list[Block], stored: list[str]) -> None:
    outer = trail.headings
    for region in _regions(rows):
        single = 0
        while single < len(region) and sum(bool(cell) for cell in region[single].cells) == 1 and not _below(region):
            single += 1
        captions = [p.text for row in region[:single] for cell in row.cells for p in cell]
        stored += captions
        table = region[single:]
        for i, text in enumerate(captions):
            last = table and i == len(captions) - 1 and len(text) <= 120
            blocks.append(Block("heading" if last else "paragraph", text, headings=outer))
        headings = (*outer, captions[-1]) if table and captions and len(captions[-1]) <= 120 else outer
        blocks += table_blocks(table, headings, next_ordinal(blocks, 0))
        stored += ["\t".join(row.texts) for row in table]


def _below(region: Sequence[Row]) -> bool:
    return is_template(region[0])


def _regions(rows: Iterable[Sequence[str]]) -> Iterator[list[Row]]:
    """Runs of rows between empty ones, without the columns that are empty throughout; a template is one run."""
    region: list[Row] = []
    for values in rows:
        cells = tuple(paragraphs(value) for value in values)
        if any(cells):
            region.append(Row(cells))
        elif region and not any(is_template(_packed(region)[i]) for i in range(min(3, len(region)))):
            yield _packed(region)
            region = []
    if region:
        yield _packed(region)


def _packed(region: Sequence[Row]) -> list[Row]:
    width = max(len(row.cells) for row in region)
    used = [c for c in range(width) if any(c < len(row.cells) and row.cells[c] for row in region)]
    return [Row(tuple(row.cells[c] if c < len(row.cells) else () for c in used)) for row in region]

"""PDF: pypdf's text page by page, outline and metadata. Running lines and tables of contents are in no block."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject

from assistant.errors import ReadingError
from assistant.values import Block

from . import ocr
from .content import MOST_CHARACTERS, MOST_PAGES, Content, Progress, Trail
from .flow import blocks_of
from .grid import next_ordinal, table_blocks
from .lines import Line, lines_of, usual_length
from .normal import bare, storable, vocabulary
from .notes import with_notes
from .placing import Part, joined_tables, with_outline, with_tables, without_running_lines
from .ruled import Table, has_pictures, ruled_pages, tables_of
from .spacing import respaced
from .toc import without_contents
from .units import units

# What pypdf raises on damaged files beside its own errors (found with mutated files; see robustness.md).
_DAMAGE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, ArithmeticError,
           RecursionError, NotImplementedError, OSError, EOFError, UnicodeError, LookupError, RuntimeError)  # fmt: skip


LEAST_TEXT = 20  # letters and digits; a page with fewer is a picture or blank
PICTURED = 0.05  # a file is one of pictures when at most this share of its pages has text


def read_pdf(path: Path, data: bytes, progress: Progress) -> Content:
    """Reads a PDF; `pages` is what pypdf's `extract_text()` gives for each page. Blocks have the same letters; their
    spaces and line ends are mended where pypdf's are wrong."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(path, data)
    pages = _texts(path, reader, progress)
    if sum(len(bare(text)) >= LEAST_TEXT for text in pages) <= len(pages) * PICTURED:
        pages = _recognised(path, data, pages, progress)
    tables = dict(tables_of(data, ruled_pages(data)))
    laid_out = respaced(data, pages)
    parts = [with_tables(lines_of(text, number), tables.get(number, [])) for number, text in enumerate(laid_out, 1)]
    parts = with_outline(without_contents(without_running_lines(parts)), _outline(reader))
    flat = joined_tables([part for page in parts for part in page])
    title, year = _metadata(reader)
    return Content(_blocks(flat, vocabulary(laid_out)), tuple(pages), title, year)


def _recognised(path: Path, data: bytes, pages: Sequence[str], progress: Progress) -> list[str]:
    """The pages of a report of which (nearly) all are pictures, with the text that rapidocr sees in those."""
    if not has_pictures(data):
        if not any(map(str.strip, pages)):
            raise ReadingError("unreadable", f"{path.name} is empty: its pages hold nothing. Export it again.")
        return list(pages)
    if not ocr.is_installed():
        raise ReadingError(
            "needs-ocr",
            f"{path.name} holds pictures of pages, no text. Install the ocr extra "
            "(pip install 'report-assistant[ocr]') and index it again, or make it searchable with an OCR program.",
        )
    found: list[str] = []
    for number, (text, seen) in enumerate(zip(pages, ocr.recognised(data), strict=True), 1):
        found.append(text if len(bare(text)) >= LEAST_TEXT else storable(seen))
        progress(len(pages), number)
    if not any(map(str.strip, found)):
        raise ReadingError("needs-ocr", f"{path.name} holds pictures in which no text was recognised. Scan it again.")
    return found


def _blocks(parts: Sequence[Part], words: frozenset[str]) -> tuple[Block, ...]:
    trail, blocks = Trail(), list[Block]()
    usual = usual_length([part for part in parts if isinstance(part, Line)])
    for tabular, run in groupby(parts, key=lambda part: isinstance(part, Table)):
        if tabular:
            for table in run:
                if isinstance(table, Table):
                    blocks += table_blocks(table.rows, trail.headings, next_ordinal(blocks, 0))
        else:
            pages = groupby((part for part in run if isinstance(part, Line)), key=lambda line: line.page)
            lines = [line for _, page in pages for line in with_notes(list(page))]
            blocks += blocks_of(units(lines, usual), trail, words)
    return tuple(blocks)


def _opened(path: Path, data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise ReadingError("needs-password", f"{path.name} is protected by a password. Save it without one.")
        count = len(reader.pages)
    except _DAMAGE as error:
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.") from error
    if count == 0:
        raise ReadingError("unreadable", f"{path.name} has no pages. Export it again and replace the file.")
    if count > MOST_PAGES:
        raise ReadingError("too-large", f"{path.name} has {count:,} pages; at most {MOST_PAGES:,} are read. Split it.")
    return reader


def _texts(path: Path, reader: PdfReader, progress: Progress) -> list[str]:
    pages: list[str] = []
    known: dict[str, str] = {}
    size = failed = 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            key = _drawing(page)
            text = known[key] if key in known else storable(page.extract_text() or "")
            if key:
                known[key] = text
        except _DAMAGE:
            text = ""
            failed += 1
        pages.append(text)
        size += len(text)
        if size > MOST_CHARACTERS:
            raise ReadingError("too-large", f"{path.name} holds more than {MOST_CHARACTERS:,} characters. Split it.")
        progress(number + 1, 0)
    if failed == len(pages):
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.")
    return pages


def _drawing(page: PageObject) -> str:
    """Which content stream and resources a page is drawn with: pages with the same ones read the same."""
    parts = [page.raw_get(name) if name in page else None for name in ("/Contents", "/Resources", "/Rotate")]
    return repr(parts) if isinstance(parts[0], IndirectObject) else ""


def _outline(reader: PdfReader) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    try:
        numbers = {
            page.indirect_reference.idnum: i for i, page in enumerate(reader.pages, 1) if page.indirect_reference
        }
        stack: list[tuple[Any, int]] = [(reader.outline, 1)]
        while stack:
            entry, level = stack.pop()
            if isinstance(entry, list):
                stack.extend((child, level + isinstance(child, list)) for child in entry)
                continue
            page = getattr(entry.page, "idnum", None)
            title = bare(str(entry.title or ""))
            if page in numbers and len(title) > 2:
                found.setdefault(numbers[page], {}).setdefault(title, level)
    except _DAMAGE:
        return {}
    return found


def _metadata(reader: PdfReader) -> tuple[str | None, int | None]:
    try:
        metadata = reader.metadata
        title = str(metadata.title) if metadata and metadata.title else None
        date = metadata.creation_date if metadata else None
    except _DAMAGE:
        return None, None
    return title, date.year if date else None

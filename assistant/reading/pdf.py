"""PDF: pypdf's text page by page, outline and metadata; lines that repeat on many pages are left out of blocks."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

from assistant.errors import ReadingError

from .content import MOST_CHARACTERS, MOST_PAGES, Content, Progress, Trail
from .flow import blocks_of
from .lines import Line, lines_of, units, usual_length
from .normal import bare, storable, vocabulary

# What pypdf raises on damaged files beside its own errors (found with mutated files; see robustness.md).
_DAMAGE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, ArithmeticError,
           RecursionError, NotImplementedError, OSError, EOFError, UnicodeError, LookupError, RuntimeError)  # fmt: skip

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?(?:#|[ivxlc]{1,6})(?:\s*(?:of|/|-)\s*#)?\W*$", re.I)


def read_pdf(path: Path, data: bytes, progress: Progress) -> Content:
    """Reads a PDF; `pages` is what pypdf's `extract_text()` gives for each page."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(path, data)
    pages = _texts(path, reader, progress)
    if not any(map(str.strip, pages)):
        raise ReadingError("needs-ocr", f"{path.name} holds pictures of pages only. Install the ocr extra, or OCR it.")
    lines = [lines_of(text, number) for number, text in enumerate(pages, 1)]
    lines = without_running_lines(lines)
    lines = with_outline(lines, _outline(reader))
    flat = [line for page in lines for line in page]
    blocks = blocks_of(units(flat, usual_length(flat)), Trail(), vocabulary(pages))
    title, year = _metadata(reader)
    return Content(tuple(blocks), tuple(pages), title, year)


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
    size = failed = 0
    for number in range(len(reader.pages)):
        try:
            text = storable(reader.pages[number].extract_text() or "")
        except _DAMAGE:
            text = ""
            failed += 1
        pages.append(text)
        size += len(text)
        if size > MOST_CHARACTERS:
            raise ReadingError("too-large", f"{path.name} holds more than {MOST_CHARACTERS:,} characters. Split it.")
        progress(number + 1)
    if failed == len(pages):
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.")
    return pages


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without headers, footers and page numbers: lines at an edge that, digits aside, are on many pages."""
    keys = [[_DIGITS.sub("#", line.text) for line in page] for page in pages]
    counts = Counter(key for page in keys for key in {*page[:3], *page[-3:]})
    many = max(3, len(pages) // 10)

    def runs(key: str) -> bool:
        return counts[key] >= many and (any(map(str.isalpha, key)) or bool(_PAGE_NUMBER.match(key)))

    kept = []
    for page, page_keys in zip(pages, keys, strict=True):
        first, last = 0, len(page)
        while first < min(4, last) and runs(page_keys[first]):
            first += 1
        while last > max(first, len(page) - 4) and runs(page_keys[last - 1]):
            last -= 1
        kept.append(list(page[first:last]))
    return kept


def with_outline(pages: Sequence[Sequence[Line]], outline: dict[int, dict[str, int]]) -> list[list[Line]]:
    """Marks the lines that the outline names as headings. outline: page → bare title → nesting from 1."""
    marked = []
    for number, page in enumerate(pages, 1):
        titles = outline.get(number, {})
        marked.append(
            [
                Line(line.text, line.page, line.after_gap, level)
                if titles and (level := titles.get(bare(line.text)))
                else line
                for line in page
            ]
        )
    return marked


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

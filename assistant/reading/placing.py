"""Where a ruled table stands among a page's lines, proven by its text; pages cleared of what runs through a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .grid import is_prose, is_template, same_header
from .lines import Line
from .normal import bare
from .ruled import Table

Part = Line | Table

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?(?:#|[ivxlc]{1,6})(?:\s*(?:of|/|-)\s*#)?\W*$", re.I)
_EDGE_TOLERANCE = 6.0  # points by which the columns of a table may shift from page to page


def with_tables(lines: Sequence[Line], tables: Sequence[Table]) -> list[Part]:
    """The page with each table in the place of the lines that it covers.

    A table of which some text cannot be found among the lines, letter by letter, is left as lines: what
    pdfplumber made of it could not be quoted from the page's stored text.
    """
    parts: list[Part] = list(lines)
    for table in tables:
        placed = _covered(parts, table)
        if placed:
            parts = [part for i, part in enumerate(parts) if i not in placed or i == placed[0]]
            parts[placed[0]] = table
    return parts


def _covered(parts: Sequence[Part], table: Table) -> list[int]:
    """The indices of the lines that the table covers, in order; empty where its text is not all there."""
    text, starts = "", []
    for part in parts:
        starts.append(len(text))
        text += bare(part.text) if isinstance(part, Line) else "\0"
    prose = is_prose(table.rows) or is_template(table.rows[0])
    wanted = [
        words
        for row in table.rows
        for words in ([bare(p.text) for cell in row.cells for p in cell] if prose else [bare("".join(row.texts))])
        if words
    ]
    if not wanted:
        return []
    total, longest = sum(map(len, wanted)), max(wanted, key=len)
    anchor = text.find(longest)
    lowest = max(0, anchor - total)
    cursor, marks = lowest, bytearray(len(text))
    for words in wanted:
        at = text.find(words, cursor, anchor + 2 * total)
        if at < 0:
            at = text.find(words, lowest)
        if at < 0 or anchor < 0:
            return []
        marks[at : at + len(words)] = b"\1" * len(words)
        cursor = at + len(words)
    covered = []
    for i, (part, start) in enumerate(zip(parts, starts, strict=True)):
        end = starts[i + 1] if i + 1 < len(starts) else len(text)
        if isinstance(part, Line) and end > start and sum(marks[start:end]) >= 0.6 * (end - start):
            covered.append(i)
    return covered


def joined_tables(parts: Sequence[Part]) -> list[Part]:
    """A table that goes on at the top of the next page becomes one with the table before it."""
    done: list[Part] = []
    for part in parts:
        last = done[-1] if done else None
        if isinstance(part, Table) and isinstance(last, Table) and _goes_on(last, part):
            done[-1] = Table(last.rows + part.rows, last.edges)
        else:
            done.append(part)
    return done


def _goes_on(last: Table, table: Table) -> bool:
    pages = last.rows[-1].page, table.rows[0].page
    if pages[0] is None or pages[1] != pages[0] + 1 or len(last.edges) != len(table.edges):
        return False
    aligned = all(abs(a - b) <= _EDGE_TOLERANCE for a, b in zip(last.edges, table.edges, strict=True))
    return aligned or same_header(last.rows[0], table.rows[0])


def without_running_lines(pages: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The pages without headers, footers and page numbers: lines at an edge that, digits aside, are on many pages."""
    keys = [[_DIGITS.sub("#", part.text) if isinstance(part, Line) else "" for part in page] for page in pages]
    counts = Counter(key for page in keys for key in {*page[:3], *page[-3:]})
    many = max(2 if len(pages) < 3 else 3, len(pages) // 10)

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


def with_outline(pages: Sequence[Sequence[Part]], outline: dict[int, dict[str, int]]) -> list[list[Part]]:
    """Marks the lines that the outline names as headings. outline: page → bare title → nesting from 1."""
    return [[_marked(part, outline.get(number, {})) for part in page] for number, page in enumerate(pages, 1)]


def _marked(part: Part, titles: dict[str, int]) -> Part:
    if not titles or not isinstance(part, Line):
        return part
    level = titles.get(bare(part.text))
    return Line(part.text, part.page, part.after_gap, level) if level else part

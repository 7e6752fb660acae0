"""A table as rows of cells → blocks: a row each for tables of values, a cell's paragraph each for tables of prose."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.values import Block, Box
from assistant.values.reports import BAR

from .lines import ends_sentence

PROSE_LENGTH = 60  # characters: the median body cell of a table of prose is longer

_OUTPUTS = re.compile(r"output|activit|action", re.I)
_PROGRESS = re.compile(r"progress|achievement|status|result", re.I)
_CHALLENGES = re.compile(r"challenge|opportunit|issue|constraint", re.I)
_LETTER = re.compile(r"^([A-Z])[.)]\s+\S")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+\S")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a cell, normalised; an item is one that a bullet or list mark opened."""

    text: str
    box: Box | None = None
    item: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row as laid out: for each column its paragraphs. `across` when its first cell spans all columns."""

    cells: tuple[tuple[Paragraph, ...], ...]
    page: int | None = None
    across: bool = False

    def text(self, column: int) -> str:
        return " ".join(p.text for p in self.cells[column]) if column < len(self.cells) else ""

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.text(column) for column in range(len(self.cells)))

    @property
    def alone(self) -> bool:
        """Only the first cell has text."""
        return bool(self.cells) and bool(self.cells[0]) and not any(self.cells[1:])


def is_template(header: Row) -> bool:
    """True for the header of a sector report's table: outputs and activities, progress, challenges."""
    texts = header.texts
    return (
        3 <= len(texts) <= 6
        and all(len(text) <= 80 for text in texts)
        and bool(_OUTPUTS.search(texts[0]))
        and any(_PROGRESS.search(text) for text in texts[1:])
        and any(_CHALLENGES.search(text) for text in texts[1:])
    )


def is_prose(rows: Sequence[Row]) -> bool:
    """True where the first row names the columns and the cells below, beyond the first column, are mostly prose."""
    if len(rows) < 2:
        return False
    if is_template(rows[0]):
        return True
    names = rows[0].texts
    named = len(names) > 1 and all(names[1:]) and all(len(name) <= PROSE_LENGTH for name in names)
    if not named or len(set(names)) < len(names) or not any(c.isalpha() for name in names[1:] for c in name):
        return False
    lengths = [len(text) for row in rows[1:] for text in row.texts[1:] if text]
    return bool(lengths) and statistics.median(lengths) > PROSE_LENGTH


def same_header(a: Row, b: Row) -> bool:
    fold = [[re.sub(r"\W+", "", text).casefold() for text in row.texts] for row in (a, b)]
    return fold[0] == fold[1] and any(fold[0])


def table_blocks(rows: Sequence[Row], headings: tuple[str, ...], first: int) -> list[Block]:
    """All blocks of one table; its rows are counted from `first`. Repeated header rows are dropped."""
    rows = [row for row in rows if any(row.cells)]
    if not rows:
        return []
    if is_prose(rows):
        return _prose(rows, headings, first)
    body = [row for i, row in enumerate(rows) if i == 0 or row.page == rows[0].page or not same_header(row, rows[0])]
    return [
        Block("row", BAR.join(t for t in row.texts if t), row.page, _around(row), headings, first + i)
        for i, row in enumerate(body)
    ]


def next_ordinal(blocks: Sequence[Block], first: int) -> int:
    return max((block.row + 1 for block in blocks if block.row is not None), default=first)


def _around(row: Row) -> Box | None:
    boxes = [p.box for cell in row.cells for p in cell if p.box]
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


# --- tables of prose ---


@dataclass(frozen=True, slots=True)
class _Entry:
    """One logical row: the rows that page breaks made of it, as sections, activity and values."""

    parts: tuple[Row, ...]


def _prose(rows: Sequence[Row], headings: tuple[str, ...], first: int) -> list[Block]:
    names = rows[0].texts
    sections = _Sections(headings)
    blocks: list[Block] = []
    ordinal = first
    for entry in _entries(rows):
        level = sections.level(entry)
        if level is not None:
            above = sections.enter(level, _whole(entry, 0), entry)
            blocks += [replace(b, kind="heading", row=None, column=None) for b in _cell(entry, 0, above, ordinal, "")]
            under = sections.headings
        else:
            under = sections.headings
            activity = _whole(entry, 0)
            blocks += _cell(entry, 0, under, ordinal, names[0])
            if activity:
                under = (*under, activity)
                sections.has_activity()
        found = [
            block
            for column in range(1, len(names))
            for block in _cell(entry, column, under, ordinal, names[column] or names[0])
        ]
        blocks += found
        if found or level is None:
            ordinal += 1
    return blocks


def _entries(rows: Sequence[Row]) -> list[_Entry]:
    """The logical rows below the header: what a page break split is put together again."""
    entries: list[_Entry] = []
    broken = False
    page = rows[0].page
    for row in rows[1:]:
        broken = broken or row.page != page
        page = row.page
        if same_header(row, rows[0]) or (is_template(row) and is_template(rows[0])):
            broken = True
            continue
        if broken and entries and _goes_on(entries[-1].parts[-1], row):
            entries[-1] = _Entry((*entries[-1].parts, row))
        else:
            entries.append(_Entry((row,)))
        broken = False
    return entries


def _goes_on(before: Row, row: Row) -> bool:
    """True where `row`, the first after a page break, is the rest of the row before the break."""
    if not row.cells[0] and any(row.cells) and not _is_section(before):
        return True
    return any(
        bool(there)
        and bool(here)
        and not here[0].item
        and here[0].text[0].islower()
        and not ends_sentence(there[-1].text)
        for there, here in zip(before.cells, row.cells, strict=False)
    )


def _is_section(row: Row) -> bool:
    text = row.text(0)
    return row.alone and (row.across or bool(_LETTER.match(text) or _NUMBER.match(text)))


def _cell(entry: _Entry, column: int, headings: tuple[str, ...], ordinal: int, name: str) -> list[Block]:
    """A cell's paragraphs over all parts of its row, adjacent; a part that goes on in mid-paragraph says so."""
    blocks: list[Block] = []
    for part in entry.parts:
        for i, paragraph in enumerate(part.cells[column] if column < len(part.cells) else ()):
            broken = i == 0 and bool(blocks) and not paragraph.item and not ends_sentence(blocks[-1].text)
            blocks.append(
                Block("cell", paragraph.text, part.page, paragraph.box, headings, ordinal, name or None, broken)
            )
    return blocks


def _whole(entry: _Entry, column: int) -> str:
    return " ".join(text for part in entry.parts if (text := part.text(column)))


class _Sections:
    """Which section of the table has been reached: lettered, then numbered, then unnumbered rows across."""

    def __init__(self, headings: tuple[str, ...]) -> None:
        self._outer = headings
        self._stack: list[tuple[int, str]] = []
        self._number = 0  # of the numbered section reached below this letter
        self._active = False  # whether the numbered section holds activities of its own

    @property
    def headings(self) -> tuple[str, ...]:
        return (*self._outer, *(text for _, text in self._stack))

    def has_activity(self) -> None:
        self._active = True

    def level(self, entry: _Entry) -> int | None:
        """The nesting of a section row (0 lettered, 1 numbered, 2 across all columns); None for an activity.

        A numbered row with cells beside it is a section too where it goes on with the section numbers and
        the numbered sections here hold no activities of their own, as in "C. Cross-sectoral areas".
        """
        text = _whole(entry, 0)
        alone = all(part.alone for part in entry.parts)
        if not text:
            return None
        number = _NUMBER.match(text)
        if alone:
            if _LETTER.match(text):
                return 0
            return 1 if number else (2 if entry.parts[0].across else None)
        lettered = any(level == 0 for level, _ in self._stack)
        follows = number is not None and int(number[1]) == self._number + 1
        return 1 if lettered and follows and not self._active else None

    def enter(self, level: int, text: str, entry: _Entry) -> tuple[str, ...]:
        """Goes into a section; returns the headings above it."""
        self._stack = [(at, name) for at, name in self._stack if at < level]
        above = self.headings
        self._stack.append((level, text))
        number = _NUMBER.match(text)
        if level == 0:
            self._number, self._active = 0, False
        elif level == 1 and number:
            self._number, self._active = int(number[1]), False
        return above

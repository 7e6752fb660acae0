"""What is read and kept: a report, its blocks, its passages, and what became of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "cell"]
Box = tuple[float, float, float, float]

BAR = " | "  # between the cells of a table row, also of one that is quoted
USUAL = "reports"  # the collection of every report that was never put into another; named so in part.sql too


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a report as it was laid out: a heading, paragraph, list item, table row or table cell.

    kind       "cell" is a paragraph inside a table of prose (the three-column template); "row" is a
               row of a table of short values, its cells joined by BAR.
    text       normalised text, one line, never empty.
    page       1-based page it stands on; None where the format has no pages.
    box        where it stands on the page, if known.
    headings   the headings above it, outermost first; for a cell the section and the row's activity too.
    row        ordinal of its table row within the document, counted from 0; None outside tables.
    column     name of its table column ("Progress"); None outside tables of prose.
    continues  True when it goes on with the previous block in mid-paragraph (a page break ran through it).
    """

    kind: BlockKind
    text: str
    page: int | None = None
    box: Box | None = None
    headings: tuple[str, ...] = ()
    row: int | None = None
    column: str | None = None
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A block together with where it stands in its document's text: `text[start:end] == block.text`."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it was read.

    id      sha256 of the file's bytes, hexadecimal.
    name    the file's name, which citations give.
    title   the report's own title, or one made from its name.
    sector  the sector working group's sector ("Illicit drugs"); None when the text does not say.
    year    the year reported on; None when neither the text nor the name says.
    body    the office that wrote it; None when not found.
    blocks  in reading order.
    pages   the stored text of each page exactly as extracted, against which quotes are checked;
            a format without pages has one.
    """

    id: str
    name: str
    title: str
    sector: str | None
    year: int | None
    body: str | None
    blocks: tuple[Block, ...]
    pages: tuple[str, ...]

    @property
    def text(self) -> str:
        """All blocks, a line each; a block that continues joins the line before it with a space."""
        return "".join(
            block.text if i == 0 else (" " if block.continues else "\n") + block.text
            for i, block in enumerate(self.blocks)
        )

    @property
    def rows(self) -> int:
        """Number of its table rows."""
        return len({block.row for block in self.blocks if block.row is not None})

    def spans(self) -> Iterator[Span]:
        """The blocks with their offsets in `text`."""
        start = 0
        for block in self.blocks:
            end = start + len(block.text)
            yield Span(block, start, end)
            start = end + 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is searched as a unit: `document.text[start:end] == text`.

    sentences  offsets of its sentences and rows, headings left out, relative to the passage's own text.
    """

    id: int
    document_id: str
    text: str
    page_first: int | None
    page_last: int | None
    headings: tuple[str, ...]
    column: str | None
    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What the library knows of one indexed document (the row that `assistant documents` shows).

    added is an ISO 8601 time in UTC; path is where the file was read from; donors are those of its ledger rows;
    collection is what decides who may see it.
    """

    document_id: str
    name: str
    title: str
    sector: str | None
    year: int | None
    body: str | None
    path: str
    pages: int
    passages: int
    rows: int
    commitments: int
    added: str
    donors: tuple[str, ...] = ()
    collection: str = USUAL


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty tuple or None does not limit.

    donor  only reports whose ledger names this donor.
    """

    documents: tuple[str, ...] = ()
    sector: str | None = None
    year: int | None = None
    donor: str | None = None


IndexStatus = Literal[
    "indexed", "unchanged", "removed", "needs-password", "needs-ocr", "unreadable", "too-large", "unsupported"
]


@dataclass(frozen=True, slots=True)
class FileStatus:
    """What became of one file: the row that `assistant index` prints."""

    name: str
    status: IndexStatus
    pages: int = 0
    passages: int = 0
    rows: int = 0
    commitments: int = 0
    seconds: float = 0.0
    message: str = ""

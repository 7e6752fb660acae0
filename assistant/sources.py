"""What a citation opens: the passage it stands in, its page as a picture, its section, the report's own file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.library.withheld import is_verbatim
from assistant.passages.quotes import Page
from assistant.pictures import Picture, Pictures
from assistant.values import Block, Box, Citation, Passage, Quoted, Report

CONTEXT = 80  # characters before and after a quote, by which it is told from the same words elsewhere on its page
SECTION = 4000  # characters of a section shown on either side of a quote


@dataclass(frozen=True, slots=True)
class Source:
    """What a citation opens: the passage, its report, and the cells of its table row as (column, text)."""

    passage: Passage
    report: Report
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a report as a picture.

    boxes   where the quote stands, as fractions of the page's width and height (left, top, right, bottom).
    quoted  whether some of the quote stands on this page; with no boxes it could not be found in the picture.
    """

    report: Report
    page: int
    pages: int
    picture: Picture
    boxes: tuple[Box, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The stretch of a report around a quote: its blocks, each with its offset in the document's text."""

    report: Report
    blocks: tuple[tuple[Block, int], ...]


class Sources:
    """The way back from what was said to where it stands. Safe to share between threads."""

    def __init__(self, store: Store, pictures: Pictures) -> None:
        self.store = store
        self.pictures = pictures

    def of_passage(self, passage_id: int) -> Source:
        """The source of a passage. Raises AssistantError where it is no longer there."""
        passage = self.store.passages([passage_id]).get(passage_id)
        report = self.store.report(passage.document_id) if passage else None
        if passage is None or report is None:
            raise AssistantError("This passage is no longer in the index. Ask the question again.")
        blocks = self.store.blocks(passage.document_id, passage.start, passage.end)
        row = next((b.row for b in blocks if b.column is not None), None)
        cells = self.store.row_cells(passage.document_id, row) if row is not None else ()
        return Source(passage, report, cells)

    def of_row(self, quoted: Quoted) -> Source:
        """What a ledger row's quote opens. Raises AssistantError where its passage is no longer there."""
        return self.of_passage(self.store.passage_at(quoted.document_id, quoted.start) or -1)

    def of_citation(self, citation: Citation) -> Source:
        """What a citation opens, also one of an earlier day, whose report may have been read again since.

        Raises AssistantError where what was quoted no longer stands there.
        """
        try:
            source = self.of_passage(citation.passage_id)
            if _holds(source, citation):
                return source
        except AssistantError:
            pass  # read again since: its passages have other ids
        report = self.store.named(citation.document)
        at = self.store.passage_at(report.document_id, citation.start) if report else None
        source = self.of_passage(at or -1)
        if not _holds(source, citation):
            raise AssistantError("The report was read again since, and this sentence stands elsewhere in it.")
        return source

    def is_verbatim(self, citation: Citation) -> bool:
        """Whether a citation's quote stands on the stored page that it names; each cell of a quoted row by itself."""
        return is_verbatim(citation, self.store)

    def page(self, document_id: str, page: int, start: int = 0, end: int = 0) -> PageView:
        """A page as a picture, with `[start, end)` of the document's text boxed as far as it stands there.

        Raises AssistantError where the report has no such page or its file cannot be drawn.
        """
        report, path = self.report(document_id), self.original(document_id)
        # Not the report's id: the same content in another collection has another.
        content = self.store.files.content(report.path) or document_id
        picture = self.pictures.page(path, content, page)
        around = self.store.placed_blocks(document_id, start - CONTEXT, end + CONTEXT) if start < end else ()
        text = _joined(around)
        first = around[0][1] if around else 0
        wanted = [
            (block.text[max(start - at, 0) : end - at], max(start, at) - first)
            for block, at in around
            if block.page == page and at < end and at + len(block.text) > start
        ]
        boxes: list[Box] = []
        for quote, at in wanted:
            before, after = text[max(0, at - CONTEXT) : at], text[at + len(quote) : at + len(quote) + CONTEXT]
            found = self.pictures.boxes(path, content, page, quote, before, after)
            if not found:
                boxes.clear()
                break  # a part that is not found would be a box around half of the quote
            boxes += found
        return PageView(report, page, picture.pages, picture, tuple(boxes), bool(wanted))

    def section(self, document_id: str, start: int, end: int) -> Section:
        """The blocks around `[start, end)` that stand under the same heading, for a report without pages.

        Raises AssistantError where the report is no longer there.
        """
        report = self.report(document_id)
        placed = self.store.placed_blocks(document_id, max(0, start - SECTION), end + SECTION)
        quoted = [i for i, (block, at) in enumerate(placed) if at < end and at + len(block.text) > start]
        if not quoted:
            raise AssistantError("The report was read again since, and this sentence stands elsewhere in it.")
        first, last = quoted[0], quoted[-1]
        top = placed[first][0].headings[:1]
        while first > 0 and placed[first - 1][0].headings[:1] == top and placed[first][0].kind != "heading":
            first -= 1
        while last + 1 < len(placed) and placed[last + 1][0].headings[:1] == top:
            last += 1
        return Section(report, placed[first : last + 1])

    def report(self, document_id: str) -> Report:
        """The report of an id. Raises AssistantError where there is none."""
        report = self.store.report(document_id)
        if report is None:
            raise AssistantError("This report is no longer in the index. Ask the question again.")
        return report

    def original(self, document_id: str) -> Path:
        """The file that a report was read from. Raises AssistantError where it is gone."""
        report = self.report(document_id)
        path = Path(report.path)
        if not path.is_file():
            raise AssistantError(f"The file of {report.name} is no longer where it was read from ({path.parent}).")
        return path


def _holds(source: Source, citation: Citation) -> bool:
    """Whether a passage is of the report that a citation names and has its words where it says."""
    passage = source.passage
    first, last = max(citation.start, passage.start), min(citation.end, passage.end)
    said = passage.text[first - passage.start : last - passage.start] if first < last else ""
    return source.report.name == citation.document and bool(Page(citation.quote).find(said))


def _joined(placed: Iterable[tuple[Block, int]]) -> str:
    """Blocks as one text in which each stands at its offset from the first."""
    text, first = "", None
    for block, at in placed:
        first = at if first is None else first
        text = text.ljust(at - first) + block.text
    return text

"""Where the sentences of a document stand: their paragraphs, the headings above these, the activity of a table row."""

from __future__ import annotations

import re
from bisect import bisect_right

from assistant.values import Block, Document

_NUMBER = re.compile(r"^(?:[A-Z](?:\.\d{1,2})*|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?\s+(?=\S)")
CAPTION = re.compile(
    r"^(?:figure|map|table|chart|box|annex|image|picture|photo)s?\b.{0,12}$|^(?:source|note)s?\s*:", re.I
)
FOOTNOTE = re.compile(r"(?P<number>\d{1,3}) (?=[A-Z“\"])")
NEAR = 12  # paragraphs within which footnotes that follow one another stand


class Places:
    """Where the sentences of a document stand."""

    def __init__(self, document: Document) -> None:
        title = bare(document.title)
        spans = [s for s in document.spans() if not s.block.continues]
        self._starts = [s.start for s in spans]
        self._blocks = [s.block for s in spans]
        self.footnotes = _footnotes(self._blocks)
        depths: dict[int, int] = {}
        for block in self._blocks:
            if block.kind == "cell" and block.row is not None:
                depths[block.row] = max(depths.get(block.row, 0), len(block.headings))
        self.naming = {  # the columns that name what the others tell of
            b.column for b in self._blocks if b.kind == "cell" and len(b.headings) < depths[b.row or 0]
        }
        self.sections: list[str] = []
        for block in self._blocks:
            above = [bare(h) for h in (block.headings[:-1] if self.activity(block) else block.headings)]
            if block.kind == "heading":
                above = [bare(block.text)]
            if above and CAPTION.search(above[-1]):  # what follows a figure belongs to what stands before it
                self.sections.append(self.sections[-1] if self.sections else "")
            else:
                self.sections.append(above[-1] if above and above[-1] != title else "")

    def at(self, start: int) -> int:
        """The number of the paragraph that holds a place of the text."""
        return bisect_right(self._starts, start) - 1

    def block(self, number: int) -> Block:
        return self._blocks[number]

    def names(self, block: Block) -> bool:
        """Whether a cell names an activity."""
        return block.kind == "cell" and block.column in self.naming

    def activity(self, block: Block) -> str:
        if block.kind != "cell" or self.names(block) or not self.naming or not block.headings:
            return ""
        return block.headings[-1]


def bare(heading: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", heading).strip()


def _footnotes(blocks: list[Block]) -> set[int]:
    """The paragraphs, by their number, that are notes at the foot of a page: they open with a number and no stop after
    it, and one with the number before or after it stands close by."""
    opens: dict[int, int] = {}
    for number, block in enumerate(blocks):
        if block.kind == "paragraph" and (match := FOOTNOTE.match(block.text)):
            opens[number] = int(match["number"])
    return {
        n
        for n, mark in opens.items()
        if any(abs(n - m) <= NEAR and abs(mark - other) == 1 for m, other in opens.items())
    }

"""A note as it is written: its title, its sections, and what stands in them. No text in it is ever markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Words within a paragraph or cell. White space at its ends counts."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A reference to a footnote, with the footnote's text: where a quote stands, and the quote."""

    text: str


Run = Text | Footnote
Cell = tuple[Run, ...]
Style = Literal["text", "bullet", "aside", "question"]
Level = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    style  "bullet" is an item of a list, "aside" a remark in small print, "question" what somebody asked.
    """

    runs: tuple[Run, ...]
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Every row has as many cells as the head, else ValueError; an empty caption is left out.

    head  names of the columns, at least one. Its row repeats on every page, so it can carry no footnotes.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.head:
            raise ValueError("a table needs at least one column")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.head):
                raise ValueError(f"row {number} has {len(row)} cells, but the head has {len(self.head)}")


Part = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Paragraphs and tables under a heading; an empty heading is left out. Levels count from 1, below the title."""

    heading: str
    parts: tuple[Part, ...]
    level: Level = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A note of one or more sections.

    lead      short lines under the title: date, what was covered.
    language  BCP 47, for spelling checks and screen readers.
    """

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str = "en-GB"

"""How well a report could be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Trait = Literal[
    "text", "sentences", "tables", "columns", "headings", "commitments", "language", "facts", "copies", "namesakes"
]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another report, and which share of this one's text (0 to 1) stands there word for word."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Quality:
    """What was recovered from a report, counted.

    pages        of the file; 0 where the format has none.
    blank_pages  numbers of the pages without text.
    characters   of all text.
    sentences    how many can be quoted; table rows count as one.
    tables, rows  tables, and rows of all tables.
    columns      of tables of prose: (column, in how many rows something stands in it), leftmost first.
    languages    (ISO 639 code, share of the pages that are long enough to tell), most first; empty when unsure.
    missing      "sector" and "year", where neither the report nor a person says them.
    copies       reports that share much of the text, most first.
    namesakes    names of other reports with the same title, sector and year.
    doubts       what a person should look at.
    """

    pages: int
    blank_pages: tuple[int, ...]
    characters: int
    passages: int
    sentences: int
    tables: int
    rows: int
    columns: tuple[tuple[str, int], ...]
    headings: int
    commitments: int
    languages: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    copies: tuple[Likeness, ...]
    namesakes: tuple[str, ...]
    doubts: tuple[Trait, ...]

"""What the library holds, in counts: by sector and year, by donor, and what answers were made of most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """How much there is of one sector and year; None where the reports do not say theirs."""

    sector: str | None
    year: int | None
    reports: int
    passages: int


@dataclass(frozen=True, slots=True)
class Giver:
    """A donor, and how many rows of the ledger name it; a row of two donors counts with both."""

    donor: str
    commitments: int


@dataclass(frozen=True, slots=True)
class Used:
    """A sentence of a report, and how many answers it was quoted in.

    start, end  its offsets in the document's text.
    """

    text: str
    answers: int
    document_id: str
    title: str
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name as the reports explain it ("BLO", "Border Liaison Office"), and how many reports use it."""

    short: str
    long: str
    reports: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What can be asked about.

    commitments  rows of the ledger, each commitment once.
    givers, used, names
                 the most frequent ones, most frequent first.
    """

    reports: int
    pages: int
    passages: int
    commitments: int
    cells: tuple[Cell, ...]
    givers: tuple[Giver, ...]
    used: tuple[Used, ...]
    names: tuple[ShortName, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years reported on, in order."""
        return tuple(sorted({cell.year for cell in self.cells if cell.year is not None}))

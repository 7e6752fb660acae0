"""What is found and said: evidence, citations, statements, and the answer that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.values.reports import Filters, Passage, Report

COLUMNS = "(columns: "  # before the heads of a statement's rows, which a bracket closes


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a search found. `score` is between 0 and 1 within one search; rank counts from 1."""

    passage: Passage
    report: Report
    rank: int
    score: float
    found_by: tuple[Literal["meaning", "words"], ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and where it stands: a slice of the stored text of `page`, white space folded.

    start, end  offsets in the document's text of what the quote supports.
    """

    marker: int
    passage_id: int
    document: str
    page: int | None
    quote: str
    start: int
    end: int
    headings: tuple[str, ...]
    column: str | None


Planned = Literal["wholly", "partly"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the citations it stands on (at least one).

    planned  whether it tells of a plan ("scheduled for", "expected to"), wholly or in part; None where it does not.
    """

    text: str
    citations: tuple[Citation, ...]
    planned: Planned | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence that was taken out of an answer, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked at: the number of reports, the filters in force, and what came nearest."""

    documents: int
    filters: Filters
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is told. No statements means silence; `why_silent` then explains it.

    understood  the question as it was searched (a follow-up completed from the conversation).
    sureness    in a person's words; None for a silence.
    seconds     from the question to the answer.
    notes       what an answer leaves open, in sentences: a side of a comparison that is missing, what a list covers.
    known       with a silence on an amount: the commitments that are known, each quoted.
    written_by  the language model that wrote some of the statements, as a person may see it; "" for quotes alone.
    """

    question: str
    understood: str
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    rejected: tuple[Rejected, ...]
    searched: Searched
    sureness: Literal["direct", "likely", "weak"] | None
    why_silent: str
    seconds: float
    notes: tuple[str, ...] = ()
    known: tuple[Statement, ...] = ()
    written_by: str = ""

    @property
    def status(self) -> Literal["answered", "abstained"]:
        return "answered" if self.statements else "abstained"

    @property
    def text(self) -> str:
        """The answer as a person reads it, without markers."""
        return " ".join([*(s.text for s in self.statements), *self.notes]) if self.statements else self.why_silent

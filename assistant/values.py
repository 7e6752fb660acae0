"""The values that flow through the assistant: file → Document → Passage → Evidence → Answer.

All are frozen; all sequences are tuples. Offsets count characters, pages count from 1, and boxes are
PDF points `(left, top, right, bottom)` with the origin at the page's top left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row", "cell"]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of a report as it was laid out: a heading, paragraph, list item, table row or table cell.

    kind       "cell" is a paragraph inside a table of prose (the three-column template); "row" is a
               row of a table of short values, its cells joined by " | ".
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

    added is an ISO 8601 time in UTC; path is where the file was read from.
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


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to; an empty tuple or None does not limit."""

    documents: tuple[str, ...] = ()
    sector: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class LedgerFilters:
    """What a look into the ledger is limited to; None does not limit.

    donor   a name or alias ("AusAID" finds Australia).
    year    of the report, not of the money.
    status  a status, or its first word ("supports").
    wrong   rows that a person marked as wrong are shown too.
    """

    donor: str | None = None
    sector: str | None = None
    year: int | None = None
    status: str | None = None
    documents: tuple[str, ...] = ()
    wrong: bool = False


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

    @property
    def status(self) -> Literal["answered", "abstained"]:
        return "answered" if self.statements else "abstained"

    @property
    def text(self) -> str:
        """The answer as a person reads it, without markers."""
        return " ".join([*(s.text for s in self.statements), *self.notes]) if self.statements else self.why_silent


CurrencyBasis = Literal["written", "assumed from the donor", "not stated"]
CommitmentStatus = Literal[
    "pledged", "announced", "committed", "contributed", "disbursed", "supports (amount not stated)"
]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a report's text that tells of a commitment, as it stands on its page (white space folded).

    start, end  its offsets in the document's text.
    """

    document_id: str
    document: str
    page: int | None
    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One row of the ledger: who gives what to whom, standing on a quote.

    id              the same as long as report, donor, amount and quote are: what a correction is kept under.
    donor           the donor's usual name; "Not named" where the report names none.
    donor_code      ISO 3166 alpha-3 of a country, else the body's usual acronym; None where neither is known.
    amount_as_written, value, currency
                    as the quote has them; value in whole units of the currency; None where no amount is written.
    currency        ISO 4217; None where the report does not say which ("$30 million").
    implementer     bodies joined by "; "; None where not said.
    scope           "country", "regional", "global", or the place that the quote names; None where not said.
    date            ISO 8601, as exact as the quote: "2019", "2019-08" or "2019-08-12"; None where not said.
    quotes          the quote, then others that it needs or that tell the same again; never empty.
    contradicted    another row of the same report gives another amount for the same thing.
    corrected       names of the fields that a person set in place of what was extracted.
    wrong           a person marked the row as wrong.
    """

    id: str
    report_year: int | None
    sector: str | None
    donor: str
    donor_code: str | None
    amount_as_written: str | None
    value: float | None
    currency: str | None
    currency_basis: CurrencyBasis
    status: CommitmentStatus
    implementer: str | None
    recipient_or_purpose: str | None
    scope: str | None
    date: str | None
    quotes: tuple[Quoted, ...]
    contradicted: bool = False
    corrected: tuple[str, ...] = ()
    wrong: bool = False

    @property
    def quote(self) -> Quoted:
        """The sentence that the row stands on."""
        return self.quotes[0]


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

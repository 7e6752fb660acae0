"""The forms of the API, as `assistant … --json` prints them (docs: contract of the command line)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Year = Annotated[int, Field(ge=1000, le=9999)]


class Turn(BaseModel):
    """An earlier turn of a conversation."""

    role: Literal["user", "assistant"]
    text: Annotated[str, Field(max_length=20_000)]


class Limits(BaseModel):
    """What a request is limited to; what is left out does not limit."""

    model_config = ConfigDict(extra="forbid")

    documents: Annotated[list[Name], Field(max_length=1000)] = []
    sector: Name | None = None
    year: Year | None = None
    donor: Annotated[Name | None, Field(description="Only reports whose ledger names this donor.")] = None


class Ask(Limits):
    """A question, and the turns before it."""

    question: Text
    history: Annotated[list[Turn], Field(max_length=50)] = []
    written: Annotated[bool, Field(description="In a language model's words, each sentence checked.")] = False


class Citation(BaseModel):
    marker: int
    document: str
    page: int | None = Field(description="Counted from 1; null where the format has no pages.")
    quote: str = Field(description="Verbatim; the cells of a table row are joined by ' | '.")
    headings: list[str]
    column: str | None


class Statement(BaseModel):
    text: str
    planned: Literal["wholly", "partly"] | None
    citations: list[Citation]


class Passage(BaseModel):
    document: str
    page: int | None
    text: str
    headings: list[str]
    column: str | None


class Ranked(Passage):
    rank: int
    score: float
    found_by: list[Literal["meaning", "words"]]


class Rejected(BaseModel):
    text: str
    why: str


class Searched(BaseModel):
    documents: int
    filters: dict[str, Any]
    nearest: list[str]


class Prediction(BaseModel):
    """An answer: statements with their quotes, or none, and then why."""

    id: str | None
    question: str
    understood: str
    status: Literal["answered", "abstained"]
    sureness: Literal["direct", "likely", "weak"] | None
    text: str
    statements: list[Statement]
    notes: list[str]
    known: list[Statement]
    evidence: list[Passage]
    rejected: list[Rejected]
    searched: Searched
    seconds: float


class Report(BaseModel):
    """An indexed report. The path of its file is the server's own affair, and left out."""

    document_id: str
    name: str
    title: str
    sector: str | None
    year: int | None
    body: str | None
    pages: int
    passages: int
    rows: int
    commitments: int
    added: str
    donors: list[str]
    collection: str


class Commitment(BaseModel):
    """A row of the ledger; `value` is null where no amount is written."""

    model_config = ConfigDict(extra="allow")

    document: str
    page: int | None
    report_year: int | None
    sector: str | None
    donor: str
    donor_code: str | None
    amount_as_written: str | None
    value: float | None
    currency: str | None
    currency_basis: str
    status: str
    implementer: str | None
    recipient_or_purpose: str | None
    scope: str | None
    date: str | None
    quote: str
    headings: list[str]
    column: str | None


class Draft(Limits):
    """A text to be checked against the reports."""

    text: Annotated[str, Field(min_length=1, max_length=200_000)]


class Difference(BaseModel):
    kind: str
    draft: str
    report: str


class Checked(BaseModel):
    """What the reports have on a sentence of a draft; paragraphs and offsets count from 0."""

    sentence: str
    paragraph: int
    start: int
    end: int
    finding: str
    differences: list[Difference]
    missing: list[str]
    citations: list[Citation]

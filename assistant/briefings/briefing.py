"""A briefing: what it is on, what it says, and where each sentence of it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain, count
from typing import Literal

from assistant.values import Citation, Commitment, Rejected, Report, Statement

PartName = Literal["facts", "changes", "progress", "challenges", "donors", "planned", "silences"]
STATEMENTS: tuple[PartName, ...] = ("facts", "progress", "challenges", "planned", "silences")
"""The parts whose sentences are quotes, one by one; the others are tables."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a briefing is on; empty does not limit.

    topic    "" for all that the reports tell.
    donors   by name or alias; only reports whose ledger names one of them, and only what is told of them.
    documents  names of reports.
    """

    topic: str = ""
    sectors: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    donors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Scope()


@dataclass(frozen=True, slots=True)
class Most:
    """How many entries each part may have. The defaults make a note of about two pages."""

    facts: int = 4
    changes: int = 3
    progress: int = 4
    challenges: int = 3
    donors: int = 5
    planned: int = 2
    silences: int = 1

    @property
    def statements(self) -> int:
        """How many statements there can be, rows of the ledger apart."""
        return self.facts + 2 * self.changes + self.progress + self.challenges + self.planned + self.silences

    @staticmethod
    def of(statements: int) -> Most:
        """Room for so many statements, shared out as the defaults are."""
        usual = Most()
        return Most(*(-(-getattr(usual, f.name) * statements // usual.statements) for f in fields(Most)))


@dataclass(frozen=True, slots=True)
class Step:
    """How far the making has come."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: one sentence of a report, with those around it that it cannot be understood without.

    key   names its sentences, so that it can be found again: document id, offsets, and the same of `also`.
    also  where another report tells the same.
    """

    key: str
    statement: Statement
    report: Report
    also: tuple[Citation, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        return (*self.statement.citations, *self.also)


@dataclass(frozen=True, slots=True)
class Change:
    """The same output in the last report and in the one before it, side by side."""

    output: str
    earlier: Said
    later: Said

    @property
    def key(self) -> str:
        return f"{self.earlier.key}~{self.later.key}"

    @property
    def citations(self) -> tuple[Citation, ...]:
        return (*self.earlier.citations, *self.later.citations)


@dataclass(frozen=True, slots=True)
class Funds:
    """A row of the ledger; several where one sentence names donors who give the same together without an amount."""

    rows: tuple[Commitment, ...]
    citations: tuple[Citation, ...]

    @property
    def key(self) -> str:
        return "+".join(row.id for row in self.rows)

    @property
    def donor(self) -> str:
        return "; ".join(row.donor for row in self.rows)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that was made, on what was looked at and not found. It quotes nothing."""

    text: str

    @property
    def key(self) -> str:
        return self.text

    @property
    def citations(self) -> tuple[Citation, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence that the author added."""

    text: str

    @property
    def key(self) -> str:
        return ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        return ()


Entry = Said | Change | Funds | Line | Own


@dataclass(frozen=True, slots=True)
class Part:
    """The entries under one heading."""

    name: PartName
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model wrote of a briefing's statements, as far as they carry it; its citations are theirs.

    note  who wrote it, or why there is no sentence.
    """

    statements: tuple[Statement, ...]
    rejected: tuple[Rejected, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Used:
    """A report, and how many entries of the briefing quote it."""

    report: Report
    entries: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """A note on a scope.

    purpose   what it covers, in a sentence.
    coverage  how many reports it draws on, and which years are missing.
    parts     in reading order, none of them empty; none at all where the reports tell nothing, and `purpose` says so.
    reports   that are within the scope.
    summary   None where no language model was asked for one.
    """

    scope: Scope
    title: str
    purpose: str
    coverage: str
    made: dt.date
    parts: tuple[Part, ...]
    reports: tuple[Report, ...]
    summary: Summary | None = None

    @property
    def sources(self) -> tuple[Used, ...]:
        """The reports that are quoted, newest first."""
        return tuple(used for used in uses(self.parts, self.reports) if used.entries)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each once, in the order of their markers."""
        return tuple({c.marker: c for part in self.parts for entry in part.entries for c in entry.citations}.values())


def uses(parts: Sequence[Part], reports: Sequence[Report]) -> tuple[Used, ...]:
    """All reports, newest first, each with the number of entries that quote it."""
    quoting = [{c.document for c in entry.citations} for part in parts for entry in part.entries]
    newest_first = sorted(reports, key=lambda r: (-(r.year or 0), r.sector or "~", r.name))
    return tuple(Used(r, sum(r.name in names for names in quoting)) for r in newest_first)


def numbered(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with their citations' markers counted from 1 in reading order."""
    markers = count(1)
    return tuple(replace(part, entries=tuple(_numbered(entry, markers) for entry in part.entries)) for part in parts)


def _numbered(entry: Entry, markers: Iterator[int]) -> Entry:
    def marked(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(replace(citation, marker=next(markers)) for citation in citations)

    def said(one: Said) -> Said:
        statement = replace(one.statement, citations=marked(one.statement.citations))
        return replace(one, statement=statement, also=marked(one.also))

    if isinstance(entry, Said):
        return said(entry)
    if isinstance(entry, Change):
        return replace(entry, earlier=said(entry.earlier), later=said(entry.later))
    if isinstance(entry, Funds):
        return replace(entry, citations=marked(entry.citations))
    return entry


def statements(parts: Sequence[Part]) -> tuple[Said, ...]:
    """Every statement of the parts, those side by side included."""
    entries = chain.from_iterable(part.entries for part in parts)
    found: list[Said] = []
    for entry in entries:
        if isinstance(entry, Change):
            found += (entry.earlier, entry.later)
        elif isinstance(entry, Said):
            found.append(entry)
    return tuple(found)

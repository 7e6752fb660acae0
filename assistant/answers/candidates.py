"""Candidate sentences: what may be said, before it is decided what is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.values import Evidence
from assistant.values.answers import COLUMNS
from assistant.values.reports import BAR

_NUMBER = re.compile(r"(?:and\s+)?\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)|[•▪●–-]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a document's text: `document.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a found passage. `start` and `end` in the document's text; a larger `score` answers better.

    before  the sentence that it leans on ("The unit was …"), without which it cannot be understood.
    items   the items of the list, or the rows of the table, that it announces.
    heads   for a row of figures the rows that head its columns, without which its figures say nothing.
    rows    for a row of figures that is said with others of its table: all of them, itself too, as they are read.
    kind    "row" where it was found to be a row of figures; else "".
    about   for a row of figures what its table and its part of it say that they are about.
    named   for a row of figures how far the question names it, 0 to 1.
    table   for a row of figures where its table starts in the document's text.
    """

    evidence: Evidence
    text: str
    start: int
    end: int
    score: float = 0.0
    before: tuple[Stretch, ...] = ()
    items: tuple[Stretch, ...] = ()
    heads: tuple[Stretch, ...] = ()
    rows: tuple[Stretch, ...] = ()
    kind: str = ""
    about: str = ""
    named: float = 0.0
    table: int | None = None

    @property
    def is_row(self) -> bool:
        return BAR in self.text

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """All that is said, in reading order, the heads of columns last."""
        if self.rows:
            return (*self.before, *self.rows, *self.heads)
        return (*self.before, Stretch(self.text, self.start, self.end), *self.items, *self.heads)

    @property
    def said(self) -> str:
        """The candidate as a person reads it, with all that it takes to understand it."""
        if self.rows:
            caption = " ".join(s.text if s.text[-1:] in ".:!?" else f"{s.text}:" for s in self.before)
            rows = "; ".join(row.text for row in self.rows)
            columns = f"{COLUMNS}{'; '.join(head.text for head in self.heads)})" if self.heads else ""
            return " ".join(part for part in (caption, rows, columns) if part)
        items = _in_a_line(self.items)
        before = " ".join(s.text if s.text[-1:] in ".:!?;" or not self.is_row else f"{s.text}:" for s in self.before)
        return " ".join(part for part in (before, self._row, items) if part)

    @property
    def _row(self) -> str:
        """The text; of a row of figures its cells with the heads of their columns."""
        if not self.heads:
            return self.text
        cells, heads = self.text.split(BAR), [head.text.split(BAR) for head in self.heads]
        if len(heads) == 1 and len(heads[0]) == len(cells):
            return "; ".join(f"{head}: {cell}" for head, cell in zip(heads[0], cells, strict=True))
        if len(heads) == 1 and len(heads[0]) == len(cells) - 1:
            pairs = "; ".join(f"{head}: {cell}" for head, cell in zip(heads[0], cells[1:], strict=True))
            return f"{cells[0]} – {pairs}"
        return f"{self.text} {COLUMNS}{'; '.join(head.text for head in self.heads)})"

    def scored(self, score: float) -> Candidate:
        return replace(self, score=score)


def _in_a_line(items: tuple[Stretch, ...]) -> str:
    """Items one after another: a semicolon stands between two unless the first ends a sentence."""
    said = ""
    for item in items:
        between = " " if said.endswith((".", "!", "?")) else "; " if said else ""
        said += between + item.text.rstrip(" ;,")
    return said


def sentences_of(evidence: Evidence) -> tuple[Candidate, ...]:
    """All sentences of a passage, in order."""
    p = evidence.passage
    found = []
    for a, b in p.sentences:
        # A paragraph's number is layout, not part of what it says; a table's row is one of the document's blocks.
        number = None if BAR in p.text[a:b] else _NUMBER.match(p.text, a, b)
        left = number.end() if number else a
        found.append(Candidate(evidence, p.text[left:b], p.start + left, p.start + b))
    return tuple(found)

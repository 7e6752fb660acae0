"""Which sentences are said: one or two for a fact, more for a list, in the order of the reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from assistant.answers.candidates import Candidate
from assistant.answers.codes import asked_codes, of_codes
from assistant.answers.cues import relates
from assistant.answers.fit import of_another_year
from assistant.answers.rows import in_tables
from assistant.search.query import Query, is_about
from assistant.tuning import (
    FACT_MARGIN,
    LIST_MARGIN,
    MOST_FACTS,
    MOST_LISTED,
    MOST_OF_PARTS,
    NAMED_OUTRIGHT,
    PARTS_MARGIN,
)

Complete = Callable[[Candidate], Candidate | None]
"""A sentence → the sentence with what it takes to understand it; None for one that says nothing."""


def choose(query: Query, candidates: Sequence[Candidate], complete: Complete) -> tuple[Candidate, ...]:
    """The best candidate and those close behind it, completed, grouped by report and in reading order within one.

    candidates  best first.
    """
    if not candidates:
        return ()
    margin, most = _room(query)
    worth = [c for c in candidates if _says_something(c)] or list(candidates)
    if query.kind == "list":
        # A list about somebody holds what is said of them, and nothing else.
        worth = [c for c in worth if _names_all(query, c) and relates(query.text, c.text)] or worth
    if _in_column(query, worth[0]):
        # What stands in the column that is asked about is not mixed with what stands elsewhere.
        worth = [c for c in worth if _in_column(query, c)]
    if not of_another_year(query, worth[0]):
        # Nor is what is of the year that is asked about with what is of others.
        worth = [c for c in worth if not of_another_year(query, c)]
    near = [c for c in worth if c.score >= worth[0].score - margin]
    # The heads of a table's columns may be named as well as a row of it, and say nothing.
    named = (c for c in worth if c.named >= NAMED_OUTRIGHT and complete(c))
    rows = of_codes(asked_codes(query.text), candidates) or list(islice(named, 1))
    near = [*rows, *(c for c in near if c not in rows)]
    said: tuple[Candidate, ...] = ()
    for candidate in near:
        if whole := complete(candidate):
            more = in_tables((*said, whole))
            if len(more) > most:
                break
            said = more
    return in_order(said)


def _room(query: Query) -> tuple[float, int]:
    """How far behind the best a sentence may be, and how many are said."""
    if query.kind == "list":
        return LIST_MARGIN, MOST_LISTED
    if query.parts > 1 or query.several:
        return PARTS_MARGIN, MOST_OF_PARTS
    return FACT_MARGIN, MOST_FACTS


def _says_something(candidate: Candidate) -> bool:
    """A heading or a bare label is no statement."""
    return candidate.text.count(" ") >= 2


def _in_column(query: Query, candidate: Candidate) -> bool:
    column = candidate.evidence.passage.column
    return query.column is not None and column is not None and is_about(query.column, column)


def _names_all(query: Query, candidate: Candidate) -> bool:
    text = candidate.text.lower()
    return all(name.lower() in text for name in query.names)


def in_order(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Each sentence once; the report of the best one first; within a report as it is read."""
    brought = [
        (c.evidence.passage.document_id, range(stretch.start, stretch.end))
        for c in chosen
        for stretch in (*c.before, *c.items, *c.rows)
        if stretch.start != c.start
    ]
    once = {(c.evidence.passage.document_id, c.start): c for c in chosen}
    for document, start in tuple(once):
        if any(document == its and start in there for its, there in brought):
            del once[document, start]
    order = list(dict.fromkeys(c.evidence.passage.document_id for c in chosen))
    return tuple(sorted(once.values(), key=lambda c: (order.index(c.evidence.passage.document_id), c.start)))

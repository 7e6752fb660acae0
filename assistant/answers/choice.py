"""Which sentences are said: one or two for a fact, more for a list, in the order of the reports."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.candidates import Candidate
from assistant.search.query import Query
from assistant.tuning import FACT_MARGIN, LIST_MARGIN, MOST_FACTS, MOST_LISTED


def choose(query: Query, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best candidate and those close behind it, grouped by report and in reading order within one.

    candidates  best first.
    """
    if not candidates:
        return ()
    several = query.kind in ("list", "compare")
    margin, most = (LIST_MARGIN, MOST_LISTED) if several else (FACT_MARGIN, MOST_FACTS)
    near = [c for c in candidates if c.score >= candidates[0].score - margin and _says_something(c)][:most]
    return _by_report(near or list(candidates[:1]))


def _says_something(candidate: Candidate) -> bool:
    """A heading or a bare label is no statement."""
    return candidate.text.count(" ") >= 2


def _by_report(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The report of the best sentence first; within a report as it is read."""
    order = list(dict.fromkeys(c.evidence.passage.document_id for c in chosen))
    return tuple(sorted(chosen, key=lambda c: (order.index(c.evidence.passage.document_id), c.start)))

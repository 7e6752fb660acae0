"""Signs for silence that a person would accept: names, years and kinds of answer that are not where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.candidates import Candidate
from assistant.answers.cues import holds
from assistant.search.query import YEAR, Query
from assistant.tuning import ABSENT_NAME, MISSING_KIND, OTHER_YEAR
from assistant.values import Evidence


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against an answer.

    absent        names of the question that are in none of the permitted reports.
    other_year    it names a year, and the best sentences are about another.
    missing_kind  it asks for a person, a figure, a date or a place, and the best sentences hold none.
    """

    absent: tuple[str, ...]
    other_year: bool
    missing_kind: bool

    @property
    def weight(self) -> float:
        """What they take off the log-odds of an answer."""
        return ABSENT_NAME * bool(self.absent) + OTHER_YEAR * self.other_year + MISSING_KIND * self.missing_kind


def signs(query: Query, best: Sequence[Candidate], absent: Sequence[str]) -> Signs:
    """The signs around the best sentences (at least one); `absent` are the names that are in no report."""
    first = best[0].evidence
    asked = frozenset(query.words)
    return Signs(
        absent=tuple(absent),
        other_year=_other_year(query, best, first),
        missing_kind=not any(holds(query.kind, c.text, asked) for c in best),
    )


def _other_year(query: Query, best: Sequence[Candidate], first: Evidence) -> bool:
    if not query.years:
        return False
    asked = {str(year) for year in query.years}
    said = set(YEAR.findall(" ".join(c.text for c in best)))
    if said:
        return not asked & said
    return not asked & set(YEAR.findall(_surroundings(first)))


def _surroundings(evidence: Evidence) -> str:
    p, report = evidence.passage, evidence.report
    return " ".join([report.title, report.name, report.sector or "", str(report.year or ""), *p.headings, p.text])

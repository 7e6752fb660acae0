"""Signs for silence that a person would accept: names, years and kinds of answer that are not where they belong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answers.candidates import Candidate
from assistant.answers.cues import holds
from assistant.passages.words import content_words
from assistant.search.query import Query
from assistant.tuning import ABSENT_NAME, DISTANT_NAME, MISSING_KIND, OTHER_YEAR
from assistant.values import Evidence

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against an answer.

    absent        names of the question that are in none of the permitted reports.
    distant       share of its names that are not near the best sentence (its passage, headings, report).
    other_year    it names a year, and the best sentences are about another.
    missing_kind  it asks for a person, a figure, a date or a place, and the best sentences hold none.
    """

    absent: tuple[str, ...]
    distant: float
    other_year: bool
    missing_kind: bool

    @property
    def weight(self) -> float:
        """What they take off the log-odds of an answer."""
        return (
            ABSENT_NAME * bool(self.absent)
            + DISTANT_NAME * self.distant
            + OTHER_YEAR * self.other_year
            + MISSING_KIND * self.missing_kind
        )


def signs(query: Query, best: Sequence[Candidate], absent: Sequence[str], stem: Callable[[str], str]) -> Signs:
    """The signs around the best sentences (at least one); `absent` are the names that are in no report."""
    first = best[0].evidence
    near = _stems(_surroundings(first), stem)
    named = [word for name in query.names for word in name.split()]
    wanted = [stem(w.lower()) for w in named if not w[:1].isdigit()]
    distant = sum(w not in near for w in wanted) / len(wanted) if wanted else 0.0
    asked = frozenset(query.words)
    return Signs(
        absent=tuple(absent),
        distant=distant,
        other_year=_other_year(query, best, first),
        missing_kind=not any(holds(query.kind, c.text, asked) for c in best),
    )


def _other_year(query: Query, best: Sequence[Candidate], first: Evidence) -> bool:
    if not query.years:
        return False
    asked = {str(year) for year in query.years}
    said = set(_YEAR.findall(" ".join(c.text for c in best)))
    if said:
        return not asked & said
    return not asked & set(_YEAR.findall(_surroundings(first)))


def _surroundings(evidence: Evidence) -> str:
    p, report = evidence.passage, evidence.report
    return " ".join([report.title, report.name, report.sector or "", str(report.year or ""), *p.headings, p.text])


def _stems(text: str, stem: Callable[[str], str]) -> frozenset[str]:
    return frozenset(stem(text[a:b].lower()) for a, b in content_words(text))

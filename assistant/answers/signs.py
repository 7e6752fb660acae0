"""Signs for silence that a person would accept: names, years and kinds of answer that are not where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answers.candidates import Candidate
from assistant.answers.countries import asks_for_country, names_country
from assistant.answers.cues import asks_to_compute, holds, states
from assistant.search.query import YEAR, Query
from assistant.tuning import (
    ABSENT_NAME,
    FAR_NAME,
    FAR_NAME_OF_MONEY,
    MISSING_KIND,
    MISSING_SOFT_KIND,
    OTHER_YEAR,
    TO_COMPUTE,
)
from assistant.values import Evidence


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks against an answer.

    name          names of the question are in no report, or nowhere around the best sentences: by how much that speaks
                  against them, more where it is asked whose money it was.
    other_year    it names a year, and the best sentences are about another.
    missing_kind  it asks for a person, a figure, a date or a place, and the best sentences hold none: by how much that
                  speaks against them.
    to_compute    the answer has to be worked out, and the best sentences do not state it.
    """

    name: float
    other_year: bool
    missing_kind: float
    to_compute: bool

    @property
    def weight(self) -> float:
        """What they take off the log-odds of an answer."""
        return self.name + OTHER_YEAR * self.other_year + self.missing_kind + TO_COMPUTE * self.to_compute


def signs(
    query: Query, best: Sequence[Candidate], absent: Sequence[str], known_as: Mapping[str, frozenset[str]]
) -> Signs:
    """The signs around the best sentences (at least one; of up to three, the first two count most).

    absent    the names that are in no report.
    known_as  what else reports call a word of a name, in lower case.
    """
    two = best[:2]
    return Signs(
        name=_weight_of_names(query, two, absent, known_as),
        other_year=_other_year(query, two, best[0].evidence),
        to_compute=asks_to_compute(query.in_full) and not any(states(query.text, c.text) for c in two),
        missing_kind=_missing_kind(query, best),
    )


def _answers_in_kind(query: Query, candidate: Candidate, asked: frozenset[str]) -> bool:
    if query.kind == "place" and asks_for_country(query.text):
        return names_country(candidate.text, asked)
    return holds(query.kind, candidate.text, asked)


def _missing_kind(query: Query, best: Sequence[Candidate]) -> float:
    """How surely sentences without the kind of thing asked for are no answer: a figure, a date or a country is known
    when it is there, and ought to be in the first two; a reason or a person has many forms."""
    asked = frozenset(query.words)
    sure = query.kind in ("amount", "number", "date") or (query.kind == "place" and asks_for_country(query.text))
    if any(_answers_in_kind(query, c, asked) for c in (best[:2] if sure else best)):
        return 0.0
    return MISSING_KIND if sure else MISSING_SOFT_KIND


def _weight_of_names(
    query: Query, best: Sequence[Candidate], absent: Sequence[str], known_as: Mapping[str, frozenset[str]]
) -> float:
    if _far(query, best, known_as):
        return FAR_NAME_OF_MONEY if query.kind == "amount" else FAR_NAME
    return ABSENT_NAME if absent else 0.0


def _far(query: Query, best: Sequence[Candidate], known_as: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    around = [_surroundings(c.evidence).lower() for c in best]

    def near(word: str, text: str) -> bool:
        return word.lower().rstrip("s") in text or any(name in text for name in known_as.get(word, ()))

    return tuple(
        name for name in query.names if not any(all(near(word, text) for word in name.split()) for text in around)
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

"""Rows of figures that a question names by their label ("boat fares" of "Boat fares 4,210 3,975")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.library.library import Library
from assistant.passages.figures import labels, named
from assistant.passages.stems import stem
from assistant.search.matching import rarity
from assistant.search.query import Query
from assistant.values import Passage, Report

Weights = Mapping[str, float]
"""The stem of each word of a question → how much it tells, 0 to 1."""


def telling(library: Library, words: Sequence[str]) -> Weights:
    """How much each word tells, by its stem."""
    return dict(zip(map(stem, words), rarity(library, words).tolist(), strict=True))


def asks_for_figures(query: Query) -> bool:
    """Whether a figure may answer it."""
    return query.column is None and query.kind not in ("person", "place", "reason", "list")


def label_named(query: Query, weights: Weights, of_row: str, about: str, report: Report) -> float:
    """How far a question names a row by its label, 0 to 1: what it says of the report and its year is left out.

    about  what the row's table says that it is about.
    """
    of_report = f"{report.title} {report.name}".lower()
    left_out = {stem(word.lower()) for name in query.names for word in name.split() if word.lower() in of_report}
    left_out |= {str(year) for year in query.years}
    return named(of_row, {s: w for s, w in weights.items() if s not in left_out}, stem, about)


def best_named(query: Query, weights: Weights, passage: Passage, report: Report) -> float:
    """How far the question names one of the passage's rows of figures, 0 to 1: the most of any."""
    known = {its for a, b in passage.sentences for its in labels(passage.text[a:b])}
    return max((label_named(query, weights, its, "", report) for its in known), default=0.0)

"""A score for the report before the passage's own: does the question name it?"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.search.query import Query
from assistant.values import Report

_PIECE = re.compile(r"[A-Za-z]+|\d+")


def name_words(report: Report) -> frozenset[str]:
    """The words of a report's name, title and sector, and its year, in lower case."""
    text = " ".join(filter(None, [report.name.rsplit(".", 1)[0], report.title, report.sector, str(report.year or "")]))
    return frozenset(piece.lower() for piece in _PIECE.findall(text) if len(piece) > 2 or piece.isdigit())


def prior(query: Query, reports: Sequence[Report]) -> dict[str, float]:
    """Per document id 0–1: the weight of the question's words and years that name this report among these.

    A word weighs log(reports / reports that bear it): one that all share tells nothing.
    """
    names = {r.document_id: name_words(r) for r in reports}
    bearers = Counter(word for words in names.values() for word in words)
    asked = {*query.words, *map(str, query.years)}
    asked |= {piece.lower() for word in asked for piece in _PIECE.findall(word) if len(piece) > 2}
    weights = {w: math.log(len(reports) / bearers[w]) for w in asked if bearers[w]}
    scores = {d: sum(weights.get(w, 0.0) for w in words & weights.keys()) for d, words in names.items()}
    top = max(scores.values(), default=0.0)
    return {d: score / top if top > 0 else 0.0 for d, score in scores.items()}

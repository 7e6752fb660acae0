"""Candidate sentences: every sentence of the best passages, with how well it answers the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.values import Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer. `start` and `end` in the document's text; `score` larger is better."""

    evidence: Evidence
    text: str
    start: int
    end: int
    score: float


def sentences_of(evidence: Sequence[Evidence]) -> list[Candidate]:
    """All sentences of the passages, unscored, each once even where passages overlap."""
    seen: set[tuple[str, int, int]] = set()
    out: list[Candidate] = []
    for e in evidence:
        p = e.passage
        for a, b in p.sentences:
            key = (p.document_id, p.start + a, p.start + b)
            if key not in seen:
                seen.add(key)
                out.append(Candidate(e, p.text[a:b], p.start + a, p.start + b, 0.0))
    return out

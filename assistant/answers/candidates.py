"""Candidate sentences: what may be said, before it is decided what is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.values import Evidence


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a found passage. `start` and `end` in the document's text; a larger `score` answers better."""

    evidence: Evidence
    text: str
    start: int
    end: int
    score: float = 0.0

    def scored(self, score: float) -> Candidate:
        return replace(self, score=score)


def sentences_of(evidence: Evidence) -> tuple[Candidate, ...]:
    """All sentences of a passage, in order."""
    p = evidence.passage
    return tuple(Candidate(evidence, p.text[a:b], p.start + a, p.start + b) for a, b in p.sentences)

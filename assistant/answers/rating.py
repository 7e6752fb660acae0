"""Evidence → rated sentences: the library's vectors and counts brought to the features, the scorer applied."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answers.candidates import Candidate, sentences_of
from assistant.answers.context import as_said
from assistant.answers.features import Asked, Seen, has_all, measure, see
from assistant.answers.fit import assurance, fit, named_row, table_covers
from assistant.answers.rows import with_about
from assistant.answers.scorer import Scorer
from assistant.answers.signs import signs
from assistant.answers.unlike import unlike
from assistant.library.codes import restore
from assistant.library.encoder import Encoded
from assistant.library.library import Library
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.search import Query, known_as, rarity
from assistant.tuning import BEST_SCORE, HAS_ALL, MOST_FACTS, UNLIKE, USUAL_SCORE
from assistant.values import Evidence


@dataclass(frozen=True, slots=True)
class Rated:
    """All candidate sentences, best first, the probability that they answer the question, and the words of the
    question that nothing is like."""

    candidates: tuple[Candidate, ...]
    sureness: float
    unlike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """The sentences of some evidence, the features of each in `rows`, shape (sentences, features), and the question
    and the passages as they were measured."""

    candidates: list[Candidate]
    rows: NDArray[np.float32]
    asked: Asked
    seen: Sequence[Seen]


def measured(library: Library, query: Query, encoded: Encoded, evidence: Sequence[Evidence]) -> Measured:
    """Each sentence of the evidence, beside a question."""
    store = library.store
    asked = _asked(library, query, encoded)
    ids = [e.passage.id for e in evidence]
    sentences, codes = store.sentence_vectors(ids), store.word_codes(ids)
    candidates: list[Candidate] = []
    rows: list[NDArray[np.float32]] = []
    known: set[tuple[str, int]] = set()
    seen = [see(e, sentences[e.passage.id], restore(codes[e.passage.id]), stem) for e in evidence]
    for e, passage in zip(evidence, seen, strict=True):
        p = e.passage
        table = measure(asked, passage)
        for candidate, row in zip(sentences_of(e), table, strict=True):
            # Neighbouring passages may share a sentence.
            if (p.document_id, candidate.start) not in known:
                known.add((p.document_id, candidate.start))
                candidates.append(candidate)
                rows.append(row)
    return Measured(candidates, np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32), asked, seen)


def rate(
    library: Library,
    query: Query,
    encoded: Encoded,
    evidence: Sequence[Evidence],
    scorer: Scorer,
    absent: Sequence[str],
) -> Rated:
    """Score every sentence of the evidence."""
    found = measured(library, query, encoded, evidence)
    candidates, rows = found.candidates, found.rows
    if not candidates or not content_words(query.text):
        return Rated((), 0.0)
    weights = dict(zip(found.asked.stems, found.asked.weights.tolist(), strict=True))
    strange = unlike(found.asked, found.seen)
    candidates = [replace(c, named=named_row(query, weights, c)) for c in with_about(library.store, candidates)]
    scores = scorer.scores(rows) + np.array([fit(query, c, stem) for c in candidates], dtype=np.float32)
    order = np.argsort(-scores, kind="stable")
    ranked = tuple(candidates[i].scored(float(scores[i])) for i in order)
    said = as_said(library.store, ranked[:MOST_FACTS])
    against = signs(query, said, absent, known_as(library.store, query.names))
    for_it = assurance(query, ranked[0], stem) + table_covers(query, said[0], stem)
    for_it += HAS_ALL * has_all(query, rows[order[0]]) + BEST_SCORE * (ranked[0].score - USUAL_SCORE)
    odds = scorer.log_odds(rows, scores) - against.weight - UNLIKE * max(strange.values(), default=0.0) + for_it
    return Rated(ranked, 1 / (1 + math.exp(-odds)), tuple(strange))


def _asked(library: Library, query: Query, encoded: Encoded) -> Asked:
    words = [query.text[a:b].lower() for a, b in content_words(query.text)]
    return Asked(
        query,
        encoded.passage,
        restore(encoded.words),
        tuple(stem(word) for word in words),
        rarity(library, words),
    )

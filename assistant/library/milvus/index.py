"""The search index on Milvus: Milvus names the candidates within a scope, the store gives their exact scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.library.indexed import Some
from assistant.library.milvus.collections import Collections
from assistant.library.milvus.rows import EVERYTHING, Shelved, bearing, within
from assistant.library.postings import POSTING, idf, weights
from assistant.library.store import Store
from assistant.library.vectors import RESCORED, Ids, Matrix

Scores = NDArray[np.float32]


class MilvusIndex:
    """The passages of one state of the store, or those that somebody may see. Never changed; shared between threads.

    documents  those that are seen, by their ids.
    is_whole   whether they are all that Milvus holds, so that a search need not name them.
    """

    def __init__(
        self, collections: Collections, documents: Mapping[str, Shelved], is_whole: bool, revision: str
    ) -> None:
        self.revision = revision
        self.size = sum(d.edition.passages for d in documents.values())
        self._collections = collections
        self._documents = documents
        self._scope = EVERYTHING if is_whole else self._within(documents)
        self._mean = max(1.0, sum(d.terms for d in documents.values()) / self.size) if self.size else 1.0
        self._counted: dict[tuple[str, int], int] = {}  # what Milvus has counted; it stays so in one state

    def seen_by(self, documents: Collection[str]) -> MilvusIndex:
        """The same to somebody who may see these documents: no other one is found, nor counted in a score."""
        seen = {d: self._documents[d] for d in documents if d in self._documents}
        return MilvusIndex(self._collections, seen, False, self.revision)

    def nearest(
        self, store: Store, question: Matrix, k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, cosine) of the `k` nearest passages, best first, within `documents` (None for all seen)."""
        some = self._candidates(store, "meaning", question, k, documents)
        return _best(some.ids, some.vectors @ question, k) if some.ids.size else []

    def match(
        self, store: Store, terms: Sequence[int], k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, BM25) of the `k` best passages that bear any of the terms, best first; larger is better."""
        bearers = {term: self._count("terms", term) for term in terms}
        asked = {term: idf(self.size, n) for term, n in bearers.items() if n}
        if not asked:
            return []
        some = self._candidates(store, "words", asked, k, documents)
        return _best(some.ids, _bm25(some, asked, self._mean), k)

    def bearers(self, term: int) -> int:
        """How many of the seen passages bear a term in their text, their headings aside."""
        return self._count("stated", term)

    def _candidates(self, store: Store, field: str, vector: object, k: int, documents: Collection[str] | None) -> Some:
        """The passages in question, of which some that are gone by now may be missing."""
        scope = self._scope if documents is None else self._within(documents)
        found = self._collections.found(field, vector, k * RESCORED, scope) if self._has(documents) else []
        return store.indexed.of(found)

    def _has(self, documents: Collection[str] | None) -> bool:
        return bool(self._documents) if documents is None else any(d in self._documents for d in documents)

    def _within(self, documents: Collection[str]) -> str:
        return within([self._documents[d].edition.first for d in documents if d in self._documents])

    def _count(self, field: str, term: int) -> int:
        if term < 0 or not self._documents:
            return 0
        if (field, term) not in self._counted:
            self._counted[field, term] = self._collections.count(bearing(field, term, self._scope))
        return self._counted[field, term]


def _bm25(some: Some, asked: Mapping[int, float], mean: float) -> Scores:
    """BM25 of some passages for terms of these idfs, shape (ids,); a term after the other, as Postings adds them."""
    found = np.frombuffer(b"".join(some.terms), dtype=POSTING)
    rows = np.repeat(np.arange(len(some.ids)), [len(terms) // POSTING.itemsize for terms in some.terms])
    lengths = np.array(some.lengths, dtype=np.int32)
    scores = np.zeros(len(some.ids), dtype=np.float32)
    for term, rarity in asked.items():
        bears = found["term"] == term
        scores[rows[bears]] += weights(found["count"][bears], lengths[rows[bears]], mean, rarity)
    return scores


def _best(ids: Ids, scores: Scores, k: int) -> list[tuple[int, float]]:
    order = np.lexsort((ids, -scores))[:k]
    return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))

"""The search index: the passages' vectors and terms, derived from the store. In memory it is never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.library.postings import NONE, Postings
from assistant.library.store import Store
from assistant.library.vectors import CHUNK, LARGE, Ids, Matrix, Vectors, made

GROWN = 2.0  # times the passages an index was made of, up to which it is added to


@dataclass(frozen=True, slots=True)
class Index:
    """All passages, searchable.

    ids        passage ids, ascending, shape (n,); the rows of all that follows.
    owners     which of `documents` each passage is of, shape (n,).
    documents  ids of documents, shape (documents,).
    revision   of the store from which this was made.
    """

    vectors: Vectors
    postings: Postings
    owners: NDArray[np.int32]
    documents: NDArray[np.str_]
    revision: str

    @property
    def ids(self) -> Ids:
        return self.vectors.ids

    def nearest(
        self, store: Store, question: Matrix, k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, cosine) of the `k` nearest passages, best first, within `documents` (None for all)."""
        if not self.ids.size:
            return []
        ids, scores = self.vectors.nearest(question, k, self._within(documents), store.indexed.vectors)
        return list(zip(ids.tolist(), scores.tolist(), strict=True))

    def match(self, terms: Sequence[int], k: int, documents: Collection[str] | None) -> list[tuple[int, float]]:
        """(passage id, BM25) of the `k` best passages that bear any of the terms, best first; larger is better."""
        rows, scores = self.postings.best(terms, k, self._within(documents))
        return list(zip(self.ids[rows].tolist(), scores.tolist(), strict=True))

    def bearers(self, term: int, documents: Collection[str] | None) -> int:
        """How many passages bear a term in their text, their headings aside."""
        return self.postings.bearers(term, self._within(documents))

    def _within(self, documents: Collection[str] | None) -> NDArray[np.bool_] | None:
        if documents is None:
            return None
        return np.isin(self.documents, list(documents))[self.owners]


def build(store: Store, revision: str) -> Index:
    """The index made anew from the store, without encoding anything."""
    count, dimension = store.indexed.size()
    none = made(0, dimension, store.indexed.sample, iter(()))
    empty = Index(none, NONE, np.zeros(0, np.int32), np.zeros(0, "U64"), revision)
    if count <= LARGE:
        return _with_more(empty, store, np.ones(0, dtype=bool), revision)
    postings, owners, documents = NONE, empty.owners, empty.documents

    def chunks() -> Iterator[tuple[Ids, Matrix]]:
        nonlocal postings, owners, documents
        last = 0
        while (some := store.indexed.after(last, CHUNK)).ids.size:
            postings = postings.with_more(some.terms, some.lengths)
            owners, documents = _owned(owners, documents, some.documents)
            last = int(some.ids[-1])
            yield some.ids, some.vectors

    return Index(made(count, dimension, store.indexed.sample, chunks()), postings, owners, documents, revision)


def changed(old: Index, store: Store, revision: str) -> Index | None:
    """The index after documents entered and left the store; None where it is better made anew."""
    now = store.indexed.ids()
    kept = np.isin(old.ids, now, assume_unique=True)
    is_large = not old.vectors.is_exact
    if is_large != (len(now) > LARGE) or (is_large and len(now) > GROWN * kept.sum()):
        return None
    return _with_more(old, store, kept, revision)


def _with_more(old: Index, store: Store, kept: NDArray[np.bool_], revision: str) -> Index:
    some = store.indexed.after(int(old.ids[-1]) if old.ids.size else 0)
    postings = old.postings if kept.all() else old.postings.without(kept)
    owners, documents = _owned(old.owners[kept], old.documents, some.documents)
    vectors = old.vectors.changed(kept, some.ids, some.vectors) if kept.size or some.ids.size else old.vectors
    return Index(vectors, postings.with_more(some.terms, some.lengths), owners, documents, revision)


def _owned(
    owners: NDArray[np.int32], documents: NDArray[np.str_], more: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.str_]]:
    """The owners of further passages behind those of the present ones, and the documents with theirs."""
    number = {str(d): i for i, d in enumerate(documents.tolist())}
    for document in more:
        number.setdefault(document, len(number))
    added = np.fromiter((number[d] for d in more), dtype=np.int32, count=len(more))
    return np.concatenate((owners, added)), np.array(list(number), dtype="U64")

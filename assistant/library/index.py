"""The search index: the passages' vectors and terms, derived from the store. In memory it is never changed.

There is one for the whole library. Somebody who may see a part of it searches the same one through `seen_by`, which
finds and counts their passages alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.library.indexed import Checksums, Some
from assistant.library.postings import NONE, Mask, Postings
from assistant.library.store import Store
from assistant.library.vectors import CHUNK, LARGE, Ids, Matrix, Vectors, made

GROWN = 2.0  # times the passages an index was made of, up to which it is added to


@dataclass(frozen=True, slots=True)
class Index:
    """All passages, searchable.

    owners     which of `documents` each passage is of, shape (n,), as all that follows in the order of `ids`.
    documents  ids of documents, shape (documents,).
    checksums  by what each passage is told from another of its id, in another history of the library, shape (n,).
    revision   of the store from which this was made.
    seen       which passages are found and counted, shape (n,); None for all.
    """

    vectors: Vectors
    postings: Postings
    owners: NDArray[np.int32]
    documents: NDArray[np.str_]
    checksums: Checksums
    revision: str
    seen: Mask | None = None

    @property
    def ids(self) -> Ids:
        """Ids of all passages, ascending, also of those that are not seen: shape (n,)."""
        return self.vectors.ids

    @property
    def size(self) -> int:
        """How many passages are seen."""
        return len(self.ids) if self.seen is None else int(np.count_nonzero(self.seen))

    def seen_by(self, documents: Collection[str]) -> Index:
        """The same index to somebody who may see these documents: no other one is found, nor counted in a score."""
        return replace(self, seen=self._within(documents))

    def nearest(
        self, store: Store, question: Matrix, k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, cosine) of the `k` nearest passages, best first, within `documents` (None for all seen)."""
        if not self.ids.size:
            return []
        ids, scores = self.vectors.nearest(question, k, self._within(documents), store.indexed.vectors)
        return list(zip(ids.tolist(), scores.tolist(), strict=True))

    def match(
        self, store: Store, terms: Sequence[int], k: int, documents: Collection[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, BM25) of the `k` best passages that bear any of the terms, best first; larger is better.

        documents  ids to stay within, None for all seen; scores are the same either way.
        store      not asked: the postings are here.
        """
        rows, scores = self.postings.best(terms, k, self._within(documents), self.seen)
        return list(zip(self.ids[rows].tolist(), scores.tolist(), strict=True))

    def bearers(self, term: int) -> int:
        """How many of the seen passages bear a term in their text, their headings aside."""
        return self.postings.bearers(term, self.seen)

    def _within(self, documents: Collection[str] | None) -> Mask | None:
        if documents is None:
            return self.seen
        own: Mask = np.isin(self.documents, np.array(list(documents), dtype="U64"))[self.owners]
        return own if self.seen is None else own & self.seen


def build(store: Store, revision: str) -> Index:
    """The index made anew from the store, without encoding anything. Raises DamageError."""
    count, dimension = store.indexed.size()
    none = made(0, dimension, store.indexed.sample, iter(()))
    empty = Index(none, NONE, np.zeros(0, np.int32), np.zeros(0, "U64"), np.zeros(0, np.uint32), revision)
    if count <= LARGE:
        return _with_more(empty, store, np.ones(0, dtype=bool), revision)
    index = empty

    def chunks() -> Iterator[tuple[Ids, Matrix]]:
        nonlocal index
        last = 0
        while (some := store.indexed.after(last, CHUNK)).ids.size:
            index = _joined(index, index.vectors, index.postings, index.owners, index.checksums, some)
            last = int(some.ids[-1])
            yield some.ids, some.vectors

    vectors = made(count, dimension, store.indexed.sample, chunks())
    return replace(index, vectors=vectors)


def changed(old: Index, store: Store, revision: str) -> Index | None:
    """The index of the whole library after documents entered and left; None where it is better made anew.

    So it is after a restore, and for one who still reads a former state: ids are given in the order of time only
    within one history.
    """
    now, checksums = store.indexed.checksums()
    kept = np.isin(old.ids, now, assume_unique=True)
    old_ones = np.isin(now, old.ids, assume_unique=True)
    if not np.array_equal(old.checksums[kept], checksums[old_ones]):
        return None
    if old.ids.size and (now[~old_ones] < old.ids[-1]).any():
        return None
    if not old.ids.size or (len(now) and store.indexed.size()[1] != old.vectors.dimension):
        return None
    is_large = not old.vectors.is_exact
    if is_large != (len(now) > LARGE) or (is_large and len(now) > GROWN * kept.sum()):
        return None
    return _with_more(old, store, kept, revision)


def _with_more(old: Index, store: Store, kept: Mask, revision: str) -> Index:
    some = store.indexed.after(int(old.ids[-1]) if old.ids.size else 0)
    postings = old.postings if kept.all() else old.postings.without(kept)
    vectors = old.vectors.changed(kept, some.ids, some.vectors) if kept.size or some.ids.size else old.vectors
    index = _joined(old, vectors, postings, old.owners[kept], old.checksums[kept], some)
    return replace(index, revision=revision)


def _joined(
    old: Index, vectors: Vectors, postings: Postings, owners: NDArray[np.int32], checksums: Checksums, some: Some
) -> Index:
    """What is kept of an index, with further passages behind it; `vectors` has them already."""
    now, documents = _owned(owners, old.documents, some.documents)
    return Index(
        vectors,
        postings.with_more(some.terms, some.lengths),
        now,
        documents,
        np.concatenate((checksums, some.checksums)),
        old.revision,
    )


def _owned(
    owners: NDArray[np.int32], documents: NDArray[np.str_], more: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.str_]]:
    """The owners of further passages behind those of the present ones, and the documents with theirs."""
    number = {str(d): i for i, d in enumerate(documents.tolist())}
    for document in more:
        number.setdefault(document, len(number))
    added = np.fromiter((number[d] for d in more), dtype=np.int32, count=len(more))
    return np.concatenate((owners, added)), np.array(list(number), dtype="U64")

"""The passages' vectors in FAISS, searchable by inner product: the cosine, as all have length 1.

Up to LARGE passages the index is flat: exact, and the fastest to add to. Past that it is an inverted file (IVF) of
8-bit codes, searched in part, its best rescored with the exact vectors of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Matrix = NDArray[np.float32]
Exact = Callable[[Ids], Matrix]
"""Passage ids → their vectors as the store keeps them, shape (ids, dimension)."""

# benchmarks/growth.py measures what they come to.
LARGE = 200_000  # passages; a flat search over so many takes about five encodes of a question
LISTS_A_ROOT = 4  # lists of the inverted file a square root of the passages
TRAINED_ON = 40  # vectors a list
SEARCHED = 48  # lists a question
RESCORED = 3  # candidates for each that is wanted
CHUNK = 50_000  # vectors in hand at once while a large index is made


@dataclass(frozen=True, slots=True)
class Vectors:
    """A FAISS index over passages; never changed in place.

    index  flat, its rows in the order of `ids`; or an inverted file that knows each passage by its id.
    """

    index: Any
    ids: Ids

    @property
    def is_exact(self) -> bool:
        return not hasattr(self.index, "nprobe")

    @property
    def dimension(self) -> int:
        return int(self.index.d)

    def nearest(self, question: Matrix, k: int, within: NDArray[np.bool_] | None, exact: Exact) -> tuple[Ids, Matrix]:
        """Ids and cosines of the `k` nearest passages, best first.

        within  which rows of `ids` may be found; None for all. With it every list is searched: a narrow filter would
                find too little in a few.
        """
        import faiss

        if within is not None and not within.any():
            return self.ids[:0], np.empty(0, dtype=np.float32)
        if self.is_exact:
            params = None
            if within is not None:
                rows = np.flatnonzero(within)
                params, k = faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows)), min(k, len(rows))  # type: ignore[call-arg]
            scores, rows = self.index.search(question[None, :], min(k, len(self.ids)), params=params)
            return self.ids[rows[0][rows[0] >= 0]], scores[0][rows[0] >= 0]
        if within is None:
            params = faiss.SearchParametersIVF(nprobe=SEARCHED)  # type: ignore[call-arg]
        else:
            selector = faiss.IDSelectorBatch(self.ids[within])
            params = faiss.SearchParametersIVF(sel=selector, nprobe=self.index.nlist)  # type: ignore[call-arg]
        _, found = self.index.search(question[None, :], k * RESCORED, params=params)
        ids = found[0][found[0] >= 0]
        scores = exact(ids) @ question
        best = np.argsort(-scores, kind="stable")[:k]
        return ids[best], scores[best]

    def changed(self, kept: NDArray[np.bool_], ids: Ids, vectors: Matrix) -> Vectors:
        """A new index of the kept rows and, behind them, further passages."""
        import faiss

        if self.is_exact:
            old = faiss.rev_swig_ptr(self.index.get_xb(), self.index.ntotal * self.index.d).reshape(-1, self.index.d)
            index: Any = faiss.IndexFlatIP(self.index.d)
            index.add(old[kept] if not kept.all() else old)
        else:
            index = faiss.clone_index(self.index)
            if not kept.all():
                index.remove_ids(faiss.IDSelectorBatch(self.ids[~kept]))
        _add(index, vectors, ids)
        return Vectors(index, np.concatenate((self.ids[kept], ids)))


def made(count: int, dimension: int, sample: Callable[[int], Matrix], chunks: Iterator[tuple[Ids, Matrix]]) -> Vectors:
    """An index over `count` passages that come in chunks, by ascending id; `sample(n)` gives n of their vectors."""
    import faiss

    if count <= LARGE:
        index: Any = faiss.IndexFlatIP(max(1, dimension))
    else:
        lists = int(LISTS_A_ROOT * count**0.5)
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension), dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
        )
        index.train(sample(min(count, lists * TRAINED_ON)))
    ids: list[Ids] = [np.empty(0, dtype=np.int64)]
    for some, vectors in chunks:
        _add(index, vectors, some)
        ids.append(some)
    return Vectors(index, np.concatenate(ids))


def _add(index: Any, vectors: Matrix, ids: Ids) -> None:
    if not len(ids):
        return
    if hasattr(index, "nprobe"):
        index.add_with_ids(np.ascontiguousarray(vectors), ids)
    else:
        index.add(np.ascontiguousarray(vectors))

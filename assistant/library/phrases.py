"""The passages that bear a phrase, with BM25 over those that somebody may see, as if the table held no others.

FTS5 takes its statistics (passages, their mean length, those that bear a phrase) from the whole table, so that its
scores and their order would tell of reports that are not to be seen. Its score of a phrase gives back how often it
stands in each passage; the score is made anew from that and from the statistics of what may be seen. The formula and
its constants are those of bm25() in https://www.sqlite.org/fts5.html.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.library.postings import K1, B, idf

if TYPE_CHECKING:
    from assistant.library.store import Store

# Of a name that a third of a million passages bear FTS5 needs half a second, and people ask of the same ones: so many
# phrases are kept, until something changes.
KEPT = 16

# A full-text row whose passage may be seen, in a query of main.words.
SEEN = "EXISTS (SELECT 1 FROM passages WHERE passages.id = main.words.rowid)"

_Floats = NDArray[np.float64]
_Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The words of each passage of the whole table, in the order of ids, and the ids of those that may be seen."""

    ids: _Ids
    words: _Floats
    seen: _Ids
    seen_mean: float

    def of(self, ids: _Ids) -> _Floats:
        return self.words[np.searchsorted(self.ids, ids)]


class Phrases:
    """The full text of the passages that may be seen. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._sizes: tuple[object, _Sizes] | None = None  # with the state that they belong to
        self._known = lru_cache(KEPT)(self._found)

    def bearing(self, phrase: str, documents: Sequence[str] | None) -> tuple[_Ids, _Floats]:
        """The passages with a phrase, ascending, and the BM25 of each: shapes (n,).

        phrase     in FTS5's quotes.
        documents  ids to stay within, None for all that are seen; scores are the same either way.
        """
        ids, scores = self._known(self.store.state, phrase)
        if documents is not None and len(ids):
            within = np.isin(ids, self._passages_of(documents))
            ids, scores = ids[within], scores[within]
        return ids, scores

    def _found(self, _state: object, phrase: str) -> tuple[_Ids, _Floats]:
        rows = self.store.rows("SELECT rowid, -rank FROM main.words WHERE words MATCH ? ORDER BY rowid", (phrase,))
        ids = np.fromiter((i for i, _ in rows), dtype=np.int64, count=len(rows))
        scores = np.fromiter((s for _, s in rows), dtype=np.float64, count=len(rows))
        return (ids, scores) if self.store.seen is None else self._as_seen(ids, scores)

    def _as_seen(self, ids: _Ids, scores: _Floats) -> tuple[_Ids, _Floats]:
        """Those of the passages that may be seen, with the scores that they would have if there were no others."""
        sizes, everywhere = self._sized(), len(ids)
        may = np.isin(ids, sizes.seen)
        ids, scores = ids[may], scores[may]
        if not len(ids):
            return ids, scores
        words = sizes.of(ids)
        share = scores / idf(len(sizes.ids), everywhere)
        times = np.rint(share * _norm(words, sizes.words.mean()) / (K1 + 1.0 - share))
        times = np.clip(times, 1.0, words)  # where the table has changed since the sizes were read
        return ids, idf(len(sizes.seen), len(ids)) * ((times * (K1 + 1.0)) / (times + _norm(words, sizes.seen_mean)))

    def _passages_of(self, documents: Sequence[str]) -> _Ids:
        sql = "SELECT id FROM passages WHERE document_id IN (SELECT value FROM json_each(?))"
        return np.array([i for (i,) in self.store.rows(sql, (json.dumps(list(documents)),))], dtype=np.int64)

    def _sized(self) -> _Sizes:
        """Read only when something has changed."""
        state, known = self.store.state, self._sizes
        if known is None or known[0] != state:
            rows = self.store.rows("SELECT id, sz FROM main.words_docsize ORDER BY id")
            ids = np.array([i for i, _ in rows], dtype=np.int64)
            words = np.array([sum(_numbers(sz)) for _, sz in rows], dtype=np.float64)
            seen = np.array([i for (i,) in self.store.rows("SELECT id FROM passages ORDER BY id")], dtype=np.int64)
            seen = seen[np.isin(seen, ids)]
            mean = float(words[np.searchsorted(ids, seen)].mean()) if len(seen) else 0.0
            known = self._sizes = (state, _Sizes(ids, words, seen, mean))
        return known[1]


def _norm(words: _Floats, mean: float) -> _Floats:
    """What a passage's length makes of a word that stands in it."""
    return K1 * (1.0 - B + B * words / mean)


def _numbers(blob: bytes) -> list[int]:
    """SQLite's variable-length integers: seven bits a byte, the highest first; the high bit says that one follows."""
    numbers, value = [], 0
    for byte in blob:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(value)
            value = 0
    return numbers

"""What the search index is made from: each passage's vector and terms, apart from its text, to be read fast."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.library.postings import counted, packed

if TYPE_CHECKING:
    from assistant.library.store import Store

Ids = NDArray[np.int64]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Some:
    """Passages by ascending id.

    vectors    shape (ids, dimension).
    documents  of which document each is.
    terms      what each bears, as in postings.POSTING.
    lengths    how many terms each has.
    """

    ids: Ids
    vectors: Matrix
    documents: tuple[str, ...]
    terms: tuple[bytes, ...]
    lengths: tuple[int, ...]


class Indexed:
    """The rows of the store that the search index is made from. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def size(self) -> tuple[int, int]:
        """How many passages there are, and the dimension of their vectors (0 where there is none)."""
        ((count, dimension),) = self.store.rows(
            "SELECT count(*), coalesce((SELECT length(vector) / 2 FROM indexed LIMIT 1), 0) FROM indexed"
        )
        return int(count), int(dimension)

    def ids(self) -> Ids:
        """Every passage's id, ascending."""
        return np.array([i for (i,) in self.store.rows("SELECT passage FROM indexed ORDER BY passage")], dtype=np.int64)

    def after(self, last: int, most: int = -1) -> Some:
        """The passages whose ids come after `last`, `most` of them (-1 for all)."""
        rows = self.store.rows(
            "SELECT passage, vector, document_id, terms, length FROM indexed "
            "WHERE passage > ? ORDER BY passage LIMIT ?",
            (last, most),
        )
        ids, vectors, documents, terms, lengths = zip(*rows, strict=True) if rows else ((), (), (), (), ())
        return Some(np.array(ids, dtype=np.int64), _matrix(vectors), documents, terms, lengths)

    def vectors(self, ids: Sequence[int] | Ids) -> Matrix:
        """The vectors of these passages, in their order: shape (ids, dimension). Raises KeyError for an unknown id."""
        wanted = [int(i) for i in ids]
        sql = "SELECT passage, vector FROM indexed WHERE passage IN (SELECT value FROM json_each(?))"
        found = dict(self.store.rows(sql, (json.dumps(wanted),)))
        return _matrix([found[i] for i in wanted])

    def sample(self, count: int) -> Matrix:
        """The vectors of about so many passages from all over the library: shape (about count, dimension)."""
        ids = self.ids()
        picked = ids[np.linspace(0, len(ids) - 1, min(count, len(ids))).astype(np.int64)] if ids.size else ids
        return self.vectors(picked)


def insert(db: sqlite3.Connection, document: str, passages: Sequence[tuple[int, str, str, Matrix]]) -> None:
    """Put in what a document's passages are found by: (id, header, text, vector) of each."""
    bears = [counted(header, text) for _, header, text, _ in passages]
    every = sorted({term for found, _ in bears for term in found})
    db.executemany("INSERT OR IGNORE INTO terms (term) VALUES (?)", ((term,) for term in every))
    ids = dict(
        db.execute("SELECT term, id FROM terms WHERE term IN (SELECT value FROM json_each(?))", (json.dumps(every),))
    )
    db.executemany(
        "INSERT INTO indexed (passage, document_id, vector, length, terms) VALUES (?, ?, ?, ?, ?)",
        (
            (passage, document, vector.astype(np.float16).tobytes(), length, packed(found, ids))
            for (passage, _, _, vector), (found, length) in zip(passages, bears, strict=True)
        ),
    )


def _matrix(blobs: Sequence[bytes]) -> Matrix:
    if not blobs:
        return np.empty((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=np.float16).reshape(len(blobs), -1).astype(np.float32)

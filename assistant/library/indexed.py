"""What the search index is made from: each passage's vector and terms, apart from its text, to be read fast."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.library.faults import damaged
from assistant.library.postings import counted, packed
from assistant.library.seals import SIZE, checksum, opened, sealed

if TYPE_CHECKING:
    from assistant.library.store import Store

Ids = NDArray[np.int64]
Matrix = NDArray[np.float32]
Checksums = NDArray[np.uint32]

_ROW = "passage, vector, document_id, terms, length, checksum"
CHECKED = f"passage, document_id, length, hex(substr(vector, -{SIZE})), hex(substr(terms, -{SIZE}))"
"""Of what a row's checksum is: two rows with the same one are the same to the index."""


@dataclass(frozen=True, slots=True)
class Some:
    """Passages by ascending id.

    vectors    shape (ids, dimension).
    documents  of which document each is.
    terms      what each bears, as in postings.POSTING.
    lengths    how many terms each has.
    checksums  by what each is told from another passage of the same id, shape (ids,).
    """

    ids: Ids
    vectors: Matrix
    documents: tuple[str, ...]
    terms: tuple[bytes, ...]
    lengths: tuple[int, ...]
    checksums: Checksums


@dataclass(frozen=True, slots=True)
class Edition:
    """By what a document's passages are told from those that it had before, or has in another history of the library.

    first     the lowest id of its passages; the others follow it without a gap.
    passages  how many they are, at least 1.
    added     when they were stored, ISO 8601.
    """

    first: int
    passages: int
    added: str


class Indexed:
    """The rows of the store that the search index is made from. Safe to share between threads.

    There is one index for all, so it is made from the whole of the table whoever reads: `main.indexed`. It finds and
    counts for somebody what they may see (see index.py).
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def size(self) -> tuple[int, int]:
        """How many passages there are, and the dimension of their vectors (0 where there is none)."""
        ((count, dimension),) = self.store.rows(
            f"SELECT count(*), coalesce((SELECT (length(vector) - {SIZE}) / 2 FROM main.indexed "  # noqa: S608 - ours
            "ORDER BY passage LIMIT 1), 0) FROM main.indexed"
        )
        return int(count), int(dimension)

    def checksums(self) -> tuple[Ids, Checksums]:
        """Every passage's id, ascending, and the checksum of its row."""
        rows = self.store.rows("SELECT passage, checksum FROM main.indexed ORDER BY passage")
        ids = np.fromiter((i for i, _ in rows), dtype=np.int64, count=len(rows))
        return ids, np.fromiter((c for _, c in rows), dtype=np.uint32, count=len(rows))

    def after(self, last: int, most: int = -1) -> Some:
        """The passages whose ids come after `last`, `most` of them (-1 for all). Raises DamageError."""
        rows = self.store.rows(
            f"SELECT {_ROW} FROM main.indexed WHERE passage > ? ORDER BY passage LIMIT ?",  # noqa: S608 - ours
            (last, most),
        )
        return self._some(rows)

    def _some(self, rows: list[tuple[Any, ...]]) -> Some:
        ids, vectors, documents, terms, lengths, sums = zip(*rows, strict=True) if rows else ((), (), (), (), (), ())
        found = zip(ids, documents, lengths, vectors, terms, strict=True)
        if any(_checksum(*row) != kept for row, kept in zip(found, sums, strict=True)):
            raise damaged(self.store.path.parent, "what a passage is found by is not as it was stored")
        return Some(
            np.array(ids, dtype=np.int64),
            self._matrix(vectors),
            documents,
            tuple(map(self._opened, terms)),
            lengths,
            np.array(sums, dtype=np.uint32),
        )

    def of(self, ids: Sequence[int]) -> Some:
        """Those of these passages that are there and may be seen. Raises DamageError."""
        rows = self.store.rows(
            f"SELECT {_ROW} FROM indexed WHERE passage IN (SELECT value FROM json_each(?)) ORDER BY passage",  # noqa: S608 - ours
            (json.dumps(list(ids)),),
        )
        return self._some(rows)

    def editions(self) -> dict[str, Edition]:
        """Every document that has passages, by its id, seen or not."""
        sql = (
            "SELECT d.id, (SELECT min(p.id) FROM main.passages p WHERE p.document_id = d.id), d.passages, d.added "
            "FROM main.documents d WHERE d.passages > 0"
        )
        return {str(document): Edition(*edition) for document, *edition in self.store.rows(sql)}

    def vectors(self, ids: Sequence[int] | Ids) -> Matrix:
        """The vectors of these passages, in their order: shape (ids, dimension).

        Raises KeyError for an unknown id, or one that may not be seen; DamageError.
        """
        return self._read(ids, "indexed")

    def sample(self, count: int) -> Matrix:
        """The vectors of about so many passages from all over the library: shape (about count, dimension)."""
        ids, _ = self.checksums()
        picked = ids[np.linspace(0, len(ids) - 1, min(count, len(ids))).astype(np.int64)] if ids.size else ids
        return self._read(picked, "main.indexed")

    def _read(self, ids: Sequence[int] | Ids, table: str) -> Matrix:
        wanted = [int(i) for i in ids]
        sql = f"SELECT passage, vector FROM {table} WHERE passage IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
        found = dict(self.store.rows(sql, (json.dumps(wanted),)))
        return self._matrix([found[i] for i in wanted])

    def _matrix(self, blobs: Sequence[bytes]) -> Matrix:
        if not blobs:
            return np.empty((0, 0), dtype=np.float32)
        flat = np.frombuffer(b"".join(map(self._opened, blobs)), dtype=np.float16)
        return flat.reshape(len(blobs), -1).astype(np.float32)

    def _opened(self, blob: bytes) -> bytes:
        data = opened(blob)
        if data is None:
            raise damaged(self.store.path.parent, "the meaning of a passage is not as it was stored")
        return data


def insert(db: sqlite3.Connection, document: str, passages: Sequence[tuple[int, str, str, bytes]]) -> None:
    """Put in what a document's passages are found by: (id, header, text, sealed vector) of each."""
    bears = [counted(header, text) for _, header, text, _ in passages]
    ids = _ids(db, sorted({term for found, _ in bears for term in found}))
    for (passage, _, _, vector), (found, length) in zip(passages, bears, strict=True):
        terms = sealed(packed(found, ids))
        db.execute(
            "INSERT INTO indexed (passage, document_id, length, vector, terms, checksum) VALUES (?, ?, ?, ?, ?, ?)",
            (passage, document, length, vector, terms, _checksum(passage, document, length, vector, terms)),
        )


def _ids(db: sqlite3.Connection, terms: list[str]) -> dict[str, int]:
    """The ids of terms, given to those that have none yet."""
    sql = "SELECT term, id FROM terms WHERE term IN (SELECT value FROM json_each(?))"
    known: dict[str, int] = dict(db.execute(sql, (json.dumps(terms),)))
    ((last,),) = db.execute("SELECT coalesce(max(id), 0) FROM terms")
    new = [(i, term) for i, term in enumerate((t for t in terms if t not in known), int(last) + 1)]
    db.executemany("INSERT INTO terms VALUES (?, ?, ?)", ((i, term, checksum((i, term))) for i, term in new))
    return known | {term: i for i, term in new}


def _checksum(passage: int, document: str, length: int, vector: bytes, terms: bytes) -> int:
    """As SQLite computes it of CHECKED."""
    row: tuple[Any, ...] = (passage, document, length, vector[-SIZE:].hex().upper(), terms[-SIZE:].hex().upper())
    return checksum(row)

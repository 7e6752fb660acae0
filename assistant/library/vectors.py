"""The FAISS index: derived from the store, published whole, never changed in memory.

A generation is a folder `generations/N/` with `passages.faiss` and `manifest.json`; the file `current` names
the one in force. A generation is written, flushed, read back and hashed before `current` is replaced, so that
a crash or a full disk leaves the last good one in place.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import LibraryError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Vectors:
    """All passages' vectors, searchable by inner product (cosine, as all have length 1).

    ids       passage ids in index order, shape (n,).
    owners    document id of each passage, same order.
    revision  of the store from which this was made.
    rows      where each passage stands in the index, ascending; None where they are all that it holds.
    """

    index: Any
    ids: NDArray[np.int64]
    owners: NDArray[np.object_]
    revision: int
    rows: NDArray[np.int64] | None = None

    def within(self, documents: frozenset[str]) -> Vectors:
        """The passages of some documents over the same index, searched as exactly as an index of these alone."""
        own = np.flatnonzero(np.isin(self.owners, list(documents)))
        rows = own if self.rows is None else self.rows[own]
        return replace(self, ids=self.ids[own], owners=self.owners[own], rows=rows)

    def nearest(
        self, question: NDArray[np.float32], k: int, documents: frozenset[str] | None
    ) -> list[tuple[int, float]]:
        """(passage id, cosine) of the `k` nearest passages, best first, within `documents` (None for all)."""
        import faiss

        within, params = self if documents is None else self.within(documents), None
        if not within.ids.size:
            return []
        if within.rows is not None:
            params = faiss.SearchParameters(sel=faiss.IDSelectorBatch(within.rows))  # type: ignore[call-arg]
        scores, found = self.index.search(question[None, :], min(k, len(within.ids)), params=params)
        places = found[0] if within.rows is None else np.searchsorted(within.rows, found[0])
        return [(int(within.ids[p]), float(s)) for p, s in zip(places, scores[0], strict=True)]

    def cosines(self, question: NDArray[np.float32], passages: list[int]) -> dict[int, float]:
        """The question's cosine to each of these passages."""
        if not passages:
            return {}
        rows = np.searchsorted(self.ids, np.asarray(passages, dtype=np.int64))
        rows = rows if self.rows is None else self.rows[rows]
        matrix = np.stack([self.index.reconstruct(int(row)) for row in rows])
        return dict(zip(passages, (matrix @ question).tolist(), strict=True))


def build(ids: NDArray[np.int64], vectors: NDArray[np.float32], owners: NDArray[np.object_], revision: int) -> Vectors:
    """A flat index: exact, and fast enough for hundreds of thousands of passages."""
    import faiss

    index = faiss.IndexFlatIP(max(1, vectors.shape[1]))
    if len(vectors):
        index.add(np.ascontiguousarray(vectors))
    return Vectors(index, ids, owners, revision)


def publish(folder: Path, vectors: Vectors, facts: dict[str, str]) -> None:
    """Write a generation and make it the current one. Raises LibraryError where it cannot be written whole."""
    import faiss

    generations = folder / "generations"
    data = faiss.serialize_index(vectors.index).tobytes()
    digest = hashlib.sha256(data).hexdigest()
    manifest = {**facts, "revision": vectors.revision, "passages": _of(vectors.ids, vectors.owners), "sha256": digest}
    if _published(folder) == (manifest, data):
        return
    name = f"{vectors.revision:08d}-{secrets.token_hex(4)}"  # never one that is in force
    target = generations / name
    try:
        target.mkdir(parents=True, exist_ok=True)
        _write(target / "passages.faiss", data)
        if _sha256(target / "passages.faiss") != digest:
            raise OSError("what was written reads back differently")
        _write(target / "manifest.json", json.dumps(manifest, indent=1).encode())
        _settle(target)
        _settle(generations)
        _write(folder / "current.new", name.encode())
        (folder / "current.new").replace(folder / "current")
        _settle(folder)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise LibraryError(
            f"The search index could not be written to {folder} ({error}). The last good one stays in use. "
            "Free some space there, check that you may write there, and run: assistant index"
        ) from error
    for old in generations.iterdir():
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, revision: int, owners: list[tuple[int, str]]) -> Vectors | None:
    """The published index if it is whole and belongs to this revision of the store; otherwise None."""
    import faiss

    published = _published(folder)
    if published is None:
        return None
    manifest, data = published
    ids = np.fromiter((i for i, _ in owners), dtype=np.int64, count=len(owners))
    documents = np.array([d for _, d in owners], dtype=object)
    if (manifest.get("revision"), manifest.get("passages")) != (revision, _of(ids, documents)):
        return None
    if hashlib.sha256(data).hexdigest() != manifest.get("sha256"):
        log.error("the published search index in %s is damaged; it is made again from the library", folder)
        return None
    index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
    return Vectors(index, ids, documents, revision)


def _published(folder: Path) -> tuple[dict[str, Any], bytes] | None:
    """The manifest and the index in force, as they stand on the disk; None where there is none."""
    try:
        target = folder / "generations" / (folder / "current").read_text(encoding="ascii").strip()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        return (manifest, (target / "passages.faiss").read_bytes()) if isinstance(manifest, dict) else None
    except (OSError, ValueError):
        return None


def _of(ids: NDArray[np.int64], owners: NDArray[np.object_]) -> str:
    """By what the passages of an index are told from those of another library of the same revision."""
    return hashlib.sha256(ids.tobytes() + "\n".join(owners).encode()).hexdigest()


def _settle(folder: Path) -> None:
    """The names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

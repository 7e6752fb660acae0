"""Generations: the search index on disk, published whole.

A generation is a folder `generations/N/` with `passages.faiss`, `passages.npz` and `manifest.json`; the file `current`
names the one in force. A generation is written, flushed, read back and hashed before `current` is replaced, so that
a crash or a full disk leaves the last good one in place.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from io import BytesIO
from pathlib import Path

import numpy as np

from assistant.errors import LibraryError
from assistant.library.index import Index
from assistant.library.postings import Postings
from assistant.library.vectors import Vectors

VECTORS, ARRAYS = "passages.faiss", "passages.npz"

log = logging.getLogger(__name__)


def publish(folder: Path, index: Index, facts: dict[str, str]) -> None:
    """Write a generation and make it the current one. Raises LibraryError where it cannot be written whole."""
    import faiss

    generations = folder / "generations"
    name = f"{index.revision}-{os.getpid()}"
    target = generations / name
    try:
        target.mkdir(parents=True, exist_ok=True)
        hashes = {
            VECTORS: _written(target / VECTORS, memoryview(faiss.serialize_index(index.vectors.index))),
            ARRAYS: _written(target / ARRAYS, _arrays(index)),
        }
        manifest = {**facts, "revision": index.revision, "passages": len(index.ids), "sha256": hashes}
        _written(target / "manifest.json", memoryview(json.dumps(manifest, indent=1).encode()))
        _written(folder / "current.new", memoryview(name.encode()))
        (folder / "current.new").replace(folder / "current")
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise LibraryError(
            f"The search index could not be written to {folder} ({error}). The last good one stays in use. "
            "Free some space there and run: assistant index"
        ) from error
    for old in generations.iterdir():
        if old.name != name:
            shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, revision: str | None = None) -> Index | None:
    """The published index if it is whole and belongs to this revision of the store (None for any); else None."""
    import faiss

    try:
        target = folder / "generations" / (folder / "current").read_text(encoding="ascii").strip()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        made_of, hashes = str(manifest["revision"]), dict(manifest["sha256"])
        if revision is not None and made_of != revision:
            return None
        if any(_sha256(target / name) != hashes[name] for name in (VECTORS, ARRAYS)):
            log.error("the published search index is damaged; it is made again from the library")
            return None
        index = faiss.read_index(str(target / VECTORS))
        with np.load(target / ARRAYS, allow_pickle=False) as a:
            postings = Postings(a["starts"], a["rows"], a["counts"], a["lengths"])
            return Index(Vectors(index, a["ids"]), postings, a["owners"], a["documents"], made_of)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _arrays(index: Index) -> memoryview:
    p, out = index.postings, BytesIO()
    np.savez(
        out, ids=index.ids, owners=index.owners, documents=index.documents,
        starts=p.starts, rows=p.rows, counts=p.counts, lengths=p.lengths,
    )  # fmt: skip
    return out.getbuffer()


def _written(path: Path, data: memoryview) -> str:
    """Write a file through to the disk; its sha256. Raises OSError where it reads back differently."""
    digest = hashlib.sha256(data).hexdigest()
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if _sha256(path) != digest:
        raise OSError("what was written reads back differently")
    return digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

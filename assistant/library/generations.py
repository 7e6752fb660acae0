"""Generations: the search index on disk, published whole.

A generation is a folder `generations/N/` with `passages.faiss`, `passages.npz` and `manifest.json`; the file `current`
names the one in force. A generation is written, flushed, read back and hashed before `current` is replaced, so that
a crash or a full disk leaves the last good one in place. It belongs to one revision of the store, which no other
history of the library has, and names each passage that it holds, with its document and checksum.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import LibraryError
from assistant.library.index import Index
from assistant.library.postings import Postings
from assistant.library.seals import sha256_of
from assistant.library.vectors import Vectors

VECTORS, ARRAYS = "passages.faiss", "passages.npz"

log = logging.getLogger(__name__)


def publish(folder: Path, index: Index, facts: dict[str, str]) -> None:
    """Write a generation and make it the current one, where it is not that already; `index` is the whole one.

    Raises LibraryError where it cannot be written whole.
    """
    import faiss

    manifest = {**facts, "revision": index.revision, "passages": len(index.ids)}
    if _is_published(folder, manifest):
        return
    generations = folder / "generations"
    data: dict[str, bytes | memoryview] = {
        VECTORS: faiss.serialize_index(index.vectors.index).tobytes(),
        ARRAYS: _arrays(index),
    }
    hashes = {file: hashlib.sha256(content).hexdigest() for file, content in data.items()}
    name = f"{index.revision}-{secrets.token_hex(4)}"  # never one that is in force
    target = generations / name
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file, content in data.items():
            _write(target / file, content)
            if sha256_of(target / file) != hashes[file]:
                raise OSError("what was written reads back differently")
        _write(target / "manifest.json", json.dumps({**manifest, "sha256": hashes}, indent=1).encode())
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


def load(folder: Path, revision: str | None = None) -> Index | None:
    """The published index if it is whole and belongs to this revision of the store (None for any); else None."""
    import faiss

    try:
        target, manifest = _published(folder)
        made_of, hashes = str(manifest["revision"]), dict(manifest["sha256"])
        if revision is not None and made_of != revision:
            return None
        data = {file: (target / file).read_bytes() for file in (VECTORS, ARRAYS)}
        if any(hashlib.sha256(content).hexdigest() != hashes[file] for file, content in data.items()):
            log.error("the published search index in %s is damaged; it is made again from the library", folder)
            return None
        index = faiss.deserialize_index(np.frombuffer(data[VECTORS], dtype=np.uint8))
        with np.load(BytesIO(data[ARRAYS]), allow_pickle=False) as a:
            postings = Postings(a["starts"], a["rows"], a["counts"], a["lengths"])
            return Index(Vectors(index, a["ids"]), postings, a["owners"], a["documents"], a["checksums"], made_of)
    except (OSError, ValueError, KeyError, TypeError):  # there is none, or one of another version
        return None


def _published(folder: Path) -> tuple[Path, dict[str, Any]]:
    """The generation in force and its manifest. Raises OSError or ValueError where there is none."""
    target = folder / "generations" / (folder / "current").read_text(encoding="ascii").strip()
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    if not isinstance(manifest, dict):
        raise ValueError("a manifest is an object")
    return target, manifest


def _is_published(folder: Path, manifest: dict[str, Any]) -> bool:
    """Whether a generation of this manifest, but for its hashes, is in force, and whole by these."""
    try:
        target, found = _published(folder)
        hashes = dict(found.pop("sha256"))
        return found == manifest and all(sha256_of(target / file) == hashes[file] for file in (VECTORS, ARRAYS))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _arrays(index: Index) -> memoryview:
    p, out = index.postings, BytesIO()
    np.savez(
        out, ids=index.ids, owners=index.owners, documents=index.documents, checksums=index.checksums,
        starts=p.starts, rows=p.rows, counts=p.counts, lengths=p.lengths,
    )  # fmt: skip
    return out.getbuffer()


def _settle(folder: Path) -> None:
    """The names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, data: bytes | memoryview) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())

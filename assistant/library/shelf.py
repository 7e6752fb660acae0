"""Every file that the library has seen: the reports, and those that could not be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.library.store import Store
from assistant.values.shelf import Shelved

_FILES = """
    SELECT d.id, d.name, d.path, 'indexed', '', coalesce(c.title, d.title), coalesce(c.sector, d.sector),
           coalesce(c.year, d.year), d.pages, d.passages, d.rows,
           (SELECT count(*) FROM commitments x WHERE x.document_id = d.id), d.added,
           coalesce((SELECT p.collection FROM placed p WHERE p.path = d.path), 'reports')
    FROM documents d LEFT JOIN corrections c ON c.name = d.name
    UNION ALL
    SELECT '', '', f.path, status, message, '', NULL, NULL, 0, 0, 0, 0, NULL,
           coalesce((SELECT p.collection FROM placed p WHERE p.path = f.path), 'reports')
    FROM files f WHERE document_id IS NULL
"""


def shelved(store: Store) -> tuple[Shelved, ...]:
    """All of them, in one query."""
    return tuple(
        Shelved(key or key_of(path), name or Path(path).name, path, *more)
        for key, name, path, *more in store.rows(_FILES)
    )


def key_of(path: str) -> str:
    """By what a file that could not be read is named in links, which do not tell where it is kept."""
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def distrust(store: Store, *paths: Path) -> None:
    """Let the next indexing read these files, and all that it knows in these folders, though they have not changed."""
    known = [path for path in store.files.seen() if any(Path(path).is_relative_to(root) for root in paths)]
    with store.write() as db:
        db.executemany("UPDATE files SET size = -1, mtime_ns = -1 WHERE path = ?", ((path,) for path in known))

"""The files that the library has seen, so that an unchanged one is known without opening it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.library.store import Store


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was last seen. `size` in bytes, `mtime_ns` in nanoseconds; document_id None when not indexed."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    status: str
    message: str
    document_id: str | None

    @property
    def is_distrusted(self) -> bool:
        """Whether it is to be read again though nothing in it has changed (see shelf.py)."""
        return self.size < 0


class Files:
    """What is remembered of files, by path. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def seen(self) -> dict[str, SeenFile]:
        rows = self.store.rows("SELECT path, size, mtime_ns, sha256, status, message, document_id FROM files")
        return {row[0]: SeenFile(*row) for row in rows}

    def content(self, path: str) -> str | None:
        """The sha256 of what was read from a file; None where none is remembered."""
        rows = self.store.rows("SELECT sha256 FROM files WHERE path = ?", (path,))
        return str(rows[0][0]) if rows else None

    def remember(self, file: SeenFile) -> None:
        with self.store.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
                (file.path, file.size, file.mtime_ns, file.sha256, file.status, file.message, file.document_id),
            )

    def forget(self, path: str) -> None:
        with self.store.write() as db:
            db.execute("DELETE FROM files WHERE path = ?", (path,))

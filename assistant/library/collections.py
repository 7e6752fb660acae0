"""Which collection each file belongs to, and with it the report that was read from it."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.values.reports import USUAL, Report

if TYPE_CHECKING:
    from assistant.library.store import Store

LONGEST = 60  # characters of a name

_OF = "coalesce((SELECT p.collection FROM placed p WHERE p.path = d.path), ?1)"


class Collections:
    """The collections of a library. A collection is there as long as a file or folder is placed in it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def counted(self) -> dict[str, int]:
        """Every collection that is seen by name, with the number of its reports."""
        seen = self.store.seen
        if seen is None:
            seen = frozenset({USUAL, *(name for (name,) in self.store.rows("SELECT collection FROM placed"))})
        counts = Counter(report.collection for report in self.store.reports())
        return {name: counts[name] for name in sorted(seen, key=str.casefold)}

    def of(self, path: str) -> str:
        """The collection of a file."""
        rows = self.store.rows("SELECT collection FROM placed WHERE path = ?", (path,))
        return str(rows[0][0]) if rows else USUAL

    def of_new(self, path: str) -> str:
        """The collection of a file that is new: its own where it was here before, else the nearest folder's."""
        for place in (path, *map(str, Path(path).parents)):
            rows = self.store.rows("SELECT collection FROM placed WHERE path = ?", (place,))
            if rows:
                return str(rows[0][0])
        return USUAL

    def place(self, path: str, collection: str) -> None:
        """Put a file that is new, or all that will be new in a folder, into a collection."""
        with self.store.write() as db:
            before = db.execute("SELECT collection FROM placed WHERE path = ?", (path,)).fetchone() or (USUAL,)
            if before[0] != collection:
                # What was set in a report that is gone is not told to those who see the one that takes its name.
                sql = "DELETE FROM corrections WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE name = ?1)"
                db.execute(sql, (Path(path).name,))
            db.execute("INSERT OR REPLACE INTO placed VALUES (?, ?)", (path, collection))

    def move(self, document_id: str, collection: str) -> None:
        """Put a report, wherever copies of its file are, into another collection. It is seen there at once."""
        with self.store.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO placed SELECT path, ?2 FROM documents WHERE id = ?1 "
                "UNION SELECT path, ?2 FROM files WHERE document_id = ?1",
                (document_id, collection),
            )
            db.execute("UPDATE meta SET value = value + 1 WHERE key = 'facts'")

    def twin(self, digest: str, collection: str) -> Report | None:
        """A report of this collection whose file has this sha256."""
        rows = self.store.rows(
            f"SELECT d.id FROM files f JOIN documents d ON d.id = f.document_id "  # noqa: S608 - ours
            f"WHERE f.sha256 = ?2 AND {_OF} = ?3 LIMIT 1",
            (USUAL, digest, collection),
        )
        return self.store.report(rows[0][0]) if rows else None

    def id_in(self, content: str, collection: str) -> str:
        """The id of a document of this content in a collection.

        The same content in two collections is two documents, so that neither tells of the other or changes with it.
        """
        document = content if collection == USUAL else _salted(content, collection)
        while (taken := self.store.report(document)) and self.of(taken.path) != collection:
            document = _salted(document, collection)  # one that was moved away from here
        return document


def checked(name: str) -> str:
    """A collection's name as it is kept. Raises AssistantError where it cannot be one."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise AssistantError(f"A collection's name has 1 to {LONGEST} characters, such as: {USUAL}")
    return name


def _salted(content: str, collection: str) -> str:
    return hashlib.sha256(f"{collection}\n{content}".encode()).hexdigest()

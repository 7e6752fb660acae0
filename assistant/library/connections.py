"""The connections to the library's file: one for each thread, and one more for each that reads a part of it.

A connection that reads a part has views of its own in place of the tables: each shows what comes from the reports of
some collections, and SQLite takes a name for the view before it takes it for the table. So every query is limited,
also one that does not know of collections; a query that no view serves fails.
"""

from __future__ import annotations

import sqlite3
import threading
from importlib.resources import files
from pathlib import Path

BUSY_MILLISECONDS = 5000


class Connections:
    """The connections to one file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    def whole(self) -> sqlite3.Connection:
        """This thread's connection that reads and writes everything."""
        db: sqlite3.Connection | None = getattr(self._local, "whole", None)
        if db is None:
            db = self._local.whole = self._open()
        return db

    def within(self, collections: frozenset[str]) -> sqlite3.Connection:
        """This thread's connection that reads the reports of some collections alone."""
        db: sqlite3.Connection | None = getattr(self._local, "part", None)
        if db is None:
            db = self._open()
            db.executescript(files("assistant.library").joinpath("part.sql").read_text(encoding="utf-8"))
            self._local.part, self._local.collections = db, frozenset()
        if self._local.collections != collections:
            self._local.collections = None  # until the change is whole
            db.execute("DELETE FROM temp.permitted")
            db.executemany("INSERT INTO temp.permitted VALUES (?)", ((name,) for name in collections))
            self._local.collections = collections
        return db

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        return db

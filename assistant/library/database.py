"""The SQLite file: a connection for each thread, transactions, and its errors in words."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from importlib.resources import files
from pathlib import Path
from typing import Any

from assistant.library.faults import told

BUSY_MILLISECONDS = 5000


class Database:
    """Reads run side by side; writes wait for one another, up to five seconds. Safe to share between threads.

    seen  the collections whose reports are read; None for all. A thread has one connection for everything and one more
          for a part, which has views of its own in place of the tables (part.sql): each shows what comes from the
          reports of some collections, and SQLite takes a name for the view before it takes it for the table. So every
          query is limited, also one that does not know of collections; a query that no view serves fails.

    Raises LibraryError where the disk is full, the file is locked, damaged or not to be written.
    A file that can only be read is read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen: frozenset[str] | None = None
        self._local = threading.local()

    def seen_by(self, collections: frozenset[str]) -> Database:
        """The same file to somebody who sees the reports of some collections: it reads these, and writes the whole."""
        part = copy(self)
        part.seen = collections if self.seen is None else collections & self.seen
        return part

    def connection(self) -> sqlite3.Connection:
        """This thread's connection; another one where another file has been put in the place of the former."""
        if getattr(self._local, "number", None) != self._number():
            self._local.whole = self._local.part = self._local.collections = None
            self._local.number = self._number()
        return self._whole() if self.seen is None else self._part(self.seen)

    def _whole(self) -> sqlite3.Connection:
        db: sqlite3.Connection | None = getattr(self._local, "whole", None)
        if db is None:
            with self._in_words():
                db = self._local.whole = self._connected()
            self._local.number = self._number()
        return db

    def _part(self, collections: frozenset[str]) -> sqlite3.Connection:
        with self._in_words():
            db: sqlite3.Connection | None = getattr(self._local, "part", None)
            if db is None:
                db = self._connected()
                db.execute("PRAGMA query_only = OFF")  # what is permitted is a table of its own, in memory
                db.executescript(files("assistant.library").joinpath("part.sql").read_text(encoding="utf-8"))
                self._local.part, self._local.collections = db, frozenset()
            if self._local.collections != collections:
                self._local.collections = None  # until the change is whole
                db.execute("DELETE FROM temp.permitted")
                db.executemany("INSERT INTO temp.permitted VALUES (?)", ((name,) for name in collections))
                self._local.collections = collections
            return db

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._in_words():
            return self.connection().execute(sql, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that takes the write lock at its start and commits at its end, or leaves nothing."""
        self.connection()  # another one where another file has come
        with self._in_words(), _transaction(self._whole(), "BEGIN IMMEDIATE") as db:
            self._local.writing = True
            try:
                yield db
            finally:
                self._local.writing = False

    @property
    def is_writing(self) -> bool:
        """Whether this thread is within a transaction that writes: what it reads may never come to be."""
        return bool(getattr(self._local, "writing", False))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads within it is of one state."""
        with self._in_words():
            db = self.connection()
            if db.in_transaction:
                yield
            else:
                with _transaction(db, "BEGIN"):
                    yield

    def close(self) -> None:
        """Close this thread's connections; the next use opens others."""
        for name in ("whole", "part"):
            db: sqlite3.Connection | None = getattr(self._local, name, None)
            if db is not None:
                db.close()
        self._local.number = None

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written, as the file or its folder may only be read."""
        return bool(self._whole().execute("PRAGMA query_only").fetchone()[0])

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        try:
            _write_ahead(db)
            db.execute("PRAGMA foreign_keys = ON")
            # Each thread has its own connection; 400 of them would keep 800 MB of pages that the system keeps too.
            db.execute("PRAGMA cache_size = -256")
            # FULL: what was said to be done outlives a power cut too.
            db.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error as error:
            db.close()
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                return self._read_only()
            raise
        return db

    def _read_only(self) -> sqlite3.Connection:
        """A connection to a file whose folder cannot be written. Raises sqlite3.Error."""
        log = self.path.with_name(f"{self.path.name}-wal")
        # Without a write-ahead log nobody can be writing; with one, only SQLite may say whether it can be read.
        still = "" if log.exists() and log.stat().st_size else "&immutable=1"
        address = f"{self.path.absolute().as_uri()}?mode=ro{still}"
        db = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            db.execute("PRAGMA query_only = ON")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _number(self) -> int:
        """By what the file is told from another of its name."""
        try:
            return self.path.stat().st_ino
        except OSError:
            return -1

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            words = told(error, self.path.parent)
            if words is None:
                raise
            raise words from error


def _write_ahead(db: sqlite3.Connection) -> None:
    """Have the file written ahead. SQLite does not wait for another process that is just doing so, so this does."""
    until = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.01)


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
    db.execute(begin)
    try:
        yield db
        db.commit()
    except BaseException:
        if db.in_transaction:  # SQLite itself has ended it where the disk was full
            db.rollback()
        raise

"""The schema of the library: made where there is none, and brought up to date where it is an older version's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from importlib.resources import files

from assistant.errors import LibraryError
from assistant.library.database import Database
from assistant.library.migrations import MIGRATIONS

VERSION = len(MIGRATIONS) + 1
_KNOWN = "SELECT value FROM meta WHERE key = 'schema'"
# Every (table, column) there is.
_COLUMNS = (
    "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
    "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
)
_TABLES = "SELECT count(*) FROM sqlite_master WHERE name = 'meta'"


def bring_to_schema(database: Database) -> None:
    """Make the tables, or bring them up to date, in one transaction; a library that is up to date is only read.

    Raises LibraryError where they are those of a version that is not known.
    """
    if _version(database) == VERSION and frozenset(database.rows(_COLUMNS)) == _ours():
        return
    with database.write() as db:  # another process may have done it since
        version = _version(database)
        if version is not None and not 1 <= version <= VERSION:
            raise _unknown(database)
        try:
            for number in range(version or VERSION, VERSION):
                MIGRATIONS[number - 1](db)
            for statement in _statements():
                db.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a table or column is not there: they were never ours
                raise _unknown(database) from error
            raise
        db.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", (str(VERSION),))
        db.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", (("revision", "0"), ("facts", "0")))
        if frozenset(db.execute(_COLUMNS)) != _ours():
            raise _unknown(database)


def _version(database: Database) -> int | None:
    """The version of the tables there are; None where there are none."""
    if not database.rows(_TABLES)[0][0]:
        return None
    found = database.rows(_KNOWN)
    try:
        return int(found[0][0]) if found else 0
    except ValueError:
        return 0


def _unknown(database: Database) -> LibraryError:
    folder = database.path.parent
    return LibraryError(
        f"The index in {folder} was made by another version of the assistant, which this one does not know. "
        "Move the folder's content away and run: assistant index"
    )


@cache
def _schema() -> str:
    return files("assistant.library").joinpath("schema.sql").read_text(encoding="utf-8")


def _statements() -> list[str]:
    """The statements of the schema, one by one: run as a script they would not be part of a transaction."""
    statements, begun = [], ""
    for line in _schema().splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    return statements


@cache
def _ours() -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(_schema())
        return frozenset(empty.execute(_COLUMNS))

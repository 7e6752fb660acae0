"""What makes the library of an older version one of this version, a step for each change of `schema.sql`.

A step works within the transaction that also notes the new version; a step that fails leaves the library as it was.
To change the schema: change schema.sql, and append here what does the same to a library that is already there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from assistant.library import indexed
from assistant.library.seals import checksum, sealed

CHECKED = {
    "documents": "id, name, title, sector, year, body, pages, passages, rows",
    "pages": "text",
    "blocks": 'kind, text, page, box, headings, row, "column", continues, start',
    "passages": 'document_id, text, page_first, page_last, headings, "column", start, "end", sentences',
    "commitments": "id, donor, donor_code, amount, value, currency, currency_basis, status, implementer, purpose, "
    "scope, date, quotes, contradicted",
}
VECTORS = ("vector", "sentence_vectors", "word_codes")


def add_checksums(db: sqlite3.Connection) -> None:
    """1 → 2: what is quoted, counted and compared carries a checksum."""
    db.create_function("checksum", -1, lambda *values: checksum(values), deterministic=True)
    db.create_function("sealed", 1, sealed, deterministic=True)
    for table, columns in CHECKED.items():
        db.execute(f"ALTER TABLE {table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
        db.execute(f"UPDATE {table} SET checksum = checksum({columns})")  # noqa: S608 - names of ours
    db.execute(f"UPDATE passages SET {', '.join(f'{blob} = sealed({blob})' for blob in VECTORS)}")  # noqa: S608 - ours


_PASSAGE = (
    'id, document_id, text, page_first, page_last, headings, "column", start, "end", sentences, checksum, '
    "sentence_vectors, word_codes"
)
_APART = (
    "DROP INDEX IF EXISTS passages_of_document",
    "ALTER TABLE passages RENAME TO passages_2",
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
        text TEXT NOT NULL, page_first INTEGER, page_last INTEGER, headings TEXT NOT NULL, "column" TEXT,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentences TEXT NOT NULL, checksum INTEGER NOT NULL,
        sentence_vectors BLOB NOT NULL, word_codes BLOB NOT NULL
    )""",
    f"INSERT INTO passages ({_PASSAGE}) SELECT {_PASSAGE} FROM passages_2 ORDER BY id",  # noqa: S608 - ours
    """CREATE TABLE indexed (
        passage INTEGER PRIMARY KEY REFERENCES passages(id) ON DELETE CASCADE, document_id TEXT NOT NULL,
        length INTEGER NOT NULL, vector BLOB NOT NULL, terms BLOB NOT NULL, checksum INTEGER NOT NULL
    )""",
    "CREATE TABLE terms (id INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL)",
)


def part_what_is_searched(db: sqlite3.Connection) -> None:
    """2 → 3: vectors and terms of passages in a table of their own; a passage's id is never given twice."""
    for statement in _APART:
        db.execute(statement)
    for (document,) in db.execute("SELECT id FROM documents").fetchall():
        of = "SELECT p.id, w.header, w.text, p.vector FROM passages_2 p JOIN words w ON w.rowid = p.id "
        indexed.insert(db, document, db.execute(of + "WHERE p.document_id = ? ORDER BY p.id", (document,)).fetchall())
    db.execute("DROP TABLE passages_2")
    db.execute("UPDATE meta SET value = value || '-' || lower(hex(randomblob(6))) WHERE key = 'revision'")


def look_names_up(db: sqlite3.Connection) -> None:
    """3 → 4: a name is found by its long form, and by its short one in any case, without looking at all of them."""
    db.execute("CREATE INDEX names_in_any_case ON names(short COLLATE NOCASE, long)")
    db.execute("CREATE INDEX names_by_long ON names(lower(long), short)")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (add_checksums, part_what_is_searched, look_names_up)
"""The n-th makes a library of version n one of version n + 1."""

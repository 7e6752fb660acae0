"""What makes the library of an older version one of this version, a step for each change of `schema.sql`.

A step works within the transaction that also notes the new version; a step that fails leaves the library as it was.
To change the schema: change schema.sql, and append here what does the same to a library that is already there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

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


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (add_checksums,)
"""The n-th makes a library of version n one of version n + 1."""

"""A look at every stored byte that an answer could be made of."""

from __future__ import annotations

from assistant.library import indexed, migrations
from assistant.library.faults import damaged
from assistant.library.seals import checksum, opened
from assistant.library.store import Store

CHECKED = {**migrations.CHECKED, "indexed": indexed.CHECKED, "terms": "id, term"}
SEALED = {"passages": ("sentence_vectors", "word_codes"), "indexed": ("vector", "terms")}

# Of a search word that is missing from the index nobody would hear.
_OTHER_WORDS = "SELECT count(*) FROM passages p LEFT JOIN words w ON w.rowid = p.id WHERE w.text IS NOT p.text"
_MISSING = """
    SELECT 1 FROM documents d WHERE passages <> (SELECT count(*) FROM passages x WHERE x.document_id = d.id)
    OR pages <> (SELECT count(*) FROM pages x WHERE x.document_id = d.id)
    OR passages <> (SELECT count(*) FROM indexed x WHERE x.document_id = d.id) LIMIT 1
"""


def examine_store(store: Store) -> None:
    """Raises DamageError where the file does not hold together or something in it is not as it was stored.

    LibraryError where it cannot be looked at now, as another process holds it for too long.

    For 10,000 passages (200 MB) it takes about 1 s of a processor; others read on meanwhile.
    """
    folder = store.path.parent
    found = store.rows("PRAGMA quick_check(1)")[0][0]
    if found != "ok":
        raise damaged(folder, "its file does not hold together")
    if store.rows("PRAGMA foreign_key_check"):
        raise damaged(folder, "a part of a report is left without its report")
    if store.rows(_MISSING):
        raise damaged(folder, "a part of a report is missing")
    db = store.database.connection()
    db.create_function("checksum", -1, lambda *values: checksum(values), deterministic=True)
    db.create_function("is_sealed", 1, lambda blob: opened(blob) is not None, deterministic=True)
    for table, columns in CHECKED.items():
        if store.rows(f"SELECT 1 FROM {table} WHERE checksum IS NOT checksum({columns}) LIMIT 1"):  # noqa: S608 - ours
            raise damaged(folder, f"some of its {table} are not as they were stored")
    for table, blobs in SEALED.items():
        for blob in blobs:
            if store.rows(f"SELECT 1 FROM {table} WHERE NOT is_sealed({blob}) LIMIT 1"):  # noqa: S608 - ours
                raise damaged(folder, "the meaning of a passage is not as it was stored")
    if store.rows("PRAGMA integrity_check('terms')")[0][0] != "ok":  # terms are found by their index alone
        raise damaged(folder, "the words that it is searched by are not as they were stored")
    if store.rows(_OTHER_WORDS)[0][0]:
        raise damaged(folder, "the words that it is searched by are not those of its passages")
    _examine_words(store)


def _examine_words(store: Store) -> None:
    """The full-text index holds just the words of its texts; FTS5 looks in a transaction that changes nothing."""
    if not store.database.is_read_only:
        with store.write() as db:
            db.execute("INSERT INTO words(words) VALUES ('integrity-check')")

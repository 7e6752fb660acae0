"""Libraries that older versions made, written out here as they made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import DamageError, LibraryError
from assistant.library import schema
from assistant.library.examined import examine_store
from assistant.library.index import build
from assistant.library.schema import VERSION
from assistant.library.store import Store
from assistant.passages.terms import terms

# Of version 1, what later versions have changed; the rest of its tables is as it is today.
VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL, title TEXT NOT NULL, sector TEXT, year INTEGER,
    body TEXT, pages INTEGER NOT NULL, passages INTEGER NOT NULL, rows INTEGER NOT NULL, added TEXT NOT NULL
);
CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, page INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (document_id, page)
) WITHOUT ROWID;
CREATE TABLE blocks (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, page INTEGER, box TEXT, headings TEXT NOT NULL, row INTEGER, "column" TEXT,
    continues INTEGER NOT NULL, start INTEGER NOT NULL, PRIMARY KEY (document_id, ordinal)
) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, text TEXT NOT NULL,
    page_first INTEGER, page_last INTEGER, headings TEXT NOT NULL, "column" TEXT, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, sentences TEXT NOT NULL, vector BLOB NOT NULL, sentence_vectors BLOB NOT NULL,
    word_codes BLOB NOT NULL
);
CREATE TABLE commitments (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, id TEXT NOT NULL,
    donor TEXT NOT NULL, donor_code TEXT, amount TEXT, value REAL, currency TEXT, currency_basis TEXT NOT NULL,
    status TEXT NOT NULL, implementer TEXT, purpose TEXT, scope TEXT, date TEXT, quotes TEXT NOT NULL,
    contradicted INTEGER NOT NULL, PRIMARY KEY (document_id, id)
) WITHOUT ROWID;
CREATE TABLE names (
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, short TEXT NOT NULL, long TEXT NOT NULL,
    PRIMARY KEY (document_id, short, long)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(header, text, tokenize='porter unicode61 remove_diacritics 2');

INSERT INTO meta VALUES ('schema', '1'), ('revision', '7'), ('facts', '0');
INSERT INTO documents VALUES ('d1', 'wells.txt', '/reports/wells.txt', 'Wells', 'Health', 2018, NULL, 1, 1, 0, '2019');
INSERT INTO pages VALUES ('d1', 1, 'Sweden paid for 42 wells.');
INSERT INTO blocks VALUES ('d1', 0, 'paragraph', 'Sweden paid for 42 wells.', 1, NULL, '[]', NULL, NULL, 0, 0);
INSERT INTO commitments VALUES ('d1', 0, 'c1', 'Sweden', 'SE', '2.5 million euros', 2500000, 'EUR', 'stated', 'pledged',
    NULL, 'wells', NULL, NULL, '[]', 0);
INSERT INTO names VALUES ('d1', 'WaF', 'Water Fund');
INSERT INTO words (rowid, header, text) VALUES (5, 'Wells', 'Sweden paid for 42 wells.');
"""


def old_library(folder: Path) -> Path:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.sqlite")) as db:
        db.executescript(VERSION_1)
        vector = np.ones(4, np.float16).tobytes()
        db.execute(
            "INSERT INTO passages VALUES (5, 'd1', 'Sweden paid for 42 wells.', 1, 1, '[]', NULL, 0, 25, '[[0, 25]]', "
            "?, ?, ?)",
            (vector, vector, np.ones(64, np.int8).tobytes()),
        )
        db.commit()
    return folder


def test_a_library_of_version_1_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    store = Store(old_library(tmp_path / "index"))
    assert (store.meta("schema"), store.revision.partition("-")[0]) == (str(VERSION), "7")
    examine_store(store)
    assert store.passages([5])[5].text == "Sweden paid for 42 wells."
    assert store.document("d1").pages == ("Sweden paid for 42 wells.",)
    assert store.indexed.vectors([5]).tolist() == [[1.0, 1.0, 1.0, 1.0]]
    assert store.sentence_vectors([5])[5].shape == (1, 4) and store.word_codes([5])[5].shape == (1, 64)
    assert store.rows("SELECT donor, value FROM commitments") == [("Sweden", 2_500_000.0)]


def test_names_of_an_older_version_are_found_by_the_indexes_that_a_new_library_has(tmp_path: Path) -> None:
    store, new = Store(old_library(tmp_path / "index")), Store(tmp_path / "new")
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'names' AND sql <> '' ORDER BY 1"
    normal = [[(name, sql.replace("IF NOT EXISTS ", "")) for name, sql in of.rows(indexes)] for of in (store, new)]
    assert normal[0] == normal[1] and len(normal[0]) == 3
    assert store.words.long_names("WAF") == ("Water Fund",)
    assert store.words.acronyms_in("Who pays into the water funds?") == (("WaF", "Water Fund"),)


def test_what_an_older_version_stored_is_searched_by_terms_and_gives_no_id_twice(tmp_path: Path) -> None:
    store = Store(old_library(tmp_path / "index"))
    index = build(store, store.revision)
    assert index.ids.tolist() == [5]
    for word, found in (("wells", [5]), ("paid", [5]), ("drilled", [])):
        (term,) = terms(word)
        assert [i for i, _ in index.match(store, list(store.words.ids([term]).values()), 9, None)] == found
    store.remove("d1")
    assert store.indexed.size() == (0, 0)
    assert store.rows("SELECT seq FROM sqlite_sequence WHERE name = 'passages'") == [(5,)]


def test_what_is_brought_up_to_date_is_checked_from_then_on(tmp_path: Path) -> None:
    store = Store(old_library(tmp_path / "index"))
    with store.write() as db:
        db.execute("UPDATE commitments SET value = 9500000")
    with pytest.raises(DamageError, match="commitments are not as they were stored"):
        examine_store(store)


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = old_library(tmp_path / "index")

    def stops(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN mood TEXT")
        raise KeyboardInterrupt

    monkeypatch.setattr(schema, "MIGRATIONS", (stops,))
    with pytest.raises(KeyboardInterrupt):
        Store(folder)
    monkeypatch.undo()
    assert Store(folder).passages([5])[5].text == "Sweden paid for 42 wells."


def test_a_library_of_a_later_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.set_meta({"schema": str(VERSION + 1)})
    with pytest.raises(LibraryError, match=r"was made by another version .* run: assistant index"):
        Store(tmp_path)

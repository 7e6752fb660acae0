"""The store: indexes of other versions, several writers at once, and readers beside a writer."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import LibraryError
from assistant.library.encoder import Encoded
from assistant.library.schema import VERSION
from assistant.library.store import Store
from assistant.values import Block, Document, Passage

ROOT = Path(__file__).parents[2]
SENTENCES = ("Nine bridges were repaired.", "Three dams were built.", "The road was closed.")


def document(number: int, edition: int = 0) -> Document:
    """A document of three paragraphs; its edition stands in each of them."""
    texts = tuple(f"Edition {edition} of {number}. {sentence}" for sentence in SENTENCES)
    blocks = tuple(Block("paragraph", text, page=1) for text in texts)
    return Document(
        f"{number:032x}{edition:032x}", f"report-{number}.txt", f"Report {number}", "Roads", 2018, None, blocks,
        ("\n".join(texts),),
    )  # fmt: skip


def put(store: Store, one: Document) -> None:
    """Add a document with a passage for each paragraph, under vectors of our own."""
    passages = [
        Passage(0, one.id, s.block.text, 1, 1, (), None, s.start, s.end, ((0, len(s.block.text)),)) for s in one.spans()
    ]
    encoded = Encoded(np.ones(4, np.float32), np.ones((1, 4), np.float32), np.zeros((1, 64), np.int8))
    store.add(one, Path("/reports") / one.name, passages, [one.title] * len(passages), [encoded] * len(passages))


# -- indexes of other versions -----------------------------------------------------------------------------


def old_index(folder: Path, change: str) -> Path:
    """An index as another version would have left it."""
    put(Store(folder), document(1))
    with sqlite3.connect(folder / "library.sqlite") as db:
        db.executescript(change)
    db.close()
    return folder


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meta SET value = '0' WHERE key = 'schema'",
        "ALTER TABLE documents DROP COLUMN body",
        "ALTER TABLE passages RENAME COLUMN start TO begin",
        "ALTER TABLE documents ADD COLUMN mood TEXT NOT NULL DEFAULT ''",
    ],
    ids=["another version", "a column missing", "a column renamed", "a column more"],
)
def test_an_index_of_another_schema_is_refused_with_the_command_that_mends_it(tmp_path: Path, change: str) -> None:
    folder = old_index(tmp_path / "index", change)
    with pytest.raises(LibraryError, match=r"was made by another version .* run: assistant index"):
        Store(folder)
    assert sqlite3.connect(folder / "library.sqlite").execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_an_index_of_this_version_opens_again(tmp_path: Path) -> None:
    put(Store(tmp_path), document(1))
    again = Store(tmp_path)
    assert again.meta("schema") == str(VERSION)
    assert again.document(document(1).id) == document(1)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"This is not a database. " * 100)
    with pytest.raises(LibraryError, match=r"is damaged: .* run: assistant index"):
        Store(tmp_path)


# -- several at once ---------------------------------------------------------------------------------------


def test_writers_in_one_process_do_not_lose_one_anothers_documents(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: put(store, document(number)), range(40)))
    assert {r.name for r in store.reports()} == {f"report-{number}.txt" for number in range(40)}
    assert store.revision.startswith("40-")
    assert store.indexed.size()[0] == 40 * len(SENTENCES)


def test_writers_in_two_processes_do_not_lose_one_anothers_documents(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from test_store import Store, document, put\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for number in range(int(sys.argv[2]), int(sys.argv[2]) + 20): put(store, document(number))"
    )
    path = f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(ROOT)!r}]\n"
    running = [
        subprocess.Popen([sys.executable, "-c", path + script, str(tmp_path), first], stderr=subprocess.PIPE, text=True)
        for first in ("0", "100")
    ]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in running] == [("", 0)] * 2
    store = Store(tmp_path)
    assert {r.name for r in store.reports()} == {f"report-{n}.txt" for n in (*range(20), *range(100, 120))}
    assert store.revision.startswith("40-")


def test_a_write_that_fails_halfway_leaves_nothing_of_itself(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, document(1))
    before = dump(store)
    with pytest.raises(ValueError, match="shorter"):
        store.add(document(2), Path("/reports/2"), passages_of(store, document(1).id), ["a heading"], [])
    with pytest.raises(RuntimeError), store.write() as db:
        db.execute("DELETE FROM documents")
        raise RuntimeError
    assert dump(store) == before


def test_a_reader_beside_a_writer_sees_one_whole_edition(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, document(1, 0))
    done = threading.Event()

    def rewrite() -> None:
        for edition in range(1, 60):
            put(store, document(1, edition))
        done.set()

    seen: set[str] = set()
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(rewrite)
        while not done.is_set():
            texts = [text for (text,) in store.rows("SELECT text FROM passages ORDER BY start")]
            editions = {text.split(" of ")[0] for text in texts}
            assert len(texts) == len(SENTENCES) and len(editions) == 1
            seen |= editions
        writing.result()
    assert len(seen) > 1  # the reader did meet the writer


def test_an_open_transaction_is_not_seen_before_its_end(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, document(1))
    with store.write() as db:
        db.execute("DELETE FROM documents")
        with ThreadPoolExecutor(1) as pool:
            names = "SELECT name FROM documents"
            assert pool.submit(store.rows, names).result() == [("report-1.txt",)]
    assert store.rows(names) == []


def test_the_reports_are_those_of_now_whoever_changed_them(tmp_path: Path) -> None:
    store, other = Store(tmp_path), Store(tmp_path)
    assert store.reports() == ()
    put(store, document(1))
    assert [r.name for r in store.reports()] == [r.name for r in other.reports()] == ["report-1.txt"]
    other.correct("report-1.txt", "Better title", None, 2017)
    assert [(r.title, r.year) for r in store.reports()] == [("Better title", 2017)]
    put(other, document(2))
    assert [r.name for r in store.reports()] == ["report-1.txt", "report-2.txt"]
    with pytest.raises(RuntimeError), store.write() as db:
        db.execute("UPDATE meta SET value = value + 1 WHERE key = 'facts'")
        db.execute("UPDATE corrections SET title = 'Never'")
        assert store.reports()[0].title == "Never"
        raise RuntimeError
    other.correct("report-1.txt", "Best title", None, 2017)
    assert store.reports()[0].title == "Best title"
    store.remove(store.reports()[0].document_id)
    assert [r.name for r in other.reports()] == ["report-2.txt"]


# -- what is taken out leaves nothing ----------------------------------------------------------------------


def test_a_new_edition_of_a_file_takes_the_place_of_the_old_one_everywhere(tmp_path: Path) -> None:
    store = Store(tmp_path)
    put(store, document(1, 0))
    put(store, document(1, 1))
    assert set(store.indexed.after(0).documents) == {document(1, 1).id}
    for table in ("documents", "pages", "blocks", "passages", "words"):
        assert "Edition 0" not in repr(store.rows(f"SELECT * FROM {table}"))  # noqa: S608


def passages_of(store: Store, document_id: str) -> list[Passage]:
    return list(store.passages(store.passages_of(document_id)).values())


def dump(store: Store) -> list[str]:
    db = sqlite3.connect(store.path)
    try:
        return list(db.iterdump())
    finally:
        db.close()

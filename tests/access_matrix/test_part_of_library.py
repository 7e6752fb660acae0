"""What somebody finds who sees some collections: the same as in a library that holds nothing else."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.library.ingest import add
from assistant.passages.terms import terms
from assistant.search.lexical import bearing
from assistant.settings import Settings
from assistant.values import Block, Document
from assistant.values.people import Person

WORDS = ("water", "school", "road", "clinic", "fund", "funded", "wells", "Norway", "Japan", "BLO", "garden", "2018")
PLACES = ("amber", "birch", "cedar", "reports")

sentences = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(lambda words: " ".join(words) + ".")
texts = st.lists(sentences, min_size=1, max_size=4).map("\n\n".join)
libraries = st.lists(st.tuples(texts, st.sampled_from(PLACES)), min_size=1, max_size=6)
questions = st.lists(st.sampled_from((*WORDS, "who", "how many")), min_size=1, max_size=5).map(" ".join)


def desk_over(folder: Path, encoder: Encoder, reports: list[tuple[str, str, str]]) -> Desk:
    """A desk over (file name, text, collection), put in in this order as if they had been read."""
    desk = Desk(Settings().model_copy(update={"index": folder / "index", "corpus": folder / "corpus"}))
    desk.library.encoder = encoder
    store = desk.library.store
    for name, text, collection in reports:
        blocks = tuple(Block("paragraph", part) for part in text.split("\n\n"))
        key = hashlib.sha256(f"{name} {text}".encode()).hexdigest()
        document = Document(key, name, name.removesuffix(".txt"), None, None, None, blocks, (text,))
        store.collections.place(str(folder / name), collection)
        add(store, encoder, desk.library.ledger.donors, document, folder / name)
    return desk


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return (tmp_path_factory.mktemp(f"library-{n}") for n in itertools.count())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(library=libraries, seen=st.frozensets(st.sampled_from(PLACES)), question=questions)
def test_a_part_is_searched_as_if_it_were_all(
    folders: Iterator[Path], encoder: Encoder, library: list[tuple[str, str]], seen: frozenset[str], question: str
) -> None:
    reports = [(f"report-{n}.txt", text, where) for n, (text, where) in enumerate(library)]
    whole = desk_over(next(folders), encoder, reports)
    alone = desk_over(next(folders), encoder, [report for report in reports if report[2] in seen])
    part = whole.seen_by(Person("somebody", "reader", seen))
    assert found(part, question) == found(alone, question)
    assert [r.name for r in part.documents()] == [r.name for r in alone.documents()]
    assert [c.id for c in part.commitments()] == [c.id for c in alone.commitments()]
    one, other = part.ask(question), alone.ask(question)
    assert (one.text, one.searched.documents, one.sureness) == (other.text, other.searched.documents, other.sureness)


def found(desk: Desk, question: str) -> list[tuple[str, str, float, tuple[str, ...]]]:
    """Passages in their order; scores as programs get them."""
    return [(e.report.name, e.passage.text, round(e.score, 4), e.found_by) for e in desk.search(question, 20)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    library=libraries, seen=st.frozensets(st.sampled_from(PLACES)), words=st.lists(st.sampled_from(WORDS), max_size=5)
)
def test_the_scores_of_words_are_those_of_a_full_text_table_of_the_part_alone(
    folders: Iterator[Path], encoder: Encoder, library: list[tuple[str, str]], seen: frozenset[str], words: list[str]
) -> None:
    reports = [(f"report-{n}.txt", text, where) for n, (text, where) in enumerate(library)]
    library_seen = desk_over(next(folders), encoder, reports).seen_by(Person("somebody", "reader", seen)).library
    part, asked = library_seen.store, {" ".join(terms(word)): word for word in (*words, "report", "water school")}
    matched = dict(bearing(library_seen, asked.values(), 100, None))
    query = " OR ".join(f'"{word}"' for word in asked.values())
    with sqlite3.connect(":memory:") as alone:
        alone.execute("CREATE VIRTUAL TABLE t USING fts5(h, x, tokenize='porter unicode61 remove_diacritics 2')")
        for row in part.rows("SELECT w.rowid, w.header, w.text FROM main.words w JOIN passages p ON p.id = w.rowid"):
            alone.execute("INSERT INTO t (rowid, h, x) VALUES (?, ?, ?)", row)
        expected = alone.execute("SELECT rowid, -rank FROM t WHERE t MATCH ? ORDER BY rank, rowid", (query,)).fetchall()
    assert matched == {i: pytest.approx(score, rel=1e-5) for i, score in expected}

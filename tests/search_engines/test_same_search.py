"""The contract of both searches: FAISS with postings, and Milvus, find the same in the same library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from engines import CORPUS, QUESTIONS, close_lite, desk_on, differing, rankings, searched, within_ties

from assistant.desk import Desk
from assistant.doctor import examine
from assistant.library.encoder import Encoder
from assistant.library.milvus.collections import Collections
from assistant.library.milvus.connection import Connection
from assistant.passages.terms import terms
from assistant.values import Filters
from assistant.values.people import Person

EXAMPLES = Person("Ada", "reader", frozenset({"examples"}))
ROADS = "Roads\n\nNine bridges were repaired in Huaphanh province in 2019. The United States funds the work.\n"


def test_both_rank_the_same_passages(faiss: Desk, milvus: Desk) -> None:
    expected = rankings(faiss)
    assert all(len(ranking) == 20 for (_, way), ranking in expected.items() if way == "meaning")
    assert sum(len(ranking) for (_, way), ranking in expected.items() if way == "words") > 150
    assert differing(rankings(milvus), expected) == []
    assert differing(searched(milvus), searched(faiss)) == []


def test_both_rank_the_same_within_a_document(faiss: Desk, milvus: Desk) -> None:
    report = faiss.library.store.named("illicit-drugs-2019.pdf")
    assert report is not None
    one = frozenset({report.document_id})
    inside = set(faiss.library.store.passages_of(report.document_id))
    expected, found = rankings(faiss, documents=one), rankings(milvus, documents=one)
    assert differing(found, expected) == []
    assert {i for ranking in found.values() for i, _ in ranking} <= inside
    assert {len(found[q, "meaning"]) for q in QUESTIONS} == {20}  # the filter comes before the 20 best are taken
    for question in QUESTIONS:
        named = milvus.search(question, filters=Filters(documents=(report.name,)))
        assert {e.report.name for e in named} == {report.name}


def test_both_find_and_count_nothing_outside_of_a_collection(
    faiss: Desk, milvus: Desk, tmp_path: Path, encoder: Encoder
) -> None:
    """Also the scores are those of a library in which nothing else was ever indexed."""
    part, other = milvus.seen_by(EXAMPLES), faiss.seen_by(EXAMPLES)
    alone = desk_on(tmp_path / "alone", encoder, None)
    assert {s.status for s in alone.index(sorted(CORPUS.glob("example*")))} == {"indexed"}
    found = rankings(part)
    assert differing(found, rankings(other)) == []
    assert differing(searched(part), searched(other)) == []
    assert [textual(part, r) for r in found.values()] == [textual(alone, r) for r in rankings(alone).values()]
    survey, opium = term_id(milvus, "survey"), term_id(milvus, "opium")
    assert part.library.index.size == alone.library.index.size
    assert part.library.index.bearers(survey) == other.library.index.bearers(survey) > 0
    assert part.library.index.bearers(opium) == 0 < milvus.library.index.bearers(opium)
    hidden = milvus.library.store.named("illicit-drugs-2019.pdf")
    assert hidden is not None
    assert set(map(tuple, rankings(part, documents=frozenset({hidden.document_id})).values())) == {()}


def test_both_find_what_was_added_and_not_what_was_removed(
    library: Path, milvus_uri: str, tmp_path: Path, encoder: Encoder
) -> None:
    faiss, milvus = desk_on(library, encoder, None), desk_on(library, encoder, milvus_uri)
    before = rankings(milvus)
    (tmp_path / "roads.txt").write_text(ROADS, encoding="utf-8")
    assert [s.status for s in milvus.index([tmp_path / "roads.txt"])] == ["indexed"]
    assert milvus.search("How many bridges were repaired?")[0].report.name == "roads.txt"
    assert differing(rankings(milvus), rankings(faiss)) == []
    milvus.remove("example-uxo-2018.docx")
    assert differing(rankings(milvus), rankings(faiss)) == []
    assert "example-uxo-2018.docx" not in {e.report.name for q in QUESTIONS for e in milvus.search(q)}
    assert differing(rankings(milvus), before) != []


def test_a_report_that_was_moved_is_found_at_once_by_those_who_may_see_it_and_by_no_other(
    library: Path, milvus_uri: str, encoder: Encoder
) -> None:
    faiss, milvus = desk_on(library, encoder, None), desk_on(library, encoder, milvus_uri)
    part, other = milvus.seen_by(EXAMPLES), faiss.seen_by(EXAMPLES)
    part.search(QUESTIONS[0])
    milvus.move("illicit-drugs-2019.pdf", "examples")
    milvus.move("example-uxo-2019.docx", "reports")
    assert differing(rankings(part), rankings(other)) == []
    assert {e.report.name for q in QUESTIONS for e in part.search(q)} == {
        "illicit-drugs-2019.pdf", "example-uxo-2018.docx"
    }  # fmt: skip


def test_a_second_start_finds_the_same_and_puts_nothing_into_milvus(
    library: Path, milvus_uri: str, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rankings(desk_on(library, encoder, milvus_uri))
    if not milvus_uri.startswith("http"):
        close_lite(Path(milvus_uri))
    monkeypatch.setattr(Collections, "put", lambda *_: pytest.fail("put again what is there"))
    again = desk_on(library, encoder, milvus_uri)
    assert all(finding.well for finding in examine(again.settings))
    assert differing(rankings(again), before) == []


def test_the_settings_choose_milvus(library: Path, milvus_uri: str, faiss: Desk) -> None:
    """In a process of its own, as pymilvus reads MILVUS_URI too when it is imported."""
    environment = {**os.environ, "ASSISTANT_SEARCH": "milvus", "MILVUS_URI": milvus_uri}
    command = [sys.executable, "-m", "assistant", "search", QUESTIONS[0], "--json", "--index", str(library)]
    done = subprocess.run(command, env=environment, cwd=library.parent, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    found = map(json.loads, done.stdout.splitlines())
    assert [(e["document"], e["text"]) for e in found] == [
        (e.report.name, e.passage.text) for e in faiss.search(QUESTIONS[0])
    ]
    assert Collections(Connection(milvus_uri, "")).count("") == faiss.library.index.size


def test_rankings_that_differ_beyond_ties_are_told_apart() -> None:
    ranking = [(1, 0.9), (2, 0.5), (3, 0.5), (4, 0.1)]
    assert within_ties(ranking, [(1, 0.9), (3, 0.5), (2, 0.5), (5, 0.1)])  # the last may be tied with what is cut off
    for other in ([(1, 0.9), (2, 0.5), (4, 0.5), (3, 0.1)], [(1, 0.9), (2, 0.5), (3, 0.5)], [(7, 0.9), *ranking[1:]]):
        assert not within_ties(ranking, other)


def textual(desk: Desk, ranking: list[tuple[int, float]]) -> list[tuple[str, float]]:
    """A ranking by texts, as ids differ between libraries: by score to five digits, then by text."""
    passages = desk.library.store.passages(i for i, _ in ranking)
    return sorted((passages[i].text, round(score, 4)) for i, score in ranking)


def term_id(desk: Desk, word: str) -> int:
    (term,) = terms(word)
    return desk.library.store.words.ids([term])[term]

"""What Milvus holds follows the store, whoever else changes either of them meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from engines import QUESTIONS, desk_on, differing, rankings

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.library.lock import indexing
from assistant.library.milvus.collections import Collections
from assistant.library.milvus.connection import Connection

ROADS = "Roads\n\nNine bridges were repaired in 2019.\n"


@pytest.fixture
def held(milvus_uri: str) -> Collections:
    """What Milvus holds, looked at beside the desks."""
    return Collections(Connection(milvus_uri, ""))


def numbers(desk: Desk) -> dict[str, int]:
    """What the shelf in Milvus should list: every document and its passages."""
    return {r.document_id: r.passages for r in desk.documents()}


def listed(held: Collections) -> dict[str, int]:
    return {name: d.edition.passages for name, d in held.shelf().documents.items()}


def test_only_what_is_new_is_put_and_only_what_is_gone_is_removed(
    library: Path, milvus_uri: str, held: Collections, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_on(library, encoder, milvus_uri)
    desk.library.publish()
    put: list[int] = []
    as_it_is = Collections.put
    monkeypatch.setattr(Collections, "put", lambda self, rows: as_it_is(self, noted(list(rows), put)))
    (tmp_path / "roads.txt").write_text(ROADS, encoding="utf-8")
    list(desk.index([tmp_path / "roads.txt"]))
    roads = desk.library.store.named("roads.txt")
    assert roads is not None and put == desk.library.store.passages_of(roads.document_id)
    desk.remove("illicit-drugs-2019.pdf")
    assert put == desk.library.store.passages_of(roads.document_id)
    assert listed(held) == numbers(desk)
    assert held.count("") == desk.library.index.size
    assert held.revision() == desk.library.store.revision


def noted(rows: list[dict[str, int]], put: list[int]) -> list[dict[str, int]]:
    put += [row["passage"] for row in rows]
    return rows


def test_a_filling_that_ended_half_way_is_completed_by_the_next(
    library: Path, milvus_uri: str, held: Collections, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, as_it_is = iter(range(99)), Collections.shelve

    def dies(self: Collections, documents: dict) -> None:  # type: ignore[type-arg]
        if next(calls) == 3:
            raise KeyboardInterrupt
        as_it_is(self, documents)

    monkeypatch.setattr(Collections, "shelve", dies)
    with pytest.raises(KeyboardInterrupt):
        desk_on(library, encoder, milvus_uri).library.publish()
    assert (len(held.shelf().documents), held.revision()) == (3, "")
    monkeypatch.undo()
    desk = desk_on(library, encoder, milvus_uri)
    desk.library.publish()
    assert listed(held) == numbers(desk)
    assert held.count("") == desk.library.index.size


def test_two_desks_over_one_library_see_what_either_changes(
    library: Path, milvus_uri: str, encoder: Encoder, tmp_path: Path
) -> None:
    one, other, faiss = (desk_on(library, encoder, uri) for uri in (milvus_uri, milvus_uri, None))
    assert differing(rankings(one), rankings(other)) == []
    (tmp_path / "roads.txt").write_text(ROADS, encoding="utf-8")
    list(one.index([tmp_path / "roads.txt"]))
    assert other.search("How many bridges were repaired?")[0].report.name == "roads.txt"
    other.remove("example-uxo-2019.docx")
    assert differing(rankings(one), rankings(faiss)) == []


def test_a_library_that_was_put_back_is_searched_as_it_was(
    library: Path, milvus_uri: str, held: Collections, encoder: Encoder, tmp_path: Path
) -> None:
    """Other reports have had the same ids meanwhile."""
    kept = Path(shutil.copytree(library, tmp_path / "kept"))
    for folder, name in ((library, "illicit-drugs-2019.pdf"), (kept, "example-uxo-2019.docx")):
        (tmp_path / "new.txt").write_text(f"{ROADS}\n{name} is gone.\n", encoding="utf-8")
        desk = desk_on(folder, encoder, milvus_uri)
        desk.remove(name)
        list(desk.index([tmp_path / "new.txt"]))
        assert differing(rankings(desk), rankings(desk_on(folder, encoder, None))) == []
        assert listed(held) == numbers(desk)
        assert held.count("") == desk.library.index.size


def test_while_another_process_fills_milvus_what_is_there_is_searched(
    library: Path, milvus_uri: str, held: Collections, encoder: Encoder, tmp_path: Path
) -> None:
    desk = desk_on(library, encoder, milvus_uri)
    before = rankings(desk)
    with indexing(library, name="milvus.lock"):
        (tmp_path / "roads.txt").write_text(ROADS, encoding="utf-8")
        list(desk.index([tmp_path / "roads.txt"]))
        assert differing(rankings(desk), before) == []
        assert held.revision() != desk.library.store.revision
    assert desk.search("How many bridges were repaired?")[0].report.name == "roads.txt"
    assert held.revision() == desk.library.store.revision


def test_who_reads_a_former_state_is_shown_none_of_the_later_one(
    library: Path, milvus_uri: str, encoder: Encoder, tmp_path: Path
) -> None:
    """As a copy of the library on another machine would: it finds and counts what it has itself."""
    copy = Path(shutil.copytree(library, tmp_path / "copy"))
    desk, faiss = desk_on(library, encoder, milvus_uri), desk_on(copy, encoder, None)
    (tmp_path / "roads.txt").write_text(ROADS + "\n".join(QUESTIONS), encoding="utf-8")  # it bears all that is asked
    list(desk.index([tmp_path / "roads.txt"]))
    behind = desk_on(copy, encoder, milvus_uri)
    with indexing(copy, name="milvus.lock"):  # so that it changes nothing
        assert differing(rankings(behind), rankings(faiss)) == []
        assert behind.library.index.size == faiss.library.index.size
    assert desk.search("How many bridges were repaired?")[0].report.name == "roads.txt"


def test_a_library_without_reports_finds_nothing_and_asks_for_none(
    tmp_path: Path, milvus_uri: str, encoder: Encoder
) -> None:
    desk = desk_on(tmp_path / "empty", encoder, milvus_uri)
    assert desk.search("Who funds the road?") == ()
    assert (desk.library.index.size, desk.library.index.bearers(1)) == (0, 0)
    (tmp_path / "roads.txt").write_text(ROADS, encoding="utf-8")
    list(desk.index([tmp_path / "roads.txt"]))
    assert len(desk.search("How many bridges were repaired?")) == 1
    desk.remove("roads.txt")
    assert desk.search("How many bridges were repaired?") == ()

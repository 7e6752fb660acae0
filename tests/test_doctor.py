"""The doctor: each thing it looks at, well and wrong, with the command that mends it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.doctor import Finding, examine
from assistant.errors import ModelError
from assistant.library.encoder import Encoder
from assistant.library.store import Store
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def loaded_once(monkeypatch: pytest.MonkeyPatch, encoder: Encoder) -> None:
    monkeypatch.setattr("assistant.doctor.Encoder", lambda name, threads: encoder)


def test_a_well_index_has_five_findings_and_all_are_well(desk: Desk) -> None:
    passages = sum(r.passages for r in desk.documents())
    findings = examine(desk.settings)
    assert [(f.what, f.well) for f in findings] == [
        (f"{desk.library.store.path} is whole", True),
        ("the encoder 'packaged' loads, 384 dimensions", True),
        ("the index was made with this encoder", True),
        (f"2 reports, {passages} passages", True),
        ("the search index is whole and up to date", True),
    ]


def test_an_index_without_reports_names_the_command_that_adds_them(tmp_path: Path) -> None:
    Store(tmp_path / "index")
    wrong = [f for f in examine(Settings(index=tmp_path / "index")) if not f.well]
    assert wrong == [Finding("0 reports, 0 passages", False, "put reports into corpus/ and run: assistant index")]


def test_a_library_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    assert examine(Settings(index=tmp_path / "indx")) == (
        Finding(
            f"There is no library in {tmp_path / 'indx'}", False, "put reports into corpus/ and run: assistant index"
        ),
    )
    assert not (tmp_path / "indx").exists()


def test_a_damaged_library_ends_the_examination(desk: Desk) -> None:
    path = desk.library.store.path
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages'").fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xee" * size
    path.write_bytes(data)
    (finding,) = examine(desk.settings)
    assert (finding.well, finding.mend) == (False, "")
    assert finding.what.startswith(f"The library in {desk.settings.index} is damaged: ")
    assert "assistant restore FILE" in finding.what


def test_an_encoder_that_does_not_load_ends_the_examination(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Encoder) -> int:
        raise ModelError("The encoder is gone. Set ASSISTANT_EMBEDDING_MODEL.")

    monkeypatch.setattr(Encoder, "dimension", property(broken))
    *_, last = examine(desk.settings)
    assert last == Finding("The encoder is gone. Set ASSISTANT_EMBEDDING_MODEL.", False)


def test_another_encoder_names_the_rebuild(desk: Desk) -> None:
    desk.library.store.set_meta({"fingerprint": "0" * 64, "encoder": "some-other-model"})
    wrong = [f for f in examine(desk.settings) if not f.well]
    assert wrong == [
        Finding("the index was made with another encoder ('some-other-model')", False, "assistant index --rebuild")
    ]


def test_passages_cut_by_another_version_can_be_asked_and_name_the_rebuild(desk: Desk) -> None:
    desk.library.store.set_meta({"splitter": "2"})
    assert [f for f in examine(desk.settings) if not f.well] == [
        Finding("the reports were cut into passages by another version, and are found less well", False,
                "assistant index --rebuild")
    ]  # fmt: skip
    desk.rebuild()
    assert all(f.well for f in examine(desk.settings))


@pytest.mark.parametrize("damage", ["missing", "flipped", "behind"])
def test_a_search_index_that_is_not_the_librarys_is_made_again_by_the_command_named(
    desk: Desk, damage: str, reports: Path
) -> None:
    (file,) = desk.settings.index.glob("generations/*/passages.faiss")
    if damage == "missing":
        file.unlink()
    elif damage == "flipped":
        data = bytearray(file.read_bytes())
        data[-1] ^= 0xFF
        file.write_bytes(data)
    else:
        desk.library.store.remove(desk.documents()[0].document_id)
    wrong = [f for f in examine(desk.settings) if not f.well]
    assert wrong == [Finding("the search index is missing, damaged or behind the library", False, "assistant index")]
    list(Desk(desk.settings).index([reports]))
    assert all(f.well for f in examine(desk.settings))

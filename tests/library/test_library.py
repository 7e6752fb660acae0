"""The library with its real parts: SQLite, FAISS, the packaged encoder."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import numpy as np
import pytest
from tiny_reports import SCHOOLS, desk_at

from assistant.desk import Desk
from assistant.errors import AssistantError, LibraryError, ModelError
from assistant.library.encoder import Encoder, PassageText
from assistant.library.generations import load
from assistant.library.library import Library
from assistant.reading import Reader
from assistant.values import Document, FileStatus


def statuses(found: object) -> dict[str, str]:
    assert isinstance(found, list)
    return {s.name: s.status for s in found if isinstance(s, FileStatus)}


def test_a_second_run_reads_and_encodes_nothing(desk: Desk, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Encoder, "encode_passages", lambda *_: pytest.fail("encoded an unchanged file"))
    monkeypatch.setattr("assistant.reading.Reader.read", lambda *_: pytest.fail("read an unchanged file"))
    assert statuses(list(desk.index([reports]))) == {"water-2018.txt": "unchanged", "schools-2019.txt": "unchanged"}


def test_a_touched_file_with_the_same_content_is_unchanged(desk: Desk, reports: Path) -> None:
    os.utime(reports / "water-2018.txt", ns=(1, 1))
    assert statuses(list(desk.index([reports])))["water-2018.txt"] == "unchanged"


def test_new_changed_and_vanished_files_are_told_apart(desk: Desk, reports: Path) -> None:
    (reports / "water-2018.txt").unlink()
    (reports / "schools-2019.txt").write_text(SCHOOLS.replace("310", "311"), encoding="utf-8")
    (reports / "roads.txt").write_text("Roads\n\nNine bridges were repaired in 2017.\n", encoding="utf-8")
    assert statuses(list(desk.index([reports]))) == {
        "water-2018.txt": "removed",
        "schools-2019.txt": "indexed",
        "roads.txt": "indexed",
    }
    assert [r.name for r in desk.documents()] == ["roads.txt", "schools-2019.txt"]
    texts = " ".join(e.passage.text for e in desk.search("How many schools serve lunch?"))
    assert "311 schools" in texts and "310 schools" not in texts and "wells" not in texts


def test_a_file_with_the_content_of_another_is_said_to_be_its_copy(desk: Desk, reports: Path) -> None:
    (reports / "copy.txt").write_text(SCHOOLS, encoding="utf-8")
    copy = next(s for s in desk.index([reports]) if s.name == "copy.txt")
    assert (copy.status, copy.message) == ("unchanged", "The same content as schools-2019.txt, which is indexed.")


def test_a_bad_file_never_stops_the_others(desk: Desk, reports: Path) -> None:
    (reports / "a-broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (reports / "b-empty.txt").write_bytes(b"")
    (reports / "c-picture.png").write_bytes(b"\x89PNG")
    (reports / "d-roads.txt").write_text("Roads\n\nNine bridges were repaired in 2017.\n", encoding="utf-8")
    found = list(desk.index([reports]))
    assert statuses(found) == {
        "water-2018.txt": "unchanged",
        "schools-2019.txt": "unchanged",
        "a-broken.pdf": "unreadable",
        "b-empty.txt": "unreadable",
        "c-picture.png": "unsupported",
        "d-roads.txt": "indexed",
    }
    assert all(s.message for s in found if s.status in ("unreadable", "unsupported"))


def test_a_file_is_read_while_a_long_one_still_is_and_each_keeps_its_place(
    desk: Desk, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, second_is_read = Reader.read, threading.Event()

    def by_its_length(reader: Reader, path: Path) -> Document:
        assert path.name != "a-long.txt" or second_is_read.wait(60)
        document = read(reader, path)
        if path.name == "b-short.txt":
            second_is_read.set()
        return document

    monkeypatch.setattr(Reader, "read", by_its_length)
    (reports / "a-long.txt").write_text("Roads\n\nNine bridges were repaired in 2017.\n", encoding="utf-8")
    (reports / "b-short.txt").write_text("Ports\n\nTwo ports were opened in 2016.\n", encoding="utf-8")
    found = list(desk.index([reports]))
    assert [(s.name, s.status) for s in found if s.status != "unchanged"] == [
        ("a-long.txt", "indexed"),
        ("b-short.txt", "indexed"),
    ]


def test_only_some_files_are_read_ahead_of_the_one_that_is_taken_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, begun = Reader.read, list[str]()
    monkeypatch.setattr(Reader, "read", lambda reader, path: begun.append(path.name) or read(reader, path))
    (tmp_path / "many").mkdir()
    for number in range(30):
        (tmp_path / "many" / f"{number:02}.txt").write_text(f"Roads\n\nRoad {number} was mended.\n", encoding="utf-8")
    ahead = [len(begun) - done for done, _ in enumerate(desk.index([tmp_path / "many"]), 1)]
    assert len(ahead) == len(begun) == 30 and max(ahead) <= 8


def test_two_files_of_the_same_name_are_both_kept_apart(desk: Desk, reports: Path) -> None:
    (reports / "old").mkdir()
    (reports / "old" / "water-2018.txt").write_text("Water\n\nThree dams were built in 1999.\n", encoding="utf-8")
    list(desk.index([reports]))
    assert [r.name for r in desk.documents()] == ["old/water-2018.txt", "schools-2019.txt", "water-2018.txt"]


def test_a_path_that_does_not_exist_is_said_to_be_missing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"There is no file or folder .*nowhere\. Check the name"):
        list(desk.index([tmp_path / "nowhere"]))


def test_removing_a_report_takes_everything_that_came_from_it(desk: Desk) -> None:
    desk.remove("water-2018.txt")
    assert [r.name for r in desk.documents()] == ["schools-2019.txt"]
    for table in ("passages", "blocks", "pages"):
        owners = desk.library.store.rows(f"SELECT DISTINCT document_id FROM {table}")  # noqa: S608
        assert owners == [(desk.documents()[0].document_id,)]
    assert [len(found) for found in desk.library.store.words.bear_phrase("wells")] == [0, 0]
    with pytest.raises(AssistantError, match="No report named"):
        desk.remove("water-2018.txt")


def test_a_correction_of_sector_and_year_outlives_reading_the_file_again(desk: Desk, reports: Path) -> None:
    desk.correct("water-2018.txt", sector="Infrastructure", year=2017)
    (reports / "water-2018.txt").write_text("Health Sector Working Group\n\nProgress report 2018\n\nNew text.\n")
    list(desk.index([reports]))
    report = next(r for r in desk.documents() if r.name == "water-2018.txt")
    assert (report.sector, report.year) == ("Infrastructure", 2017)


@pytest.mark.parametrize("name", ["passages.faiss", "passages.npz"])
@pytest.mark.parametrize("damage", ["missing", "flipped", "truncated"])
def test_a_damaged_search_index_is_made_again_without_encoding(
    desk: Desk, name: str, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [e.passage.id for e in desk.search("Who runs the kitchens?")]
    (file,) = desk.settings.index.glob(f"generations/*/{name}")
    data = bytearray(file.read_bytes())
    if damage == "missing":
        file.unlink()
    elif damage == "flipped":
        data[-5] ^= 0xFF
        file.write_bytes(data)
    else:
        file.write_bytes(data[:-100])
    store = desk.library.store
    assert load(desk.settings.index, store.revision) is None
    monkeypatch.setattr("assistant.library.store.Store.add", lambda *_: pytest.fail("encoded anew"))
    again = desk_at(desk.settings.index, desk.library.encoder)
    assert [e.passage.id for e in again.search("Who runs the kitchens?")] == before


def test_an_index_made_with_another_encoder_names_the_command_that_mends_it(desk: Desk) -> None:
    desk.library.store.set_meta({"fingerprint": "0" * 64, "encoder": "some-other-model"})
    with pytest.raises(LibraryError, match=r"some-other-model.*assistant index --rebuild"):
        Library(desk.settings.index, desk.library.encoder)
    Library(desk.settings.index, desk.library.encoder, any_encoder=True).rebuild()
    Library(desk.settings.index, desk.library.encoder)


def test_a_model_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="ASSISTANT_EMBEDDING_MODEL"):
        Encoder(str(tmp_path)).encode_question("Who?")


def test_weights_that_were_altered_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(Encoder, "_folder", lambda self: tmp_path)
    with pytest.raises(ModelError, match="not the ones this version was made with"):
        Encoder().encode_question("Who?")


def test_a_passage_and_its_sentences_are_encoded_in_one_pass_as_unit_vectors(encoder: Encoder) -> None:
    text = "Wells were drilled. Schools serve lunch."
    (encoded,) = encoder.encode_passages([PassageText("Report – Water", text, ((0, 19), (20, 40)))])
    assert encoded.sentences.shape == (2, encoder.dimension)
    assert np.allclose(np.linalg.norm(encoded.sentences, axis=1), 1, atol=1e-3)
    question = encoder.encode_question("Which schools give meals?").passage
    assert encoded.sentences[1] @ question > encoded.sentences[0] @ question


def test_the_passages_vector_is_the_one_that_sentence_transformers_gives(encoder: Encoder) -> None:
    texts = ["Wells were drilled.", "Cooks leave after a few months, as they are not paid during holidays."]
    ours = np.stack([e.passage for e in encoder.encode_passages([PassageText("", t, ()) for t in texts])])
    theirs = encoder._model.encode(texts)
    assert np.allclose(ours, theirs, atol=0.02)


def test_filters_are_applied_inside_the_search(desk: Desk) -> None:
    from assistant.values import Filters

    for filters in (Filters(year=2018), Filters(sector="Health"), Filters(documents=("water-2018.txt",))):
        found = desk.search("Which donors paid for kitchens in schools?", 5, filters)
        assert found and {e.report.name for e in found} == {"water-2018.txt"}
    assert desk.search("wells", 5, Filters(year=1990)) == ()


def test_a_question_is_answered_from_one_state_while_reports_come_and_go(desk: Desk, reports: Path) -> None:
    troubles: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                desk.ask("How many bridges were repaired in 2017?")
            except Exception as error:  # noqa: BLE001 - to be told
                troubles.append(error)

    asking = [threading.Thread(target=ask) for _ in range(2)]
    for thread in asking:
        thread.start()
    for edition in range(8):
        text = "\n\n".join(f"Nine bridges were repaired in 2017 by team {edition}-{n}." for n in range(20))
        (reports / "roads.txt").write_text(f"Roads\n\n{text}\n", encoding="utf-8")
        list(desk.index([reports]))
        desk.remove("roads.txt")
    done.set()
    for thread in asking:
        thread.join()
    assert troubles == []

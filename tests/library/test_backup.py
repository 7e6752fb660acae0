"""A library in one file, written and put back while others ask."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_reports import SCHOOLS, desk_at

from assistant.desk import Desk
from assistant.errors import AssistantError, DamageError
from assistant.library.backup import back_up, restore
from assistant.library.encoder import Encoder

WELLS = "How many wells were drilled?"


def uploads(desk: Desk) -> Path:
    return desk.settings.corpus / "uploads"


def send(desk: Desk, name: str, text: str) -> None:
    """Let a file be sent and taken in."""
    incoming = desk.uploads.receive()
    incoming.write(text.encode())
    desk.uploads.take(text, "somebody", name, incoming)
    desk.intake.wake()
    while (thread := desk.intake._thread) is not None:
        thread.join()


def names(desk: Desk) -> list[str]:
    return [report.name for report in desk.documents()]


def answer(desk: Desk, question: str = WELLS) -> str:
    return desk.ask(question).text


def test_a_desk_that_goes_on_answers_from_the_backup_once_it_is_put_back(desk: Desk, tmp_path: Path) -> None:
    send(desk, "roads.txt", "Roads\n\nNine bridges were repaired in 2017.\n")
    before, said = names(desk), answer(desk)
    made = back_up(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    assert (made.reports, made.uploads) == (3, 1)
    desk.remove("roads.txt")
    desk.remove("water-2018.txt")
    send(desk, "dams.txt", "Dams\n\nThree dams were built in 1999.\n")
    assert names(desk) == ["dams.txt", "schools-2019.txt"] and "42 wells" not in answer(desk)
    restored = restore(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    assert (restored.backup.reports, restored.backup.uploads) == (3, 1)
    assert (names(desk), answer(desk)) == (before, said)
    assert [path.name for path in uploads(desk).iterdir()] == ["roads.txt"]
    assert "bridges" in answer(desk, "How many bridges were repaired?")
    assert restored.former is not None
    restore(desk.settings.index, uploads(desk), restored.former)
    assert names(desk) == ["dams.txt", "schools-2019.txt"]
    assert [path.name for path in uploads(desk).iterdir()] == ["dams.txt"]


def test_questions_are_answered_while_a_backup_is_written_and_put_back(desk: Desk, tmp_path: Path) -> None:
    done, said, troubles = threading.Event(), set(), []

    def ask() -> None:
        try:
            while not done.is_set():
                said.add(answer(desk))
        except AssistantError as error:
            troubles.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(3):
        file = tmp_path / f"{number}.backup"
        back_up(desk.settings.index, uploads(desk), file)
        restore(desk.settings.index, uploads(desk), file)
    done.set()
    asking.join()
    assert (said, troubles) == ({answer(desk)}, [])


def test_a_backup_is_put_back_where_no_library_is_and_finds_its_files_there(
    desk: Desk, tmp_path: Path, encoder: Encoder
) -> None:
    send(desk, "roads.txt", "Roads\n\nNine bridges were repaired in 2017.\n")
    back_up(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    other = tmp_path / "elsewhere" / "index"
    restored = restore(other, other / "corpus" / "uploads", tmp_path / "kept.backup")
    assert restored.former is None
    moved = desk_at(other, encoder)
    assert names(moved) == names(desk)
    (path,) = [Path(r.path) for r in moved.documents() if r.name == "roads.txt"]
    assert path == other / "corpus" / "uploads" / "roads.txt" and path.is_file()


def test_files_of_the_same_name_and_another_content_are_both_there_afterwards(desk: Desk, tmp_path: Path) -> None:
    send(desk, "plan.txt", "Plan\n\nThe first plan has nine bridges.\n")
    back_up(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    desk.remove("plan.txt")
    send(desk, "plan.txt", "Plan\n\nThe second plan has four bridges.\n")
    restored = restore(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    (path,) = [Path(r.path) for r in desk.documents() if r.name == "plan.txt"]
    assert "nine" in path.read_text()
    assert restored.former is not None
    with zipfile.ZipFile(restored.former) as former:
        assert b"four" in former.read("uploads/plan.txt")


@pytest.mark.parametrize("bad", ["text", "empty", "cut", "flipped", "another zip", "path", "more", "changed"])
def test_what_is_no_whole_backup_is_refused_and_nothing_is_touched(desk: Desk, tmp_path: Path, bad: str) -> None:
    send(desk, "roads.txt", "Roads\n\nNine bridges were repaired in 2017.\n")
    file = tmp_path / "kept.backup"
    back_up(desk.settings.index, uploads(desk), file)
    spoil(file, bad)
    before, revision = sorted(desk.settings.index.rglob("*")), desk.library.store.revision
    with pytest.raises(AssistantError, match=r"not a whole backup of the assistant: .* The library is as it was\."):
        restore(desk.settings.index, uploads(desk), file)
    assert (sorted(desk.settings.index.rglob("*")), desk.library.store.revision) == (before, revision)
    assert not (tmp_path / "outside.txt").exists()


def spoil(file: Path, bad: str) -> None:
    data = bytearray(file.read_bytes())
    if bad == "text":
        file.write_text("This is no backup.")
    elif bad == "empty":
        file.write_bytes(b"")
    elif bad == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif bad == "flipped":
        data[len(data) // 3] ^= 1
        file.write_bytes(data)
    else:
        with zipfile.ZipFile(file) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        manifest = json.loads(entries["manifest.json"])
        if bad == "another zip":
            del entries["manifest.json"]
        elif bad == "path":
            entries["uploads/../../outside.txt"] = b"x"
            manifest["sha256"]["uploads/../../outside.txt"] = "0" * 64
        elif bad == "more":
            entries["uploads/more.txt"] = b"x"
        else:
            entries["uploads/roads.txt"] = b"Ten bridges were repaired in 2017."
        if "manifest.json" in entries:
            entries["manifest.json"] = json.dumps(manifest).encode()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in entries.items():
                archive.writestr(name, content)


def test_a_damaged_library_is_not_backed_up_and_is_put_aside_as_it_is_when_one_is_put_back(
    desk: Desk, tmp_path: Path
) -> None:
    before = names(desk)
    back_up(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    path = desk.library.store.path
    with desk.library.store.write() as db:
        db.execute("UPDATE passages SET text = replace(text, '42 wells', '92 wells')")
    with pytest.raises(DamageError, match="is damaged"):
        back_up(desk.settings.index, uploads(desk), tmp_path / "more.backup")
    assert not (tmp_path / "more.backup").exists()
    restored = restore(desk.settings.index, uploads(desk), tmp_path / "kept.backup")
    assert restored.former is not None and (restored.former / path.name).is_file()
    assert names(desk) == before and "42 wells" in answer(desk)


def test_a_file_that_is_there_is_not_written_over(desk: Desk, reports: Path) -> None:
    with pytest.raises(AssistantError, match="is there already"):
        back_up(desk.settings.index, uploads(desk), reports / "schools-2019.txt")
    assert (reports / "schools-2019.txt").read_text() == SCHOOLS


@pytest.mark.parametrize("place", ["_place_uploads", "Store.count_reports", "shutil.copyfileobj"])
def test_a_restore_that_is_killed_leaves_the_former_state(
    desk: Desk, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept.backup"
    back_up(desk.settings.index, uploads(desk), file)
    desk.remove("water-2018.txt")
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(f"assistant.library.backup.{place}", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        restore(desk.settings.index, uploads(desk), file)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    assert names(desk) == ["schools-2019.txt"] and "lunch" in answer(desk, "How many schools serve a warm lunch?")
    restore(desk.settings.index, uploads(desk), file)
    assert names(desk) == ["schools-2019.txt", "water-2018.txt"]
    assert not list(desk.settings.index.glob(".restore-*"))


def test_the_commands_say_what_they_did(desk: Desk, run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    code, out, err = run("backup", tmp_path / "kept.backup")
    assert (code, out) == (0, "") and f"{tmp_path / 'kept.backup'}: 2 reports and 0 files that people sent" in err
    desk.remove("water-2018.txt")
    code, out, err = run("restore", tmp_path / "kept.backup")
    assert (code, out) == (0, "") and "2 reports and 0 files that people sent are back from" in err
    assert "What was there before is kept in" in err
    code, _, err = run("restore", tmp_path / "nothing.backup")
    assert code == 1 and "cannot be put back (No such file or directory). The library is as it was." in err
    shutil.rmtree(desk.settings.index)
    code, _, err = run("backup", tmp_path / "more.backup")
    assert code == 1 and "There is no library in" in err

"""A full disk, a folder that may only be read, altered bytes: an alarm that says what to do, and no wrong answer."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flips import flip_often
from tiny_reports import SCHOOLS, desk_at

from assistant.desk import Desk
from assistant.doctor import examine
from assistant.errors import AssistantError, DamageError, LibraryError
from assistant.library.encoder import Encoder

WELLS = "How many wells were drilled?"
FOUND = "42 wells"
FULL = "is full. Nothing was changed, and what is indexed can still be asked. Free some space"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB; skipped where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Let nothing more be written there."""
    path = folder / "filler"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        for size in (4096, 1):
            try:
                while True:
                    os.write(handle, b"x" * size)
            except OSError:
                continue
    finally:
        os.close(handle)
    return path


def refused(what: Callable[[], object]) -> str:
    with pytest.raises(LibraryError) as caught:
        what()
    return str(caught.value)


def test_on_a_full_disk_every_change_is_refused_in_words_and_questions_are_answered(
    small_disk: Path, reports: Path, encoder: Encoder
) -> None:
    desk = desk_at(small_disk / "index", encoder)
    assert [s.status for s in desk.index([reports])] == ["indexed", "indexed"]
    answer = desk.ask(WELLS)
    filler = fill(small_disk)
    (reports / "new.txt").write_text(SCHOOLS.replace("310", "311") * 20)
    assert FULL in refused(lambda: list(desk.index([reports])))
    assert FULL in refused(lambda: desk.remove("water-2018.txt"))
    assert FULL in refused(lambda: desk.correct("schools-2019.txt", year=2001))
    assert FULL in refused(lambda: desk.conversations.keep("me", "", 1, answer))
    assert FOUND in desk.ask(WELLS).text
    assert FOUND in desk_at(small_disk / "index", encoder).ask(WELLS).text
    incoming = desk.uploads.receive()
    with pytest.raises(OSError, match="No space left"):
        incoming.write(b"x" * 9000)
    incoming.drop()
    assert not incoming.path.exists()
    filler.unlink()
    assert [s.status for s in desk.index([reports])] == ["indexed", "unchanged", "unchanged"]
    assert all(finding.well for finding in examine(desk.settings))


def test_a_search_index_that_finds_no_room_is_said_and_the_library_is_asked_without_it(
    small_disk: Path, reports: Path, encoder: Encoder
) -> None:
    desk = desk_at(small_disk / "index", encoder)
    list(desk.index([reports]))
    shutil.rmtree(small_disk / "index" / "generations")
    fill(small_disk)
    assert "The search index could not be written" in refused(desk.library.publish)
    assert FOUND in desk.ask(WELLS).text
    assert FOUND in desk_at(small_disk / "index", encoder).ask(WELLS).text


def test_a_folder_that_may_only_be_read_is_asked_and_its_changes_are_refused_in_words(
    small_disk: Path, desk: Desk, encoder: Encoder
) -> None:
    shutil.copytree(desk.settings.index, small_disk / "index", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    with desk.library.store.database.connection() as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(desk.library.store.path, small_disk / "index")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    closed = desk_at(small_disk / "index", encoder)
    assert FOUND in closed.ask(WELLS).text
    assert len(closed.documents()) == 2 and closed.commitments() == desk.commitments()
    said = "cannot be written to. Nothing was changed"
    assert said in refused(lambda: closed.remove("water-2018.txt"))
    assert said in refused(lambda: list(closed.index([])))
    assert said in refused(lambda: closed.conversations.keep("me", "", 1, closed.ask(WELLS)))
    closed.intake.resume()  # as a server does when it starts
    (wrong,) = [finding for finding in examine(closed.settings) if not finding.well]
    assert "cannot be written to" in wrong.what


def test_a_file_that_may_not_grow_is_said_and_the_former_state_stays(desk: Desk, reports: Path) -> None:
    """As a quota would have it, where nothing may be mounted."""
    (reports / "new.txt").write_text(SCHOOLS.replace("310", "311") * 20)
    before = desk.documents()
    size = (desk.settings.index / "library.sqlite-wal").stat().st_size
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, former[1]))
    try:
        said = refused(lambda: desk.library.rebuild())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert "is full" in said or "could not be read or written" in said
    assert desk.documents() == before and FOUND in desk.ask(WELLS).text


def test_a_library_that_another_process_holds_for_too_long_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    from contextlib import closing

    desk.library.store.rows("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(desk.library.store.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "being changed by another process" in refused(lambda: desk.correct("water-2018.txt", year=2001))
    desk.correct("water-2018.txt", year=2001)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE passages SET text = replace(text, '42 wells', '92 wells')",
        "UPDATE passages SET sentence_vectors = zeroblob(length(sentence_vectors))",
        "UPDATE indexed SET vector = zeroblob(length(vector))",
        "UPDATE indexed SET terms = zeroblob(length(terms))",
        "UPDATE indexed SET length = length + 1",
        "UPDATE terms SET term = 'wolv' WHERE term = 'well'",
        "DELETE FROM indexed WHERE length > 1",
        "UPDATE pages SET text = replace(text, '42 wells', '92 wells')",
        "UPDATE blocks SET text = replace(text, '42 wells', '92 wells')",
        "UPDATE commitments SET value = value + 1000000",
        "UPDATE documents SET year = 2017 WHERE year = 2018",
        "UPDATE words SET text = replace(text, 'wells', 'wolves')",
        "DELETE FROM words_docsize",
        "DELETE FROM passages WHERE text LIKE '%wells%'",
    ],
)
def test_what_was_altered_in_the_library_is_found_when_all_of_it_is_looked_at(desk: Desk, change: str) -> None:
    with desk.library.store.write() as db:
        db.execute(change)
    (finding,) = examine(desk.settings)
    assert not finding.well and "is damaged" in finding.what and "assistant restore FILE" in finding.what


def test_an_altered_passage_is_never_quoted_and_others_go_on_being(desk: Desk) -> None:
    with desk.library.store.write() as db:
        db.execute("UPDATE passages SET text = replace(text, '42 wells', '92 wells')")
    with pytest.raises(DamageError, match="assistant restore FILE"):
        desk.ask(WELLS)


def test_an_altered_sum_is_never_shown(desk: Desk) -> None:
    with desk.library.store.write() as db:
        db.execute("UPDATE commitments SET value = value * 10")
    with pytest.raises(DamageError, match="assistant restore FILE"):
        desk.commitments()


def test_an_altered_byte_in_any_file_is_without_effect_or_an_alarm(desk: Desk, encoder: Encoder) -> None:
    """`python benchmarks/flips.py INDEX` alters 500."""
    met, wrong = flip_often(desk.settings.index, 40, 7, lambda folder: desk_at(folder, encoder))
    assert (met["wrong"], wrong) == (0, [])
    assert met["alarm"] > 0


def test_what_cannot_be_done_in_the_library_is_no_longer_unexpected(desk: Desk) -> None:
    """A mistake of ours is still one: the log is for it, not the person."""
    with pytest.raises(Exception, match="no such column") as caught:
        desk.library.store.rows("SELECT nothing_of_the_kind FROM documents")
    assert not isinstance(caught.value, AssistantError)


def test_a_name_in_the_schema_that_is_no_text_any_more_is_told_as_damage(desk: Desk) -> None:
    folder = desk.settings.index
    desk.library.store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.library.store.database.close()
    path = folder / "library.sqlite"
    data = path.read_bytes()
    assert data.count(b"    sector   TEXT,") == 2
    path.write_bytes(data.replace(b"    sector   TEXT,", b"    \xffector   TEXT,"))
    with pytest.raises(DamageError, match=r"its file does not hold together.*assistant restore FILE"):
        Desk(desk.settings)

"""What people send: kept under a safe name, once, and read in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from mixed_files import make_protected, report_of, twenty_files
from tiny_reports import WATER, desk_at

from assistant.desk import Desk
from assistant.errors import ReadingError
from assistant.library.encoder import Encoder
from assistant.library.file_names import numbered, safe_name
from assistant.library.ingest import AHEAD
from assistant.library.intake import UNEXPECTED, Intake
from assistant.reading import Reader
from assistant.reading.sandbox import Readers
from assistant.values import Document, FileStatus
from assistant.values.uploads import Upload


def send(desk: Desk, name: str, data: bytes | str, key: str = "", owner: str = "ann") -> Upload:
    incoming = desk.uploads.receive()
    incoming.write(data.encode() if isinstance(data, str) else data)
    return desk.uploads.take(key or name, owner, name, incoming)


def taken_in(desk: Desk) -> None:
    """Read all that waits, in the thread that does it, and wait for its end."""
    desk.intake.wake()
    thread = desk.intake._thread
    if thread:
        thread.join(120)
    assert desk.uploads.waiting(1) == ()


def states(desk: Desk, owner: str = "ann") -> dict[str, str]:
    return {u.name: u.status or u.state for u in desk.uploads.of(owner)}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Reports\\2019\\plan.docx", "plan.docx"),
        ("..hidden.pdf", "hidden.pdf"),
        (".pdf", "pdf"),
        ("~$plan.docx", "plan.docx"),
        ("a\x00b\nc\u202efdp.pdf", "abcfdp.pdf"),
        ("  two   words .md ", "two words.md"),
        ("", "report"),
        ("...", "report"),
        ("x" * 300 + ".html", "x" * 115 + ".html"),
        ("no suffix here.but a long one", "no suffix here.but a long one"),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(said: str, kept: str) -> None:
    assert safe_name(said) == kept


def test_a_name_of_long_letters_still_fits_a_file_system() -> None:
    name = safe_name("ລາຍງານ" * 40 + ".pdf")
    assert len(name.encode()) <= 240 and name.endswith(".pdf") and name.startswith("ລາຍງານ")


def test_a_number_goes_before_the_ending() -> None:
    assert [numbered("plan.v1.pdf", n) for n in (1, 2, 3)] == ["plan.v1.pdf", "plan.v1 (2).pdf", "plan.v1 (3).pdf"]


def test_what_was_sent_is_indexed_and_its_counts_are_told(desk: Desk) -> None:
    waiting = send(desk, "wells.txt", report_of("Norland", 7))
    assert (waiting.state, waiting.status, waiting.size) == ("waiting", None, len(report_of("Norland", 7)))
    taken_in(desk)
    (done,) = desk.uploads.of("ann")
    report = next(r for r in desk.documents() if r.name == "wells.txt")
    assert (done.state, done.status, done.message) == ("done", "indexed", "")
    assert (done.pages, done.passages, done.rows, done.commitments) == (1, report.passages, 0, 0)
    assert Path(report.path) == desk.settings.corpus.absolute() / "uploads" / "wells.txt"
    assert "7 wells" in desk.ask("How many wells were drilled in Norland?").text


def test_twenty_files_of_mixed_quality_each_get_their_status(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mixed").mkdir()
    files, _ = twenty_files(tmp_path / "mixed", megabytes=1)
    assert len(files) == 20
    for path in files:
        if path.suffix in desk.kinds:
            send(desk, path.name, path.read_bytes())
        else:
            desk.uploads.refuse(path.name, "ann", path.name, 8, "unsupported", "Save it as PDF.")
    taken_in(desk)
    assert states(desk) == {path.name: status for path, status in files.items()}
    said = {u.name: u.message for u in desk.uploads.of("ann")}
    assert said["copy of norland.txt"] == "The same content as water-norland.txt, which was sent before it."
    assert said["secret.pdf"] == "secret.pdf is protected by a password. Save it without one."
    assert sorted(path.name for path in desk.uploads.folder.iterdir()) == sorted(
        path.name for path in files if path.name not in ("copy of norland.txt", "photo.png")
    )


def test_a_question_is_answered_while_files_are_taken_in(desk: Desk) -> None:
    # Each file's status is noted before the next is read, so that the question falls between two of them.
    answers: list[str] = []
    index = desk.index

    def watched(paths: Sequence[Path], stop: Callable[[], bool]) -> Iterator[FileStatus]:
        for status in index(paths, stop=stop):
            answers.append(desk.ask("Who implements the rural water programme?").text)
            yield status

    desk.intake = Intake(desk.uploads, watched)
    for place in ("Norland", "Westmark"):
        send(desk, f"{place}.txt", report_of(place, 9))
    taken_in(desk)
    assert len(answers) == 2 and all("Centre for Clean Water" in answer for answer in answers)
    assert states(desk) == {"Norland.txt": "indexed", "Westmark.txt": "indexed"}


def test_two_indexings_at_once_wait_for_one_another(desk: Desk, reports: Path) -> None:
    for place in ("Norland", "Westmark", "Harrow"):
        (reports / f"{place}.txt").write_text(report_of(place, 9), encoding="utf-8")
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append([s.status for s in desk.index([reports])])) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(map(sorted, found)) == [["indexed"] * 3 + ["unchanged"] * 2, ["unchanged"] * 5]


def test_the_same_content_again_is_kept_once(desk: Desk) -> None:
    send(desk, "again.txt", WATER)
    send(desk, "first.txt", report_of("Norland", 7))
    send(desk, "second.txt", report_of("Norland", 7))
    taken_in(desk)
    send(desk, "third.txt", report_of("Norland", 7))
    assert {u.name: u.message for u in desk.uploads.of("ann")} == {
        "again.txt": "The same content as water-2018.txt, which is indexed.",
        "first.txt": "",
        "second.txt": "The same content as first.txt, which was sent before it.",
        "third.txt": "The same content as first.txt, which is indexed.",
    }
    assert [path.name for path in desk.uploads.folder.iterdir()] == ["first.txt"]


def test_a_name_that_other_content_has_gets_a_number(desk: Desk) -> None:
    kept = [send(desk, "wells.txt", report_of("Norland", n), key=str(n)).name for n in (1, 2, 3)]
    assert kept == ["wells.txt", "wells (2).txt", "wells (3).txt"]
    assert send(desk, "water-2018.txt", report_of("Norland", 4)).name == "water-2018 (2).txt"  # a report's, elsewhere
    taken_in(desk)
    assert set(states(desk).values()) == {"indexed"}


def test_a_mended_file_takes_the_place_of_the_one_that_could_not_be_read(desk: Desk, tmp_path: Path) -> None:
    secret = make_protected(tmp_path / "plan.pdf", ["Nobody reads this."]).read_bytes()
    send(desk, "plan.pdf", secret, key="1")
    taken_in(desk)
    assert states(desk) == {"plan.pdf": "needs-password"}
    again = send(desk, "plan.pdf", secret, key="2")
    assert (again.state, again.status, again.message) == (
        "done", "needs-password", "plan.pdf is protected by a password. Save it without one.",
    )  # fmt: skip
    mended = send(desk, "plan.pdf", report_of("Norland", 5), key="3")  # text under a PDF's name is refused later
    assert mended.name == "plan.pdf" and Path(mended.path).read_text() == report_of("Norland", 5)


def test_what_is_sent_twice_with_one_key_is_taken_once(desk: Desk) -> None:
    first = send(desk, "wells.txt", report_of("Norland", 7), key="k")
    assert send(desk, "wells.txt", report_of("Norland", 7), key="k") == first
    assert desk.uploads.of("ann") == (first,)
    assert send(desk, "wells.txt", report_of("Westmark", 7), key="k", owner="bob").id != first.id


def test_what_was_not_received_whole_leaves_nothing(desk: Desk) -> None:
    incoming = desk.uploads.receive()
    incoming.write(b"half")
    incoming.drop()
    assert list(desk.uploads.folder.iterdir()) == [] and desk.uploads.of("ann") == ()


def test_a_restart_goes_on_with_what_was_waiting_or_in_work(desk: Desk, encoder: Encoder) -> None:
    send(desk, "one.txt", report_of("Norland", 7))
    send(desk, "two.txt", report_of("Westmark", 8))
    desk.uploads.start(desk.uploads.waiting(1))
    (desk.uploads.folder / ".0123.part").write_bytes(b"half of a file")
    assert states(desk) == {"one.txt": "reading", "two.txt": "waiting"}

    restarted = desk_at(desk.settings.index, encoder, corpus=desk.settings.corpus)
    restarted.intake.resume()
    taken_in(restarted)
    assert states(restarted) == {"one.txt": "indexed", "two.txt": "indexed"}
    assert not list(desk.uploads.folder.glob(".*"))


def test_closing_begins_no_further_file_and_loses_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, closed = threading.Semaphore(0), threading.Event()
    read = Reader.read

    def held_up(reader: Reader, path: Path) -> Document:
        document = read(reader, path)
        begun.release()
        closed.wait(60)
        return document

    monkeypatch.setattr(Reader, "read", held_up)
    for number in range(4):
        send(desk, f"{number}.txt", report_of("Norland", number))
    desk.intake.wake()
    assert all(begun.acquire(timeout=60) for _ in range(AHEAD))  # those are read at once
    desk.intake.close(0)
    closed.set()
    desk.intake.close(60)
    assert states(desk) == {"0.txt": "indexed", "1.txt": "indexed", "2.txt": "waiting", "3.txt": "waiting"}
    desk.intake.wake()
    assert states(desk)["2.txt"] == "waiting"  # what is closed stays closed
    desk.intake.resume()
    taken_in(desk)
    assert set(states(desk).values()) == {"indexed"}


def test_a_crash_over_one_file_does_not_stop_the_others(desk: Desk) -> None:
    index = desk.index

    def crashing(paths: Sequence[Path], stop: Callable[[], bool]) -> Iterator[FileStatus]:
        if any(path.name == "bad.txt" for path in paths):
            raise RuntimeError("a fault of ours")
        return index(paths, stop=stop)

    desk.intake = Intake(desk.uploads, crashing)
    for name in ("bad.txt", "good.txt", "fine.txt"):
        send(desk, name, report_of(name, 3))
    taken_in(desk)
    assert states(desk) == {"bad.txt": "unreadable", "good.txt": "indexed", "fine.txt": "indexed"}
    assert next(u for u in desk.uploads.of("ann") if u.name == "bad.txt").message == UNEXPECTED


def test_a_file_that_vanished_while_it_waited_is_told(desk: Desk) -> None:
    Path(send(desk, "gone.txt", report_of("Norland", 7)).path).unlink()
    send(desk, "here.txt", report_of("Westmark", 7))
    taken_in(desk)
    assert states(desk) == {"gone.txt": "unreadable", "here.txt": "indexed"}


def test_each_owner_sees_and_clears_only_their_own(desk: Desk) -> None:
    send(desk, "hers.txt", report_of("Norland", 7))
    send(desk, "his.txt", report_of("Westmark", 7), owner="bob")
    taken_in(desk)
    send(desk, "later.txt", report_of("Harrow", 7))
    desk.uploads.clear("ann")
    assert states(desk) == {"later.txt": "waiting"} and states(desk, "bob") == {"his.txt": "indexed"}
    assert (desk.uploads.folder / "hers.txt").is_file()


def test_indexing_the_corpus_finds_what_was_sent_unchanged(desk: Desk) -> None:
    send(desk, "wells.txt", report_of("Norland", 7))
    taken_in(desk)
    assert [(s.name, s.status) for s in desk.index()] == [("wells.txt", "unchanged")]


def test_what_another_run_indexed_while_it_waited_is_told_as_indexed(desk: Desk) -> None:
    send(desk, "wells.txt", report_of("Norland", 7))
    assert [s.status for s in desk.index()] == ["indexed"]
    taken_in(desk)
    (done,) = desk.uploads.of("ann")
    assert (done.status, done.passages) == ("indexed", 1)


def test_removing_a_report_that_was_sent_deletes_its_file_and_no_other(desk: Desk, reports: Path) -> None:
    send(desk, "wells.txt", report_of("Norland", 7))
    taken_in(desk)
    desk.remove("wells.txt")
    desk.remove("water-2018.txt")
    assert list(desk.uploads.folder.iterdir()) == [] and (reports / "water-2018.txt").is_file()
    assert [r.name for r in desk.documents()] == ["schools-2019.txt"]


def test_the_files_of_the_library_are_listed_with_those_that_could_not_be_read(desk: Desk, tmp_path: Path) -> None:
    secret = make_protected(tmp_path / "secret.pdf", ["Nobody reads this."])
    send(desk, "secret.pdf", secret.read_bytes())
    taken_in(desk)
    files = {file.name: file for file in desk.files()}
    assert {name: file.status for name, file in files.items()} == {
        "water-2018.txt": "indexed", "schools-2019.txt": "indexed", "secret.pdf": "needs-password",
    }  # fmt: skip
    assert files["water-2018.txt"].sector == "Health" and files["water-2018.txt"].added
    assert files["secret.pdf"].message == "secret.pdf is protected by a password. Save it without one."
    desk.forget(files["secret.pdf"])
    assert "secret.pdf" not in {file.name for file in desk.files()} and list(desk.uploads.folder.iterdir()) == []


def test_a_file_is_read_again_from_the_disk(desk: Desk, reports: Path) -> None:
    (reports / "water-2018.txt").write_text(WATER.replace("42 wells", "43 wells"), encoding="utf-8")
    file = next(f for f in desk.files() if f.name == "water-2018.txt")
    desk.reread(file, "ann")
    taken_in(desk)
    assert states(desk) == {"water-2018.txt": "indexed"}
    assert "43 wells" in desk.ask("How many wells were drilled in Xieng province?").text


def test_a_file_is_read_again_even_where_it_has_not_changed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    added = []
    add = desk.library.store.add

    def counted(document: object, path: Path, *more: object) -> None:
        added.append(path.name)
        add(document, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.library.store, "add", counted)
    desk.reread(next(f for f in desk.files() if f.name == "water-2018.txt"), "ann")
    taken_in(desk)
    assert added == ["water-2018.txt"]


def test_a_report_stays_where_its_unchanged_file_cannot_be_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_busy(readers: Readers, path: Path) -> Document:
        raise ReadingError("too-large", f"{path.name} takes too long to read.")

    before = desk.documents()
    monkeypatch.setattr(Readers, "read", too_busy)
    desk.reread(next(f for f in desk.files() if f.name == "water-2018.txt"), "ann")
    taken_in(desk)
    assert states(desk) == {"water-2018.txt": "too-large"}
    assert desk.documents() == before

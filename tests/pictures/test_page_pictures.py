"""A page of an indexed PDF as a picture: drawn on demand, kept, and refused with a sentence where it cannot be."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from page_makers import black, bomb, id_of, make_pages, red
from PIL import Image
from pypdf import PdfWriter

from assistant.errors import AssistantError
from assistant.pictures import Picture, Pictures
from assistant.pictures.cache import Cache

SAID = "Norland gave two million."


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Pictures]:
    """Pictures with a folder and a child of their own."""
    pictures = Pictures(tmp_path / "pictures", seconds=10)
    yield pictures
    pictures.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return make_pages(tmp_path / "report.pdf", [black(60, 700, SAID), red(60, 700, SAID)])


def refused(pictures: Pictures, path: Path, document_id: str, page: int = 1) -> str:
    """What a person is told; the same for the picture and for the boxes."""
    with pytest.raises(AssistantError) as of_page:
        pictures.page(path, document_id, page)
    with pytest.raises(AssistantError) as of_boxes:
        pictures.boxes(path, document_id, page, SAID)
    assert str(of_page.value) == str(of_boxes.value)
    return str(of_page.value)


def test_a_page_is_drawn_at_120_dots_an_inch(own: Pictures, report: Path, tmp_path: Path) -> None:
    first, second = (own.page(report, id_of(report), page) for page in (1, 2))
    assert first == Picture(tmp_path / "pictures" / f"{id_of(report)}-1-120.png", 992, 1404, 2)
    with Image.open(first.file) as one, Image.open(second.file) as two:
        assert (one.format, one.size, two.size) == ("PNG", (992, 1404), (992, 1404))
        assert (one.convert("RGB").getextrema()[0], two.convert("RGB").getextrema()[0]) == ((0, 255), (255, 255))


def test_a_page_that_was_drawn_is_not_drawn_again(own: Pictures, report: Path) -> None:
    drawn = own.page(report, id_of(report), 1)
    own.close()
    assert own.page(report, id_of(report), 1) == drawn
    assert own._child.pid is None


def test_a_damaged_picture_is_drawn_again(own: Pictures, report: Path) -> None:
    drawn = own.page(report, id_of(report), 1)
    whole = drawn.file.read_bytes()
    drawn.file.write_bytes(b"no picture")
    assert own.page(report, id_of(report), 1) == drawn
    assert drawn.file.read_bytes() == whole


@pytest.mark.parametrize(
    ("size", "pixels"), [("14400 14400", (1800, 1800)), ("14400 72", (1800, 9)), ("72 72", (120, 120)), ("3 3", (5, 5))]
)
def test_no_page_makes_a_huge_picture(own: Pictures, tmp_path: Path, size: str, pixels: tuple[int, int]) -> None:
    path = make_pages(tmp_path / "a.pdf", [""], f"/MediaBox [0 0 {size}]")
    picture = own.page(path, id_of(path), 1)
    assert (picture.width, picture.height) == pixels


def test_several_threads_may_ask_at_once(own: Pictures, report: Path) -> None:
    wanted = [1, 2] * 4
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda page: own.page(report, id_of(report), page), wanted))
    assert [picture.file.name for picture in drawn] == [f"{id_of(report)}-{page}-120.png" for page in wanted]


def test_a_file_that_has_changed_is_refused(own: Pictures, report: Path, tmp_path: Path) -> None:
    was = id_of(report)
    own.page(report, was, 1)
    make_pages(report, [black(60, 700, "Westmark gave three million.")])
    assert refused(own, report, was) == "report.pdf has changed since it was indexed. Run: assistant index"


def test_a_file_that_is_gone_is_refused(own: Pictures, report: Path) -> None:
    was = id_of(report)
    report.unlink()
    assert refused(own, report, was) == (
        "report.pdf cannot be opened where it was indexed: No such file or directory. "
        "Put it back, or run: assistant index"
    )


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_refused(own: Pictures, report: Path, page: int) -> None:
    assert refused(own, report, id_of(report), page) == f"report.pdf has no page {page}. Choose one from 1 to 2."


def test_a_protected_file_is_refused_unless_its_password_is_empty(own: Pictures, report: Path, tmp_path: Path) -> None:
    for name, password in (("open.pdf", ""), ("shut.pdf", "secret")):
        writer = PdfWriter(clone_from=report)
        writer.encrypt(password, "owner", algorithm="AES-256")
        writer.write(tmp_path / name)
    free, shut = tmp_path / "open.pdf", tmp_path / "shut.pdf"
    assert own.page(free, id_of(free), 1).pages == 2
    assert refused(own, shut, id_of(shut)) == "shut.pdf is protected by a password. Save it without one."


def test_what_is_no_pdf_is_refused(own: Pictures, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(SAID, encoding="utf-8")
    assert refused(own, path, id_of(path)) == (
        "Page 1 of notes.txt cannot be shown: the file is damaged, or is no PDF. Open the file itself."
    )


def test_a_folder_that_cannot_be_made_is_told(report: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"The picture of report.pdf cannot be written: .*disk is not full"):
        Pictures(tmp_path / "taken").page(report, id_of(report), 1)


# --- pages that break PDFium ---


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A page that is painted black over and over."""
    return make_pages(tmp_path / "endless.pdf", ["0 0 595 842 re f\n" * 100_000])


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_drawn(
    report: Path, endless: Path, tmp_path: Path
) -> None:
    pictures = Pictures(tmp_path / "pictures", seconds=2)
    with pytest.raises(AssistantError) as caught:
        pictures.page(endless, id_of(endless), 1)
    assert str(caught.value) == (
        "Page 1 of endless.pdf cannot be shown: it took longer than 2 seconds. Open the file itself."
    )
    assert pictures.page(report, id_of(report), 1).pages == 2
    assert len(pictures.boxes(report, id_of(report), 1, SAID)) == 1
    assert [file.name for file in (tmp_path / "pictures").iterdir()] == [f"{id_of(report)}-1-120.png"]
    pictures.close()


def test_a_child_that_dies_over_a_page_is_told_and_the_next_page_drawn(
    own: Pictures, report: Path, endless: Path
) -> None:
    def kill() -> None:
        while not own._lock.locked():
            time.sleep(0.01)
        time.sleep(0.2)
        os.kill(own._child.pid or 0, signal.SIGSEGV)

    own.page(report, id_of(report), 1)
    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(AssistantError) as caught:
        own.page(endless, id_of(endless), 1)
    killer.join()
    assert str(caught.value) == (
        "Page 1 of endless.pdf cannot be shown: the program that draws it stopped. Open the file itself."
    )
    assert own.page(report, id_of(report), 2).pages == 2


def test_a_page_that_needs_too_much_memory_is_given_up_and_the_next_one_drawn(report: Path, tmp_path: Path) -> None:
    path = make_pages(tmp_path / "bomb.pdf", ["/X0 Do"], forms=bomb())
    pictures = Pictures(tmp_path / "pictures", megabytes=250)
    told = refused(pictures, path, id_of(path))
    assert told == "Page 1 of bomb.pdf cannot be shown: it needed too much memory. Open the file itself."
    assert pictures.page(report, id_of(report), 1).pages == 2
    pictures.close()


# --- what is kept ---


def keep(cache: Cache, name: str, size: int) -> None:
    draft = cache.draft(name)
    draft.write_bytes(b"x" * size)
    cache.keep(draft, name)


def test_the_longest_unused_pictures_go_when_there_are_too_many(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=35)
    for age, name in enumerate("abc"):
        keep(cache, name, 10)
        os.utime(tmp_path / name, (1_000 + age, 1_000 + age))
    assert cache.get("a") == tmp_path / "a"
    keep(cache, "d", 10)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "c", "d"]
    assert cache.get("b") is None


def test_a_picture_larger_than_all_room_is_kept_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=35)
    keep(cache, "a", 10)
    keep(cache, "b", 99)
    assert [file.name for file in tmp_path.iterdir()] == ["b"]

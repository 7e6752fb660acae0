"""Lines that were drawn in pieces: a row keeps its label, and a word is not cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from report_makers import make_pdf

from assistant.reading import read_file
from assistant.reading.spacing import respaced

# Where each piece of text is drawn, from the left, in points: the words of a label are cut anywhere.
ROWS = (
    ((60, "Sch"), (77.2, "ool meals"), (300, "4,210"), (400, "3,975")),
    ((60, "Text"), (79.4, "books"), (300, "812"), (400, "640")),
    ((60, "Teach"), (87.2, "er training"), (300, "1,930"), (400, "2,044")),
    ((60, "Buil"), (76.7, "dings"), (300, "77"), (400, "91")),
)
MENDED = ["School meals 4,210 3,975", "Textbooks 812 640", "Teacher training 1,930 2,044", "Buildings 77 91"]


def drawn(rows: tuple[tuple[tuple[float, str], ...], ...]) -> str:
    """Each piece by itself, in a place that only the drawing matrix tells: pypdf ends lines one piece too late."""
    return "\n".join(
        f"q 1 0 0 1 {left} {700 - 20 * number} cm BT /F1 10 Tf ({text}) Tj ET Q"
        for number, row in enumerate(rows)
        for left, text in row
    )


@pytest.fixture(scope="module")
def budget(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_pdf(tmp_path_factory.mktemp("spacing") / "budget.pdf", [[]], drawn(ROWS)).read_bytes()


def test_rows_that_were_drawn_in_pieces_keep_their_labels_and_their_words(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "budget.pdf", [[]], drawn(ROWS))
    document = read_file(path)
    assert [(block.kind, block.text, block.page) for block in document.blocks] == [("row", row, 1) for row in MENDED]


def test_the_stored_page_stays_what_pypdf_gives(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "budget.pdf", [[]], drawn(ROWS))
    (page,) = PdfReader(path).pages
    assert page.extract_text().splitlines()[:2] == ["Sch", "ool meals 4,210 3,975 Text"]
    assert list(read_file(path).pages) == [page.extract_text()]


def test_pages_that_both_readers_end_alike_stay_as_they_are(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "minutes.pdf", [["The group met   three times.", "Its minutes went out."]])
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert respaced(path.read_bytes(), pages) == pages


def test_a_word_that_a_hyphen_breaks_at_the_end_of_a_line_is_no_cut_word(tmp_path: Path) -> None:
    lines = ["The group has made some addition-", "al grants, and its secret-", "ary has sent the minutes out."]
    path = make_pdf(tmp_path / "minutes.pdf", [lines])
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert respaced(path.read_bytes(), pages) == pages


def test_a_page_of_which_the_other_reader_sees_other_letters_stays_as_it_is(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "budget.pdf", [[]] * 2, drawn(ROWS))
    read, other = PdfReader(path).pages[0].extract_text(), "Recognised\nby other means"
    assert respaced(path.read_bytes(), [read, other]) == ["\r\n".join(MENDED), other]


@given(spaces=st.lists(st.sampled_from(["", " ", "\n", "\n \n"]), min_size=90, max_size=90))
def test_nothing_but_white_space_is_ever_changed(budget: bytes, spaces: list[str]) -> None:
    letters = "".join("".join(MENDED).split())
    page = "".join(letter + space for letter, space in zip(letters, spaces, strict=False))
    (mended,) = respaced(budget, [page])
    assert "".join(mended.split()) == letters


def test_what_is_no_pdf_is_left_alone() -> None:
    assert respaced(b"no PDF", ["a\nb"]) == ["a\nb"]

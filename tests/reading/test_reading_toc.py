"""Tables of contents: on their page, and not among what is read."""

from __future__ import annotations

from pathlib import Path

import docx
from hypothesis import given
from hypothesis import strategies as st
from report_makers import make_pdf

from assistant.reading import read_file
from assistant.reading.lines import Line, lines_of
from assistant.reading.toc import without_contents

DOTTED = """I. Introduction ........................ 2
II. Clearance of land in the northern
provinces and in the districts
along the river ........................ 2
A. Villages . . . . . . . . . . . . . . . . . . 3
B. Schools ..............................................5
III. Risk education
9
IV. Annexes ........................ 11-14"""
PLAIN = "Contents\nMission 4\nHighlights 5\nWells 11\nRoads 30\nBridges 31"
TABLE = "Wells by district\nNorth ........ 12\nSouth ........ 9\nEast ........ 14\nWest ........ 11\nHills ........ 8"


def left(*pages: str) -> list[str]:
    kept = without_contents([lines_of(text, number) for number, text in enumerate(pages, 1)])
    return [part.text for page in kept for part in page if isinstance(part, Line)]


def test_entries_with_rows_of_dots_are_left_out_with_titles_over_several_lines() -> None:
    assert left(f"Annual report\n{DOTTED}\nThe group met in March.") == ["Annual report", "The group met in March."]


def test_without_dots_a_heading_tells_them() -> None:
    assert left(f"Annual report\n{PLAIN}\n\nThe group met in March.") == ["Annual report", "The group met in March."]
    assert left(PLAIN.replace("Contents", "Staff")) == lines_left(PLAIN.replace("Contents", "Staff"))


def test_they_go_on_on_the_next_page_though_it_has_no_heading() -> None:
    more = "Pumps 31\nTanks 33\nPipes 35\nMeters 40\nAnnexes 52"
    assert left(PLAIN, f"{more}\n\nThe group met in March.") == ["The group met in March."]
    assert left(f"{PLAIN}\n\nThe group met in March.", more) == ["The group met in March.", *lines_left(more)]


def test_a_table_of_figures_stays() -> None:
    assert left(TABLE) == lines_left(TABLE)


def test_a_few_lines_with_rising_numbers_stay() -> None:
    few = "Contents of the kits\nSoap ........ 2\nTowels ........ 4\nBuckets ........ 6"
    assert left(few) == lines_left(few)


def test_a_pdf_keeps_them_on_its_page_and_has_no_block_of_them(tmp_path: Path) -> None:
    report = read_file(make_pdf(tmp_path / "r.pdf", [[*DOTTED.splitlines()], ["The group met in March."]]))
    assert "II. Clearance of land" in report.pages[0]
    assert [(block.kind, block.text) for block in report.blocks] == [("paragraph", "The group met in March.")]


def test_a_word_file_has_no_block_of_them(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("1. Introduction\t2", style=style)
    document.add_paragraph("The group met in March.")
    document.save(tmp_path / "r.docx")
    report = read_file(tmp_path / "r.docx")
    assert [(block.kind, block.text) for block in report.blocks] == [("paragraph", "The group met in March.")]
    assert "1. Introduction" in report.pages[0]


LINES = st.lists(st.sampled_from(["Contents", "Wells 3", "Wells .... 4", "9", "The group met.", "Soap 2", ""]))


@given(st.lists(LINES, max_size=3))
def test_what_is_left_is_in_its_order_and_as_it_was(pages: list[list[str]]) -> None:
    before = [lines_of("\n".join(lines), number) for number, lines in enumerate(pages, 1)]
    after = without_contents(before)
    for was, now in zip(before, after, strict=True):
        rest = iter(was)
        assert all(any(line is kept for line in rest) for kept in now)


def lines_left(text: str) -> list[str]:
    return [line.text for line in lines_of(text, 1)]


INDEX = """A
Access roads 12, 14
Amounts 9
B
Boats 3, 21-23
Bridges 7
Budgets 30
C
Canals 41, 44
Clinics 2
Crops 18
D
Dams 5
Donors 8, 9
Ducks 1"""
COUNTS = (
    "Boats by province\nAttapeu 3\nBokeo 14\nChampasak 20\nHuaphanh 8\nKhammouane 9\nOudomxay 4\nPhongsaly 2\n"
    "Salavan 6\nSavannakhet 5\nSekong 1\nVientiane 30\nXaignabouly 12"
)


def test_an_index_is_left_out_with_its_letters() -> None:
    assert left(f"The group met in March.\n{INDEX}\nPrinted in Bokeo.") == [
        "The group met in March.",
        "Printed in Bokeo.",
    ]


def test_an_index_goes_on_on_the_next_page() -> None:
    assert left(INDEX, "\n".join(f"{letter}ilk {n}" for n, letter in enumerate("EFGHIKLMNOPR"))) == []


def test_a_table_of_provinces_in_the_order_of_the_alphabet_stays() -> None:
    assert left(COUNTS) == lines_left(COUNTS)

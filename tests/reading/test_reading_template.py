"""The three-column table of sector reports, in every form in which it arrives."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_makers import COVER, SAMPLE, as_csv, as_html, as_tsv, make_docx, make_xlsx, to_pdf

from assistant.reading import read_file
from assistant.values import Block, Document

TITLE = COVER[1]
A, A1, A2 = "A. Thematic areas", "1. Actions on the key recommendations", "2. Other actions for the national plan"
B, C = "B. Communication and outreach", "C. Cross-sectoral areas"
C1, C2, C3 = "1. Partnership", "2. Innovation and technology", "3. Gender equality and youth"
OUTPUTS, PROGRESS, CHALLENGES = "Sector outputs and activities", "Progress", "Challenges and opportunities"

# What every form has to give: kind, row, column, headings below the document's own, text.
EXPECTED = [
    ("heading", None, None, (), A),
    ("heading", None, None, (A,), A1),
    ("cell", 0, OUTPUTS, (A, A1), SAMPLE[2][0][0]),
    ("cell", 0, PROGRESS, (A, A1, SAMPLE[2][0][0]), SAMPLE[2][1][0]),
    ("cell", 0, PROGRESS, (A, A1, SAMPLE[2][0][0]), SAMPLE[2][1][1]),
    ("cell", 0, CHALLENGES, (A, A1, SAMPLE[2][0][0]), SAMPLE[2][2][0]),
    ("cell", 1, OUTPUTS, (A, A1), "Cold chain"),
    ("cell", 1, PROGRESS, (A, A1, "Cold chain"), SAMPLE[3][1][0]),
    ("heading", None, None, (A,), A2),
    ("cell", 2, OUTPUTS, (A, A2), "Health insurance"),
    ("cell", 2, PROGRESS, (A, A2, "Health insurance"), SAMPLE[5][1][0]),
    ("cell", 2, CHALLENGES, (A, A2, "Health insurance"), SAMPLE[5][2][0]),
    ("heading", None, None, (), B),
    ("cell", 3, OUTPUTS, (B,), "Radio programme"),
    ("cell", 3, PROGRESS, (B, "Radio programme"), SAMPLE[7][1][0]),
    ("heading", None, None, (), C),
    ("heading", None, None, (C,), C1),
    ("cell", 4, PROGRESS, (C, C1), SAMPLE[9][1][0]),
    ("heading", None, None, (C,), C2),
    ("cell", 5, PROGRESS, (C, C2), SAMPLE[11][1][0]),
    ("heading", None, None, (C,), C3),
    ("cell", 6, PROGRESS, (C, C3), SAMPLE[12][1][0]),
    ("cell", 6, CHALLENGES, (C, C3), SAMPLE[12][2][0]),
]


def table_of(document: Document) -> list[tuple[str, int | None, str | None, tuple[str, ...], str]]:
    """The blocks from section A on, without the document's own headings."""
    start = next(i for i, block in enumerate(document.blocks) if block.text == A)
    own = document.blocks[start].headings
    return [
        (block.kind, block.row, block.column, block.headings[len(own) :], block.text)
        for block in document.blocks[start:]
    ]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_tab_separated_text_is_read_as_the_table_that_it_is(tmp_path: Path) -> None:
    assert table_of(read_file(write(tmp_path / "a.txt", as_tsv()))) == EXPECTED


def test_a_docx_is_read_as_the_same_table(sample_docx: Path) -> None:
    assert table_of(read_file(sample_docx)) == EXPECTED


def test_a_docx_with_merged_section_rows_is_read_as_the_same_table(tmp_path: Path) -> None:
    assert table_of(read_file(make_docx(tmp_path / "a.docx", merge_sections=True))) == EXPECTED


def test_a_pdf_printed_from_the_docx_is_read_as_the_same_table(sample_pdf: Path) -> None:
    document = read_file(sample_pdf)
    assert table_of(document) == EXPECTED
    pages = [block.page for block in document.blocks if block.column]
    assert pages == sorted(pages)
    assert (pages[0], pages[-1]) == (1, len(document.pages))


def test_a_pdf_tells_where_each_paragraph_of_a_cell_stands(sample_pdf: Path) -> None:
    cells = [block for block in read_file(sample_pdf).blocks if block.kind == "cell"]
    boxes = {block.column: block.box for block in cells if block.row == 0}
    lefts = [boxes[name][0] for name in (OUTPUTS, PROGRESS, CHALLENGES)]
    assert lefts == sorted(lefts)
    assert all(box[0] < box[2] and box[1] < box[3] for box in boxes.values())


def test_an_html_table_is_read_as_the_same_table(tmp_path: Path) -> None:
    assert table_of(read_file(write(tmp_path / "a.html", as_html()))) == EXPECTED


def test_a_workbook_and_a_csv_are_read_as_the_same_table(tmp_path: Path) -> None:
    assert table_of(read_file(make_xlsx(tmp_path / "a.xlsx"))) == EXPECTED
    assert table_of(read_file(write(tmp_path / "a.csv", as_csv()))) == EXPECTED


def test_markdown_is_read_as_the_same_table(tmp_path: Path) -> None:
    rows = ["| " + " | ".join("<br>".join(cell) for cell in row) + " |" for row in SAMPLE]
    head = f"# {TITLE}\n\n| {OUTPUTS} | {PROGRESS} | {CHALLENGES} |\n|---|---|---|\n"
    assert table_of(read_file(write(tmp_path / "a.md", head + "\n".join(rows)))) == EXPECTED


HEADER = "Sector outputs and activities\tProgress\tChallenges and opportunities\n"


def cells(blocks: tuple[Block, ...]) -> list[tuple[str | None, tuple[str, ...], str, bool]]:
    return [(b.column, b.headings, b.text, b.continues) for b in blocks]


def test_a_row_that_runs_over_a_page_goes_on_in_all_three_columns(tmp_path: Path) -> None:
    """The parts of a cell are adjacent, and the activity in the headings is whole."""
    text = (
        HEADER + "Tackling rural poverty and\tOpium is grown by the poor. A project in\tPoverty remains. Further\n\n"
        + HEADER + "inequalities\tHouaphanh helps them.\tprojects are needed.\n"
    )  # fmt: skip
    activity = ("Tackling rural poverty and inequalities",)
    assert cells(read_file(write(tmp_path / "a.txt", text)).blocks) == [
        (OUTPUTS, (), "Tackling rural poverty and", False),
        (OUTPUTS, (), "inequalities", True),
        (PROGRESS, activity, "Opium is grown by the poor. A project in", False),
        (PROGRESS, activity, "Houaphanh helps them.", True),
        (CHALLENGES, activity, "Poverty remains. Further", False),
        (CHALLENGES, activity, "projects are needed.", True),
    ]


def test_a_part_that_begins_a_new_sentence_goes_on_with_the_row_but_not_with_the_paragraph(tmp_path: Path) -> None:
    text = HEADER + "Roads\tOne road was built.\t\n\n" + HEADER + "\tAnother road was begun.\t\n"
    assert cells(read_file(write(tmp_path / "a.txt", text)).blocks) == [
        (OUTPUTS, (), "Roads", False),
        (PROGRESS, ("Roads",), "One road was built.", False),
        (PROGRESS, ("Roads",), "Another road was begun.", False),
    ]


def test_a_new_activity_after_a_page_break_is_a_new_row(tmp_path: Path) -> None:
    text = HEADER + "Roads\tOne road was built.\t\n\n" + HEADER + "Bridges\tTwo bridges were built.\t\n"
    assert [(b.row, b.text) for b in read_file(write(tmp_path / "a.txt", text)).blocks] == [
        (0, "Roads"),
        (0, "One road was built."),
        (1, "Bridges"),
        (1, "Two bridges were built."),
    ]


def test_a_section_title_that_a_page_break_splits_is_whole_in_the_headings(tmp_path: Path) -> None:
    text = (
        HEADER + "C. Cross-sectoral areas\t\t\n1. Partnership for effective\tThe group forms part of the\t\n\n"
        + HEADER + "development cooperation\tround table process.\t\n"
    )  # fmt: skip
    whole = ("C. Cross-sectoral areas", "1. Partnership for effective development cooperation")
    assert [(b.kind, b.headings, b.text, b.continues) for b in read_file(write(tmp_path / "a.txt", text)).blocks] == [
        ("heading", (), "C. Cross-sectoral areas", False),
        ("heading", whole[:1], "1. Partnership for effective", False),
        ("heading", whole[:1], "development cooperation", True),
        ("cell", whole, "The group forms part of the", False),
        ("cell", whole, "round table process.", True),
    ]


def test_a_continued_row_joins_over_a_page_break_in_a_pdf(tmp_path: Path) -> None:
    """The sample three times over breaks a row in the middle of a sentence, wherever the page ends."""
    document = read_file(to_pdf(make_docx(tmp_path / "long.docx", repeat=4), tmp_path))
    spans = list(document.spans())
    text = document.text
    for paragraph in {p for row in SAMPLE for cell in row[1:] for p in cell}:
        assert text.count(paragraph) == 4, paragraph
    assert any(span.block.continues for span in spans)
    assert {b.column for b in document.blocks if b.kind == "cell"} == {OUTPUTS, PROGRESS, CHALLENGES}


@pytest.mark.parametrize(
    "header",
    [
        ("Outputs/Activities", "Status of implementation", "Issues and constraints"),
        ("Key sector actions", "Achievements in 2018", "Challenges"),
    ],
)
def test_other_spellings_of_the_header_are_known(tmp_path: Path, header: tuple[str, str, str]) -> None:
    text = "\t".join(header) + "\nRoads\tOne built.\tNo money.\n"
    assert [(b.column, b.text) for b in read_file(write(tmp_path / "a.txt", text)).blocks] == [
        (header[0], "Roads"),
        (header[1], "One built."),
        (header[2], "No money."),
    ]


def test_html_fragments_in_cells_become_paragraphs(tmp_path: Path) -> None:
    text = (
        HEADER + '<p>Border</p> <p style="x">and customs</p>\t<ul style="list-style-type: none"> • one.org • two.org \t'
        "<p>New \\$3 million &amp; more</p> <ul> - first - second\n"
    )  # fmt: skip
    assert [(b.column, b.text) for b in read_file(write(tmp_path / "a.txt", text)).blocks] == [
        (OUTPUTS, "Border"),
        (OUTPUTS, "and customs"),
        (PROGRESS, "one.org"),
        (PROGRESS, "two.org"),
        (CHALLENGES, "New $3 million & more"),
        (CHALLENGES, "first"),
        (CHALLENGES, "second"),
    ]


def test_numbered_activities_in_a_numbered_section_are_no_sections(tmp_path: Path) -> None:
    text = HEADER + "A. Areas\t\t\n1. Actions\t\t\n1. Build roads\tBuilt.\t\n2. Mend roads\tMended.\t\n"
    assert [
        (b.headings, b.text) for b in read_file(write(tmp_path / "a.txt", text)).blocks if b.column == PROGRESS
    ] == [
        (("A. Areas", "1. Actions", "1. Build roads"), "Built."),
        (("A. Areas", "1. Actions", "2. Mend roads"), "Mended."),
    ]

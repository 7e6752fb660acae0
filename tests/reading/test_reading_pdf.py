"""PDF pages of text: paragraphs, headings, lists, rows of figures, running lines, footnotes, ruled tables."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader, PdfWriter
from report_makers import make_pdf

from assistant.reading import read_file
from assistant.reading.normal import bare
from assistant.values import Block, Document

FULL = "The group met in March and agreed on the work plan that its secretariat had sent to all partners"  # a full line
MORE = "with a letter from the minister who had asked each of the provinces what it expected from them all"
LAST = "Its secretariat then visited four districts in the north and two in the south to hear more people"


def read(path: Path, *pages: list[str], drawn: str = "", title: str = "") -> Document:
    return read_file(make_pdf(path / "report.pdf", list(pages), drawn, title))


def brief(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def test_pages_are_stored_exactly_as_pypdf_gives_them(sample_pdf: Path) -> None:
    assert list(read_file(sample_pdf).pages) == [page.extract_text() for page in PdfReader(sample_pdf).pages]


def test_every_block_can_be_found_on_its_page(sample_pdf: Path) -> None:
    document = read_file(sample_pdf)
    pages = [bare(page) for page in document.pages]
    assert [b.text for b in document.blocks if b.page is None or bare(b.text) not in pages[b.page - 1]] == []
    assert all(document.text[s.start : s.end] == s.block.text for s in document.spans())


def test_wrapped_lines_become_paragraphs_under_their_headings(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [
            "2.1 Progress",
            FULL,
            "in writing. The next meeting is in June.",
            FULL,
            "by post.",
            "2.2 Challenges",
            FULL,
            "too late.",
        ],
    )
    assert [(b.kind, b.headings, b.text) for b in document.blocks] == [
        ("heading", (), "2.1 Progress"),
        ("paragraph", ("2.1 Progress",), f"{FULL} in writing. The next meeting is in June."),
        ("paragraph", ("2.1 Progress",), f"{FULL} by post."),
        ("heading", (), "2.2 Challenges"),
        ("paragraph", ("2.2 Challenges",), f"{FULL} too late."),
    ]


def test_a_line_that_only_names_what_follows_is_a_heading(tmp_path: Path) -> None:
    document = read(tmp_path, ["Challenges:", FULL, "too late.", "Opportunities", "None were seen."])
    assert [(b.kind, b.headings, b.text) for b in document.blocks] == [
        ("heading", (), "Challenges:"),
        ("paragraph", ("Challenges:",), f"{FULL} too late."),
        ("heading", (), "Opportunities"),
        ("paragraph", ("Opportunities",), "None were seen."),
    ]


def test_list_items_stand_alone_without_their_bullets(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [FULL, "in three ways:", "- by post", "- by telephone and, where there is", "none, by boat", "(a) in person"],
    )
    assert brief(document)[1:] == [
        ("item", "by post"),
        ("item", "by telephone and, where there is none, by boat"),
        ("item", "(a) in person"),
    ]


def test_a_label_and_the_figures_after_it_are_one_row(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [FULL, "in kip.", "Cash and cash equivalents........", "$", "876,560", "$", "1,117,400",
         "Short-term investments", "3,111,524", "2,622,091",
         "Goodwill 5,366 4,721", "Other assets 161 175", FULL, "at the end of the year."],
    )  # fmt: skip
    assert brief(document) == [
        ("paragraph", f"{FULL} in kip."),
        ("row", "Cash and cash equivalents $ 876,560 $ 1,117,400"),
        ("row", "Short-term investments 3,111,524 2,622,091"),
        ("row", "Goodwill 5,366 4,721"),
        ("row", "Other assets 161 175"),
        ("paragraph", f"{FULL} at the end of the year."),
    ]


def test_a_caption_heads_its_figures_but_not_the_prose_after_them(tmp_path: Path) -> None:
    document = read(tmp_path, ["Table 1. Villages reached", "North 12 14", "South 20 25", FULL, FULL, "at last."])
    assert [(b.kind, b.headings) for b in document.blocks] == [
        ("heading", ()),
        ("row", ("Table 1. Villages reached",)),
        ("row", ("Table 1. Villages reached",)),
        ("paragraph", ()),
    ]


def test_a_sentence_that_begins_with_a_figures_number_is_prose(tmp_path: Path) -> None:
    lines = [
        "Figure 3 shows what the seven largest partners gave to all of the clinics in the north and",
        "east of the country.",
    ]
    assert brief(read(tmp_path, [FULL, "by post.", *lines])) == [
        ("paragraph", f"{FULL} by post."),
        ("paragraph", " ".join(lines)),
    ]


def test_a_line_that_ends_in_an_article_goes_on_and_is_no_heading(tmp_path: Path) -> None:
    assert ("heading", "Norland, Westmark, the") not in brief(
        read(tmp_path, ["Norland, Westmark, the", FULL, "by post."])
    )


def test_running_headers_and_page_numbers_stay_out_of_blocks_but_in_the_stored_pages(tmp_path: Path) -> None:
    document = read(tmp_path, *([f"Annual report 2017  {n}", f"Paragraph {word} ends here.", str(n)]
                                for n, word in enumerate(["one", "two", "three", "four", "five"], 1)))  # fmt: skip
    assert brief(document) == [
        ("paragraph", f"Paragraph {w} ends here.") for w in ("one", "two", "three", "four", "five")
    ]
    assert all("Annual report 2017" in page for page in document.pages)


def test_a_paragraph_that_a_page_break_splits_is_two_blocks_that_read_as_one(tmp_path: Path) -> None:
    document = read(tmp_path, [FULL, MORE], ["and to the ministry.", LAST, "again."])
    assert document.blocks == (
        Block("paragraph", f"{FULL} {MORE}", 1),
        Block("paragraph", "and to the ministry.", 2, continues=True),
        Block("paragraph", f"{LAST} again.", 2),
    )
    assert f"{FULL} {MORE} and to the ministry.\n" in document.text


def test_footnotes_do_not_come_between_the_parts_of_a_paragraph(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [LAST, "as agreed.1", FULL, MORE, "__________", "1 Minutes of the meeting, page 4."],
        [
            "and to the ministry.",
            "It met again in the capital, where those who had not been asked before could say more",
            ".",
        ],
    )
    assert [(b.text, b.page, b.continues) for b in document.blocks][:4] == [
        (f"{LAST} as agreed.1", 1, False),
        ("1 Minutes of the meeting, page 4.", 1, False),
        (f"{FULL} {MORE}", 1, False),
        ("and to the ministry.", 2, True),
    ]


def test_titles_of_the_outline_are_headings_with_their_nesting(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "plain.pdf", [["how we work", FULL, "and so on.", "with whom", FULL, "and so on."]])
    writer = PdfWriter(clone_from=path)
    outer = writer.add_outline_item(title="How we work", page_number=0)
    writer.add_outline_item(title="With whom", page_number=0, parent=outer)
    writer.write(path)
    assert [b.headings for b in read_file(path).blocks] == [
        (),
        ("how we work",),
        ("how we work",),
        ("how we work", "with whom"),
    ]


# Lines of a grid at the text's own places: three rows of two columns, 60 to 300 points from the left.
GRID = "0.5 w " + " ".join(
    [f"60 {y} m 300 {y} l S" for y in (791, 777, 763, 749)] + [f"{x} 791 m {x} 749 l S" for x in (60, 180, 300)]
)


def make_ruled(path: Path, cells: list[list[str]]) -> Path:
    """A ruled table as office programs print it: each cell's text at its own place."""
    shown = "".join(
        f"BT /F1 10 Tf {62 + 120 * c} {780 - 14 * r} Td ({text}) Tj ET\n"
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
    )
    return make_pdf(path, [[]], f"{GRID}\n{shown}")


def test_a_ruled_table_of_values_becomes_rows_with_boxes(tmp_path: Path) -> None:
    document = read_file(
        make_ruled(tmp_path / "t.pdf", [["Province", "Families"], ["Houaphanh", "381"], ["Xay", "12"]])
    )
    assert [(b.kind, b.row, b.text) for b in document.blocks] == [
        ("row", 0, "Province | Families"),
        ("row", 1, "Houaphanh | 381"),
        ("row", 2, "Xay | 12"),
    ]
    left, top, right, bottom = document.blocks[1].box or (0, 0, 0, 0)
    assert (62 <= left < right <= 300) and (842 - 777 <= top < bottom <= 842 - 763)


def test_a_table_whose_text_the_page_does_not_hold_in_order_is_left_as_lines(tmp_path: Path) -> None:
    """A row's quote has to be found on its page; where the page holds the columns one after the other, it cannot."""
    shown = "".join(
        f"BT /F1 10 Tf {62 + 120 * c} {780 - 14 * r} Td ({text}) Tj ET\n"
        for c, column in enumerate([["Province", "Houaphanh", "Xay"], ["Families", "many", "few"]])
        for r, text in enumerate(column)
    )
    document = read_file(make_pdf(tmp_path / "t.pdf", [[]], f"{GRID}\n{shown}"))
    assert {b.kind for b in document.blocks}.isdisjoint({"cell"}) and not any(" | " in b.text for b in document.blocks)
    page = bare(document.pages[0])
    assert all(bare(b.text) in page for b in document.blocks)


PROVINCES = [
    "Wells in use at the end of 2018:",
    "Northern market 24",
    "Lake side 3",
    "Coast 12 Island 5",
    "Phase 2 wells 7",
]


def test_lines_of_a_name_and_one_number_below_each_other_are_rows(tmp_path: Path) -> None:
    found = brief(read(tmp_path, [FULL, MORE, "by post.", *PROVINCES, FULL, "by post."]))
    rows = ["Northern market | 24", "Lake side | 3", "Coast | 12 | Island | 5", "Phase 2 wells | 7"]
    assert [text for kind, text in found if kind == "row"] == rows


def test_three_of_them_and_what_numbers_are_none(tmp_path: Path) -> None:
    few = [*PROVINCES[:4], FULL, "by post."]
    years = [FULL, "by post.", "Report of 2015", "Report of 2016", "Report of 2017", "Report of 2018", "Report of 2019"]
    annexes = [FULL, "by post.", "Annex 1", "Annex 2", "Annex 3", "Annex 4", "Annex 5"]
    days = [FULL, "by post.", "Three months ended June 30", "At June 30", "At July 31", "At May 31", "At August 31"]
    assert [
        kind for page in (few, years, annexes, days) for kind, _ in brief(read(tmp_path, page)) if kind == "row"
    ] == []

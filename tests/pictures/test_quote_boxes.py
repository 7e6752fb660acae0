"""A quote gets boxes around its own words on the page's picture, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_makers import A4, black, boxes_around_red, id_of, make_pages, pale, red

from assistant.pictures import Pictures
from assistant.pictures.finding import found_runs
from assistant.pictures.letters import Letters
from assistant.pictures.lines import boxes_of
from assistant.pictures.sheet import Sheet

LONG = "The Harrow Foundation gave two million to the schools of Norland."


def test_a_quote_on_one_line_gets_one_box(pictures: Pictures, tmp_path: Path) -> None:
    path = make_pages(tmp_path / "a.pdf", [black(60, 714, "Above.") + red(60, 700, LONG) + black(60, 686, "Below.")])
    assert boxes_around_red(pictures, path, LONG) == 1


def test_a_quote_over_two_lines_gets_two_boxes(pictures: Pictures, tmp_path: Path) -> None:
    content = (
        black(60, 714, "It rained much in spring, and roads were closed.")
        + black(60, 700, "Later, help came.")
        + red(145, 700, "The Harrow Foundation gave two")
        + red(60, 686, "million to the schools of Norland.")
        + black(220, 686, "The schools were repaired.")
    )
    assert boxes_around_red(pictures, make_pages(tmp_path / "a.pdf", [content]), LONG) == 2


@pytest.mark.parametrize("hyphen", ["-", "\xad"])
def test_a_word_that_a_line_breaks_is_found_whole(pictures: Pictures, tmp_path: Path, hyphen: str) -> None:
    content = (
        red(60, 700, f"The Harrow Foun{hyphen}") + red(60, 686, "dation gave two million") + black(60, 672, "More.")
    )
    path = make_pages(tmp_path / "a.pdf", [content])
    assert boxes_around_red(pictures, path, "The Harrow Foundation gave two million") == 2


def test_other_dashes_quotation_marks_and_capitals_do_not_matter(pictures: Pictures, tmp_path: Path) -> None:
    path = make_pages(tmp_path / "a.pdf", [red(60, 700, "“WELLS” – 12 of them – were dug")])
    assert boxes_around_red(pictures, path, '"Wells" - 12 of them - were dug') == 1


def test_brackets_and_signs_around_a_quote_are_in_its_box(pictures: Pictures, tmp_path: Path) -> None:
    content = black(60, 700, "Westmark paid") + red(150, 700, "(£12 million)") + black(260, 700, "for wells")
    assert boxes_around_red(pictures, make_pages(tmp_path / "a.pdf", [content]), "(£12 million)") == 1


def test_a_quote_is_found_in_its_own_column(pictures: Pictures, tmp_path: Path) -> None:
    """The file's order goes across both columns, line by line."""
    left = ["The Harrow Foundation", "gave two million to the", "schools of Norland."]
    right = ["Roads were closed for", "weeks, and buses seldom", "came to the villages."]
    content = "".join(
        red(60, 700 - 14 * i, one) + black(320, 700 - 14 * i, other)
        for i, (one, other) in enumerate(zip(left, right, strict=True))
    )
    assert boxes_around_red(pictures, make_pages(tmp_path / "a.pdf", [content]), LONG) == 3


def test_a_footnote_s_mark_within_a_quote_does_not_hide_it(pictures: Pictures, tmp_path: Path) -> None:
    content = (
        red(60, 700, "The Harrow Foundation gave two million")
        + pale(240, 704, "12", size=6)
        + red(249, 700, "to the schools of Norland.")
    )
    assert boxes_around_red(pictures, make_pages(tmp_path / "a.pdf", [content]), LONG) == 1


@pytest.mark.parametrize(("number", "before", "after"), [(0, "", ""), (1, "In 2019,", ""), (1, "", "for wells.")])
def test_what_stands_around_a_quote_tells_which_one_is_meant(
    pictures: Pictures, tmp_path: Path, number: int, before: str, after: str
) -> None:
    told = [("In 2018,", "for roads."), ("In 2019,", "for wells.")]
    content = "".join(
        black(60, y, start) + (red if i == number else black)(110, y, "Westmark gave two million") + black(240, y, end)
        for i, (y, (start, end)) in enumerate(zip((700, 650), told, strict=True))
    )
    path = make_pages(tmp_path / "a.pdf", [content])
    assert boxes_around_red(pictures, path, "Westmark gave two million", before, after) == 1


def table(rows: list[tuple[str, ...]], row: int) -> str:
    """Lines of cells 150 points apart, one of them in red."""
    return "".join(
        (red if i == row else black)(60 + 150 * j, 700 - 14 * i, cell)
        for i, cells in enumerate(rows)
        for j, cell in enumerate(cells)
    )


def test_each_cell_of_a_row_gets_a_box(pictures: Pictures, tmp_path: Path) -> None:
    rows = [("Donor", "2018", "2019"), ("Norland", "12", "15"), ("Westmark", "12", "12"), ("Total", "24", "27")]
    path = make_pages(tmp_path / "a.pdf", [table(rows, 2)])
    assert boxes_around_red(pictures, path, "Westmark | 12 | 12") == 3


def test_the_cells_of_a_row_are_found_in_a_file_that_goes_column_by_column(pictures: Pictures, tmp_path: Path) -> None:
    columns = [("Norland", "Westmark", "Eastmark"), ("12", "15", "12"), ("7", "7", "9")]
    content = "".join(
        (red if i == 1 else black)(60 + 150 * j, 700 - 14 * i, cell)
        for j, cells in enumerate(columns)
        for i, cell in enumerate(cells)
    )
    assert boxes_around_red(pictures, make_pages(tmp_path / "a.pdf", [content]), "Westmark | 15 | 7") == 3


def test_a_label_of_two_lines_is_found_with_the_cells_beside_it(pictures: Pictures, tmp_path: Path) -> None:
    content = (
        red(60, 707, "Roads and")
        + red(210, 700, "31")
        + red(360, 700, "47")
        + red(60, 693, "bridges of Norland")
        + black(60, 665, "Schools")
        + black(210, 665, "31")
        + black(360, 665, "47")
    )
    path = make_pages(tmp_path / "a.pdf", [content])
    assert boxes_around_red(pictures, path, "Roads and bridges of Norland | 31 | 47") == 4


def test_cells_that_stand_in_different_rows_get_no_box(pictures: Pictures, tmp_path: Path) -> None:
    path = make_pages(tmp_path / "a.pdf", [table([("Norland", "12"), ("Westmark", "15")], 0)])
    assert pictures.boxes(path, id_of(path), 1, "Norland | 15") == ()


def test_a_bar_within_a_sentence_is_no_table(pictures: Pictures, tmp_path: Path) -> None:
    said = "Open the Norland | Schools page and look for the report."
    path = make_pages(tmp_path / "a.pdf", [red(60, 700, said)])
    assert boxes_around_red(pictures, path, said) == 1


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", ["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0"])
def test_the_boxes_are_right_however_page_and_text_are_turned(
    pictures: Pictures, tmp_path: Path, rotate: int, matrix: str
) -> None:
    a, b, c, d = (int(number) for number in matrix.split())
    content = "".join(
        ink(300 + a * x + c * y, 400 + b * x + d * y, text, matrix)
        for ink, x, y, text in (
            (black, -100, 14, "Roads were closed."),
            (red, -100, 0, "The Harrow Foundation gave two"),
            (red, -100, -14, "million to the schools of Norland."),
            (black, 80, -14, "More came."),
        )
    )
    path = make_pages(tmp_path / "a.pdf", [content], f"{A4} /Rotate {rotate}")
    assert boxes_around_red(pictures, path, LONG) == 2


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize(
    "page",
    [
        "/MediaBox [0 0 595 842] /CropBox [50 600 500 750]",
        "/MediaBox [-100 500 600 900]",
        "/MediaBox [-100 500 600 900] /CropBox [0 0 450 720]",
    ],
)
def test_the_boxes_are_right_on_a_cropped_page(pictures: Pictures, tmp_path: Path, page: str, rotate: int) -> None:
    content = red(60, 700, LONG) + black(60, 686, "Below.")
    path = make_pages(tmp_path / "a.pdf", [content], f"{page} /Rotate {rotate}")
    assert boxes_around_red(pictures, path, LONG) == 1


@pytest.mark.parametrize(
    "quote",
    [
        "The Harrow Foundation gave three million to the schools of Norland in spring.",
        "The Harrow Foundation gave 2 million to the schools of Westmark in spring.",
        "Harrow",
        "dation gave",
        "Foundation Norland",
        "schools of Norland gave the Harrow Foundation two million in spring of the year.",
        "2",
        "...",
        "",
    ],
)
def test_a_quote_that_is_not_there_gets_no_box(pictures: Pictures, tmp_path: Path, quote: str) -> None:
    lines = ["The Barrow Foundation gave 12 million", "to the schools of Norland in spring of the year."]
    path = make_pages(tmp_path / "a.pdf", [black(60, 700, lines[0]) + black(60, 686, lines[1])])
    assert pictures.boxes(path, id_of(path), 1, quote) == ()


def test_of_a_quote_that_goes_on_overleaf_this_page_s_part_gets_boxes(pictures: Pictures, tmp_path: Path) -> None:
    start, end = "In spring, the Harrow Foundation gave two million", "to the schools of Norland and of Westmark."
    first = make_pages(tmp_path / "a.pdf", [black(60, 150, "Above.") + red(60, 100, start) + black(300, 50, "Page 7")])
    second = make_pages(
        tmp_path / "b.pdf", [black(300, 800, "Annual report") + red(60, 700, end) + black(60, 686, "More.")]
    )
    quote = f"{start} {end}"
    assert [boxes_around_red(pictures, path, quote) for path in (first, second)] == [1, 1]


def test_a_heading_of_the_words_that_end_a_quote_gets_no_box(pictures: Pictures, tmp_path: Path) -> None:
    heading = "REPORT OF THE HARROW FOUNDATION ON ITS SCHOOLS"
    path = make_pages(tmp_path / "a.pdf", [black(60, 700, heading) + black(60, 650, "Roads were closed.")])
    assert pictures.boxes(path, id_of(path), 1, f"More is told in the {heading.capitalize()}.") == ()


def test_the_beginning_of_another_sentence_in_mid_page_gets_no_box(pictures: Pictures, tmp_path: Path) -> None:
    start = "In spring, the Harrow Foundation gave two million to"
    below = "".join(black(60, 650 - 14 * i, "Roads were closed and buses seldom came.") for i in range(4))
    path = make_pages(tmp_path / "a.pdf", [black(60, 700, f"{start} clinics in Eastmark.") + below])
    assert pictures.boxes(path, id_of(path), 1, f"{start} the schools of Norland and the wells of Westmark.") == ()


def lines_of_ten(text: str) -> Sheet:
    """A page on which each line has ten characters, all of one size."""
    boxes = tuple((60.0 + 6 * (i % 10), 60.0 + 14 * (i // 10), 65.0 + 6 * (i % 10), 68.0 + 14 * (i // 10))
                  for i in range(len(text)))  # fmt: skip
    return Sheet(Letters(text), boxes, 595.0, 842.0, 0)


@given(
    st.lists(st.text("abc1", min_size=1, max_size=6), min_size=1, max_size=40), st.integers(0, 39), st.integers(1, 40)
)
def test_any_words_of_a_page_are_found(words: list[str], start: int, count: int) -> None:
    start = min(start, len(words) - 1)
    quote = " ".join(words[start : start + count])
    sheet = lines_of_ten(" ".join(words))
    assert ["".join(sheet.letters.folded[a:b] for a, b in found_runs(sheet, quote))] == [quote.replace(" ", "")]


@given(st.text("ab1 A|-", max_size=120), st.text("ab1 A|-", max_size=60))
def test_what_is_boxed_is_the_quote_s_own_letters_in_their_order(text: str, quote: str) -> None:
    sheet = lines_of_ten(text)
    wanted = iter(Letters(quote).folded)
    for start, end in found_runs(sheet, quote):
        assert all(letter in wanted for letter in sheet.letters.folded[start:end])


sides = st.floats(-50, 700, allow_nan=False)


@given(
    st.lists(st.tuples(sides, sides, sides, sides), min_size=1, max_size=12),
    st.integers(0, 3),
    st.integers(0, 11),
    st.integers(1, 12),
)
def test_boxes_lie_within_the_page(corners: list[tuple[float, ...]], turns: int, start: int, size: int) -> None:
    boxes = tuple((min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners)
    sheet = Sheet(Letters("x" * len(boxes)), boxes, 595.0, 842.0, turns)
    start = min(start, len(boxes) - 1)
    for left, top, right, bottom in boxes_of(sheet, [(start, min(start + size, len(boxes)))]):
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.passages.quotes import Page, Quote, quotes
from assistant.values import Block


def test_a_quote_is_the_pages_own_slice_with_its_ligatures_and_broken_words() -> None:
    page = Page("The ﬁrst of 15 co-\noperation   of\ufb01ces, opened in 2019. Next")
    assert page.find("The first of 15 cooperation offices, opened in 2019.") == (
        "The ﬁrst of 15 co- operation of\ufb01ces, opened in 2019."
    )


def test_a_changed_figure_is_not_found() -> None:
    assert Page("In 2019, 15 offices were opened.").find("In 2019, 16 offices were opened.") is None


def test_a_row_is_quoted_cell_by_cell() -> None:
    block = Block("row", "Wells | 42 | 51", page=1)
    found = quotes(0, len(block.text), ((block, 0),), lambda _: Page("Wells\n2018\n42\n51"))
    assert found == (Quote("Wells | 42 | 51", 1, 0, 15, block),)


def test_a_cell_that_says_there_is_nothing_keeps_its_place_and_a_unit_stays_out() -> None:
    block = Block("row", "Wells | \u2014 | 42 | % | 51 | ..", page=1)
    found = quotes(0, len(block.text), ((block, 0),), lambda _: Page("Wells \u2014 42 % 51"))
    assert found == (Quote("Wells | \u2014 | 42 | 51 | ", 1, 0, len(block.text), block),)


def test_a_sentence_over_two_pages_has_a_quote_on_each() -> None:
    first, second = Block("cell", "A unit was opened in", page=1), Block("cell", "Port town.", page=2, continues=True)
    pages = {1: Page("A unit was opened in\nfooter"), 2: Page("header\nPort town. It works.")}
    found = quotes(0, 31, ((first, 0), (second, 21)), lambda page: pages[page or 0])
    assert [(q.page, q.text) for q in found or ()] == [(1, "A unit was opened in"), (2, "Port town.")]


def test_one_part_that_is_not_on_its_page_sinks_the_whole_sentence() -> None:
    blocks = ((Block("cell", "A unit was", page=1), 0), (Block("cell", "opened.", page=2, continues=True), 11))
    pages = {1: Page("A unit was"), 2: Page("something else")}
    assert quotes(0, 18, blocks, lambda page: pages[page or 0]) is None


@given(st.text(max_size=80), st.text(alphabet="aé1 ﬁ.-", min_size=1, max_size=30), st.text(max_size=80))
def test_what_is_found_is_always_a_slice_of_the_page(before: str, wanted: str, after: str) -> None:
    text = before + wanted + after
    found = Page(text).find(wanted)
    if any(c.isalnum() for c in wanted):
        assert found is not None
        assert found in " ".join(text.split())
    else:
        assert found is None

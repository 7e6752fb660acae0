"""Normalising: what a person reads is kept, what nobody sees goes, and quotes can be found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.lines import lines_of, usual_length
from assistant.reading.normal import bare, joined, normal, storable, vocabulary
from assistant.reading.units import units

# Letters with accents and ligatures, what nobody sees, breaks and hyphens, in a mixture that plain text() seldom makes.
TRICKY = st.text(
    st.sampled_from("abcABC ée\u0301ﬁ½²ßİ\u00ad\u200b\u202e\ufffd\U000e0041\x00\x0c\n\r\t-‐•.,()$\\12 "), max_size=60
)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("of\ufb01ce  \n work", "office work"),
        ("co\u00adoper\u200bation", "cooperation"),
        ("safe\u202e text\U000e0041\U000e0042", "safe text"),
        ("broken \ufffd glyph\x00", "broken glyph"),
        ("a new \\$30 million initiative", "a new $30 million initiative"),
        ("H₂O, 5 m²", "H2O, 5 m2"),
        ("non‑breaking", "non-breaking"),
    ],
)
def test_text_is_normalised(raw: str, read: str) -> None:
    assert normal(raw) == read


@given(TRICKY | st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(TRICKY | st.text(max_size=60))
def test_normalising_keeps_the_letters_and_digits_that_quotes_are_compared_by(text: str) -> None:
    assert bare(normal(text)) == bare(text)


@given(st.lists(TRICKY.map(normal).filter(bool), max_size=6), st.lists(TRICKY, max_size=3))
def test_joining_lines_keeps_the_letters_and_digits(lines: list[str], others: list[str]) -> None:
    assert bare(joined(lines, vocabulary(others))) == bare(" ".join(lines))


@given(st.lists(TRICKY, max_size=12))
def test_units_hold_every_line_once_and_in_order(pages: list[str]) -> None:
    lines = [line for number, page in enumerate(pages, 1) for line in lines_of(page, number)]
    assert [line for unit in units(lines, usual_length(lines)) for line in unit.lines] == lines


@pytest.mark.parametrize(
    ("lines", "elsewhere", "text"),
    [
        (["regional coop-", "eration grew"], "", "regional cooperation grew"),
        (["regional co-", "operation grew"], "their co-operation", "regional co-operation grew"),
        (["regional co-", "operation grew"], "cooperation and co-operation", "regional cooperation grew"),
        (["the Asia-", "Pacific office"], "", "the Asia-Pacific office"),
        (["in 2019-", "2020 it"], "", "in 2019-2020 it"),
        (["one line", "", "another"], "", "one line another"),
    ],
)
def test_a_word_broken_at_a_line_end_is_mended_as_the_document_writes_it(
    lines: list[str], elsewhere: str, text: str
) -> None:
    assert joined(lines, vocabulary([elsewhere])) == text


def test_a_lone_surrogate_can_be_stored() -> None:
    assert storable("a\ud800b").encode() == "a\ufffdb".encode()

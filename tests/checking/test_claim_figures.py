"""Figures in texts, and whether two are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.checking.figures import figures, same


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$1.5 million in 2019", [("US$1.5 million", "1500000", "money"), ("2019", "2019", "year")]),
        ("12,450 people, 7 per cent", [("12,450", "12450", "number"), ("7 per cent", "7", "percent")]),
        ("two of three thousand", [("two", "2", "number"), ("three thousand", "3000", "number")]),
        ("the 3rd and the fourth round", [("3rd", "3", "ordinal"), ("fourth", "4", "ordinal")]),
        ("Q2 was twice Q1", [("Q2", "2", "ordinal"), ("twice", "2", "number"), ("Q1", "1", "ordinal")]),
        ("5 million doses against COVID-19", [("5 million", "5000000", "number")]),
    ],
)
def test_figures_are_found_with_value_and_kind(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(f.written, f.value, f.kind) for f in figures(text)] == [
        (written, Decimal(value), kind) for written, value, kind in found
    ]
    assert all(text[f.start : f.end] == f.written for f in figures(text))


def test_a_figure_in_words_is_the_same_as_in_digits_and_a_share_is_no_count() -> None:
    (words,), (digits,), (share,) = figures("five"), figures("5"), figures("5%")
    assert same(words, digits)
    assert not same(digits, share)

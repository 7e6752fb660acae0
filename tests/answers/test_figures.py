"""Rows of figures are known in tables and on plain lines."""

from __future__ import annotations

import pytest

from assistant.answers.figures import heads_figures, is_head, label, named
from assistant.answers.rating import stem


@pytest.mark.parametrize(
    ("line", "its_label"),
    [
        ("TOTAL LIABILITIES 41,190 36,851", "TOTAL LIABILITIES"),
        ("Cash at bank $ 1,874 $ 2,936 $ 5,494", "Cash at bank"),
        ("Deferred tax – (12) 45 %", "Deferred tax"),
        ("Gross profit | 52,963 | 45,139", "Gross profit"),
        ("The committee met 12 times in 2018.", ""),
        ("See note 5", ""),
        ("Chapter 9", ""),
    ],
)
def test_the_label_of_a_row_of_figures(line: str, its_label: str) -> None:
    assert label(line) == its_label


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("2021 2020", True),
        ("August 29, 2021 August 30, 2020", True),
        ("In all, 42 wells in 2018", False),
        ("5 6", False),
    ],
)
def test_a_line_of_years_heads_the_figures_below(line: str, heads: bool) -> None:
    assert heads_figures(line) is heads


@pytest.mark.parametrize(
    ("row", "heads"),
    [("2019 $’000 | 2018 $’000 RESTATED3 | CHANGE", True), ("Ferry fares", True), ("Fares | 2019 | (12)", False)],
)
def test_a_row_without_figures_but_years_is_a_head(row: str, heads: bool) -> None:
    assert is_head(row) is heads


def test_a_row_is_named_the_more_the_more_of_the_question_is_its_label() -> None:
    question = frozenset(map(stem, ("total", "liabilities")))
    assert named("TOTAL LIABILITIES 41,190 36,851", question, stem) == 1.0
    assert named("Total | 41,190", question, stem) == 0.75
    assert named("Total assets of the group 5 6", question, stem) == 0.0
    assert named("The total liabilities rose.", question, stem) == 0.0

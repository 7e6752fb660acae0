"""Rows of figures are known in tables and on plain lines."""

from __future__ import annotations

import pytest

from assistant.passages.figures import heads_figures, is_head, label, labels, named
from assistant.passages.stems import stem


@pytest.mark.parametrize(
    ("line", "its_label"),
    [
        ("BOAT FARES 4,210 3,975", "BOAT FARES"),
        ("Bus fares $ 1,310 $ 1,295 $ 1,280", "Bus fares"),
        ("Deferred tax – (12) 45 %", "Deferred tax"),
        ("Gate fees | 8,120 | 7,950", "Gate fees"),
        ("The committee met 12 times in 2018.", ""),
        ("See note 5", ""),
        ("Chapter 9", ""),
    ],
)
def test_the_label_of_a_row_of_figures(line: str, its_label: str) -> None:
    assert label(line) == its_label


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("Bokeo | 12 | All provinces | 96", ("Bokeo", "All provinces")),
        ("Bokeo | 12 | 14", ("Bokeo",)),
        ("Bokeo | in use | 12", ("Bokeo", "in use")),
        ("The committee met 12 times in 2018.", ()),
    ],
)
def test_each_part_of_a_row_that_is_two_side_by_side_has_its_label(row: str, known: tuple[str, ...]) -> None:
    assert labels(row) == known


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("2021 2020", True),
        ("May 31, 2018 May 31, 2017", True),
        ("In all, 42 wells in 2018", False),
        ("5 6", False),
    ],
)
def test_a_line_of_years_heads_the_figures_below(line: str, heads: bool) -> None:
    assert heads_figures(line) is heads


@pytest.mark.parametrize(
    ("row", "heads"),
    [("2016 ₭’000 | 2015 ₭’000 REVISED2 | RISE", True), ("Ferry fares", True), ("Fares | 2019 | (12)", False)],
)
def test_a_row_without_figures_but_years_is_a_head(row: str, heads: bool) -> None:
    assert is_head(row) is heads


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("Fares 2019 2018", True),
        ("Year ended 31 December,", True),
        ("Boat fares 4,210 3,975", False),
        ("Fares 61%", False),
    ],
)
def test_a_line_of_a_page_without_figures_but_years_is_a_head(line: str, heads: bool) -> None:
    assert is_head(line) is heads


def asked(*words: str, **telling: float) -> dict[str, float]:
    return {stem(word): 1.0 for word in words} | {stem(word): weight for word, weight in telling.items()}


def test_a_row_is_named_the_more_the_more_of_the_question_is_its_label() -> None:
    question = asked("boat", "fares")
    assert named("BOAT FARES", question, stem) == 1.0
    assert named("Boat", question, stem) == 0.75
    assert named("Boat sheds of the group", question, stem) == 0.0
    assert named("", question, stem) == 0.0
    assert named("Boat fares", {}, stem) == 0.0


def test_a_word_for_a_sum_takes_nothing_from_a_label() -> None:
    question = asked("boat", "fares")
    assert named("Total boat fares", question, stem) == 1.0
    assert named("Number of boat fares, total", question, stem) == 1.0
    assert named("Net boat fares", question, stem) == pytest.approx(2 / 3)


def test_a_word_of_a_label_names_its_row_by_how_much_it_tells() -> None:
    question = asked(fares=0.9, year=0.1)
    assert named("Ferry fares", question, stem) == pytest.approx(0.9 / 1.4 * 0.75)
    assert named("Ferry year", question, stem) == 0.0


def test_what_its_table_is_about_names_a_row_too() -> None:
    question = asked("day", "tickets", "boat", "fares")
    assert named("Day tickets", question, stem) == 0.75
    assert named("Day tickets", question, stem, about="Boat fares by ticket:") == 1.0
    assert named("Sheds", question, stem, about="Boat fares by ticket:") == 0.0


def test_a_row_that_is_called_total_alone_is_the_total_of_what_its_table_is_about() -> None:
    question = asked("total", "boat", "fares")
    assert named("Total", question, stem, about="Boat fares") == 1.0
    assert named("Total", question, stem, about="Costs of repairs and of new sheds") == 0.0

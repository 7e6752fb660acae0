"""Which figures of two sentences can be compared, and which cannot."""

from __future__ import annotations

import pytest

from assistant.briefings.moved import PLANNED_DATE, Moved, compared


def moved(earlier: str, later: str) -> list[tuple[str, str, str]]:
    return [(figure.thing, figure.earlier, figure.later) for figure in compared(earlier, later)]


@pytest.mark.parametrize(
    ("earlier", "later", "figures"),
    [
        ("42 wells were drilled in Xieng.", "55 wells were drilled in Xieng.", [("wells", "42", "55")]),
        ("Two visits took place in May.", "One visit took place in March.", [("visit", "Two", "One")]),
        ("The 15 treatment centres work.", "All 28 centres work.", [("centres", "15", "28")]),
        (
            "Teams cleared 1,250 hectares of farmland.",
            "Teams cleared 1,640 hectares of farmland.",
            [("hectares of farmland", "1,250", "1,640")],
        ),
        ("Norland gave EUR 2 million.", "Norland gave EUR 3.5 million.", [("", "EUR 2 million", "EUR 3.5 million")]),
        (
            "Women made up 18 per cent of the staff.",
            "Women made up 23 per cent of the staff.",
            [("of the staff", "18 per cent", "23 per cent")],
        ),
        (
            "Lessons were held in 84 schools.",
            "Lessons were held in 131 schools, against 84 in 2018.",
            [("schools", "84", "131")],
        ),
        ("Five boats were built.", "Five boats were built.", [("boats", "Five", "Five")]),
    ],
)
def test_figures_of_the_same_thing_in_the_same_unit_are_compared(
    earlier: str, later: str, figures: list[tuple[str, str, str]]
) -> None:
    assert moved(earlier, later) == figures


@pytest.mark.parametrize(
    ("why", "earlier", "later"),
    [
        ("another deed", "42 wells were drilled in Xieng.", "35 wells were repaired in Xieng."),
        ("another place", "42 wells were drilled in Xieng.", "35 wells were drilled in Bolat."),
        ("another thing", "42 wells were drilled.", "35 pumps were drilled."),
        ("another kind of it", "42 deep wells were drilled.", "35 shallow wells were drilled."),
        ("another giver", "Norland contributed EUR 2 million.", "Westmark contributed EUR 3 million."),
        ("another currency", "Norland contributed EUR 2 million.", "Norland contributed US$3 million."),
        ("a currency left open", "Norland contributed US$2 million.", "Norland contributed $3 million."),
        ("another part", "18 per cent of the staff were women.", "23 per cent of the board were women."),
        ("the other way", "The rate fell by 4 per cent.", "The rate rose by 6 per cent."),
        ("a total and a year's work", "In all, 28 centres were opened since 2016.", "In 2019, 7 centres were opened."),
        ("a plan and a deed", "Ten wells are planned for 2020.", "Twelve wells were drilled in 2020."),
        ("dates", "The meeting took place on 5 March.", "The meeting took place on 7 April."),
        ("numbers of things", "It follows paragraph 9 of resolution 12.", "It follows paragraph 4 of resolution 17."),
        ("which of two", "Nine teams and four teams worked.", "Seven teams worked."),
    ],
)
def test_figures_of_something_else_are_not_compared(why: str, earlier: str, later: str) -> None:
    assert moved(earlier, later) == [], why


def test_the_day_of_a_plan_moves() -> None:
    assert compared("Delivery is scheduled for September 2019.", "Delivery is now scheduled for March 2020.") == (
        Moved(PLANNED_DATE, "date", "September 2019", "March 2020", 2019.75, 2020.25),
    )
    assert moved("It will open in the first half of 2019.", "It will open in the second quarter of 2020.") == [
        (PLANNED_DATE, "first half of 2019", "second quarter of 2020")
    ]


def test_a_figure_that_stays_has_not_moved() -> None:
    assert [f.has_moved for f in compared("Five boats were built.", "5 boats were built.")] == [False]

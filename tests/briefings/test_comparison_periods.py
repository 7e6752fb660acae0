"""When reports belong, and the order of those of one year."""

from __future__ import annotations

import pytest

from assistant.briefings.periods import in_order, natural, period_of
from assistant.values import Report


def report(name: str, title: str = "Report", year: int | None = 2025) -> Report:
    return Report(name, name, title, None, year, None, name, 1, 1, 0, 0, "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("The report covers the period from January to March 2025.", "January to March 2025"),
        ("It was read in May to June 2024. This report covers January to March 2025.", "January to March 2025"),
        (
            "Harrow Foundation\n6 February 2025\nThe well of Tavan was dug on 3 May 2024, says the village.",
            "6 February 2025",
        ),
        ("Progress in Q3 2025", "Q3 2025"),
        ("Review of the second half of 2025", "second half of 2025"),
        ("Nothing is said of when.", ""),
    ],
)
def test_a_report_says_when_it_belongs(front: str, said: str) -> None:
    assert period_of(report("water.pdf"), front).said == said


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("water-Q2-2025.pdf", "Report", "Q2-2025"),
        ("water-2025-11.pdf", "Report", "2025-11"),
        ("water.pdf", "Third quarter 2025 report", "Third quarter 2025"),
    ],
)
def test_its_name_or_title_says_so_too(name: str, title: str, said: str) -> None:
    assert period_of(report(name, title), "").said == said


def order(*told: tuple[Report, str]) -> list[str]:
    return [r.name for r, _ in in_order([(r, period_of(r, front)) for r, front in told])]


def test_reports_of_one_year_follow_their_periods() -> None:
    autumn = (report("a.pdf"), "This report covers the period from July to September 2025.")
    spring = (report("b.pdf"), "12 May 2025")
    winter = (report("c.pdf"), "It covers the period from October to December 2024.")
    assert order(autumn, spring, winter) == ["c.pdf", "b.pdf", "a.pdf"]


def test_else_their_numbers_and_else_their_names() -> None:
    assert order((report("a.pdf"), "Seventh quarterly report"), (report("b.pdf"), "The sixth quarterly report")) == [
        "b.pdf",
        "a.pdf",
    ]
    assert order((report("a.pdf"), "Report No. 12"), (report("b.pdf"), "Report No. 9")) == ["b.pdf", "a.pdf"]
    assert order((report("note 10.pdf"), ""), (report("note 9.pdf"), "")) == ["note 9.pdf", "note 10.pdf"]


def test_a_report_is_of_its_year_though_it_is_dated_later() -> None:
    late = report("a.pdf", year=2018), "12 March 2019"
    next_year = report("b.pdf", year=2019), "15 January 2019"
    assert order(next_year, late) == ["a.pdf", "b.pdf"]


def test_a_report_without_a_year_takes_that_of_its_period() -> None:
    assert order((report("a.pdf", year=None), "1 June 2021"), (report("b.pdf", year=2020), "")) == ["b.pdf", "a.pdf"]


def test_numbers_in_names_count_by_their_value() -> None:
    assert natural("Report 9") < natural("report 10")

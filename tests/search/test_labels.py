"""Rows of figures that a question names by their label."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.passages.stems import stem
from assistant.search import parse
from assistant.search.labels import asks_for_figures, label_named
from assistant.values import Report

FERRIES = Report("ferries", "ferries-2018.html", "Ferries", None, 2018, None, "ferries-2018.html", 1, 1, 0, 0, "")


def named(question: str, label: str, about: str = "") -> float:
    query = parse(question)
    return label_named(query, {stem(word): 1.0 for word in query.words}, label, about, FERRIES)


def test_what_names_the_report_and_its_year_is_left_out() -> None:
    assert named("What were the boat fares of Ferries in 2018?", "Boat fares") == 1.0
    assert named("What were the boat fares of Harbours in 2018?", "Boat fares") == pytest.approx(5 / 6)


@pytest.mark.parametrize(
    ("question", "does"),
    [
        ("How much were boat fares?", True),
        ("What are boat fares?", True),
        ("Who pays boat fares?", False),
        ("Why are boat fares late?", False),
        ("What challenges do boat fares meet?", False),
    ],
)
def test_only_a_question_that_a_figure_may_answer_names_rows(question: str, does: bool) -> None:
    assert asks_for_figures(parse(question)) is does


RULES = """# Fares

Boat fares are set by the council. The council hears the passengers about boat fares before it sets them. Boat fares
are posted on the boats, so that nobody pays more boat fares than the boat fares that are posted.
"""
ACCOUNTS = """<html><head><title>Accounts</title></head><body>
<table>
<tr><td></td><td>2018</td><td>2017</td></tr>
<tr><td>Mooring fees</td><td>77</td><td>64</td></tr>
<tr><td>Boat fares</td><td>310</td><td>325</td></tr>
<tr><td>Repairs of engines and hulls</td><td>120</td><td>118</td></tr>
<tr><td>Wages of the crews and of the harbour office</td><td>201</td><td>198</td></tr>
</table>
</body></html>"""


def test_the_passage_whose_row_is_named_comes_first(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ferries"
    folder.mkdir()
    (folder / "accounts.html").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "rules.md").write_text(RULES, encoding="utf-8")
    list(desk.index([folder]))
    found = desk.search("How much were boat fares?")
    assert [e.report.name for e in found[:2]] == ["accounts.html", "rules.md"]

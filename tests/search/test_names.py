"""One body under several names is found by each: acronyms, long forms, spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.search import asked_of, in_their_names, known_as, parse
from assistant.search.understanding import other_names
from assistant.values import Report

FIRST = """Border report 2018

Border Liaison Offices (BLO) were built in three villages.
The Water Point Support Team (WPST) trained staff.
"""
SECOND = """Border report 2019

Each BLO got a radio. The Rainwater Fund of the provinces paid for Huapanh.
The annual meeting was held in May. The WPST is a team of nine.
"""


@pytest.fixture
def border(tmp_path: Path, encoder: Encoder) -> Desk:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "border-2018.txt").write_text(FIRST, encoding="utf-8")
    (folder / "border-2019.txt").write_text(SECOND, encoding="utf-8")
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([folder]))
    return desk


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("What did the RWF pay for?", "What did the Rainwater Fund pay for?"),
        ("Whom did the WPS team train?", "Whom did the Water Point Support Team train?"),
        ("Who works in Huaphanh?", "Who works in Huapanh?"),
        ("Which BLO got a radio?", "Which BLO got a radio?"),
        ("What did the AGM decide?", "What did the annual meeting decide?"),
        ("What did the BLO get in FY 2019?", "What did the BLO get in FY 2019?"),
        ("Which box bears the label RW-WP-RWF?", "Which box bears the label RW-WP-RWF?"),
        ("WHAT DID THE RWF PAY FOR?", "WHAT DID THE RWF PAY FOR?"),
    ],
)
def test_a_name_that_no_report_has_is_put_as_the_reports_put_it(border: Desk, question: str, understood: str) -> None:
    assert in_their_names(question, border.library.store) == understood


def test_an_acronym_and_its_long_form_are_searched_as_one(border: Desk) -> None:
    store = border.library.store
    assert "blo" in other_names(store, parse("Where were the border liaison offices built?"))
    assert other_names(store, parse("Which BLOs got a radio?")) == ("border liaison offices",)
    assert known_as(store, ("BLOs",)) == {"BLOs": frozenset({"border liaison offices"})}


def test_a_question_that_names_a_report_is_put_in_the_words_of_that_one(border: Desk) -> None:
    store = border.library.store
    first, second = (next(r.document_id for r in store.reports() if r.name == f"border-{y}.txt") for y in (2018, 2019))
    asked = "What is the WPST, and who paid for the RWF?"
    assert in_their_names(asked, store, [second]) == "What is the WPST, and who paid for the Rainwater Fund?"
    assert in_their_names(asked, store, [first]) == asked
    assert in_their_names("Where was a BLO built?", store, [first]) == "Where was a BLO built?"


def _report(name: str) -> Report:
    return Report(name, f"{name}.txt", "Progress report", None, 2019, None, f"{name}.txt", 1, 1, 0, 0, "")


def test_a_question_is_asked_of_the_reports_that_it_names_whatever_else_it_names() -> None:
    wells, roads, schools, ports = (
        _report(name) for name in ("wells-2019", "roads-2019", "schools-2019", "ports-2019")
    )
    every = (wells, roads, schools, ports)
    assert asked_of(parse("What is the RWF in Wells 2019?"), every) == ["wells-2019"]
    assert asked_of(parse("What is the RWF?"), every) == [r.document_id for r in every]
    assert asked_of(parse("What is the RWF?"), every[:1]) == ["wells-2019"]

"""One body under several names is found by each: acronyms, long forms, spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.search import in_their_names, known_as, parse
from assistant.search.understanding import other_names

FIRST = """Border report 2018

Border Liaison Offices (BLO) were built in three villages.
The Water Point Support Team (WPST) trained staff.
"""
SECOND = """Border report 2019

Each BLO got a radio. The Rainwater Fund of the provinces paid for Huapanh.
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

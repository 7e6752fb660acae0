"""A row is found by the number that a question names it by."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.codes import asked_codes
from assistant.desk import Desk
from assistant.values import Filters

INDICATORS = """<html><head><title>Wells indicators</title></head><body><h1>Indicators</h1><table>
<tr><th>Indicator</th><th>What is counted</th><th>State</th></tr>
<tr><td>3</td><td>Wells in use</td><td>96 of 120</td></tr>
<tr><td>4</td><td>Teams trained</td><td>Postponed to the dry season</td></tr>
<tr><td>14</td><td>Pumps repaired</td><td>Done in Bokeo</td></tr>
</table></body></html>"""

TEMPLATE = """<html><head><title>Wells progress report 2019</title></head><body><table>
<tr><th>Sector outputs and activities</th><th>Progress</th><th>Challenges and opportunities</th></tr>
<tr><td>1.1 Drill new wells</td><td>Twelve wells were drilled.</td><td>The rain came early.</td></tr>
<tr><td>1.2 Train pump teams</td><td>Nine teams were trained.</td><td>Spare parts are scarce.</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("What is said of indicators 3 and 14?", ("3", "14")),
        ("What are the results of outputs 1.1, 1.2 and 2?", ("1.1", "1.2", "2")),
        ("What does error code 57 mean?", ("57",)),
        ("How many wells were there in 2019?", ()),
        ("Which activities cost 12,000 dollars?", ()),
        ("Who saw the results 2.5% lower?", ()),
    ],
)
def test_the_numbers_by_which_a_question_names_rows(question: str, codes: tuple[str, ...]) -> None:
    assert asked_codes(question) == codes


def ask(desk: Desk, folder: Path, text: str, question: str) -> list[str]:
    folder = folder / "coded"
    folder.mkdir()
    (folder / "coded.html").write_text(text, encoding="utf-8")
    list(desk.index([folder]))
    return [s.text for s in desk.ask(question, Filters(documents=("coded.html",))).statements]


def test_each_row_that_is_named_by_its_number_is_said_and_not_the_heads_of_the_table(
    desk: Desk, tmp_path: Path
) -> None:
    assert ask(desk, tmp_path, INDICATORS, "What is counted by indicators 4 and 14, and what is their state?") == [
        "4 | Teams trained | Postponed to the dry season; 14 | Pumps repaired | Done in Bokeo "
        "(columns: Indicator | What is counted | State)"
    ]


def test_the_rows_of_all_numbers_are_said_however_they_are_worded(desk: Desk, tmp_path: Path) -> None:
    said = ask(desk, tmp_path, TEMPLATE, "What progress was made on drilling new wells, activities 1.1 and 1.2?")
    assert said == ["Twelve wells were drilled.", "Nine teams were trained."]


def test_a_number_that_no_row_has_finds_none(desk: Desk, tmp_path: Path) -> None:
    assert ask(desk, tmp_path, INDICATORS, "What is counted by indicators 41 and 44, and what is their state?") == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What progress was made on activity 1.2?", "Nine teams were trained."),
        ("What are the challenges of activity 1.1?", "The rain came early."),
    ],
)
def test_an_activity_of_the_template_is_found_by_its_number(
    desk: Desk, tmp_path: Path, question: str, said: str
) -> None:
    assert ask(desk, tmp_path, TEMPLATE, question) == [said]

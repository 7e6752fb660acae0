"""Challenges come from the challenges column and progress from progress; labels and headings are not statements."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.desk import Desk
from assistant.values import Answer

ROWS = (
    ("Sector outputs and activities", "Progress", "Challenges and opportunities"),
    ("A. Thematic areas", "", ""),
    ("Rural roads", "The army paved 30 kilometres of road in 2017.", "Heavy rain washed two bridges away."),
    ("Bus lines", "Two bus lines were opened in May 2017.", "Fuel has become dear."),
)


@pytest.fixture
def answer(desk: Desk, tmp_path: Path) -> Answer:
    """The answer to a question about challenges, from a report in the template."""
    report = docx.Document()
    report.add_paragraph("Name of Sector Working Groups: Infrastructure Sector Working Group")
    report.add_paragraph("Overview of Sector Performance in 2017")
    table = report.add_table(rows=0, cols=3)
    for texts in ROWS:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    report.save(str(tmp_path / "roads-2017.docx"))
    list(desk.index([tmp_path / "roads-2017.docx"]))
    return desk.ask("What challenges are there in rural roads?")


def test_challenges_come_from_the_challenges_column_of_the_row_that_is_asked_about(answer: Answer) -> None:
    assert answer.statements[0].text == "Heavy rain washed two bridges away."
    assert {c.column for s in answer.statements for c in s.citations} == {"Challenges and opportunities"}


def test_progress_comes_from_the_progress_column(answer: Answer, desk: Desk) -> None:
    progress = desk.ask("What progress was made on rural roads?")
    assert [s.text for s in progress.statements][:1] == ["The army paved 30 kilometres of road in 2017."]
    assert {c.column for s in progress.statements for c in s.citations} == {"Progress"}


def test_the_name_of_an_activity_is_never_a_statement(answer: Answer, desk: Desk) -> None:
    for question in ("What progress was made on rural roads?", "Rural roads", "What about bus lines?"):
        assert not {"Rural roads", "Bus lines", "A. Thematic areas"} & {s.text for s in desk.ask(question).statements}


def test_a_quote_from_a_cell_opens_with_the_whole_row(answer: Answer, desk: Desk) -> None:
    assert desk.sources.of_passage(answer.statements[0].citations[0].passage_id).cells == tuple(
        zip(ROWS[0], ROWS[2], strict=True)
    )


def test_example_questions_are_ones_that_the_desk_answers(answer: Answer, desk: Desk) -> None:
    examples = desk.examples()
    assert "What challenges are there in rural roads?" in examples
    assert all(desk.ask(question).sureness in ("direct", "likely") for question in examples)


def test_a_sentence_of_another_year_is_not_given_for_the_year_that_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    for year, wells in ((2014, 12), (2015, 15)):
        (tmp_path / f"pumps-{year}.txt").write_text(
            f"Health Sector Working Group\n\nProgress report {year}\n\nPumps\n\n{wells} hand pumps were mended.\n"
        )
    list(desk.index([tmp_path / "pumps-2014.txt", tmp_path / "pumps-2015.txt"]))
    assert [s.text for s in desk.ask("How many hand pumps were mended in 2015?").statements] == [
        "15 hand pumps were mended."
    ]

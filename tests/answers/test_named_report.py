"""A question that names its report is answered from what the report says, not from where it says its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk import Desk

MEETINGS = "\n\n".join(
    f"Bluewater met for the time number {n}. The board of Bluewater greeted the {n} friends of Bluewater, and "
    "Bluewater spent the day with them. "
    + "Tea was served in the garden afterwards, and the members talked about the weather. "
    * 8
    for n in range(2, 14)
)
PIPES = "Pipes took 310 million kip. " + "They were laid along the road, and the road was closed for a week. " * 8


@pytest.fixture
def named(desk: Desk, tmp_path: Path) -> Desk:
    folder = tmp_path / "named"
    folder.mkdir()
    (folder / "bluewater_2018.txt").write_text(f"Annual report\n\n{MEETINGS}\n\n{PIPES}\n", encoding="utf-8")
    (folder / "roads_2018.txt").write_text("Annual report\n\nRoads took 9 million kip.\n", encoding="utf-8")
    list(desk.index([folder]))
    return desk


def test_the_passage_that_says_it_comes_before_those_that_say_the_name(named: Desk) -> None:
    first = named.search("How much did the tubing of Bluewater cost?", 1)[0]
    assert "Pipes took 310 million kip." in first.passage.text


def test_a_sentence_with_no_word_beside_those_of_the_question_is_no_answer(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "ferries"
    folder.mkdir()
    said = "The ferry season that ended in June 2018"
    (folder / "ferries.txt").write_text(f"Ferries\n\n{said}.\n\nTwelve ferries ran to the island.\n", encoding="utf-8")
    list(desk.index([folder]))
    answer = desk.ask("What is the fare of the ferry for the season that ended in June 2018?")
    assert not [s.text for s in answer.statements if said in s.text]

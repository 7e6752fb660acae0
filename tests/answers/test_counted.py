"""A sentence that counts the very thing whose number is asked for is preferred."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.counted import counts
from assistant.desk import Desk
from assistant.passages.stems import stem
from assistant.values import Filters

WELLS = "Wells report 2019\n\nTwo ministries drilled for water in the north. In the north 31 new wells were drilled."


@pytest.mark.parametrize(
    ("question", "sentence", "does"),
    [
        ("How many schools opened?", "In all 14 new primary schools opened.", True),
        ("How many schools opened?", "The schools of 3 districts opened.", False),
        ("What is the number of teams?", "Nine teams were trained.", True),
        ("How many litres of fuel are needed?", "Fill the tank (max. 40 l).", True),
        ("How many litres of fuel are needed?", "Fill 40 tanks with fuel.", False),
        ("How many kilometres were paved?", "They paved 31 km.", True),
        ("Which schools opened?", "In all 14 schools opened.", False),
    ],
)
def test_a_sentence_counts_what_is_asked(question: str, sentence: str, does: bool) -> None:
    assert counts(question, sentence, stem) is does


def test_the_sentence_that_counts_it_is_said_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "counted.txt").write_text(WELLS, encoding="utf-8")
    list(desk.index([tmp_path / "counted.txt"]))
    answer = desk.ask("How many wells of the north were drilled?", Filters(documents=("counted.txt",)))
    assert [s.text for s in answer.statements] == ["In the north 31 new wells were drilled."]

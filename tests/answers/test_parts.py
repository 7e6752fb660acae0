"""A comparison gets both sides, and two questions at once both answers, or it is said which is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.answers.parts import parts
from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.search import parse


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Compare opium cultivation in 2018 and 2019",
            {"2018": "opium cultivation in 2018", "2019": "opium cultivation in 2019"},
        ),
        (
            "How did drug seizures change from 2018 to 2019?",
            {"2018": "How did drug seizures change from 2018?", "2019": "How did drug seizures change from 2019?"},
        ),
        (
            "How many cases were there in May 2018 compared with June 2019?",
            {"2018": "How many cases were there in May 2018?", "2019": "How many cases were there in June 2019?"},
        ),
        (
            "What is the difference between the support of Australia and Japan?",
            {"Australia": "the support of Australia?", "Japan": "the support of Japan?"},
        ),
        ("What was achieved in 2018 and 2019?", {}),
        ("Compare the reports", {}),
        (
            "How many wells were drilled in Xieng, and who paid for them?",
            {
                "How many wells were drilled in Xieng": "How many wells were drilled in Xieng?",
                "who paid for them": "who paid for them (wells were drilled in Xieng)?",
            },
        ),
        ("After 2018, what was drilled and opened?", {}),
    ],
)
def test_each_part_is_asked_by_itself(question: str, asked: dict[str, str]) -> None:
    assert {part.name: part.query.text for part in parts(parse(question))} == asked


@pytest.fixture
def wells(tmp_path: Path, encoder: Encoder) -> Desk:
    folder = tmp_path / "reports"
    folder.mkdir()
    for year, count in ((2018, "42"), (2019, "57")):
        (folder / f"water-{year}.txt").write_text(
            f"Health Sector Working Group\n\nProgress report {year}\n\nRural water\n\n"
            f"In {year}, {count} wells were drilled in Xieng province.\n",
            encoding="utf-8",
        )
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([folder]))
    return desk


def test_both_sides_are_answered_from_their_own_report(wells: Desk) -> None:
    answer = wells.ask("How many wells were drilled in 2018 compared with 2019?")
    assert sorted(s.text for s in answer.statements) == [
        "In 2018, 42 wells were drilled in Xieng province.",
        "In 2019, 57 wells were drilled in Xieng province.",
    ]
    assert answer.notes == ()


def test_a_side_without_a_report_is_said_to_be_missing(wells: Desk) -> None:
    answer = wells.ask("How many wells were drilled in 2019 compared with 2016?")
    assert [s.text for s in answer.statements] == ["In 2019, 57 wells were drilled in Xieng province."]
    assert answer.notes == ("For 2016 the reports do not say, and no report of 2016 is indexed.",)
    assert answer.text.endswith(answer.notes[0])

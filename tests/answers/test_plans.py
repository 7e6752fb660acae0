"""What is planned is told apart from what is done."""

from __future__ import annotations

import pytest

from assistant.answers.plans import asks_for_done, planned
from assistant.values import Planned


@pytest.mark.parametrize(
    ("sentence", "is_planned"),
    [
        ("The second meeting is scheduled for November 2019.", "wholly"),
        ("The laboratory is expected to open in 2021.", "wholly"),
        ("Twelve more wells will be drilled next year.", "wholly"),
        ("The ministry plans to train forty nurses.", "wholly"),
        ("A further 10 wells are planned for 2020.", "wholly"),
        ("Six offices were opened, and four more are planned for 2020.", "partly"),
        ("The committee has approved the plan, which will be printed in May.", "partly"),
        ("Planned: a third office", "wholly"),
        ("The cooperative is to meet in November.", "wholly"),
        ("Six offices were opened in 2019.", None),
        ("The national plan has twelve chapters.", None),
        ("Fuel is not covered by any budget.", None),
    ],
)
def test_a_plan_is_known_by_its_words(sentence: str, is_planned: Planned | None) -> None:
    assert planned(sentence) == is_planned


@pytest.mark.parametrize(
    ("question", "done"),
    [
        ("How many offices were opened?", True),
        ("What progress was made on prisons?", True),
        ("How many offices are planned?", False),
        ("What was planned for 2019?", False),
        ("Who pays for fuel?", False),
    ],
)
def test_a_question_asks_for_what_is_done_or_not(question: str, done: bool) -> None:
    assert asks_for_done(question) is done

"""A follow-up is understood from the conversation; a question that stands alone stays as it was typed."""

from __future__ import annotations

import pytest

from assistant.search.followup import in_context, stand_alone

OFFICES = "What progress was made on border liaison offices in 2019?"


@pytest.mark.parametrize(
    ("follow_up", "before", "understood"),
    [
        ("and Canada?", "What does Australia support?", "What does Canada support?"),
        ("And UNDP?", "What does UNODC do in Bokeo?", "What does UNDP do in Bokeo?"),
        ("and LCDC?", "Who chairs the UNDP?", "Who chairs LCDC?"),
        ("and the LCDC?", "Who chairs the UNDP?", "Who chairs the LCDC?"),
        ("what about 2018", OFFICES, "What progress was made on border liaison offices in 2018?"),
        ("2018?", OFFICES, "What progress was made on border liaison offices in 2018?"),
        ("and in 2018?", "What does Australia support?", "What does Australia support in 2018?"),
        ("and in 2017?", "How many hectares were grown in 2018 and 2019?", "How many hectares were grown in 2017?"),
        (
            "What about drug treatment?",
            "What progress was made on prisons?",
            "What progress was made on drug treatment?",
        ),
        ("and in Oudomxay?", OFFICES, "What progress was made on border liaison offices in 2019 in Oudomxay?"),
        ("and in Oudomxay?", "Who works in Bokeo province?", "Who works in Oudomxay?"),
        ("and challenges?", "What progress was made on prisons?", "What challenges was made on prisons?"),
        ("same for health", "List the difficulties in education", "List the difficulties in health"),
    ],
)
def test_a_follow_up_changes_one_thing_of_the_question_before(follow_up: str, before: str, understood: str) -> None:
    assert stand_alone(follow_up, before) == understood


@pytest.mark.parametrize(
    ("follow_up", "understood"),
    [
        ("who implements it", "who implements it (the new offices in Bokeo)?"),
        ("How much did they cost?", "How much did they cost (the new offices in Bokeo)?"),
        ("Why?", "Why (the new offices in Bokeo)?"),
    ],
)
def test_a_follow_up_that_points_back_is_told_what_it_points_at(follow_up: str, understood: str) -> None:
    assert stand_alone(follow_up, "Who paid for the new offices in Bokeo?") == understood


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the LCDC?",
        "And who chairs the working group?",
        "Is it true that Germany gave two million?",
        "What did Norway do after it opened the offices?",
        "In which year were the offices of the police opened?",
        "How many people were trained this year?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_was_typed(question: str) -> None:
    assert stand_alone(question, OFFICES) == question


def test_each_follow_up_builds_on_the_one_before_it() -> None:
    history = [
        ("user", "What does Australia support?"),
        ("assistant", "…"),
        ("user", "and Canada?"),
        ("assistant", "…"),
    ]
    assert in_context("in 2018?", history) == "What does Canada support in 2018?"


def test_without_a_conversation_nothing_is_added() -> None:
    assert in_context("and Canada?", []) == "and Canada?"

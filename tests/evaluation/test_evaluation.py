"""Answers held against questions whose answers are known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.evaluation import Gold, Judged, judge, read_gold, summarise
from assistant.evaluation.gold import Place
from assistant.evaluation.judge import is_correct, same

WELLS = Gold(
    id="wells",
    question="How many wells were drilled in Xieng province in 2018?",
    answerable=True,
    groups=(("42",), ("wells", "boreholes")),
    answers=(),
    places=(Place("water-2018.txt", None, "In 2018, 42 wells were drilled in Xieng province."),),
    scope=None,
    history=(),
)


def test_an_answer_from_the_gold_sentence_is_correct_cited_and_verbatim(desk: Desk) -> None:
    answer = desk.ask(WELLS.question)
    judged = judge(WELLS, answer, desk.sources.is_verbatim)
    assert judged == Judged(
        outcome="correct",
        rank=1,
        placed=True,
        cited=(True,),
        statements=1,
        uncited=0,
        verbatim=(True,),
        seconds=answer.seconds,
    )


def test_the_same_answer_is_wrong_where_another_figure_is_wanted(desk: Desk) -> None:
    wanted = replace(WELLS, groups=(("43",),))
    assert judge(wanted, desk.ask(WELLS.question), desk.sources.is_verbatim).outcome == "wrong"


def test_to_speak_on_what_has_no_answer_counts_against_it_and_silence_for_it(desk: Desk) -> None:
    unanswerable = replace(WELLS, answerable=False, groups=(), places=())
    assert judge(unanswerable, desk.ask(WELLS.question), desk.sources.is_verbatim).outcome == "spoke"
    silence = desk.ask("How many trams run in Lisbon?")
    assert judge(unanswerable, silence, desk.sources.is_verbatim).outcome == "silent"
    assert judge(WELLS, silence, desk.sources.is_verbatim).outcome == "refused"


def test_a_quote_that_is_not_on_its_page_is_not_verbatim(desk: Desk) -> None:
    [citation] = desk.ask(WELLS.question).statements[0].citations
    assert desk.sources.is_verbatim(citation)
    assert not desk.sources.is_verbatim(replace(citation, quote="In 2018, 43 wells were drilled in Xieng province."))
    assert not desk.sources.is_verbatim(replace(citation, document="schools-2019.txt"))
    assert not desk.sources.is_verbatim(replace(citation, quote="–"))


@pytest.mark.parametrize(
    ("answers", "text", "correct"),
    [
        (("1,250",), "The plant makes 1250.0 tonnes.", True),
        (("1,250",), "The plant makes 12,500 tonnes.", False),
        (("Sweden and Norway",), "It is funded by Norway and by Sweden.", True),
        (("Sweden and Norway",), "It is funded by Sweden.", False),
        (("Sweden", "Norway"), "It is funded by Norway.", True),
        (("2.5 million euros",), "Japan provided 2.5 million euros.", True),
        (("2.5 million euros",), "Japan provided 3.5 million euros.", False),
    ],
)
def test_without_groups_one_answer_with_all_its_numbers_must_be_given(
    answers: tuple[str, ...], text: str, correct: bool
) -> None:
    assert is_correct(replace(WELLS, groups=(), answers=answers), text) is correct


@pytest.mark.parametrize(
    ("found", "known", "one"),
    [
        (Place("a.pdf", 3, "x"), Place("a.pdf", 3, "other words"), True),
        (Place("a.pdf", 3, "the same words"), Place("a.pdf", 4, "the same words"), False),
        (Place("a.pdf", 3, "the same words"), Place("b.pdf", 3, "the same words"), False),
        (Place("a.pdf", None, "Wells that were drilled: 42"), Place("a.txt", None, "42 wells were drilled"), True),
        (Place("a.pdf", None, "Nothing of the kind"), Place("a.pdf", None, "42 wells were drilled"), False),
        (Place("a.pdf", None, "anything"), Place("a.pdf", None, ""), True),
    ],
)
def test_a_place_is_the_same_by_its_page_or_else_by_its_text(found: Place, known: Place, one: bool) -> None:
    assert same(found, known) is one


def test_figures_come_with_an_interval_that_holds_them_and_with_both_halves() -> None:
    right = Judged("correct", 1, True, (True, True), 2, 0, (True, True), 0.1)
    wrong = Judged("wrong", None, True, (False,), 1, 0, (True,), 0.3)
    figures = {f.name: f for f in summarise([right, wrong] * 20)}
    correct = figures["correct"]
    assert (correct.value, correct.halves, correct.questions) == (0.5, (1.0, 0.0), 40)
    assert 0.3 < correct.low < 0.5 < correct.high < 0.7
    assert figures["hit@5"].value == 0.5
    assert figures["citation_precision"].value == 0.5
    assert figures["statements"].value == 1.5
    assert "rightly_silent" not in figures


def test_a_question_file_that_does_not_say_what_is_answerable_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "Who pays?"}\n', encoding="utf-8")
    with pytest.raises(AssistantError, match=r'Question 1 of .* needs "answerable"'):
        read_gold(file)


def test_a_question_file_is_read_with_all_that_it_knows(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    row = {
        "id": "wells",
        "question": WELLS.question,
        "answerable": True,
        "must_contain": [["42"], ["wells", "boreholes"]],
        "evidence": [{"document": "water-2018.txt", "page": None, "text": WELLS.places[0].text}],
        "history": [{"role": "user", "text": "Hello"}],
    }
    file.write_text(json.dumps(row), encoding="utf-8")
    assert read_gold(file) == (replace(WELLS, history=(("user", "Hello"),)),)

"""What asking does to a conversation."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from web_values import SECOND, answer, citation, source

from assistant.desk import Desk
from assistant.errors import AssistantError, QuestionError
from assistant.values import Filters, Statement
from assistant.web import chat
from assistant.web.chat import Chat
from assistant.web.turn import Turn
from assistant.web.words import load_words

WORDS = load_words()
OPENED = Statement(SECOND, (citation(),))
LATER = Statement("Fuel is short.", (citation(2, "Fuel is short.", 158),))


class Scripted:
    """A desk that answers as it is told to, and remembers what it was asked."""

    def __init__(self, answers: Callable[[], object], opens: Callable[[], object] = source) -> None:
        self.answers, self.opens, self.asked = answers, opens, []

    def ask(self, question: str, filters: Filters, history: tuple[tuple[str, str], ...]) -> object:
        self.asked.append((question, filters, history))
        return self.answers()

    def source(self, passage_id: int) -> object:
        return self.opens()


def raising(error: Exception) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "PAUSE", 0)


def test_an_answer_grows_by_a_statement_at_a_time() -> None:
    grown = list(Chat(Scripted(lambda: answer(OPENED, LATER)), WORDS).ask("When?", Filters(), ()))
    assert [(turns[-1].answer is not None, turns[-1].shown) for turns in grown] == [
        (False, None),
        (True, 1),
        (True, None),
    ]
    assert [c.marker for c, _ in grown[-1][-1].sources] == [1, 2]


def test_earlier_turns_go_along_as_history_and_stay_in_the_conversation() -> None:
    desk = Scripted(lambda: answer(OPENED))
    first = list(Chat(desk, WORDS).ask("When?", Filters(), ()))[-1]
    second = list(Chat(desk, WORDS).ask("And where?", Filters(year=2019), first))[-1]
    assert [turn.number for turn in second] == [1, 2]
    assert desk.asked[-1] == ("And where?", Filters(year=2019), (("user", "When?"), ("assistant", SECOND)))


def test_a_question_that_cannot_be_worked_with_is_told_and_dropped_at_the_next() -> None:
    refused = Scripted(raising(QuestionError("The question is empty. Write one.")))
    turns = list(Chat(refused, WORDS).ask(" ", Filters(), ()))[-1]
    assert turns == (Turn(1, " ", trouble="The question is empty. Write one."),)
    after = list(Chat(Scripted(lambda: answer(OPENED)), WORDS).ask("When?", Filters(), turns))[-1]
    assert [turn.question for turn in after] == ["When?"]


def test_an_unexpected_error_is_told_in_words_and_its_trace_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        turns = list(Chat(Scripted(raising(RuntimeError("disk on fire"))), WORDS).ask("When?", Filters(), ()))[-1]
    assert turns[-1].trouble == WORDS["turn.unexpected"]
    assert "disk on fire" in caplog.text
    assert "Traceback" in caplog.text


def test_an_answer_stands_even_where_its_report_left_the_index_meanwhile() -> None:
    gone = Scripted(lambda: answer(OPENED), raising(AssistantError("Gone. Ask again.")))
    assert list(Chat(gone, WORDS).ask("When?", Filters(), ()))[-1][-1].sources == ((citation(), None),)


def test_reports_can_be_narrowed_by_sector_and_year(desk: Desk) -> None:
    narrowed = Chat(desk, WORDS)
    assert [r.name for r in narrowed.reports(sector="Health")] == ["health-2018.txt"]
    assert {r.name for r in narrowed.reports(year=2018)} == {"health-2018.txt", "education-2018.md"}
    assert len(narrowed.reports()) == 3

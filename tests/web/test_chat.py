"""What asking does to a conversation, and what is kept of it."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from web_values import SECOND, answer, citation, passage, report, source

from assistant.errors import AssistantError, QuestionError
from assistant.library.conversations import Conversations
from assistant.library.store import Store
from assistant.values import Evidence, Filters, Statement
from assistant.web.chat import Chat
from assistant.web.turn import Talk, Turn
from assistant.web.words import load_words

WORDS = load_words()
ANNA, BERT = "a" * 64, "b" * 64
OPENED = Statement(SECOND, (citation(),))
LATER = Statement("Fuel is short.", (citation(2, "Fuel is short.", 158),))
LAST = Statement("They opened.", (citation(3, "They opened in March.", 136),))


class Scripted:
    """A desk that answers as it is told to, and remembers what it was asked; what it keeps, it keeps really."""

    def __init__(self, folder: Path, answers: Callable[[], object], opens: Callable[[], object] = source) -> None:
        self.answers, self.asked = answers, []
        self.sources = SimpleNamespace(of_citation=lambda cited: opens())
        self.conversations = Conversations(Store(folder))

    def ask(self, question: str, filters: Filters, history: tuple[tuple[str, str], ...]) -> object:
        self.asked.append((question, filters, history))
        return replace(made, question=question) if isinstance(made := self.answers(), type(answer())) else made


def raising(error: Exception) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


@pytest.fixture
def scripted(tmp_path: Path) -> Callable[..., Chat]:
    return lambda answers, *opens: Chat(Scripted(tmp_path / "index", answers, *opens), WORDS)


def last(talks: Iterator[Talk]) -> Talk:
    return list(talks)[-1]


Maker = Callable[..., Chat]


def test_an_answer_is_shown_before_it_is_kept(scripted: Maker) -> None:
    grown = list(scripted(lambda: answer(OPENED, LATER, LAST)).ask(ANNA, "When?", Filters(), Talk()))
    assert [(t.turns[-1].answer is not None, t.turns[-1].shown, bool(t.id)) for t in grown] == [
        (True, None, False),
        (True, None, True),
    ]
    assert [c.marker for c, _ in grown[-1].turns[-1].sources] == [1, 2, 3]


def test_a_page_keeps_once_what_several_citations_and_the_evidence_have_in_common(scripted: Maker) -> None:
    found = Evidence(passage(), report(), 1, 1.0, ("meaning",))
    opens: Callable[[], object] = lambda: deepcopy(source())  # noqa: E731 - each is read from the store for itself
    made = replace(answer(OPENED, LATER, LAST), evidence=(found,))
    turn = last(scripted(lambda: made, opens).ask(ANNA, "When?", Filters(), Talk())).turns[0]
    opened = [where for _, where in turn.sources]
    assert opened == [source()] * 3
    assert {id(where.report) for where in opened} == {id(found.report)}
    assert len({id(where.passage) for where in opened}) == 1


def test_earlier_turns_go_along_as_history_and_stay_in_the_conversation(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED))
    first = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    both = last(asking.ask(ANNA, "And fuel?", Filters(year=2018), first))
    assert [turn.question for turn in both.turns] == ["When?", "And fuel?"]
    assert both.id == first.id
    assert asking.desk.asked[-1] == (
        "And fuel?",
        Filters(year=2018),
        (("user", "When?"), ("assistant", SECOND)),
    )


def test_a_refused_question_is_told_and_dropped_at_the_next(scripted: Maker) -> None:
    refused = last(scripted(raising(QuestionError("It is empty. Write one."))).ask(ANNA, " ", Filters(), Talk()))
    assert refused.turns == (Turn(1, " ", trouble="It is empty. Write one."),)
    after = last(scripted(lambda: answer(OPENED)).ask(ANNA, "When?", Filters(), refused))
    assert [turn.question for turn in after.turns] == ["When?"]


def test_an_unexpected_error_is_told_in_words_and_its_trace_goes_to_the_log(
    scripted: Maker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        talk = last(scripted(raising(RuntimeError("disk on fire"))).ask(ANNA, "When?", Filters(), Talk()))
    assert talk.turns[-1].trouble == WORDS["turn.unexpected"]
    assert "disk on fire" in caplog.text
    assert "Traceback" in caplog.text


def test_an_answer_stands_even_where_its_report_left_the_index_meanwhile(scripted: Maker) -> None:
    gone = scripted(lambda: answer(OPENED), raising(AssistantError("Gone. Ask again.")))
    assert last(gone.ask(ANNA, "When?", Filters(), Talk())).turns[-1].sources == ((citation(), None),)


def test_an_answer_stands_even_where_it_cannot_be_kept(scripted: Maker, caplog: pytest.LogCaptureFixture) -> None:
    asking = scripted(lambda: answer(OPENED))
    with asking.desk.conversations.store.write() as db:
        db.execute("DROP TABLE cited")
    with caplog.at_level(logging.ERROR):
        talk = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    assert (talk.id, talk.turns[-1].answer.text) == ("", SECOND)
    assert sqlite3.OperationalError.__name__ in caplog.text


def test_a_conversation_is_opened_again_as_it_was(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED))
    talk = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    talk = asking.rated(ANNA, asking.shared(ANNA, talk, 1), 1, False, "An older year.")
    assert talk.turns[0].link is not None
    assert asking.opened(ANNA, talk.id) == talk
    with pytest.raises(AssistantError, match="no longer there"):
        asking.opened(BERT, talk.id)


def found(*names: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(passage(), report(name), rank, 1.0, ("words",)) for rank, name in enumerate(names, 1))


@pytest.mark.parametrize(
    ("statements", "shown"), [([OPENED], ["border-2019.docx"]), ([], ["roads.pdf", "border-2019.docx", "ports.pdf"])]
)
def test_of_the_evidence_a_page_keeps_what_it_shows_and_the_library_all(
    scripted: Maker, statements: list[Statement], shown: list[str]
) -> None:
    names = ("roads.pdf", "border-2019.docx", "ports.pdf", "border-2019.docx", "wells.pdf")
    asking = scripted(lambda: answer(*statements, evidence=found(*names)))
    talk = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    assert [e.report.name for e in talk.turns[0].answer.evidence] == shown
    (kept,) = asking.desk.conversations.turns(ANNA, talk.id)
    assert tuple(e.report.name for e in kept.answer.evidence) == names


def test_nothing_is_kept_of_who_has_no_name(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED))
    assert last(asking.ask("", "When?", Filters(), Talk())).id == ""
    assert asking.desk.conversations.of("") == ()


def test_asking_again_takes_the_place_of_the_newest_answer(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED))
    first = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    second = last(asking.ask(ANNA, "And fuel?", Filters(), first))
    anew = last(asking.again(ANNA, Filters(year=2019), second))
    assert [(t.number, t.question) for t in anew.turns] == [(1, "When?"), (2, "And fuel?")]
    assert asking.desk.asked[-1] == ("And fuel?", Filters(year=2019), (("user", "When?"), ("assistant", SECOND)))
    assert [t.number for t in asking.desk.conversations.turns(ANNA, anew.id)] == [1, 2]
    assert list(asking.again(ANNA, Filters(), Talk())) == []


def test_a_question_that_takes_long_is_shown_while_its_answer_is_looked_for(scripted: Maker) -> None:
    let_go = threading.Event()
    asking = scripted(lambda: let_go.wait(30) and answer(OPENED))
    growing = asking.ask(ANNA, "When?", Filters(), Talk())
    assert next(growing).turns == (Turn(1, "When?"),)
    assert next(growing).turns == (Turn(1, "When?"),)
    let_go.set()
    assert last(growing).turns[0].answer.statements == (OPENED,)


def test_a_question_that_is_stopped_leaves_the_conversation_as_it_was(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED))
    before = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    waiting = replace(before, turns=(*before.turns, Turn(2, "And fuel?")))
    assert asking.stopped(ANNA, waiting) == before
    assert asking.stopped(ANNA, before) == before


def test_what_was_shown_of_a_stopped_answer_is_the_answer(scripted: Maker) -> None:
    asking = scripted(lambda: answer(OPENED, LATER, LAST))
    whole = last(asking.ask(ANNA, "When?", Filters(), Talk()))
    stopped = asking.stopped(ANNA, whole.but(replace(whole.turns[0], shown=1)))
    assert stopped.turns[0].answer.statements == (OPENED,)
    assert stopped.turns[0].answer.notes == (WORDS["turn.stopped"],)
    assert stopped.turns[0].shown is None
    (kept,) = asking.desk.conversations.turns(ANNA, stopped.id)
    assert kept.answer == stopped.turns[0].answer

"""What is kept of conversations, in a real library, and for whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.library.conversations import Conversations
from assistant.library.store import Store
from assistant.values import Answer, Citation, Evidence, Filters, Passage, Report, Searched, Statement

ANNA, BERT = "a" * 64, "b" * 64
WELLS = "How many wells were drilled?"
QUOTE = "Norland drilled twelve wells."
PASSAGE = Passage(7, "d1", QUOTE, 2, 2, ("Water",), None, 40, 40 + len(QUOTE), ((0, len(QUOTE)),))
REPORT = Report(
    "d1", "water-2018.txt", "Water 2018", "Water", 2018, None, "/r/water-2018.txt", 1, 1, 0, 0, "2026-01-01"
)
CITATION = Citation(1, 7, "water-2018.txt", 2, QUOTE, 40, 40 + len(QUOTE), ("Water",), None)
ANSWERED = Answer(
    WELLS, WELLS, (Statement(QUOTE, (CITATION,), "partly"),), (Evidence(PASSAGE, REPORT, 1, 1.0, ("meaning",)),), (),
    Searched(1, Filters(sector="Water", donor="Norland"), ("Water",)), "direct", "", 0.05, ("A note.",),
)  # fmt: skip
SILENT = replace(ANSWERED, question="Who paid?", understood="Who paid?", statements=(), why_silent="They do not say.")


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    return Conversations(Store(tmp_path / "index"))


def test_an_answer_comes_back_as_it_was_kept(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, ANSWERED)
    assert kept.keep(ANNA, conversation, 2, SILENT) == conversation
    assert [turn.answer for turn in kept.turns(ANNA, conversation)] == [ANSWERED, SILENT]
    (listed,) = kept.of(ANNA)
    assert (listed.id, listed.title, listed.turns) == (conversation, WELLS, 2)


def test_another_person_finds_reads_and_changes_nothing(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, ANSWERED)
    assert kept.of(BERT) == () == kept.of(BERT, "wells") == kept.of("")
    for deed in (
        lambda: kept.turns(BERT, conversation),
        lambda: kept.title(BERT, conversation),
        lambda: kept.rename(BERT, conversation, "Mine"),
        lambda: kept.delete(BERT, conversation),
        lambda: kept.share(BERT, conversation, 1),
        lambda: kept.rate(BERT, conversation, 1, True),
    ):
        with pytest.raises(AssistantError, match="no longer there"):
            deed()
    assert kept.keep(BERT, conversation, 1, SILENT) != conversation
    assert [turn.answer for turn in kept.turns(ANNA, conversation)] == [ANSWERED]
    assert list(kept.feedback()) == []


def test_a_question_asked_again_takes_the_place_of_the_first_and_of_what_followed(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, SILENT)
    kept.keep(ANNA, conversation, 2, SILENT)
    kept.keep(ANNA, conversation, 1, ANSWERED)
    assert [(turn.number, turn.answer) for turn in kept.turns(ANNA, conversation)] == [(1, ANSWERED)]


def test_conversations_are_found_by_words_of_title_question_and_answer(kept: Conversations) -> None:
    wells = kept.keep(ANNA, "", 1, ANSWERED)
    other = kept.keep(ANNA, "", 1, SILENT)
    assert {c.id for c in kept.of(ANNA)} == {wells, other}
    assert [c.id for c in kept.of(ANNA, "norland TWELVE")] == [wells]
    kept.rename(ANNA, other, "  For the \n minister ")
    assert [(c.id, c.title) for c in kept.of(ANNA, "minister")] == [(other, "For the minister")]
    assert kept.of(ANNA, "norland minister") == ()
    assert kept.of(ANNA, "100%_") == ()


def test_an_empty_title_is_refused(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, ANSWERED)
    with pytest.raises(AssistantError, match="The title is empty"):
        kept.rename(ANNA, conversation, "  ")
    assert kept.title(ANNA, conversation) == WELLS


def test_a_shared_answer_is_read_by_its_link_until_its_conversation_is_deleted(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, ANSWERED)
    link = kept.share(ANNA, conversation, 1)
    assert kept.share(ANNA, conversation, 1) == link
    assert len(link) >= 20
    shared = kept.shared(link)
    assert shared is not None
    assert (shared.answer, shared.good) == (ANSWERED, None)
    kept.delete(ANNA, conversation)
    assert kept.shared(link) is None
    assert kept.of(ANNA) == ()
    with pytest.raises(AssistantError, match="no longer there"):
        kept.turns(ANNA, conversation)


def test_what_was_thought_outlives_the_conversation_and_names_nobody(kept: Conversations) -> None:
    conversation = kept.keep(ANNA, "", 1, ANSWERED)
    kept.rate(ANNA, conversation, 1, True)
    kept.rate(ANNA, conversation, 1, False, " Another year. ")
    (turn,) = kept.turns(ANNA, conversation)
    assert (turn.good, turn.reason) == (False, "Another year.")
    kept.delete(ANNA, conversation)
    (given,) = kept.feedback()
    assert (given.good, given.reason, given.answer) == (False, "Another year.", ANSWERED)
    assert ANNA not in str(kept.store.rows("SELECT * FROM feedback"))


def test_sentences_that_answers_used_are_counted_once_an_answer(kept: Conversations) -> None:
    twice = replace(ANSWERED, statements=ANSWERED.statements * 2)
    conversation = kept.keep(ANNA, "", 1, twice)
    kept.keep(ANNA, conversation, 2, ANSWERED)
    cited = 'SELECT number, document, start, "end" FROM cited ORDER BY number'
    assert kept.store.rows(cited) == [(1, "water-2018.txt", 40, 69), (2, "water-2018.txt", 40, 69)]
    kept.delete(ANNA, conversation)
    assert kept.store.rows(cited) == []

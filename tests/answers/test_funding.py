"""What a donor gives, answered from the ledger: its sentences, a count, and a silence that shows what is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import SCHOOLS, WATER, desk_at

from assistant.answers.candidates import sentences_of
from assistant.answers.funding import of_donor
from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.search import parse
from assistant.values import Filters

GIVING = """Name of Sector Working Groups: Health Sector Working Group

Progress report 2019

Clinics

A Burn Treatment Unit was opened in Xieng. The unit was funded by Sweden and Japan.
Japan supports the yearly training of midwives. Norway is a good friend of Japan and visited the unit.
In August 2019, Sweden announced a new EUR 3 million initiative for village clinics.
Sweden contributed EUR 400,000 to the vaccine store.
"""


@pytest.fixture
def desk(tmp_path: Path, encoder: Encoder) -> Desk:
    (tmp_path / "giving.txt").write_text(GIVING, encoding="utf-8")
    desk = desk_at(tmp_path / "index", encoder)
    assert [s.commitments for s in desk.index([tmp_path / "giving.txt"])] == [5]
    return desk


def test_what_a_donor_gives_is_each_of_its_rows_and_a_count(desk: Desk) -> None:
    answer = desk.ask("What does Japan fund?")
    assert [s.text for s in answer.statements] == [
        "A Burn Treatment Unit was opened in Xieng. The unit was funded by Sweden and Japan.",
        "Japan supports the yearly training of midwives.",
    ]
    assert answer.notes == ("Japan: 2 commitments in 1 report, none with an amount.",)
    assert answer.sureness == "direct"


def test_a_follow_up_keeps_to_the_donor_that_it_names(desk: Desk) -> None:
    answer = desk.ask("and Sweden?", history=(("user", "What does Japan fund?"), ("assistant", "…")))
    assert answer.understood == "What does Sweden fund?"
    assert all("Sweden" in s.text for s in answer.statements) and len(answer.statements) == 3
    assert answer.notes == ("Sweden: 3 commitments in 1 report, 2 with an amount.",)


def test_how_much_without_an_amount_is_a_silence_that_shows_what_is_known(desk: Desk) -> None:
    answer = desk.ask("How much has Japan committed?")
    assert (answer.status, answer.statements) == ("abstained", ())
    assert answer.text.startswith("Amount not stated. Japan: 2 commitments in 1 report, none with an amount.")
    assert [s.citations[-1].quote for s in answer.known] == [
        "The unit was funded by Sweden and Japan.",
        "Japan supports the yearly training of midwives.",
    ]


def test_amounts_are_quoted_and_never_added_up(desk: Desk) -> None:
    answer = desk.ask("How much money did Sweden give in total?")
    assert [s.text for s in answer.statements] == [
        "In August 2019, Sweden announced a new EUR 3 million initiative for village clinics.",
        "Sweden contributed EUR 400,000 to the vaccine store.",
    ]
    assert answer.notes == ("Sweden: 3 commitments in 1 report, 2 with an amount. Amounts are not added up.",)


def test_a_status_that_is_asked_for_keeps_out_the_others(desk: Desk) -> None:
    assert [s.text for s in desk.ask("How much did Sweden announce?").statements] == [
        "In August 2019, Sweden announced a new EUR 3 million initiative for village clinics."
    ]


def test_a_topic_keeps_out_what_is_on_another(desk: Desk) -> None:
    assert [s.text for s in desk.ask("What does Sweden fund for the vaccine store?").statements] == [
        "Sweden contributed EUR 400,000 to the vaccine store."
    ]


def test_a_donor_without_rows_is_answered_as_any_question(desk: Desk) -> None:
    answer = desk.ask("What does Germany fund?")
    assert (answer.status, answer.known) == ("abstained", ())
    assert "Germany is not mentioned in any report." in answer.text


def test_a_row_marked_as_wrong_is_not_said(desk: Desk) -> None:
    midwives = next(c for c in desk.commitments() if "midwives" in c.quote.text)
    desk.mark_row(midwives.id, wrong=True)
    assert [s.text for s in desk.ask("What does Japan fund?").statements] == [
        "A Burn Treatment Unit was opened in Xieng. The unit was funded by Sweden and Japan."
    ]


def test_a_sentence_on_other_donors_is_no_answer_on_what_one_gives(desk: Desk) -> None:
    query = parse("What does Japan fund?")
    sentences = sentences_of(desk.ask(query.text).evidence[0])
    assert [c.text for c in of_donor(query, sentences, desk.library.ledger.donors)] == [
        "The unit was funded by Sweden and Japan.",
        "Japan supports the yearly training of midwives.",
        "Norway is a good friend of Japan and visited the unit.",
    ]


def test_whoever_gives_to_kitchens_says_nothing_of_who_funds_the_wells(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "corpus").mkdir()
    for name, text in (("schools-2019.txt", SCHOOLS), ("water-2018.txt", WATER)):
        (tmp_path / "corpus" / name).write_text(text, encoding="utf-8")
    desk = desk_at(tmp_path, encoder)
    list(desk.index())
    assert desk.ask("Who funds the rural water programme?", Filters(year=2019)).statements == ()
    assert desk.ask("Who funds the rural water programme?").statements

"""A draft taken apart into sentences, and which of them are checked."""

from __future__ import annotations

from assistant.checking import Paragraph, draft_sentences, paragraphs

DRAFT = """Rural water in 2018

Dear colleagues,
Norland funded 42 wells. Who runs them?
- In Xieng, the Centre for Clean Water runs
them together with the villages.
2. Spare parts arrive late.

Kind regards"""


def test_only_what_states_something_is_judged() -> None:
    assert [(s.text, s.judged) for s in draft_sentences(paragraphs(DRAFT))] == [
        ("Rural water in 2018", False),
        ("Dear colleagues,", False),
        ("Norland funded 42 wells.", True),
        ("Who runs them?", False),
        ("In Xieng, the Centre for Clean Water runs them together with the villages.", True),
        ("Spare parts arrive late.", True),
        ("Kind regards", False),
    ]


def test_every_sentence_knows_its_place() -> None:
    parts = paragraphs(DRAFT)
    for sentence in draft_sentences(parts):
        place = parts[sentence.paragraph].text[sentence.start : sentence.end]
        assert place.replace("\n", " ") == sentence.text


def test_a_heading_of_a_file_is_not_judged_however_it_ends() -> None:
    parts = [Paragraph("Norland funded 42 wells.", is_heading=True), Paragraph("Norland funded 42 wells.")]
    assert [s.judged for s in draft_sentences(parts)] == [False, True]


def test_lines_that_a_pages_width_broke_are_one_paragraph() -> None:
    text = "The rural water programme drilled forty-two wells in the province of\nXieng. Norland paid.\nNew line."
    assert [p.text.count("\n") for p in paragraphs(text)] == [1, 0]


def test_an_item_of_a_list_states_something_without_a_full_stop() -> None:
    draft = draft_sentences(paragraphs("- 42 wells drilled in Xieng\n1. Wells in Xieng"))
    assert [(s.text, s.judged) for s in draft] == [("42 wells drilled in Xieng", True), ("Wells in Xieng", False)]


def test_a_statement_is_no_greeting_by_its_first_word() -> None:
    draft = draft_sentences(paragraphs("Best practices were shared. Thanks to Norland, wells opened.\n\nBest,"))
    assert [s.judged for s in draft] == [True, True, False]


def test_an_empty_draft_has_no_sentences() -> None:
    assert draft_sentences(paragraphs(" \n\n")) == ()

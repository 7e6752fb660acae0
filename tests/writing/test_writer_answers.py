"""An answer in a model's words: it grows by sentences that passed, and loses nothing of the quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from scripted_endpoints import endpoint_that, writes

from assistant.desk import Desk
from assistant.passages.quotes import Page
from assistant.values import Answer, Rejected
from assistant.writing import Endpoint, examine, write
from assistant.writing.drafted import finished
from assistant.writing.prompt import chosen, messages

FUND = "Sweden and Norway fund the rural water programme"
RUN = "The programme is implemented by the Centre for Clean Water (CCW)"


def written(text: str, quoted: Answer, desk: Desk) -> Sequence[Answer]:
    with endpoint_that(writes(text)) as scripted:
        return [*write(quoted, scripted.endpoint(), desk.library)]


def test_it_grows_by_a_sentence_and_counts_its_quotes_through(quoted: Answer, desk: Desk) -> None:
    grown = written(f"{FUND} [1]. {RUN}. [1] {FUND} [1].", quoted, desk)
    assert [[s.text for s in answer.statements] for answer in grown] == [
        [f"{FUND}."],
        [f"{FUND}.", f"{RUN}."],
        [f"{FUND}.", f"{RUN}."],
    ]
    assert [[(c.marker, c.quote) for c in s.citations] for s in grown[-1].statements] == [
        [(1, "The rural water programme is funded by Sweden and Norway.")],
        [(1, "The rural water programme is funded by Sweden and Norway."),
         (2, "It is implemented by the Centre for Clean Water (CCW).")],
    ]  # fmt: skip
    assert grown[-1].sureness == quoted.sureness
    assert grown[-1].evidence == quoted.evidence


def test_what_fails_is_taken_out_and_the_quote_takes_its_place(quoted: Answer, desk: Desk) -> None:
    (*_, answer) = written("The rural water programme is funded by Westmark and Norway [1].", quoted, desk)
    assert answer.statements == quoted.statements
    assert answer.rejected == (
        Rejected(
            "The rural water programme is funded by Westmark and Norway.",
            "“Westmark” is not in what the passage says of it.",
        ),
    )


def test_what_the_model_leaves_out_of_the_quoted_answer_is_added_as_a_quote(quoted: Answer, desk: Desk) -> None:
    (*_, answer) = written("In 2018, 42 wells were drilled in Xieng province [1].", quoted, desk)
    assert [s.text for s in answer.statements] == [
        "In 2018, 42 wells were drilled in Xieng province.",
        "The rural water programme is funded by Sweden and Norway.",
    ]
    assert answer.notes[-1] == "Sentences that the language model left out are quotes."


@pytest.mark.parametrize("text", ["NOT STATED", "Not stated.", "", "The moon is made of green cheese [1]."])
def test_where_nothing_is_left_the_quotes_come_with_a_line_that_says_so(text: str, quoted: Answer, desk: Desk) -> None:
    (answer,) = written(text, quoted, desk)
    assert answer.statements == quoted.statements
    assert answer.notes[-1] == "The language model wrote nothing that the passages carry; these are quotes instead."


def test_a_plan_stays_one(desk: Desk) -> None:
    quoted = desk.ask("How many wells are planned for 2020?")
    (*_, answer) = written("A further 10 wells are planned for 2020 [1].", quoted, desk)
    assert (answer.statements[0].text, answer.statements[0].planned) == (
        "A further 10 wells are planned for 2020.",
        "wholly",
    )


def test_the_model_is_given_the_quoted_passages_first_and_by_number(quoted: Answer) -> None:
    given = chosen(quoted)
    sent = messages("Who pays?", given)
    assert given[0].passage.id == quoted.statements[0].citations[0].passage_id
    assert [m["role"] for m in sent] == ["system", "user"]
    assert re.findall(r"^\[(\d)\]", sent[1]["content"], re.MULTILINE) == [str(i + 1) for i in range(len(given))]
    assert sent[1]["content"].endswith("Question: Who pays?\nAnswer:")


@pytest.mark.parametrize(
    ("text", "done", "rest"),
    [
        ("Norway paid [1]. Sweden", ["Norway paid [1]."], "Sweden"),
        ("Norway paid. [1] Sweden", ["Norway paid [1]."], "Sweden"),
        ("Norway paid.[1][2] Sweden", ["Norway paid [1][2]."], "Sweden"),
        ("Norway paid. [1", [], "Norway paid. [1"),
        ("Norway paid $1.5 million to the U.S. office. It", ["Norway paid $1.5 million to the U.S. office."], "It"),
        ("- Norway paid [1]\n- Sweden paid [2]\n", ["- Norway paid [1]"], "- Sweden paid [2]\n"),
        ("<think>Norway. Sweden. ", [], "<think>Norway. Sweden. "),
        ("<think>Hm.</think>Norway paid. It", ["Norway paid."], "It"),
    ],
)
def test_sentences_are_cut_as_they_come_with_the_keys_that_follow_them(text: str, done: list[str], rest: str) -> None:
    assert finished(text) == (done, rest)


@pytest.mark.parametrize("question", ["Who funds the rural water programme?", "How many wells were drilled in 2018?"])
def test_a_real_small_model_puts_nothing_unsupported_on_the_screen(
    question: str, desk: Desk, small_model: Endpoint
) -> None:
    quoted = desk.ask(question)
    *_, answer = write(quoted, small_model, desk.library)
    assert answer.statements
    for statement in answer.statements:
        carried = " ".join(c.quote for c in statement.citations)
        assert set(re.findall(r"\d+|\b[A-Z]\w+", statement.text[1:])) <= set(re.findall(r"\w+", carried))
        for c in statement.citations:
            report = next(r for r in desk.documents() if r.name == c.document)
            assert Page(desk.library.store.page_text(report.document_id, c.page)).find(c.quote) == c.quote


def test_a_real_server_is_examined_and_its_work_can_be_left(desk: Desk, quoted: Answer, small_model: Endpoint) -> None:
    assert examine(small_model).well
    growing = write(quoted, small_model, desk.library)
    next(growing)
    growing.close()
    assert examine(small_model).well  # its only slot is free again

"""A draft against real reports: what comes back for each sentence, with its quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_reports import desk_at

from assistant.checking import Checked, Difference, check_draft, draft_sentences, paragraphs
from assistant.desk import Desk
from assistant.library.encoder import Encoder
from assistant.values import Filters


def checked(desk: Desk, draft: str, filters: Filters = Filters()) -> list[Checked]:
    return list(check_draft(desk.library, draft_sentences(paragraphs(draft)), filters))


def test_a_sentence_as_a_report_has_it_is_supported_by_its_quote(desk: Desk) -> None:
    draft = "In 2018, 42 wells were drilled in Xieng province."
    (found,) = checked(desk, draft)
    (citation,) = found.citations
    assert (found.finding, found.differences, found.missing) == ("supported", (), ())
    assert (citation.document, citation.quote) == (
        "water-2018.txt",
        "In 2018, 42 wells were drilled in Xieng province.",
    )
    assert citation.headings[-1:] == ("Rural water",)
    assert citation.start < citation.end and desk.library.store.passages([citation.passage_id])


@pytest.mark.parametrize(
    ("draft", "difference"),
    [
        ("In 2018, 47 wells were drilled in Xieng province.", Difference("figure", "47", "42")),
        ("In 2019, 42 wells were drilled in Xieng province.", Difference("figure", "2019", "2018")),
        (
            "Japan provided 2.5 billion euros for kitchens in August 2019.",
            Difference("figure", "2.5 billion euros", "2.5 million euros"),
        ),
        ("Norway provided 2.5 million euros for kitchens in August 2019.", Difference("name", "Norway", "Japan")),
        ("A further 10 wells are not planned for 2020.", Difference("word", "not", "")),
    ],
)
def test_what_differs_is_named_with_what_the_report_says(desk: Desk, draft: str, difference: Difference) -> None:
    (found,) = checked(desk, draft)
    assert (found.finding, found.differences[:1]) == ("differs", (difference,))
    assert found.citations[0].quote


def test_money_promised_and_money_paid_and_a_plan_and_a_deed_differ(tmp_path: Path, encoder: Encoder) -> None:
    report = "Sweden pledged EUR 3 million for clinics in 2019. The clinic at Xieng is scheduled to open in May 2020."
    (tmp_path / "clinics.txt").write_text(report)
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([tmp_path / "clinics.txt"]))
    found = checked(desk, "Sweden paid EUR 3 million for clinics in 2019. The clinic at Xieng opened in May 2020.")
    assert [(c.finding, c.differences) for c in found] == [
        ("differs", (Difference("word", "paid", "pledged"),)),
        ("differs", (Difference("plan", "done", "planned"),)),
    ]


def test_a_figure_is_not_found_within_a_longer_one(desk: Desk) -> None:
    (found,) = checked(desk, "Since 2016, 10 schools have served a warm lunch.")
    assert (found.finding, found.differences) == ("differs", (Difference("figure", "10", "310"),))


def test_a_word_is_not_found_within_a_longer_one(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "session.txt").write_text("The report of the Council on its sixty-ninth session was adopted in Xieng.")
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([tmp_path / "session.txt"]))
    (found,) = checked(desk, "The report of the Council on its ninth session was adopted in Xieng.")
    assert (found.finding, found.differences) == ("differs", (Difference("figure", "ninth", "sixty-ninth"),))


def test_two_sentences_do_not_together_carry_what_neither_says(desk: Desk) -> None:
    (found,) = checked(desk, "The rural water programme was drilled by Sweden in Xieng province.")
    assert found.finding != "supported"


def test_the_same_in_other_words_is_supported(desk: Desk) -> None:
    (found,) = checked(desk, "In Xieng province, 42 wells were drilled during 2018.")
    assert found.finding == "supported"
    assert found.citations[0].quote == "In 2018, 42 wells were drilled in Xieng province."


def test_what_goes_beyond_the_report_is_named(desk: Desk) -> None:
    (found,) = checked(
        desk, "Cooks leave after a few months, as they are not paid during holidays and dislike mornings."
    )
    assert (found.finding, found.missing) == ("partly", ("and dislike mornings",))


def test_what_no_report_says_is_not_found(desk: Desk) -> None:
    (found,) = checked(desk, "The Harrow Foundation built a bridge over the river at Westmark in 1973.")
    assert (found.finding, found.citations) == ("not found", ())


def test_questions_and_headings_are_not_checked(desk: Desk) -> None:
    assert [c.finding for c in checked(desk, "School meals\n\nWho pays for the kitchens?")] == ["nothing to check"] * 2


def test_two_sentences_told_as_one_are_quoted_both(desk: Desk) -> None:
    (found,) = checked(
        desk, "In 2018, 42 wells were drilled in Xieng province; a further 10 wells are planned for 2020."
    )
    assert found.finding == "supported"
    assert "42 wells" in found.citations[0].quote and "10 wells" in found.citations[-1].quote


def test_filters_limit_what_is_looked_at(desk: Desk) -> None:
    draft = "In 2018, 42 wells were drilled in Xieng province."
    assert checked(desk, draft, Filters(documents=("schools-2019.txt",)))[0].finding == "not found"


def test_a_check_goes_on_only_as_far_as_it_is_asked(desk: Desk) -> None:
    def draft() -> object:
        yield draft_sentences(paragraphs("In 2018, 42 wells were drilled in Xieng province."))[0]
        raise AssertionError("the second sentence was read before it was asked for")

    assert next(check_draft(desk.library, draft())).finding == "supported"  # type: ignore[arg-type]


def test_one_word_that_the_report_does_not_have_keeps_a_sentence_from_being_supported(
    tmp_path: Path, encoder: Encoder
) -> None:
    report = "The road from Xieng to the border was closed to lorries and buses for nine weeks in the rainy season."
    (tmp_path / "roads.txt").write_text(report)
    desk = desk_at(tmp_path / "index", encoder)
    list(desk.index([tmp_path / "roads.txt"]))
    (found,) = checked(desk, report.replace("lorries", "tractors"))
    assert (found.finding, found.missing) == ("partly", ("tractors",))

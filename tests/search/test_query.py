from __future__ import annotations

import pytest

from assistant.search import parse
from assistant.search.documents import named, prior
from assistant.search.fusion import scaled
from assistant.values import Report


def test_a_question_is_taken_apart() -> None:
    query = parse("How much did the World Bank give CCW for wells in FY19, and what does page 4 say of 2018?")
    assert query.names == ("World Bank", "CCW")
    assert query.years == (2019, 2018)
    assert (query.page, query.parts, query.kind) == (4, 2, "amount")
    assert query.words == ("world", "bank", "ccw", "wells", "2019", "page", "4", "2018")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who funds the wells?", "person"),
        ("Which donors paid for the wells?", "person"),
        ("How many wells were drilled?", "number"),
        ("How much was spent?", "amount"),
        ("When did the wells open?", "date"),
        ("Where are the wells?", "place"),
        ("Why are pumps late?", "reason"),
        ("List everything Norway supports.", "list"),
        ("Wells: 2018 versus 2019?", "compare"),
        ("What is a pump?", "other"),
    ],
)
def test_the_kind_of_answer_that_is_asked_for(question: str, kind: str) -> None:
    assert parse(question).kind == kind


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert parse("Who is it?").words == ("who", "is", "it")


def report(name: str, title: str, year: int | None = None) -> Report:
    return Report(name, name, title, None, year, None, name, 1, 1, 0, 0, "")


def test_the_report_that_a_question_names_stands_out() -> None:
    reports = (
        report("xieng-2018.pdf", "Water", 2018),
        report("xieng-2019.pdf", "Water", 2019),
        report("roads.pdf", "Roads in Xieng"),
    )
    scores = prior(parse("What was built in Xieng in 2019?"), reports)
    assert scores == {
        "xieng-2018.pdf": pytest.approx(0.6),
        "xieng-2019.pdf": pytest.approx(1.0),
        "roads.pdf": pytest.approx(0.15 * 0.6),
    }
    assert named(scores, 0.7) == {"xieng-2019.pdf"}


def test_ordinary_words_and_years_alone_name_no_report() -> None:
    reports = (report("water-2018.pdf", "Water report", 2018), report("roads-2018.pdf", "Roads report", 2018))
    assert prior(parse("What does the report of 2018 say about water?"), reports) == {
        "water-2018.pdf": 0.0,
        "roads-2018.pdf": 0.0,
    }


def test_scores_are_brought_to_between_nought_and_one() -> None:
    assert scaled({1: 0.2, 2: 0.4, 3: 0.3}) == {1: 0.0, 2: 1.0, 3: pytest.approx(0.5)}
    assert scaled({}) == {}
    assert scaled({1: 0.7}) == {1: 0.0}


@pytest.mark.parametrize("written", ["FY2021", "FY 2021", "FY21", "FY '21"])
def test_a_fiscal_year_is_read_as_reports_write_it_and_is_no_name(written: str) -> None:
    query = parse(f"What were the total assets of Acme in {written}?")
    assert query.text == "What were the total assets of Acme in 2021?"
    assert (query.years, query.names) == ((2021,), ("Acme",))


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("What does page 14 say?", 14),
        ("How many wells are listed on page(7)?", 7),
        ("Who signed page twelve?", 12),
        ("Which ministry stands on the title page?", 1),
        ("Who wrote the home page?", None),
    ],
)
def test_the_page_that_a_question_names_is_known(question: str, page: int | None) -> None:
    assert parse(question).page == page


def test_capitals_throughout_name_nothing() -> None:
    assert parse("WHO PAID FOR THE WELLS IN XIENG?").names == ()
    assert parse("And UNDP?").names == ("UNDP",)

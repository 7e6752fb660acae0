from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers.cues import asks_to_compute
from assistant.search import focused, parse
from assistant.search.documents import named, prior
from assistant.search.fusion import scaled
from assistant.values import Report


def test_a_question_is_taken_apart() -> None:
    query = parse("How much did the World Bank give CCW for wells in FY19, and what does page 4 say of 2018?")
    assert query.names == ("World Bank", "CCW")
    assert query.years == (2019, 2018)
    assert (query.page, query.parts, query.kind) == (4, 2, "amount")
    assert query.words == ("world", "bank", "ccw", "wells", "2019", "2018")


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
        ("What drove the rise in fees?", "reason"),
        ("What explains the fall in fees?", "reason"),
        ("What is behind the fall in fees?", "reason"),
        ("Which factors contributed to it?", "reason"),
        ("What has made pumps late?", "reason"),
        ("What is the fund made of?", "other"),
        ("What contributions came in?", "other"),
        ("What lead agency is there?", "other"),
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
    assert named(scores, len(reports)) == {"xieng-2019.pdf"}


def test_ordinary_words_and_years_alone_name_no_report() -> None:
    reports = (report("water-2018.pdf", "Water report", 2018), report("roads-2018.pdf", "Roads report", 2018))
    assert prior(parse("What does the report of 2018 say about water?"), reports) == {}


def test_scores_are_brought_to_between_nought_and_one() -> None:
    assert scaled({1: 0.2, 2: 0.4, 3: 0.3}) == {1: 0.0, 2: 1.0, 3: pytest.approx(0.5)}
    assert scaled({}) == {}
    assert scaled({1: 0.7}) == {1: 0.0}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("FY2021Q3", "What did it cost in Q3 2021?"),
        ("FY21 for a farm", "What did it cost in 2021 for a farm?"),
        ("FY21 H1", "What did it cost in H1 2021?"),
        ("Q3 of FY21", "What did it cost in Q3 of 2021?"),
        ("H1 2021", "What did it cost in H1 2021?"),
    ],
)
def test_a_part_of_a_year_is_read_with_it_and_is_no_name(written: str, read: str) -> None:
    query = parse(f"What did it cost in {written}?")
    assert (query.text, query.years, query.names) == (read, (2021,), ())


@pytest.mark.parametrize("written", ["YYYY-MM-DD", "DD-MM-YYYY", "Q3"])
def test_a_form_of_dates_and_a_part_of_a_year_are_no_names(written: str) -> None:
    assert parse(f"When did Norway come, as {written}?").names == ("Norway",)


@pytest.mark.parametrize(
    "written",
    [
        *("FY2021", "FY 2021", "FY21", "FY '21", "fiscal 2021", "the fiscal year 2021", "financial year 2021"),
        *("the fiscal year ending June 30, 2021", "the financial year ended 30 June 2021"),
    ],
)
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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who signed the letter on page twelve?", "Who signed the letter ?"),
        ("Which ministry is named on the cover page?", "Which ministry is named ?"),
        ("How many wells are listed on page (7)?", "How many wells are listed ?"),
        ("What is on page 14?", "What is on page 14?"),
    ],
)
def test_what_is_said_of_the_page_is_not_searched_for_where_more_is_asked(question: str, text: str) -> None:
    assert parse(question).text == text


def test_capitals_throughout_name_nothing() -> None:
    assert parse("WHO PAID FOR THE WELLS IN XIENG?").names == ()
    assert parse("And UNDP?").names == ("UNDP",)


@pytest.mark.parametrize(
    ("asked", "text", "form"),
    [
        ("How much did Norway pay? Answer in millions.", "How much did Norway pay?", "Answer in millions."),
        (
            "How much did Norway pay (in millions of dollars)? Please answer briefly.",
            "How much did Norway pay?",
            "(in millions of dollars) Please answer briefly.",
        ),
        ("According to the report, who leads the group?", "who leads the group?", "According to the report"),
        ("Who leads the group? Write your answer as a list.", "Who leads the group?", "Write your answer as a list."),
        ("Who leads the group? Use only the tables.", "Who leads the group?", "Use only the tables."),
    ],
)
def test_what_is_said_of_the_form_of_an_answer_is_not_searched_for(asked: str, text: str, form: str) -> None:
    query = parse(asked)
    assert (query.text, query.form) == (text, form)
    assert query == replace(parse(text), form=form)


@pytest.mark.parametrize(
    "asked",
    [
        "According to the 2018 report, who leads the group?",
        "According to the Xieng report, who leads the group?",
        "What did Norway pay? Give a breakdown by year.",
        "We met Norway. List its projects.",
        "In 2018, what did Norway do?",
        "Answer in one sentence.",
        "How many wells (in Xieng) were drilled?",
    ],
)
def test_a_question_keeps_what_it_asks(asked: str) -> None:
    assert (parse(asked).text, parse(asked).form) == (asked, "")


def test_a_figure_that_is_to_be_rounded_is_still_known_to_be_worked_out() -> None:
    query = parse("What did a well cost? Round your answer to two decimal places.")
    assert query.text == "What did a well cost?"
    assert asks_to_compute(query.in_full)


WATER, ROADS = report("bluewater_2018.pdf", "Annual report", 2018), report("roads_2018.pdf", "Annual report", 2018)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("How many wells did Bluewater drill in 2018?", "How many wells did drill in 2018?"),
        ("How many wells did Blue Water drill in 2018?", "How many wells did drill in 2018?"),
        ("What are Bluewater's total costs?", "What are total costs?"),
        ("Who funds Norland?", "Who funds Norland?"),
        ("Bluewater?", "Bluewater?"),
    ],
)
def test_within_the_report_that_a_question_names_its_name_is_not_searched_for(asked: str, text: str) -> None:
    query = parse(asked)
    found = focused(query, (WATER, ROADS))
    assert (found.text, found.names, found.years) == (text, query.names, query.years)
    assert found.words == parse(text).words


def test_the_name_of_no_report_is_searched_for() -> None:
    query = parse("How many wells did Bluewater drill?")
    assert focused(query, (ROADS, report("wells.pdf", "Wells"))) == query

"""What a sentence brings along: the heads of its columns, the list that it announces, the sentence it leans on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers.candidates import sentences_of
from assistant.answers.context import as_said
from assistant.desk import Desk
from assistant.search import parse, search
from assistant.values import Filters

TABLE = """<html><head><title>Roads report</title></head><body>
<h1>Roads</h1>
<table>
<tr><td></td><td>2018</td><td>2019</td></tr>
<tr><td></td><td>km</td><td>km</td></tr>
<tr><td>Paved roads</td><td>310</td><td>325</td></tr>
<tr><td>Gravel roads</td><td>120</td><td>118</td></tr>
</table>
<p>Three offices look after the roads:</p>
<ul><li>the office of Bokeo province</li><li>the office of Xieng province</li><li>the office of the capital</li></ul>
<p>The third bridge was opened in May. The bridge was built by the army.</p>
</body></html>"""


def ask(desk: Desk, folder: Path, question: str) -> list[tuple[str, list[str]]]:
    """The statements of the answer, each with its quotes."""
    (folder / "roads.html").write_text(TABLE, encoding="utf-8")
    list(desk.index([folder]))
    answer = desk.ask(question, Filters(documents=("roads.html",)))
    return [(s.text, [c.quote for c in s.citations]) for s in answer.statements]


def test_a_row_of_figures_comes_with_the_heads_of_its_columns(desk: Desk, reports: Path) -> None:
    assert ask(desk, reports, "How many kilometres of gravel roads were there in 2019?")[0] == (
        "Gravel roads | 120 | 118 (columns: 2018 | 2019; km | km)",
        ["Gravel roads | 120 | 118", "2018 | 2019", "km | km"],
    )


def test_a_sentence_that_announces_a_list_brings_its_items(desk: Desk, reports: Path) -> None:
    said = dict(ask(desk, reports, "Which three offices look after the roads?"))
    list_of_offices = (
        "Three offices look after the roads: the office of Bokeo province; the office of Xieng province; "
        "the office of the capital"
    )
    assert said[list_of_offices] == [
        "Three offices look after the roads",
        "the office of Bokeo province",
        "the office of Xieng province",
        "the office of the capital",
    ]


def test_a_sentence_about_the_bridge_brings_the_sentence_that_names_it(desk: Desk, reports: Path) -> None:
    said = [text for text, _ in ask(desk, reports, "Who built the third bridge?")]
    assert said[:2] == ["The third bridge was opened in May.", "The bridge was built by the army."]


def test_a_part_of_a_table_is_named_with_its_row_and_brings_its_rows(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "income.html").write_text(
        "<html><head><title>Income report</title></head><body><table>"
        "<tr><td></td><td>2018</td><td>2019</td></tr>"
        "<tr><td>Ferry fares</td><td></td><td></td></tr>"
        "<tr><td>Day tickets</td><td>310</td><td>325</td></tr>"
        "<tr><td>Season tickets</td><td>120</td><td>118</td></tr>"
        "</table></body></html>",
        encoding="utf-8",
    )
    list(desk.index([folder]))
    only = Filters(documents=("income.html",))
    assert desk.ask("How many season tickets were there in 2019?", only).statements[0].text == (
        "Ferry fares: Season tickets – 2018: 120; 2019: 118"
    )
    fares = desk.ask("What are the components of ferry fares?", only)
    assert [s.text for s in fares.statements] == [
        "Ferry fares; Day tickets | 310 | 325; Season tickets | 120 | 118 (columns: 2018 | 2019)"
    ]
    assert [c.quote for c in fares.statements[0].citations] == [
        "Ferry fares",
        "Day tickets | 310 | 325",
        "Season tickets | 120 | 118",
        "2018 | 2019",
    ]


WELLS = """<html><head><title>Wells report</title></head><body>
<p>The wells of the north at the end of 2018 were as follows:</p><p>Wells in use</p>
<table><tr><td>Bokeo</td><td>24</td></tr><tr><td>Oudomxay</td><td>31</td></tr></table>
<p>The priorities of the wells programme for 2019 are:</p><h2>Roads</h2><p>The road to the north was paved.</p>
<p>The deepest well by province was:</p><h2>Ferries</h2>
<p>Ferry Landings Province Passengers Freight</p>
<table><tr><td>Huay Xay</td><td>Bokeo</td><td>4,120</td><td>310</td></tr>
<tr><td>Pak Beng</td><td>Oudomxay</td><td>2,775</td><td>120</td></tr></table></body></html>"""


def ask_on_wells(desk: Desk, folder: Path, question: str) -> list[str]:
    folder = folder / "wells"
    folder.mkdir()
    (folder / "wells.html").write_text(WELLS, encoding="utf-8")
    list(desk.index([folder]))
    return [s.text for s in desk.ask(question, Filters(documents=("wells.html",))).statements]


def test_a_sentence_brings_the_table_that_it_announces_past_a_short_line(desk: Desk, tmp_path: Path) -> None:
    assert ask_on_wells(desk, tmp_path, "How many wells of the north were there at the end of 2018?")[0] == (
        "The wells of the north at the end of 2018 were as follows: Bokeo | 24; Oudomxay | 31"
    )


def test_what_announces_something_that_does_not_follow_is_not_said(desk: Desk, tmp_path: Path) -> None:
    said = ask_on_wells(desk, tmp_path, "What are the priorities of the wells programme for 2019?")
    assert [text for text in said if "priorities" in text] == []


def test_nor_is_what_announces_in_the_words_of_the_question_alone(desk: Desk, tmp_path: Path) -> None:
    said = ask_on_wells(desk, tmp_path, "What was the deepest well by province?")
    assert "The deepest well by province was:" not in said


def test_a_line_that_heads_the_columns_of_a_table_is_not_said_by_itself(desk: Desk, tmp_path: Path) -> None:
    said = ask_on_wells(desk, tmp_path, "What are the ferry landings with province, passengers and freight?")
    assert "Ferry Landings Province Passengers Freight" not in said


PUMP = """<html><head><title>Pump guide</title></head><body><h1>Care of the pump</h1>
<p>To take the pump out:</p><p>1. Close the valve.</p><p>2. Lift the pump out of the well.</p>
<p>To put the pump back:</p><p>1. Clean the pump. Dry it with a cloth.</p><p>Do not use oil.</p>
<p>2. Grease the seal.</p><p>3. Lower the pump.</p><p>4. Open the valve.</p>
<p>Store the tools in a dry place.</p></body></html>"""


def ask_on_pumps(desk: Desk, folder: Path, question: str) -> list[tuple[str, list[str]]]:
    (folder / "pump.html").write_text(PUMP, encoding="utf-8")
    list(desk.index([folder / "pump.html"]))
    answer = desk.ask(question, Filters(documents=("pump.html",)))
    return [(s.text, [c.quote for c in s.citations]) for s in answer.statements]


@pytest.mark.parametrize(
    "question", ["How many steps does it take to put the pump back?", "What are the steps to put the pump back?"]
)
def test_the_steps_of_something_are_said_whole_and_with_their_numbers(
    desk: Desk, tmp_path: Path, question: str
) -> None:
    said = dict(ask_on_pumps(desk, tmp_path, question))
    steps = (
        "To put the pump back: 1. Clean the pump. Dry it with a cloth. Do not use oil. 2. Grease the seal. "
        "3. Lower the pump. 4. Open the valve."
    )
    assert said[steps] == [
        "To put the pump back",
        "1. Clean the pump. Dry it with a cloth.",
        "Do not use oil.",
        "2. Grease the seal.",
        "3. Lower the pump.",
        "4. Open the valve.",
    ]
    assert [text for text in said if text.startswith(("Clean", "Dry", "Lower", "Open"))] == []


def test_whether_a_sentence_answers_is_judged_with_the_table_that_it_announces(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "pensions.html").write_text(
        "<html><head><title>Pension report 2019</title></head><body>"
        "<p>The pensions of the former staff will be paid as follows:</p>"
        "<table><tr><td></td><td>Pensions</td><td>Health care</td></tr>"
        "<tr><td>2020</td><td>$ 2,310</td><td>$ 745</td></tr>"
        "<tr><td>2021</td><td>$ 2,280</td><td>$ 730</td></tr></table></body></html>",
        encoding="utf-8",
    )
    list(desk.index([tmp_path / "pensions.html"]))
    evidence = search(desk.library, parse("pensions of the former staff"))
    announcing = [c for e in evidence for c in sentences_of(e) if c.text.endswith("as follows:")]
    assert [c.text for c in as_said(desk.library.store, announcing)] == [
        "The pensions of the former staff will be paid as follows: 2020 | $ 2,310 | $ 745; "
        "2021 | $ 2,280 | $ 730 (columns: Pensions | Health care)"
    ]

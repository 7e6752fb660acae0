"""What a sentence brings along: the heads of its columns, the list that it announces, the sentence it leans on."""

from __future__ import annotations

from pathlib import Path

from assistant.desk import Desk
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

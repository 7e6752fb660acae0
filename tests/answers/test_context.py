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
    said = [text for text, _ in ask(desk, reports, "Which three offices look after the roads?")]
    start = said.index("Three offices look after the roads:")
    assert said[start : start + 4] == [
        "Three offices look after the roads:",
        "the office of Bokeo province",
        "the office of Xieng province",
        "the office of the capital",
    ]


def test_a_sentence_about_the_bridge_brings_the_sentence_that_names_it(desk: Desk, reports: Path) -> None:
    said = [text for text, _ in ask(desk, reports, "Who built the third bridge?")]
    assert said[:2] == ["The third bridge was opened in May.", "The bridge was built by the army."]

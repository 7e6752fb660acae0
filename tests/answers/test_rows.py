"""Rows of a table are said together where the question is over them, alone where it names one."""

from __future__ import annotations

from pathlib import Path

import pytest
from mixed_files import make_pdf

from assistant.answers.candidates import Candidate, Stretch
from assistant.answers.rows import of_the_named
from assistant.answers.tables import Table, points, table_at
from assistant.desk import Desk
from assistant.search import parse
from assistant.values import Answer, Filters

HARBOUR = """<html><head><title>Harbour report</title></head><body>
<h1>Harbours</h1>
<p>The following table shows the fish landed in tonnes:</p>
<table>
<tr><td></td><td>2018</td><td>2019</td></tr>
<tr><td>Northern harbours</td><td></td><td></td></tr>
<tr><td>Port Alder</td><td>310</td><td>325</td></tr>
<tr><td>Port Birch</td><td>120</td><td>118</td></tr>
<tr><td>Southern harbours</td><td></td><td></td></tr>
<tr><td>Port Cedar</td><td>77</td><td>64</td></tr>
</table>
<p>Landing fees are charges that boats pay in a harbour. They did not change.</p>
</body></html>"""


@pytest.fixture
def harbour(desk: Desk, tmp_path: Path) -> Desk:
    folder = tmp_path / "harbours"
    folder.mkdir()
    (folder / "harbour.html").write_text(HARBOUR, encoding="utf-8")
    list(desk.index([folder]))
    return desk


ALL_ROWS = [
    "Northern harbours",
    "Port Alder | 310 | 325",
    "Port Birch | 120 | 118",
    "Southern harbours",
    "Port Cedar | 77 | 64",
]


def ask(desk: Desk, question: str) -> Answer:
    return desk.ask(question, Filters(documents=("harbour.html",)))


WHOLE = (
    "The following table shows the fish landed in tonnes: Northern harbours; Port Alder | 310 | 325; "
    "Port Birch | 120 | 118; Southern harbours; Port Cedar | 77 | 64 (columns: 2018 | 2019)"
)


@pytest.mark.parametrize(
    "question",
    [
        "Which harbour landed the most fish in 2019?",
        "Which harbours are in the table?",
        "What does the table of fish landed show?",
    ],
)
def test_a_question_over_rows_gets_the_table_as_one_statement(harbour: Desk, question: str) -> None:
    assert WHOLE in [s.text for s in ask(harbour, question).statements]


def test_each_row_of_a_table_is_quoted_by_itself_with_its_caption_and_heads(harbour: Desk) -> None:
    statements = ask(harbour, "Which harbour landed the most fish in 2019?").statements
    whole = next(s for s in statements if s.text == WHOLE)
    assert [c.quote for c in whole.citations] == [
        "The following table shows the fish landed in tonnes",
        "Northern harbours",
        "Port Alder | 310 | 325",
        "Port Birch | 120 | 118",
        "Southern harbours",
        "Port Cedar | 77 | 64",
        "2018 | 2019",
    ]


def test_rows_with_a_number_before_them_are_rows_of_their_table_too(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "numbered"
    folder.mkdir()
    numbered = HARBOUR
    for number, port in enumerate(("Alder", "Birch", "Cedar"), 1):
        numbered = numbered.replace(f"Port {port}", f"{number}. Port {port}")
    (folder / "harbour.html").write_text(numbered, encoding="utf-8")
    list(desk.index([folder]))
    statements = ask(desk, "How much fish was landed in Port Birch in 2019?").statements
    assert [s.text for s in statements] == [
        "The following table shows the fish landed in tonnes: Northern harbours; 2. Port Birch | 120 | 118 "
        "(columns: 2018 | 2019)"
    ]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("What was landed in Port Birch?", ["Northern harbours", "Port Birch | 120 | 118"]),
        ("What was landed in Port Birch and Port Cedar?",
         ["Northern harbours", "Port Birch | 120 | 118", "Southern harbours", "Port Cedar | 77 | 64"]),
        ("What was landed in the Southern harbours?", ["Southern harbours", "Port Cedar | 77 | 64"]),
        ("What was landed?", ALL_ROWS),
        ("What was landed in Port Dogwood?", ALL_ROWS),
        ("Where was more landed than in Port Birch?", ALL_ROWS),
    ],
)  # fmt: skip
def test_of_a_table_only_the_rows_on_what_is_named_are_said(harbour: Desk, question: str, rows: list[str]) -> None:
    found = harbour.search("fish landed", 1, Filters(documents=("harbour.html",)))[0]
    table = tuple(Stretch(text, at, at + len(text)) for at, text in enumerate(ALL_ROWS))
    said = of_the_named(parse(question), Candidate(found, ALL_ROWS[1], 1, 2, rows=table))
    assert [row.text for row in said.rows] == rows


PARTNERS = """<html><head><title>Partners</title></head><body>
<table>
<tr><th>Activity</th><th>Funded by</th><th>Run by</th></tr>
<tr><td>Lighthouses of the north</td><td>Norland</td><td>Coast guard</td></tr>
<tr><td>Swimming lessons</td><td>Westland</td><td>School of the port</td></tr>
<tr><td>Harbour cleaning</td><td>Eastland</td><td>Port council</td></tr>
</table>
</body></html>"""


def test_a_row_of_words_is_answered_with_the_heads_of_its_columns_alone(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "partners"
    folder.mkdir()
    (folder / "partners.html").write_text(PARTNERS, encoding="utf-8")
    list(desk.index([folder]))
    answer = desk.ask("Who runs the swimming lessons?", Filters(documents=("partners.html",)))
    assert [[c.quote for c in s.citations] for s in answer.statements] == [
        ["Swimming lessons | Westland | School of the port", "Activity | Funded by | Run by"]
    ]


def test_a_question_what_a_thing_is_gets_the_sentence_that_says_so(harbour: Desk) -> None:
    assert ask(harbour, "What are landing fees?").statements[0].text == (
        "Landing fees are charges that boats pay in a harbour."
    )


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("The following tables show the fares.", True),
        ("Table 4 gives the fares.", True),
        ("The committee sat around a table.", False),
    ],
)
def test_a_sentence_points_to_a_table(sentence: str, does: bool) -> None:
    assert points(sentence) is does


def test_of_a_long_table_the_rows_around_one_are_said() -> None:
    rows = tuple(Stretch(f"Row | {i}", 10 * i, 10 * i + 9) for i in range(40))
    around = Table((), rows).around(200)
    assert len(around) == 12
    assert rows[20] in around


def test_lines_between_the_rows_of_a_page_belong_to_their_table(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    lines = [
        "BALANCE SHEET", "2021 2020", "Cash in hand 1,640 1,505", "Boats and nets 3,310 3,120", "DEBTS",
        "Loans of the bank 4,050 4,400", "Wages due 310 275",
    ]  # fmt: skip
    make_pdf(folder / "sheet.pdf", lines)
    list(desk.index([folder]))
    store = desk.library.store
    report = next(r for r in store.reports() if r.name == "sheet.pdf")
    start = store.document(report.document_id).text.index("Wages")
    table = table_at(store, report.document_id, start)
    assert [row.text for row in (*table.heads, *table.rows)][-5:] == lines[2:]


def test_rows_in_turn_with_one_label_are_the_table_for_a_question_on_it() -> None:
    rows = tuple(Stretch(text, n * 40, n * 40 + 39) for n, text in enumerate((
        "Boats | 12 | 2018", "Fish landed | 310 | 2018", "Fish landed | 325 | 2019", "Nets | 7 | 2019",
    )))  # fmt: skip
    assert [row.text for row in Table((), rows).around(80)] == ["Fish landed | 310 | 2018", "Fish landed | 325 | 2019"]
    assert Table((), rows).around(0) == rows

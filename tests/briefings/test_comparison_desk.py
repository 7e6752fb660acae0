"""Reports laid beside one another by a real desk: real files, the real encoder, quotes from their pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from compared_reports import EARLIER, LATER, OLD, ROWS_2018, template, write_series
from tiny_reports import desk_at

from assistant.briefings.compare_form import comparison_form
from assistant.briefings.comparison import Comparison, Item
from assistant.desk import Desk
from assistant.errors import AssistantError, QuestionError
from assistant.library.encoder import Encoder
from assistant.values import Citation, Filters

YEARS = (2018, 2019)


def desk_over(folder: Path, encoder: Encoder) -> Desk:
    desk = desk_at(folder / "index", encoder)
    assert {row.status for row in desk.index([folder / "reports"])} == {"indexed"}
    return desk


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Desk:
    folder = tmp_path_factory.mktemp("series")
    (folder / "reports").mkdir()
    write_series(folder / "reports")
    return desk_over(folder, encoder)


@pytest.fixture(scope="module")
def compared(series: Desk) -> Comparison:
    return series.compare(years=YEARS)


def said(quotes: tuple[Citation, ...]) -> str:
    return " ".join(c.quote for c in quotes)


def only(comparison: Comparison, words: str) -> Item:
    (item,) = (i for i in comparison.items if words in said(i.quotes))
    return item


def test_the_sides_are_the_years(compared: Comparison) -> None:
    assert [(s.label, [r.name for r in s.reports]) for s in compared.sides] == [("2018", [EARLIER]), ("2019", [LATER])]


def test_a_figure_that_moved_is_told_with_both_quotes(compared: Comparison) -> None:
    item = only(compared, "42 wells")
    assert item.status == "moved"
    assert (item.output, item.section) == ("Rural water", "Actions on the key recommendations")
    assert said(item.earlier) == "In 2018, 42 wells were drilled in Xieng province."
    assert said(item.later) == "In 2019, 55 wells were drilled in Xieng province."
    assert [(m.thing, m.earlier, m.later) for m in item.moved] == [("wells", "42", "55")]


def test_amounts_and_planned_dates_move_too(compared: Comparison) -> None:
    assert [(m.unit, m.earlier, m.later) for m in only(compared, "EUR 350,000").moved] == [
        ("EUR", "EUR 350,000", "EUR 420,000")
    ]
    assert [(m.thing, m.earlier, m.later) for m in only(compared, "June 2019").moved] == [
        ("planned date", "June 2019", "March 2020")
    ]


def test_what_says_the_same_is_unchanged(compared: Comparison) -> None:
    item = only(compared, "Spare parts for the pumps arrive")
    assert (item.status, item.earlier[0].column) == ("unchanged", "Challenges and opportunities")


def test_another_statement_on_the_same_output_is_reworded(compared: Comparison) -> None:
    item = only(compared, "Nurses keep the vaccines")
    assert item.status == "reworded"
    assert said(item.later).startswith("The nurses must buy ice")


def test_an_output_of_one_report_alone_is_new_or_no_longer_mentioned(compared: Comparison) -> None:
    gone, new = only(compared, "beans and pumpkins"), only(compared, "telephone line")
    assert (gone.status, gone.output, gone.later) == ("gone", "School gardens", ())
    assert (new.status, new.output, new.earlier) == ("new", "Advice by telephone", ())
    assert compared.counts == {"moved": 4, "new": 1, "gone": 1, "reworded": 1, "unchanged": 1}


def test_every_quote_stands_on_its_page(series: Desk, compared: Comparison) -> None:
    ids = {r.name: r.document_id for r in series.documents()}
    for citation in (c for item in compared.items for c in item.quotes):
        page = series.library.store.page_text(ids[citation.document], citation.page)
        assert citation.quote in re.sub(r"\s+", " ", page)


def test_what_moved_to_another_row_is_not_called_gone(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "reports").mkdir()
    template(tmp_path / "reports" / "a-2018.docx", 2018, ROWS_2018)
    elsewhere = [("Food", "Parents planted beans and pumpkins behind the school of Tavan.", ""), *ROWS_2018[:2]]
    template(tmp_path / "reports" / "b-2019.docx", 2019, elsewhere)
    comparison = desk_over(tmp_path, encoder).compare(years=YEARS)
    assert {item.status for item in comparison.items} == {"unchanged"}


def test_prose_is_laid_beside_the_template(series: Desk) -> None:
    item = only(series.compare(years=(2017, 2018)), "30 wells")
    assert item.status == "moved"
    assert [(m.earlier, m.later) for m in item.moved] == [("30", "42")]
    assert item.earlier[0].column is None
    assert item.later[0].column == "Progress"


def test_three_years_make_two_steps_and_a_trend(series: Desk) -> None:
    comparison = series.compare(years=(2017, 2018, 2019))
    assert {item.between for item in comparison.items} == {(0, 1), (1, 2)}
    (trend,) = comparison.trends
    assert (trend.thing, [(p.label, p.written) for p in trend.points]) == (
        "wells",
        [("2017", "30"), ("2018", "42"), ("2019", "55")],
    )


def test_only_what_is_on_the_topic_is_told_the_nearest_first(series: Desk) -> None:
    comparison = series.compare("wells drilled in Xieng", YEARS)
    assert "42 wells" in said(comparison.items[0].quotes)
    assert {item.output for item in comparison.items} == {"Rural water"}
    assert [item.relevance for item in comparison.items] == sorted(
        (i.relevance for i in comparison.items), reverse=True
    )
    assert series.compare("football", YEARS).items == ()


def test_a_year_without_a_report_is_said(series: Desk) -> None:
    assert "No report of 2021 is indexed." in series.compare(years=(2018, 2019, 2021)).notes
    alone = series.compare(years=(2019, 2021), filters=Filters(sector="Health"))
    assert alone.items == ()
    assert alone.notes == (
        "No report of 2021 on Health is indexed.",
        "There is only 2019 to compare. Choose another year or report beside it.",
    )


def test_reports_are_named_in_any_order(series: Desk) -> None:
    comparison = series.compare(filters=Filters(documents=(LATER, OLD)))
    assert [side.label for side in comparison.sides] == ["2017", "2019"]


def test_a_sector_alone_compares_all_its_years(series: Desk) -> None:
    assert [s.label for s in series.compare(filters=Filters(sector="Health")).sides] == ["2017", "2018", "2019"]


def test_what_cannot_be_compared_is_said(series: Desk) -> None:
    with pytest.raises(QuestionError, match="Choose what to compare"):
        series.compare("wells")
    with pytest.raises(AssistantError, match="No report named 'lost"):
        series.compare(filters=Filters(documents=("lost.pdf", LATER)))


def test_reports_of_one_year_are_laid_side_by_side_by_their_periods(tmp_path: Path, encoder: Encoder) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, months, wells in (("b.txt", "January to March", 12), ("a.txt", "April to June", 19)):
        (folder / name).write_text(
            f"Health Sector Working Group\n\nQuarterly Report 2020\n\nThis report covers the period {months} 2020.\n\n"
            f"1. Water\n\nThe Rural Water Office drilled {wells} wells in Xieng province.\n",
            encoding="utf-8",
        )
    comparison = desk_over(tmp_path, encoder).compare(years=(2020,))
    assert [side.label for side in comparison.sides] == ["January to March 2020", "April to June 2020"]
    assert [(m.earlier, m.later) for m in only(comparison, "12 wells").moved] == [("12", "19")]


def test_sectors_are_not_mixed(tmp_path: Path, encoder: Encoder) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    template(folder / "health-2018.docx", 2018, ROWS_2018[:1])
    template(folder / "school-2019.docx", 2019, ROWS_2018[:1], sector="Education")
    comparison = desk_over(tmp_path, encoder).compare(years=YEARS)
    assert comparison.items == ()
    assert comparison.notes == (
        "Education: no report of 2018 is indexed.",
        "Health: no report of 2019 is indexed.",
        "No two of these reports are of the same sector or series. Choose two reports by name instead.",
    )


def test_the_form_that_leaves_the_program_is_json(compared: Comparison) -> None:
    form = json.loads(json.dumps(comparison_form(compared)))
    assert [side["label"] for side in form["sides"]] == ["2018", "2019"]
    (wells,) = (i for i in form["items"] if any("42 wells" in quote["quote"] for quote in i["earlier"]))
    assert wells == {
        "status": "moved",
        "between": ["2018", "2019"],
        "section": "Actions on the key recommendations",
        "output": "Rural water",
        "relevance": 1.0,
        "figures": [{"thing": "wells", "unit": "", "earlier": "42", "later": "55", "moved": True}],
        "earlier": [
            {
                "document": EARLIER,
                "page": None,
                "quote": "In 2018, 42 wells were drilled in Xieng province.",
                "headings": wells["earlier"][0]["headings"],
                "column": "Progress",
            }
        ],
        "later": [
            {
                "document": LATER,
                "page": None,
                "quote": "In 2019, 55 wells were drilled in Xieng province.",
                "headings": wells["later"][0]["headings"],
                "column": "Progress",
            }
        ],
    }

"""What the ledger looks like: its rows, its order, its charts and its links."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import get_args
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_render import HOSTILE, Reading
from web_values import commitment, passage, quoted, report, source

from assistant.commitments import FIELDS
from assistant.values import CommitmentStatus, LedgerFilters
from assistant.web.ledger import Opened
from assistant.web.ledger_charts import by_donor, by_year, charts
from assistant.web.ledger_export import file_name
from assistant.web.ledger_form import form
from assistant.web.ledger_opened import Told, opened
from assistant.web.ledger_order import ordered
from assistant.web.ledger_rows import amount, count, line, table
from assistant.web.ledger_view import ORDERS, View, view_of
from assistant.web.money import STATUSES, Currency, currency_of
from assistant.web.words import load_words

WORDS = load_words()
NO_AMOUNT = {"amount_as_written": None, "value": None, "currency": None, "currency_basis": "not stated"}
DOLLARS = {
    "amount_as_written": "$30 million", "value": 3e7, "currency": None, "currency_basis": "not stated",
    "status": "announced",
}  # fmt: skip
YEN = {"amount_as_written": "¥9 million", "value": 9e6, "currency": "JPY", "currency_basis": "assumed from the donor"}


def test_a_row_says_who_gives_what_and_where_it_is_told() -> None:
    assert line(commitment(), View(row="r1"), WORDS) == (
        '<tr data-row="r1" class="line current"><th scope="row"><button type="button" class="open-row" data-row="r1" '
        'aria-expanded="true" aria-controls="panel" title="Open the source beside the table">Norland</button></th>'
        '<td class="amount" data-head="Amount"><span class="sum">EUR 2 million</span>'
        '<span class="facts">EUR, as written</span></td>'
        '<td class="status" data-head="Status"><span class="badge" data-status="committed" '
        'title="A firm obligation, such as a signed agreement.">Committed</span></td>'
        '<td class="purpose" data-head="Purpose">wells</td>'
        '<td class="implementer" data-head="Implementer"><span class="unknown"><span aria-hidden="true">–</span>'
        '<span class="unseen">not stated</span></span></td>'
        '<td class="place" data-head="Place">The country</td>'
        '<td class="date" data-head="Date">2019-08</td>'
        '<td class="year" data-head="Report year">2019</td>'
        '<td class="report" data-head="Report"><span class="file">water-2019.txt</span>'
        '<span class="facts">page 4</span></td></tr>'
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "EUR 2 millionEUR, as written"),
        (NO_AMOUNT, "amount not stated"),
        (DOLLARS, "$30 millioncurrency not stated"),
        (YEN, "¥9 millionJPY, assumed from the donor"),
        ({**DOLLARS, "currency": "USD", "corrected": ("currency",)}, "$30 millionUSD, set by a person"),
    ],
)
def test_an_amount_stands_as_written_with_its_currency_and_how_that_is_known(
    facts: dict[str, object], said: str
) -> None:
    assert Reading(amount(commitment(**facts), WORDS)).text == said


def test_what_to_know_before_relying_on_a_row_stands_in_it() -> None:
    row = commitment(wrong=True, corrected=("donor",), contradicted=True)
    html = line(row, View(), WORDS)
    assert 'class="line wrong"' in html
    assert "wellsMarked as wrongCorrected by a personAnother amount in this report" in (Reading(html).text)


def test_the_count_names_reports_and_amounts() -> None:
    two = commitment("r2", **NO_AMOUNT, quotes=(quoted(), quoted(document="other.pdf")))
    assert count((commitment(), two), WORDS) == "2 commitments in 2 reports, 1 with an amount"
    assert count((replace(two, quotes=(quoted(),)),), WORDS) == "1 commitment in 1 report, none with an amount"


def test_amounts_are_ordered_within_currencies_that_are_known_in_one_way() -> None:
    rows = tuple(
        commitment(str(i), **facts)
        for i, facts in enumerate(
            (
                NO_AMOUNT, DOLLARS, YEN, {"value": 1.0}, {"value": 5.0, "currency": "AUD"}, {"value": 7.0},
                {"value": 8e6, "currency": "JPY"},
            )
        )
    )  # fmt: skip
    assert [row.id for row in ordered(rows, "-amount")] == ["4", "5", "3", "6", "2", "1", "0"]
    assert [row.id for row in ordered(rows, "amount")] == ["4", "3", "5", "6", "2", "1", "0"]
    assert [currency_of(rows[i]).said(WORDS) for i in (3, 2, 1, 0)] == [
        "EUR",
        "JPY (assumed from the donor)",
        "$ (not stated which)",
        "Amount not stated",
    ]


def test_what_is_not_known_comes_last_whichever_way_round() -> None:
    rows = (commitment("a", report_year=None), commitment("b", report_year=2015), commitment("c"))
    assert [row.id for row in ordered(rows, "year")] == ["b", "c", "a"]
    assert [row.id for row in ordered(rows, "-year")] == ["c", "b", "a"]


def test_statuses_are_ordered_from_paid_to_unpaid() -> None:
    assert set(STATUSES) == set(get_args(CommitmentStatus))
    rows = tuple(commitment(status, status=status) for status in reversed(STATUSES))
    assert tuple(row.id for row in ordered(rows, "status")) == STATUSES


def test_a_long_ledger_is_shown_in_parts() -> None:
    rows = tuple(commitment(str(i)) for i in range(450))
    last = table(rows, View(part=9), "part=9", WORDS)
    assert last.count("<tr data-row") == 50
    assert "Rows 401–450 of 450" in last
    assert '<button type="button" class="quiet part" data-part="4" disabled>Next</button>' in last


def test_downloads_are_of_the_rows_that_are_seen() -> None:
    html = table((commitment(),), View(donor="Norland & Sons", year="2019"), "", WORDS)
    assert '<a href="/commitments/export/csv?donor=Norland+%26+Sons&amp;year=2019" download>CSV</a>' in html
    assert file_name(View(donor='Nørland "A" / B', year="2019")) == "commitments-n-rland-a-b-2019"


def test_a_link_keeps_the_whole_view_and_a_foolish_one_is_no_error() -> None:
    view = View("Norland", "Health", "2019", "pledged", "a b.pdf", "-amount", True, True, 3, "r1")
    assert view_of(dict(parse_qsl(view.query))) == view
    assert view.filters == LedgerFilters("Norland", "Health", 2019, "pledged", ("a b.pdf",), True)
    assert View().link == "/commitments"
    foolish = {"year": "²019", "part": "-1", "order": "size", "wrong": "perhaps", "nonsense": "1"}
    assert view_of(foolish) == View()


@given(st.fixed_dictionaries({field.name: st.text(max_size=30) for field in fields(View)}))
def test_any_link_gives_a_view_that_can_be_asked_for(asked: dict[str, str]) -> None:
    view = view_of(asked)
    assert view_of(dict(parse_qsl(view.query))) == view
    assert isinstance(view.filters, LedgerFilters)


def test_the_form_is_set_as_the_view_is() -> None:
    html = form((commitment(), commitment("r2", donor="Westmark; Norland")), View(donor="Aidmark", wrong=True), WORDS)
    assert (
        '<select id="pick-donor" name="donor"><option value="Aidmark" selected>Aidmark</option>'
        '<option value="">All donors</option><option value="Norland">Norland</option>'
        '<option value="Westmark">Westmark</option></select>'
    ) in html
    assert 'name="wrong" value="yes" checked>' in html


def test_charts_count_rows_by_donor_and_by_year() -> None:
    rows = (commitment(), commitment("r2", donor="Westmark; Norland"), commitment("r3", report_year=None))
    assert [(bar.label, bar.value, bar.said) for bar in by_donor(rows, WORDS).bars] == [
        ("Norland", 3, "3"),
        ("Westmark", 1, "1"),
    ]
    assert [(bar.label, bar.value) for bar in by_year(rows, WORDS).bars] == [("2019", 2), ("Not known", 1)]


def test_amounts_are_charted_one_by_one_within_a_currency_and_a_status() -> None:
    rows = (
        commitment("1"), commitment("2", value=5e6, amount_as_written="EUR 5 million", contradicted=True),
        commitment("3", status="pledged"), commitment("4", **DOLLARS), commitment("5", **YEN),
        commitment("6", **NO_AMOUNT),
    )  # fmt: skip
    html = charts(rows, View(), WORDS)
    groups = [
        "EUR, committed",
        "EUR, pledged",
        "JPY (assumed from the donor), committed",
        "$ (not stated which), announced",
    ]
    assert all(f">{group}</option>" in html for group in groups)
    assert html.count("<option") == len(groups)
    shown = html[html.index('id="amounts-0"') : html.index('id="amounts-1"')]
    assert "Norland, 2019-08: EUR 5 million *; Norland, 2019-08: EUR 2 million</desc>" in shown
    assert "7" not in Reading(shown).text.replace("2019", "")  # no sum of 5 and 2


def test_rows_without_amounts_have_none_to_chart() -> None:
    assert WORDS["chart.no_amounts"] in charts((commitment(**NO_AMOUNT),), View(), WORDS)
    assert charts((), View(), WORDS) == ""
    assert currency_of(commitment(**NO_AMOUNT)) == Currency(3, "")


def test_a_table_row_is_shown_by_the_heads_of_its_table() -> None:
    head, cells = quoted("Donor | Amount | For", start=0), quoted("Norland | EUR 2 million | ", start=50)
    html = opened(Opened(commitment(quotes=(cells, head)), ((cells, None), (head, None))), Told(), WORDS)
    assert (
        '<dl class="cells"><dt>Donor</dt><dd>Norland</dd><dt>Amount</dt><dd>EUR 2 million</dd>'
        "<dt>For</dt><dd>Not reported</dd></dl>"
    ) in html
    assert html.count('class="cells"') == 1


def test_every_field_that_can_be_corrected_has_a_name() -> None:
    html = opened(Opened(commitment(), ()), Told(), WORDS)
    assert all(f'<option value="{field}"' in html for field in FIELDS)
    assert all(WORDS[f"order.{order}"] for order in ORDERS)


def test_what_was_refused_stays_in_the_form_and_what_was_set_is_listed() -> None:
    told = Told(trouble="No such date. Write 2019.", field="date", value="soon")
    html = opened(Opened(commitment(corrected=("donor", "scope"), scope=None), ()), told, WORDS)
    assert '<p class="told trouble" role="alert">No such date. Write 2019.</p>' in html
    assert 'name="value" value="soon"' in html
    assert "<li><strong>Donor</strong> Norland</li><li><strong>Place</strong> not stated</li>" in html


def everywhere(text: str) -> str:
    """The page's parts with a text wherever a text of a report, a person or a link can stand."""
    row = commitment(
        text, sector=text, donor=text, donor_code=text, amount_as_written=text, implementer=text,
        recipient_or_purpose=text, scope=text, date=text, corrected=FIELDS, currency=text,
        quotes=(quoted(text, document=text, headings=(text,), column=text),),
    )  # fmt: skip
    view = View(text, text, "", text, text, row=text)
    about = source(passage=passage(text), report=report(text, text, sector=text), cells=(("x", text),))
    told = Told(trouble=text, field="date", value=text)
    return (
        table((row,), view, text, WORDS)
        + table((row,), replace(view, order="amount"), text, WORDS)
        + charts((row,), view, WORDS)
        + form((row,), view, WORDS)
        + opened(Opened(row, ((row.quote, about), (row.quote, None))), told, WORDS)
    )


def test_what_a_report_wrote_is_shown_as_text_and_never_as_html() -> None:
    plain, hostile = Reading(everywhere("plain words")), Reading(everywhere(HOSTILE))
    assert hostile.tags == plain.tags
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]
    assert HOSTILE in hostile.text

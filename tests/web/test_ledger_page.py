"""A person at the commitments page: a real Chromium, the real server, small reports. Pictures go to artefacts/."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import Visit, desk_over, served
from ledger_reports import CLINICS, LATRINES, WELLS, WELLS_AGAIN
from ledger_visits import amounts, assert_nothing_sticks_out, choose, open_row, opened, rows
from playwright.sync_api import expect

from assistant.desk import Desk
from assistant.values import LedgerFilters


@pytest.fixture(scope="module")
def bare_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another empty library: a test of the chat fills the one that it shares."""
    yield from served(desk_over(tmp_path_factory.mktemp("bare"), with_reports=False))


def test_the_chat_leads_to_the_ledger_and_back(visit: Visit, ledger_address: str) -> None:
    page = visit.open(ledger_address)
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Ask")
    page.get_by_role("link", name="Commitments").click()
    expect(page.locator(".rows-count")).to_have_text("7 commitments in 3 reports, 6 with an amount")
    expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Commitments")
    expect(page).to_have_title("Commitments – Report Assistant")
    expect(page.locator(".rows-note")).to_contain_text("Amounts are never added up")
    expect(rows(page)).to_have_count(7)
    assert_nothing_sticks_out(page)
    visit.picture(f"{page.viewport_size['width']}-ledger")
    page.get_by_role("link", name="Ask").click()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    assert visit.outside(ledger_address) == []
    assert visit.errors == []


def test_filters_limit_the_rows_and_stay_in_the_link(visit: Visit, another: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    choose(page, "Donor", "Westmark")
    expect(rows(page)).to_have_count(4)
    choose(page, "Report year", "2019")
    expect(page.locator(".rows-count")).to_have_text("3 commitments in 1 report, 3 with an amount")
    choose(page, "Status", "Announced")
    expect(rows(page)).to_have_count(1)
    assert page.url == f"{ledger_address}/commitments?donor=Westmark&year=2019&status=announced"
    same = opened(another, ledger_address, "?donor=Westmark&year=2019&status=announced")
    expect(rows(same)).to_have_count(1)
    expect(rows(same)).to_contain_text("EUR 700,000")
    expect(same.get_by_label("Donor", exact=True)).to_have_value("Westmark")
    expect(same.get_by_label("Status", exact=True)).to_have_value("announced")
    same.get_by_role("link", name="Clear filters").click()
    expect(rows(same)).to_have_count(7)


def test_filters_that_nothing_matches_are_told(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address, "?sector=Education&donor=Westmark")
    expect(page.locator(".start h2")).to_have_text("No commitment matches these filters")
    expect(page.locator(".rows-count")).to_have_text("0 commitments in 0 reports, none with an amount")


def test_an_alias_in_a_link_finds_its_donor(visit: Visit, ledger_address: str) -> None:
    expect(rows(opened(visit, ledger_address, "?donor=Westmark+Aid"))).to_have_count(4)


def test_amounts_are_sorted_within_their_currency_only(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    choose(page, "Sort by", "Amount, largest first")
    expect(page.locator(".group")).to_have_text(["EUR", "USD", "$ (not stated which)", "Amount not stated"])
    assert amounts(page) == [
        *("EUR 2.5 million", "EUR 700,000", "EUR 90,000", "USD 95,000", "USD 90,000", "$400,000"),
        "amount not stated",
    ]


def test_the_heads_of_the_table_sort_it_and_say_so(wide: Visit, ledger_address: str) -> None:
    page = opened(wide, ledger_address)
    for head, order, first in (
        ("Status", "ascending", "Disbursed"),
        ("Status", "descending", "Supports"),
        ("Report year", "descending", "2019"),
        ("Report year", "ascending", "2018"),
        ("Report", "ascending", "schools-2019.txt"),
        ("Amount", "descending", "EUR 2.5 million"),
        ("Donor", "ascending", "Norland"),
    ):
        button = page.locator("th").get_by_role("button", name=head, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("th[aria-sort]")).to_have_text(head)
        expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", order)
        expect(rows(page).first).to_contain_text(first)
        expect(button).to_be_focused()  # though the table was made anew


def test_a_row_opens_its_source_with_the_sentence_marked(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    panel = open_row(page, "EUR 700,000")
    card = panel.locator(".card[open]")
    expect(card.locator("mark")).to_have_text(LATRINES)
    expect(card.locator(".passage")).to_contain_text(WELLS_AGAIN)
    expect(card.locator(".file")).to_contain_text("water-2019.txt")
    expect(card.locator(".trail")).to_contain_text("1. Wells")
    expect(card.locator(".names")).to_contain_text("Health · 2019")
    expect(page.locator("#sources-heading")).to_be_focused()
    expect(page.locator("tr.current")).to_contain_text("EUR 700,000")
    assert_nothing_sticks_out(page)
    visit.picture(f"{page.viewport_size['width']}-ledger-source")
    assert re.search(r"\?row=[0-9a-f]{16}$", page.url)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(rows(page).filter(has_text="EUR 700,000").locator(".open-row")).to_be_focused()
    assert "row=" not in page.url


def test_a_link_opens_the_row_too_and_a_row_told_twice_lists_both_quotes(
    visit: Visit, ledger_address: str, ledger_desk: Desk
) -> None:
    wells = next(row for row in ledger_desk.commitments() if row.quote.text == WELLS)
    page = opened(visit, ledger_address, f"?row={wells.id}")
    panel = page.locator("#sources")
    expect(panel.locator(".card")).to_have_count(2)
    panel.locator(".card").nth(1).locator("summary").first.click()
    expect(panel.locator("mark")).to_have_text([WELLS, WELLS_AGAIN])
    expect(rows(page).filter(has_text="EUR 2.5 million")).to_contain_text("and 1 more report")


def test_a_row_that_is_gone_is_told(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address, "?row=0000000000000000")
    expect(page.locator("#sources [role=alert]")).to_contain_text("no longer in the ledger")


def test_rows_that_contradict_each_other_are_flagged(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    flagged = rows(page).filter(has_text="Another amount in this report")
    expect(flagged).to_have_count(2)
    expect(flagged.first).to_contain_text("USD 9")
    panel = open_row(page, "USD 90,000")
    expect(panel.locator(".contradicted")).to_contain_text("Another row of this report gives another amount")


def test_charts_count_rows_and_never_mix_currencies_or_statuses(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    page.locator("#charts-fold > summary").click()
    expect(page).to_have_url(re.compile(r"charts=yes$"))
    said = page.get_by_role("img", name="Commitments by donor").locator("text")
    expect(said).to_have_text(["Westmark", "4", "Norland", "3"])
    groups = page.get_by_label("Amounts in one currency and of one status")
    expect(groups.locator("option")).to_have_text(
        [
            *("EUR, disbursed", "EUR, committed", "EUR, announced", "USD, contributed"),
            "$ (not stated which), pledged",
        ]
    )
    groups.select_option("EUR, committed")
    shown = page.locator(".of-group:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator("svg text")).to_have_text(["Norland, 2018-05", "EUR 2.5 million"])
    shown.get_by_text("These figures as a table").click()
    expect(shown.get_by_role("cell")).to_have_text(["EUR 2.5 million"])
    visit.picture(f"{page.viewport_size['width']}-ledger-charts")
    assert_nothing_sticks_out(page)
    choose(page, "Donor", "Norland")
    expect(page.get_by_role("img", name="Commitments by donor").locator("text")).to_have_text(["Norland", "3"])
    expect(groups).to_have_value("amounts-1")  # what was chosen stays chosen
    text = page.locator("#ledger").inner_text()
    for mixed in ("2.59", "2,590,000", "3,290,000", "3.29", "185,000"):
        assert mixed not in text


def test_an_empty_ledger_explains_itself(visit: Visit, bare_address: str) -> None:
    page = visit.page
    page.goto(f"{bare_address}/commitments")
    expect(page.locator(".start h2")).to_have_text("The ledger is empty")
    expect(page.locator("#filters")).to_be_hidden()
    assert_nothing_sticks_out(page)


def test_the_keyboard_is_enough_to_open_a_row(wide: Visit, ledger_address: str) -> None:
    page = opened(wide, ledger_address)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.open-row')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#sources mark").first).to_be_visible()
    expect(page.locator("#sources-heading")).to_be_focused()


def test_what_stands_in_a_table_has_its_heads(wide: Visit, ledger_address: str) -> None:
    page = opened(wide, ledger_address)
    assert page.locator("table.ledger-table thead th[scope=col]").count() == 9
    assert page.locator("table.ledger-table tbody th[scope=row]").count() == 7
    expect(page.get_by_role("search", name="Filters of the ledger")).to_be_visible()


def test_a_silence_on_an_amount_shows_the_known_commitments_and_leads_to_the_ledger(
    visit: Visit, ledger_address: str
) -> None:
    page = visit.open(ledger_address)
    visit.ask("How much did Norland give for the clinics?")
    known = page.locator(".known")
    expect(known.locator("h3")).to_have_text("Known commitments")
    expect(known.locator(".said")).to_have_text([CLINICS])
    known.locator(".marker").click()
    expect(page.locator(".card[open] mark")).to_have_text(CLINICS)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="See them in the ledger").click()
    expect(rows(page)).to_have_count(3)
    assert page.url == f"{ledger_address}/commitments?donor=Norland"


def test_five_thousand_rows_are_shown_in_parts(
    wide: Visit, ledger_address: str, ledger_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = ledger_desk.commitments()
    many = tuple(row for _ in range(715) for row in few)[:5000]

    def commitments(filters: LedgerFilters = LedgerFilters()) -> object:
        return many

    monkeypatch.setattr(ledger_desk, "commitments", commitments)
    page = opened(wide, ledger_address, "?part=3")
    expect(rows(page)).to_have_count(200)
    expect(page.locator(".parts")).to_contain_text("Rows 401–600 of 5,000")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".parts")).to_contain_text("Rows 601–800 of 5,000")
    expect(page.locator("#main")).to_be_focused()
    assert page.url.endswith("?part=4")

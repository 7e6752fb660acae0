"""What a person does at the commitments page, in short."""

from __future__ import annotations

from conftest import Visit
from playwright.sync_api import Locator, Page, expect


def opened(visit: Visit, address: str, query: str = "") -> Page:
    visit.page.goto(f"{address}/commitments{query}")
    visit.page.wait_for_selector("[data-asked]")
    return visit.page


def rows(page: Page) -> Locator:
    return page.locator("tr.line")


def amounts(page: Page) -> list[str]:
    return page.locator("td.amount").evaluate_all("cells => cells.map(c => c.firstElementChild.textContent)")


def choose(page: Page, name: str, entry: str) -> None:
    select = page.get_by_label(name, exact=True)
    if not select.is_visible():
        page.locator(".filters-toggle").click()
    select.select_option(entry)


def open_row(page: Page, text: str) -> Locator:
    rows(page).filter(has_text=text).locator(".open-row").click()
    panel = page.locator("#sources")
    expect(panel.locator(".card[open] mark")).to_be_in_viewport()
    return panel


def assert_nothing_sticks_out(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

"""What axe-core finds on each page: nothing serious, nothing critical, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Visit, visit_of
from playwright.sync_api import Browser, Page

from assistant.desk import Desk

PAID = "Who paid for the new border liaison offices in Bokeo province?"


@pytest.fixture(params=[(1366, 768, "light"), (390, 844, "dark")], ids=["wide-light", "narrow-dark"])
def person(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Visit]:
    yield from visit_of(browser, *request.param)


def stumbles(page: Page) -> list[str]:
    """What a person with a screen reader or the keyboard would stumble over, with its first place."""
    page.wait_for_timeout(400)  # for what fades in
    found = Axe().run(page).response
    assert found["passes"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def test_the_first_page(person: Visit, address: str) -> None:
    assert stumbles(person.open(address)) == []


def test_an_answer_with_its_sources_and_what_can_be_done_with_it(person: Visit, address: str) -> None:
    page = person.open(address)
    person.ask(PAID)
    person.ask("How many hectares of rice were sown in 1990?", turn=2)
    page.locator("#turn-1").get_by_role("button", name="Not right").click()
    page.locator("#turn-1 .why").wait_for()
    page.locator("#turn-1").get_by_role("button", name="Link", exact=True).click()
    page.locator("#turn-1 .answer-link").wait_for()
    assert stumbles(page) == []
    page.locator("#turn-1 .marker").first.click()
    assert stumbles(page) == []
    page.locator(".card[open] .show-page").click()
    page.locator("dialog[open] mark").wait_for()
    assert stumbles(page) == []


def test_the_conversations_and_their_dialogs(person: Visit, address: str) -> None:
    page = person.open(address)
    person.ask(PAID)
    toggle = page.locator(".filters-toggle")
    if toggle.is_visible():
        toggle.click()
    page.locator(".history summary").click()
    assert stumbles(page) == []
    page.get_by_role("button", name="Delete").click()
    assert stumbles(page) == []


def test_a_page_as_a_picture(person: Visit, paged_address: str) -> None:
    page = person.open(paged_address)
    person.ask("Who set up the digital forensics laboratory?")
    page.locator("#turn-1 .marker").first.click()
    page.locator(".card[open] .page-paper img").wait_for()
    assert stumbles(page) == []


def test_the_ledger_with_an_open_row(person: Visit, ledger_address: str) -> None:
    page = person.page
    page.goto(f"{ledger_address}/commitments?charts=yes")
    page.locator(".open-row").first.wait_for()
    assert stumbles(page) == []
    page.locator(".open-row").first.click()
    page.locator(".row-says").wait_for()
    assert stumbles(page) == []


@pytest.mark.parametrize("path", ["/search", "/search?question=border+liaison+offices", "/overview", "/reports"])
def test_the_plain_pages(person: Visit, address: str, path: str) -> None:
    person.page.goto(address + path)
    assert stumbles(person.page) == []


def test_the_page_of_one_report(person: Visit, desk: Desk, address: str) -> None:
    person.page.goto(f"{address}/reports/{desk.documents()[0].document_id}")
    assert stumbles(person.page) == []


def test_a_shared_answer(person: Visit, address: str) -> None:
    page = person.open(address)
    person.ask(PAID)
    page.get_by_role("button", name="Link", exact=True).click()
    page.goto(page.get_by_label("Link:").input_value())
    assert stumbles(page) == []


def test_an_empty_library(person: Visit, empty_address: str) -> None:
    for path in ("", "/search", "/overview", "/reports"):
        person.page.goto(empty_address + path)
        person.page.wait_for_selector(".masthead")
        assert stumbles(person.page) == []

"""The pages at the door in a real browser: setting up, signing in and out, another password, what a reader sees."""

from __future__ import annotations

import queue
import socket
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import FRIDGES, PASSWORD, Visit, desk_over
from playwright.sync_api import Page, expect

from assistant.access import Office
from assistant.web.server import serve


@pytest.fixture(autouse=True)
def no_wrong_passwords(office: Office) -> None:
    with office.store.write() as db:
        db.execute("DELETE FROM attempts")


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_the_pages_at_the_door_have_nothing_that_a_screen_reader_stumbles_over(
    visit: Visit, office_address: str
) -> None:
    page = visit.page
    page.goto(office_address)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    width = page.viewport_size["width"] if page.viewport_size else 0
    visit.picture(f"sign-in-{width}")
    assert Axe().run(page).response["violations"] == []
    sign_in(page, "rosa", "a wrong password")
    expect(page.get_by_role("alert")).to_have_text(
        "Name and password do not belong together. Check both and try again."
    )
    assert page.get_by_label("Name").input_value() == "rosa"
    visit.picture(f"sign-in-wrong-{width}")
    sign_in(page, "rosa")
    page.wait_for_selector(".start")
    visit.picture(f"signed-in-{width}")
    page.locator("#header .who").get_by_role("link", name="rosa").click()
    expect(page.get_by_text("You can ask and read.", exact=True)).to_be_visible()
    visit.picture(f"account-{width}")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert visit.outside(office_address) == []
    assert visit.errors == []


def test_a_person_signs_in_asks_and_leaves(wide: Visit, office_address: str) -> None:
    page = wide.page
    page.goto(office_address + "/search?question=refrigerators")
    sign_in(page, "rosa")
    expect(page).to_have_url(office_address + "/search?question=refrigerators")  # where they wanted to go
    page.goto(office_address)
    page.wait_for_selector(".start")
    wide.ask("Who gave solar refrigerators?")
    expect(page.locator("#turn-1")).to_contain_text(FRIDGES)
    page.locator("#header").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()  # the browser kept nothing of it


def test_conversations_are_kept_for_the_account_in_whatever_browser(
    wide: Visit, another: Visit, office_address: str
) -> None:
    for visit, name in ((wide, "carl"), (another, "carl")):
        visit.page.goto(office_address)
        sign_in(visit.page, name)
        visit.page.wait_for_selector(".start")
    wide.ask("Who gave solar refrigerators?")
    another.page.reload()
    expect(another.page.locator("#history li")).to_have_count(1)
    another.page.locator("#header").get_by_role("button", name="Sign out").click()
    sign_in(another.page, "anna")
    another.page.wait_for_selector(".start")
    expect(another.page.locator("#history li")).to_have_count(0)


def test_a_page_whose_session_has_ended_leads_to_where_people_sign_in_and_back(
    wide: Visit, office_address: str, office: Office
) -> None:
    page = wide.page
    page.goto(office_address + "/?sector=Health")
    sign_in(page, "rosa")
    page.wait_for_selector(".start")
    with office.store.write() as db:
        db.execute("DELETE FROM sessions")
    page.locator("#ask textarea").fill("Who gave solar refrigerators?")
    page.locator("#ask textarea").press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, "rosa")
    expect(page).to_have_url(office_address + "/?sector=Health")


def test_a_reader_is_not_offered_what_a_curator_may_do(wide: Visit, office_address: str) -> None:
    page = wide.page
    for name in ("rosa", "carl"):
        page.goto(office_address + "/reports")
        sign_in(page, name)
        page.locator("#list a").first.wait_for()
        sending = page.locator(".sending")
        expect(sending).to_be_visible() if name == "carl" else expect(sending).to_be_hidden()
        page.locator("#list a[href^='/reports/']").first.click()
        expect(page.get_by_role("heading", name="How well it was read")).to_be_visible()
        facts, file = page.locator("[aria-labelledby=facts-heading]"), page.locator("[aria-labelledby=file-heading]")
        for part in (facts, file):
            expect(part).to_be_visible() if name == "carl" else expect(part).to_be_hidden()
        page.locator("#header").get_by_role("button", name="Sign out").click()


def test_somebody_changes_their_password_and_is_signed_out_elsewhere(
    wide: Visit, another: Visit, office_address: str, office: Office
) -> None:
    office.accounts.add("maria", "reader", (), PASSWORD)
    for visit in (wide, another):
        visit.page.goto(office_address + "/account")
        sign_in(visit.page, "maria")
    page = wide.page
    for old, new, again, said in (
        ("not this one at all", "five other words in a row", "five other words in a row", "now is another"),
        (PASSWORD, "five other words in a row", "five other words in a roe", "differ"),
        (PASSWORD, "short", "short", "has 5"),
        (PASSWORD, "five other words in a row", "five other words in a row", "The password is changed."),
    ):
        page.get_by_label("The password that you have now").fill(old)
        page.get_by_label("New password").fill(new)
        page.get_by_label("The same again").fill(again)
        page.get_by_role("button", name="Change it").click()
        expect(page.locator(".told-change")).to_contain_text(said)
    another.page.reload()
    expect(another.page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.fixture
def new_office(tmp_path: Path) -> tuple[str, str]:
    """An address without accounts, and the code that the server printed. It runs until the tests end."""
    desk = desk_over(tmp_path, with_reports=True)
    desk.settings = desk.settings.model_copy(update={"access": "accounts", "audit": "off"})
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said: queue.Queue[str] = queue.Queue()
    threading.Thread(target=serve, args=(desk, "127.0.0.1", port, said.put), daemon=True).start()
    said.get(timeout=60)
    return f"http://127.0.0.1:{port}", said.get(timeout=60).rpartition(": ")[2]


def test_the_first_account_is_set_up_with_the_printed_code(visit: Visit, new_office: tuple[str, str]) -> None:
    address, code = new_office
    page = visit.page
    page.goto(address)
    for typed, said in (("WRONG", "This is not the code."), (code, "")):
        page.get_by_label("Code").fill(typed)
        page.get_by_label("Your name").fill("Anna")
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_label("The same again").fill(PASSWORD)
        width = page.viewport_size["width"] if page.viewport_size else 0
        visit.picture(f"set-up-{width}")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name="Make the account").click()
        if said:
            expect(page.get_by_role("alert")).to_contain_text(said)
    page.wait_for_selector(".start")
    expect(page.locator("#header .who")).to_contain_text("anna")
    page.goto(address + "/set-up")
    expect(page).to_have_url(address + "/")  # there is nothing more to set up

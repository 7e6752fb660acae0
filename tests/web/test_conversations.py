"""A person's own conversations: found again, renamed, deleted, taken along, shared, and judged."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path

import docx
import pytest
from conftest import OFFICES, Visit
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Desk

PAID = "Who paid for the new border liaison offices in Bokeo province?"
MEALS = "How many villages did school meals reach in 2018?"


def talks(page: Page) -> list[str]:
    return page.locator(".history .open-talk").all_inner_texts()


def show_filters(page: Page) -> None:
    """On a phone the conversations are behind the button of the header."""
    toggle = page.locator(".filters-toggle")
    if toggle.is_visible() and toggle.get_attribute("aria-expanded") == "false":
        toggle.click()


def begin_anew(visit: Visit) -> None:
    show_filters(visit.page)
    visit.page.get_by_role("button", name="New conversation").click()
    expect(visit.page.locator(".turn")).to_have_count(0)


def choose_of_menu(page: Page, title: str, deed: str) -> None:
    page.locator(f'summary[aria-label="Change the conversation “{title}”"]').click()
    page.get_by_role("button", name=deed, exact=True).locator("visible=true").click()


def test_a_conversation_comes_back_with_its_sources_after_a_reload(visit: Visit, address: str) -> None:
    page = visit.open(address)
    visit.ask(PAID)
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{20,}$"))
    visit.reload()
    expect(page.locator("#turn-1 .question")).to_contain_text(PAID)
    page.locator("#turn-1 .marker").first.click()
    expect(page.locator(".card[open] mark")).to_have_text(OFFICES)
    visit.ask("and in Xieng?", turn=2)
    expect(page.locator("#turn-2 .understood")).to_contain_text("in Xieng?")


def test_conversations_are_listed_opened_found_renamed_and_deleted(visit: Visit, address: str) -> None:
    page = visit.open(address)
    visit.ask(PAID)
    begin_anew(visit)
    visit.ask(MEALS)
    show_filters(page)
    expect(page.locator(".history .open-talk")).to_have_text([MEALS, PAID])  # kept after it was shown
    expect(page.locator('.open-talk[aria-current="true"]')).to_have_text(MEALS)
    page.get_by_role("searchbox", name="Look through your conversations").press_sequentially("norway BOKEO")
    expect(page.locator(".history .open-talk")).to_have_text([PAID])
    expect(page.locator(".find input")).to_be_focused()
    page.locator(".history .open-talk").click()
    expect(page.locator("#turn-1 .question")).to_contain_text(PAID)
    show_filters(page)
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".history .open-talk")).to_have_count(2)
    choose_of_menu(page, PAID, "Rename")
    page.get_by_label("Title").fill("Offices in Bokeo")
    visit.picture(f"{page.viewport_size['width']}-rename")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".history .open-talk")).to_have_text([MEALS, "Offices in Bokeo"])
    choose_of_menu(page, "Offices in Bokeo", "Delete")
    dialog = page.get_by_role("dialog", name="Delete the conversation?")
    expect(dialog).to_contain_text("Offices in Bokeo")
    dialog.get_by_role("button", name="Cancel").click()
    assert len(talks(page)) == 2
    choose_of_menu(page, "Offices in Bokeo", "Delete")
    dialog.get_by_role("button", name="Delete").click()
    expect(page.locator(".history .open-talk")).to_have_text([MEALS])
    expect(page.locator(".turn")).to_have_count(0)  # it was the open one
    visit.picture(f"{page.viewport_size['width']}-conversations")
    visit.reload()
    page.wait_for_selector(".start")
    show_filters(page)
    expect(page.locator(".history .open-talk")).to_have_text([MEALS])


def test_another_person_does_not_see_them_not_even_by_their_address(wide: Visit, another: Visit, address: str) -> None:
    page = wide.open(address)
    wide.ask(PAID)
    wide.page.wait_for_url("**conversation=*")
    other = another.page
    other.goto(page.url)
    expect(other.get_by_role("alert")).to_contain_text("This conversation is no longer there.")
    expect(other.locator(".turn")).to_have_count(0)
    expect(other.locator(".history")).to_have_count(0)
    for form in ("docx", "md"):
        taken = another.page.request.get(page.locator(f".take-along a[href$={form}]").evaluate("a => a.href"))
        assert (taken.status, "no longer there" in taken.text()) == (404, True)


def test_a_conversation_is_taken_along_with_its_quotes_in_footnotes(wide: Visit, address: str, tmp_path: Path) -> None:
    page = wide.open(address)
    wide.ask(PAID)
    wide.ask("How many hectares of rice were sown in 1990?", turn=2)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Word").click()
    assert waited.value.suggested_filename == "who-paid-for-the-new-border-liaison-offices-in-bokeo-provinc.docx"
    waited.value.save_as(tmp_path / "talk.docx")
    written = docx.Document(str(tmp_path / "talk.docx"))
    assert [p.text for p in written.paragraphs if p.style.name.startswith("Heading")] == [
        PAID, "How many hectares of rice were sown in 1990?",
    ]  # fmt: skip
    footnotes = next(p.blob.decode() for p in written.part.package.iter_parts() if "footnotes" in str(p.partname))
    assert f"border-2019.docx, Progress: “{OFFICES}”" in footnotes
    with page.expect_download() as waited:
        page.get_by_role("link", name="Markdown").click()
    markdown = Path(waited.value.path()).read_text(encoding="utf-8")
    assert f"- {OFFICES}[^1]" in markdown
    assert "The reports do not say." in markdown


def test_a_shared_answer_is_read_by_another_person(visit: Visit, another: Visit, address: str) -> None:
    page = visit.open(address)
    visit.ask(PAID)
    page.get_by_role("button", name="Link", exact=True).click()
    link = page.get_by_label("Link:").input_value()
    assert link.startswith(f"{address}/answers/")
    page.get_by_role("button", name="Copy link").click()
    assert page.evaluate("navigator.clipboard.readText()") == link
    reader = another.page
    reader.goto(link)
    expect(reader.locator(".question")).to_contain_text(PAID)
    expect(reader.locator(".said").first).to_have_text(OFFICES)
    reader.locator(".marker").first.click()
    expect(reader.locator(".card[open] mark")).to_have_text(OFFICES)
    expect(reader.locator(":is(.again, .thumb, .share, .copy)")).to_have_count(0)
    another.picture("1366-shared")
    assert another.outside(address) == []
    assert another.errors == []
    gone = another.page.request.get(f"{address}/answers/{'x' * 22}")
    assert (gone.status, "There is no answer behind this link" in gone.text()) == (404, True)


def test_what_is_thought_of_an_answer_is_kept_and_can_be_evaluated_with(visit: Visit, address: str, desk: Desk) -> None:
    page = visit.open(address)
    visit.ask(PAID)
    page.get_by_role("button", name="Not right").click()
    expect(page.get_by_role("button", name="Not right")).to_have_attribute("aria-pressed", "true")
    reason = f"It leaves out Japan ({page.viewport_size['width']})"
    page.get_by_label("Why").fill(reason)
    page.locator(".why").get_by_role("button", name="Save").click()
    expect(page.locator(".why")).to_contain_text("Saved, with the question")
    visit.ask(MEALS, turn=2)
    expect(page.locator("#turn-1").get_by_role("button", name="Not right")).to_have_attribute("aria-pressed", "true")
    visit.picture(f"{page.viewport_size['width']}-judged")
    printed = CliRunner().invoke(app, ["feedback", "--index", str(desk.settings.index)])
    rows = [json.loads(line) for line in printed.stdout.splitlines()]
    (row,) = (row for row in rows if row["reason"] == reason)
    assert (row["question"], row["good"], row["statements"][0]["text"]) == (PAID, False, OFFICES)
    assert row["evidence"]


def test_a_question_can_be_stopped_and_another_be_asked(
    visit: Visit, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit.open(address)
    visit.ask(MEALS)
    let_go = threading.Event()
    ask = desk.ask
    monkeypatch.setattr(desk, "ask", lambda *asked: let_go.wait(60) and ask(*asked))
    page.wait_for_timeout(2500)  # a person types
    page.locator("#ask textarea").fill(PAID)
    page.locator("#ask textarea").press("Enter")
    expect(page.locator("#turn-2 .looking")).to_contain_text("Searching the reports…")
    page.locator("#turn-2").get_by_role("button", name="Stop").click()
    expect(page.locator("#turn-2")).to_have_count(0)
    monkeypatch.undo()
    page.wait_for_timeout(2500)  # a person types
    visit.ask(PAID, turn=2)
    expect(page.locator("#turn-2 .said").first).to_have_text(OFFICES)
    let_go.set()


def test_the_newest_question_is_asked_again_within_other_filters(visit: Visit, address: str) -> None:
    page = visit.open(address)
    visit.ask(PAID)
    show_filters(page)
    page.get_by_role("combobox", name="Sector").select_option("Health")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("#turn-1 .searched")).to_contain_text("limited to sector Health")
    expect(page.locator(".turn")).to_have_count(1)
    visit.reload()
    expect(page.locator("#turn-1 .searched")).to_contain_text("limited to sector Health")


def test_filters_stay_in_the_address_and_a_link_can_carry_a_question(wide: Visit, address: str) -> None:
    page = wide.open(address)
    page.get_by_role("combobox", name="Sector").select_option("Health")
    expect(page).to_have_url(f"{address}/?sector=Health")
    page.get_by_role("combobox", name="Report", exact=True).select_option("health-2018.txt")
    page.get_by_role("combobox", name="Sector").select_option("Education")  # which drops the report
    expect(page).to_have_url(f"{address}/?sector=Education")
    wide.reload()
    expect(page.get_by_role("combobox", name="Sector")).to_have_value("Education")
    page.goto(f"{address}/?sector=Education&question=How+many+villages+did+school+meals+reach+in+2018%3F")
    page.wait_for_selector("#turn-1 .searched")
    expect(page.locator("#turn-1 .question")).to_contain_text(MEALS)
    expect(page.locator("#turn-1 .searched")).to_contain_text("limited to sector Education")
    expect(page).to_have_url(re.compile(r"\?sector=Education&conversation="))

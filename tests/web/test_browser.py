"""A person at the page: a real Chromium, the real server, real reports. Pictures go to artefacts/."""

from __future__ import annotations

import pytest
from conftest import FUEL, HOSTILE, OFFICES, Visit, write_reports
from playwright.sync_api import Page, expect

from assistant.desk import Desk

FOCUSED = "document.activeElement.className + ' ' + document.activeElement.tagName.toLowerCase()"
WIDTHS = "[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"


def marker(page: Page, quote: str) -> str:
    """A selector of the marker behind a statement."""
    return f'.statement:has(.said:text-is("{quote}")) .marker'


def assert_nothing_sticks_out(page: Page) -> None:
    document, body, window = page.evaluate(WIDTHS)
    assert (document, body) == (window, window)


def test_a_question_is_answered_and_its_marker_opens_the_marked_sentence(wide: Visit, address: str) -> None:
    page = wide.open(address)
    expect(page.locator("h1")).to_have_text("Report Assistant")
    expect(page.locator(".count")).to_have_text("3 reports, 2018–2019")
    wide.picture("1366-start")
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    page.locator(marker(page, OFFICES)).click()
    card = page.locator(".card[open]")
    expect(card.locator("mark")).to_have_text(OFFICES)
    expect(card.locator("mark")).to_be_in_viewport()
    expect(card.locator(".file")).to_contain_text("border-2019.docx")
    expect(card.locator(".badge")).to_have_text("Progress")
    expect(card.locator("summary").first).to_be_focused()
    card.locator("summary", has_text="Rest of the table row").click()
    expect(card.locator("dl")).to_contain_text(FUEL)
    wide.picture("1366-answer")
    card.locator(".back").click()
    expect(page.locator(marker(page, OFFICES))).to_be_focused()
    assert wide.outside(address) == []
    assert wide.errors == []


def test_on_a_phone_the_sources_open_as_a_drawer_and_nothing_sticks_out(narrow: Visit, address: str) -> None:
    page = narrow.open(address)
    assert_nothing_sticks_out(page)
    narrow.picture("390-start")
    expect(page.locator("#sources")).to_be_hidden()
    narrow.ask("Who paid for the new border liaison offices in Bokeo province?")
    narrow.picture("390-answer")
    narrow.ask("Who paid for the new border liaison offices in Bokeo province?", turn=2)
    narrow.ask("Who paid for the new border liaison offices in Bokeo province?", turn=3)
    expect(page.locator("#ask textarea")).to_be_in_viewport()  # however long the conversation is
    assert_nothing_sticks_out(page)
    opener = page.locator(f"#turn-3 {marker(page, OFFICES)}")
    opener.click()
    card = page.locator("#sources-3 .card[open]")
    expect(card.locator("mark")).to_have_text(OFFICES)
    expect(card.locator("mark")).to_be_in_viewport()
    narrow.picture("390-source")
    assert_nothing_sticks_out(page)
    page.keyboard.press("Escape")
    expect(page.locator("#sources")).to_be_hidden()
    expect(opener).to_be_focused()
    page.locator(".filters-toggle").click()
    expect(page.get_by_role("combobox", name="Sector")).to_be_visible()
    narrow.picture("390-filters")
    assert_nothing_sticks_out(page)
    assert narrow.outside(address) == []


def test_an_example_is_asked_with_a_click_and_a_new_conversation_begins_anew(wide: Visit, address: str) -> None:
    page = wide.open(address)
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(page.locator("#turn-1 .question")).to_contain_text(question)
    page.wait_for_selector("#turn-1 .searched")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator(".example").first).to_be_visible()


def test_the_keyboard_is_enough(wide: Visit, address: str) -> None:
    page = wide.open(address)
    page.locator("h1").click()  # focus starts at the top of the page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    for _ in range(10):
        if page.evaluate(FOCUSED) == "skip a":
            break
        page.keyboard.press("Shift+Tab")
    assert page.evaluate(FOCUSED) == "skip a"
    page.keyboard.press("Enter")
    page.keyboard.type("Who paid for the new border liaison offices in Bokeo province?")
    page.keyboard.press("Enter")
    page.wait_for_selector("#turn-1 .searched")
    expect(page.locator(".history .open-talk")).to_have_count(1)  # kept, after which nothing is shown anew
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('.marker')"):
            break
    opener = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert opener.startswith("Source ")
    page.keyboard.press("Enter")
    expect(page.locator(".card[open] mark")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.closest('.card[open]') !== null")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.back')"):
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == opener


def test_the_page_is_named_for_a_screen_reader(wide: Visit, address: str) -> None:
    page = wide.open(address)
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
    for name in ("Sector", "Year", "Donor", "Report"):
        expect(page.get_by_role("combobox", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("log", name="Conversation")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("complementary", name="Sources")).to_be_visible()
    expect(page.get_by_role("button", name="Source 1: ").first).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Report Assistant"


def test_filters_limit_the_answer_and_the_reports_to_choose_from(wide: Visit, address: str) -> None:
    page = wide.open(address)
    choose(page, "Sector", "Health")
    report = page.get_by_role("combobox", name="Report", exact=True)
    expect(report.get_by_role("option")).to_have_text(["All reports", "health-2018.txt"])
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    expect(page.locator("#turn-1 .searched")).to_contain_text("Searched 1 report in")
    expect(page.locator("#turn-1 .searched")).to_contain_text("limited to sector Health")
    expect(page.locator("#turn-1")).not_to_contain_text("Norway")
    wide.picture("1366-filtered")
    choose(page, "Sector", "All sectors")
    wide.ask("Who paid for the new border liaison offices in Bokeo province?", turn=2)
    expect(page.locator("#turn-2")).to_contain_text("Norway")


def choose(page: Page, name: str, entry: str) -> None:
    page.get_by_role("combobox", name=name, exact=True).select_option(label=entry)


def test_an_answer_can_be_copied_with_its_sources(wide: Visit, address: str) -> None:
    page = wide.open(address)
    question = "Who paid for the new border liaison offices in Bokeo province?"
    wide.ask(question)
    page.locator(".copy").click()
    expect(page.locator(".copy-status")).to_have_text("Copied, with its sources")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied.startswith(f"{question}\n\n")
    assert f"] border-2019.docx, Progress: “{OFFICES}”" in copied


@pytest.mark.parametrize("question", ["Which store at Pakse was repaired by the provincial hospital?", HOSTILE])
def test_what_a_report_or_a_question_contains_is_shown_as_text_and_does_nothing(
    wide: Visit, address: str, question: str
) -> None:
    page = wide.open(address)
    wide.ask(question)
    expect(page.locator("#turn-1 .question")).to_contain_text(question)
    expect(page.locator("#turn-1 .answer .said").first).to_contain_text('<img src=x onerror="window.taken=1">')
    page.locator("#turn-1 .marker").first.click()
    expect(page.locator(".card[open] .passage")).to_contain_text("![map](http://outside.example/map.png)")
    wide.picture("1366-hostile")
    assert page.locator(":is(.start, .conversation, .sources) :is(img, a, script, iframe)").count() == 0
    assert page.locator(".history :is(img, script, iframe)").count() == 0
    assert page.evaluate("window.taken") is None
    assert wide.outside(address) == []
    assert wide.errors == []


def test_an_empty_question_is_told_and_the_page_goes_on(wide: Visit, address: str) -> None:
    page = wide.open(address)
    page.locator("#ask textarea").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The question is empty.")
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_question_of_ten_thousand_characters_is_refused_and_kept_in_the_box(wide: Visit, address: str) -> None:
    page = wide.open(address)
    question = "Who paid for it? " * 588
    page.locator("#ask textarea").fill(question)
    page.locator("#ask textarea").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("characters; at most")
    expect(page.locator("#ask textarea")).to_have_value(question)
    assert_nothing_sticks_out(page)
    wide.picture("1366-too-long")
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")


def test_an_empty_library_explains_how_to_add_reports_and_shows_them_after_a_reload(
    wide: Visit, filling_desk: Desk, filling_address: str
) -> None:
    page = wide.open(filling_address)
    expect(page.locator(".start")).to_contain_text("No reports are indexed yet")
    expect(page.locator(".start code").nth(1)).to_have_text("make run")
    expect(page.locator(".count")).to_have_text("No reports yet")
    wide.picture("1366-empty")
    wide.ask("Who paid for the offices?")
    expect(page.locator("#turn-1 .silence")).to_be_visible()
    write_reports(filling_desk.settings.corpus)
    list(filling_desk.index())
    wide.reload()
    expect(page.locator(".count")).to_have_text("3 reports, 2018–2019")
    choose(page, "Year", "2019")
    wide.ask("Who paid for the new border liaison offices in Bokeo province?", turn=2)
    expect(page.locator("#turn-2 .searched")).to_contain_text("Searched 1 report")


def test_a_follow_up_keeps_the_conversation_and_an_older_marker_opens_its_own_source(wide: Visit, address: str) -> None:
    page = wide.open(address)
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    wide.ask("How many villages did school meals reach in 2018?", turn=2)
    expect(page.locator("#sources-2")).to_be_visible()
    expect(page.locator("#sources-1")).to_be_hidden()
    page.locator(f"#turn-1 {marker(page, OFFICES)}").click()
    expect(page.locator("#sources-1 .card[open] mark")).to_have_text(OFFICES)
    expect(page.locator("#sources-2")).to_be_hidden()


def test_a_follow_up_is_shown_as_understood_and_can_be_changed(wide: Visit, address: str) -> None:
    page = wide.open(address)
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    wide.ask("and in Xieng?", turn=2)
    understood = page.locator("#turn-2 .understood")
    expect(understood).to_contain_text("Who paid for the new border liaison offices in Xieng?")
    understood.get_by_role("button", name="Change the question as it was understood").click()
    box = page.locator("#ask textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value("Who paid for the new border liaison offices in Xieng?")
    box.fill("How many villages did school meals reach in 2018?")
    box.press("Enter")
    expect(page.locator("#turn-3 .said").first).to_contain_text("School meals reached 139 villages")


def test_two_people_do_not_see_each_others_conversation(wide: Visit, another: Visit, address: str) -> None:
    wide.open(address)
    wide.ask("Who paid for the new border liaison offices in Bokeo province?")
    page = another.open(address)
    expect(page.locator(".turn")).to_have_count(0)
    another.ask("How many villages did school meals reach in 2018?")
    expect(page.locator(".turn")).to_have_count(1)
    another.picture("1366-dark")
    expect(wide.page.locator(".turn")).to_have_count(1)
    assert "Norway" not in page.locator("body").inner_text()


def test_every_citation_of_an_answer_can_be_opened(desk: Desk) -> None:
    answer = desk.ask("Who paid for the new border liaison offices in Bokeo province?")
    for cited in (citation for statement in answer.statements for citation in statement.citations):
        source = desk.sources.of_passage(cited.passage_id)
        text = source.passage.text[cited.start - source.passage.start : cited.end - source.passage.start]
        assert " ".join(text.split()) == " ".join(cited.quote.split())

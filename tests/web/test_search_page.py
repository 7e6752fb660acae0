"""A person at the search page: a real Chromium, a real server, real reports. Pictures go to artefacts/."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

import docx
import httpx
import pytest
from conftest import FUEL, HOSTILE, OFFICES, Visit, visit_of
from plain_pages import assert_nothing_sticks_out, plain_pages, tabbed, too_faint
from playwright.sync_api import Browser, Page, expect

from assistant.desk import Desk
from assistant.errors import LibraryError
from assistant.settings import Settings
from assistant.values import Evidence, Filters, Passage
from assistant.web.found import pages
from assistant.web.words import load_words

QUESTION = "Who paid for the border liaison offices?"


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[str]:
    with plain_pages(desk) as address:
        yield address


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over one report whose table has sixty rows."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "corpus").mkdir()
    report = docx.Document()
    table = report.add_table(rows=0, cols=3)
    bridges = [(f"Bridge {n}", f"Bridge number {n} of the river road was repaired.", "") for n in range(1, 61)]
    for row in (("Sector outputs and activities", "Progress", "Challenges and opportunities"), *bridges):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    report.save(str(folder / "corpus" / "bridges-2019.docx"))
    desk = Desk(Settings(index=folder / "index", corpus=folder / "corpus"))
    assert [row.status for row in desk.index()] == ["indexed"]
    assert desk.documents()[0].passages >= 60
    with plain_pages(desk) as address:
        yield address


def search(page: Page, site: str, question: str, more: str = "") -> Page:
    page.goto(f"{site}/search?question={quote_plus(question)}{more}")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_best_passages_are_shown_with_their_place(
    browser: Browser, site: str, width: int, height: int, scheme: str
) -> None:
    for visit in visit_of(browser, width, height, scheme):
        page = visit.page
        page.goto(f"{site}/search")
        expect(page).to_have_title("Search – Report Assistant")
        expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Search")
        visit.picture(f"{width}-search-start-{scheme}")
        page.get_by_label("Question or words").fill(QUESTION)
        page.keyboard.press("Enter")
        first = page.locator("#found-1")
        expect(first.locator(".title")).to_have_text("Illicit drugs: Overview of Sector Performance in 2019")
        expect(first.locator(".facts")).to_have_text("Illicit drugs · 2019 · Progress")
        expect(first.locator(".trail")).to_contain_text("Border liaison offices")
        expect(first.locator(".passage")).to_contain_text(OFFICES)
        expect(first.locator("mark")).to_have_text(["paid", "border", "liaison", "offices"])
        expect(first.locator(".found-by")).to_have_text("Found by: same meaning, same words")
        visit.picture(f"{width}-search-{scheme}")
        assert_nothing_sticks_out(page)
        assert too_faint(page) == []
        assert visit.outside(site) == []
        assert visit.errors == []


def test_the_button_of_a_passage_tells_where_it_stands(wide: Visit, site: str, desk: Desk) -> None:
    page = search(wide.page, site, QUESTION)
    found = desk.search(QUESTION, 50)[0].passage
    button = page.locator("#found-1 .show-page")
    expect(button).to_have_text("Show the section")  # a Word file has no pages
    view = f"/sources/{found.document_id}/view?start={found.start}&end={found.end}"
    expect(button).to_have_attribute("data-view", view)
    button.click()
    section = page.get_by_role("dialog", name="Where it stands")
    assert " ".join(" ".join(section.locator("mark").all_inner_texts()).split()) in " ".join(found.text.split())


def test_a_passage_is_copied_with_its_source(wide: Visit, site: str) -> None:
    page = search(wide.page, site, "solar refrigerators for vaccines")
    page.locator("#found-1").get_by_role("button", name="Copy with source").click()
    expect(page.locator("#found-1 .copy-status")).to_have_text("Copied with its source")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Japan gave forty solar refrigerators" in copied
    assert copied.splitlines()[-1].endswith("(health-2018.txt)")


def test_the_same_question_can_be_asked_in_the_chat_within_the_same_filters(wide: Visit, site: str) -> None:
    page = search(wide.page, site, "fuel & boats?", "&sector=Illicit+drugs&year=2019")
    expect(page.locator("#found-1")).to_contain_text(FUEL)
    expect(page.get_by_role("link", name="Ask this")).to_have_attribute(
        "href", "/?question=fuel+%26+boats%3F&sector=Illicit+drugs&year=2019"
    )


def test_filters_limit_the_passages_and_stay_in_the_link(visit: Visit, site: str) -> None:
    page = search(visit.page, site, QUESTION)
    expect(page.locator(".found-list")).to_contain_text("School meals")
    page.get_by_label("Sector").select_option("Illicit drugs")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found-list")).not_to_contain_text("School meals")
    assert page.url == f"{site}/search?question={quote_plus(QUESTION)}&sector=Illicit+drugs&year=&donor=&report="
    expect(page.get_by_label("Sector")).to_have_value("Illicit drugs")
    expect(page.get_by_label("Question or words")).to_have_value(QUESTION)


def test_sector_and_year_narrow_the_reports_to_choose_from(wide: Visit, site: str) -> None:
    page = search(wide.page, site, QUESTION)
    reports = page.get_by_label("Report", exact=True)
    expect(reports.locator("option")).to_have_text(
        ["All reports", "border-2019.docx", "education-2018.md", "health-2018.txt"]
    )
    reports.select_option("border-2019.docx")
    page.get_by_label("Year").select_option("2018")
    expect(reports.locator("option")).to_have_text(["All reports", "education-2018.md", "health-2018.txt"])
    expect(reports).to_have_value("")  # the one chosen before is of another year
    page.get_by_label("Sector").select_option("Health")
    expect(reports.locator("option")).to_have_text(["All reports", "health-2018.txt"])
    page.get_by_label("Sector").select_option("")
    page.get_by_label("Year").select_option("")
    expect(reports.locator("option")).to_have_count(4)
    search(page, site, QUESTION, "&year=2019")
    expect(reports.locator("option")).to_have_text(["All reports", "border-2019.docx"])


def test_ten_passages_are_shown_at_a_time_and_fifty_at_most(visit: Visit, many: str) -> None:
    page = search(visit.page, many, "Which bridges were repaired?")
    found = page.locator(".found-list > li")
    expect(found).to_have_count(10)
    expect(page.locator("#found-heading")).to_have_text("The 10 best passages")
    first = found.nth(9).locator(".passage").inner_text()
    for count in (20, 30, 40, 50):
        page.get_by_role("link", name="Show 10 more").click()
        expect(found).to_have_count(count)
        expect(page.locator(f"#found-{count - 9}")).to_be_in_viewport()
    expect(found.nth(9).locator(".passage")).to_have_text(first)  # more of them leaves the order as it is
    expect(page.get_by_role("link", name="Show 10 more")).to_have_count(0)
    expect(page.locator(".found > .hint")).to_contain_text("search with other words")
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize(("shown", "count"), [("0", 10), ("15", 10), ("20", 20), ("999", 50), ("٣٠", 10), ("x", 10)])
def test_a_link_cannot_ask_for_more_or_less(many: str, shown: str, count: int) -> None:
    page = httpx.get(f"{many}/search", params={"question": "bridges", "shown": shown})
    assert page.status_code == 200
    assert page.text.count('<blockquote class="passage">') == count


@pytest.mark.parametrize(
    ("query", "heading", "text"),
    [
        ("", "Search the reports", "Type a question or a few words and press Search."),
        ("?question=", "The reports could not be searched", "The question is empty. Type what you want to know"),
        ("?question=%3F%21", "The reports could not be searched", "The question is empty. Type what you want to know"),
        ("?question=" + "a+" * 1500, "The reports could not be searched", "Shorten it to what you want to know."),
        ("?question=fuel&sector=Fishing", "Nothing found", "Choose fewer of them, or search all reports."),
        ("?question=fuel&year=2018&report=border-2019.docx", "Nothing found", "Choose fewer of them"),
    ],
)
def test_what_cannot_be_searched_is_told_with_what_to_do(
    visit: Visit, site: str, query: str, heading: str, text: str
) -> None:
    page = visit.page
    page.goto(f"{site}/search{query}")
    expect(page.locator(".told h3")).to_have_text(heading)
    expect(page.locator(".told p")).to_contain_text(text)
    expect(page.get_by_role("search", name="Search the reports")).to_be_visible()
    assert_nothing_sticks_out(page)


def test_the_way_to_a_wider_search_keeps_the_question(wide: Visit, site: str) -> None:
    page = search(wide.page, site, "fuel", "&sector=Fishing")
    page.get_by_role("link", name="search all reports").click()
    expect(page.locator("#found-1")).to_contain_text(FUEL)
    assert page.url == f"{site}/search?question=fuel"


def test_without_reports_the_page_says_how_to_add_some(visit: Visit, empty_desk: Desk) -> None:
    with plain_pages(empty_desk) as site:
        page = search(visit.page, site, QUESTION)
        expect(page.locator(".empty h2")).to_have_text("No reports are indexed yet")
        expect(page.locator(".empty")).to_contain_text("make run")
        assert_nothing_sticks_out(page)


def test_what_stands_in_a_report_or_a_link_is_shown_as_text(wide: Visit, site: str) -> None:
    asked = 'vaccine store "><script>window.taken=4</script><b>'
    page = search(wide.page, site, asked, "&sector=%22%3E%3Cscript%3Ewindow.taken=5%3C/script%3E")
    expect(page.get_by_label("Question or words")).to_have_value(asked)
    page.get_by_role("link", name="search all reports").click()
    expect(page.locator(".passage", has_text="<img src=x onerror=")).to_contain_text(HOSTILE)
    assert page.evaluate("window.taken") is None
    assert page.locator("main img, main script, main b").count() == 0
    assert wide.outside(site) == []


def test_the_keyboard_goes_through_the_form_and_then_the_passages(wide: Visit, site: str) -> None:
    page = search(wide.page, site, QUESTION)
    assert tabbed(page, 20) == [
        *(
            "Skip to the passages",
            "Ask",
            "Search",
            "Commitments",
            "Brief",
            "Compare",
            "Check",
            "Reports",
            "Overview",
            "Change between light and dark",
        ),
        *("Question or words", "Sector", "Year", "Donor", "Report", "Search"),
        *("Ask this", "Show the section", "Copy with source", "Show the section"),
    ]


def test_the_page_works_without_its_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search")
    page.get_by_label("Question or words").fill(QUESTION)
    page.get_by_label("Year").select_option("2019")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found-1")).to_contain_text(OFFICES)
    context.close()


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (LibraryError("The index is damaged. Run: assistant index"), 200, "The index is damaged. Run: assistant index"),
        (RuntimeError("secret"), 500, "Something went wrong on the server"),
    ],
)
def test_an_error_is_a_sentence_on_the_page(
    desk: Desk, site: str, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, text: str
) -> None:
    def search(question: str, k: int = 10, filters: Filters = Filters()) -> tuple[Evidence, ...]:
        raise error

    monkeypatch.setattr(desk, "search", search)
    page = httpx.get(f"{site}/search?question=fuel")
    assert page.status_code == status
    assert text in page.text
    assert "secret" not in page.text


@pytest.mark.parametrize(
    ("first", "last", "said"), [(3, 3, "Page 3"), (3, None, "Page 3"), (3, 4, "Pages 3–4"), (None, None, "")]
)
def test_a_passage_names_its_pages(first: int | None, last: int | None, said: str) -> None:
    assert pages(Passage(1, "d", "text", first, last, (), None, 0, 4, ()), load_words()) == said

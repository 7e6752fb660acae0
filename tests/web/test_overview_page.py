"""A person at the overview page: a real Chromium, a real server, small reports. Pictures go to artefacts/."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from conftest import Visit, visit_of
from ledger_reports import ledger_desk_over
from plain_pages import assert_nothing_sticks_out, plain_pages, tabbed, too_faint
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.desk import Desk
from assistant.errors import LibraryError
from assistant.values.overview import Cell, Overview
from assistant.web.heat import columns, heat_map, step
from assistant.web.words import load_words

WORDS = load_words()
WELLS = "In May 2018 Norland committed EUR 2.5 million for wells in Xieng province."
HOSTILE = """Fishing <img src=x onerror="window.taken=1"> Sector Working Group

Progress Report 2016

The Net <script>window.taken=2</script> Mending Committee (NMC) met twice.
"""
NO_SECTOR = "Notes on bridges\n\nNine bridges were repaired by the Road Care Office (RCO).\n"


@pytest.fixture(scope="module")
def desk_of_five(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Three reports of two donors, one that is hostile to the page, one without sector and year; and three answers."""
    folder = tmp_path_factory.mktemp("overview")
    desk = ledger_desk_over(folder)
    (folder / "corpus" / "nets-2016.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "corpus" / "bridges.txt").write_text(NO_SECTOR, encoding="utf-8")
    assert {row.status for row in desk.index()} == {"indexed", "unchanged"}
    desk.correct("nets-2016.txt", title='Nets <b onclick="window.taken=3">', sector='Fishing & "nets" <i>', year=2016)
    for question in (
        "How much did Norland commit for wells in Xieng province?",
        "How much did Norland commit for wells in Xieng province?",
        "What did the Net Mending Committee do?",
    ):
        answer = desk.ask(question)
        assert answer.statements
        desk.conversations.keep("anna", "", 1, answer)
    return desk


@pytest.fixture(scope="module")
def site(desk_of_five: Desk) -> Iterator[str]:
    with plain_pages(desk_of_five) as address:
        yield address


def opened(visit: Visit, site: str) -> Page:
    visit.page.goto(f"{site}/overview")
    return visit.page


def cell(page: Page, sector: str, year: str) -> Locator:
    heads = page.locator(".heat thead th").all_inner_texts()
    return (
        page.locator(".heat tbody tr", has=page.get_by_role("rowheader", name=sector))
        .locator("td")
        .nth(heads.index(year) - 1)
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_the_page_shows_what_there_is(browser: Browser, site: str, width: int, height: int, scheme: str) -> None:
    for visit in visit_of(browser, width, height, scheme):
        page = opened(visit, site)
        expect(page).to_have_title("Overview – Report Assistant")
        expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Overview")
        expect(page.locator(".totals dd")).to_have_text(["5", "5", "5", "7", "2016–2019"])
        expect(page.locator(".givers a")).to_have_text(["Westmark", "Norland"])
        expect(page.locator(".givers .figure-cell")).to_have_text(["4", "3"])
        expect(page.locator(".short-names strong")).to_have_text(["RCO", "NMC"])
        visit.picture(f"{width}-overview-{scheme}")
        page.locator("#used-heading").scroll_into_view_if_needed()
        visit.picture(f"{width}-overview-end-{scheme}")
        assert_nothing_sticks_out(page)
        assert too_faint(page) == []
        assert visit.outside(site) == []
        assert visit.errors == []


def test_every_cell_says_how_much_there_is_and_leads_to_questions_about_it(visit: Visit, site: str) -> None:
    page = opened(visit, site)
    table = page.get_by_role("table", name="Reports and passages by sector and year")
    expect(table.get_by_role("columnheader")).to_have_text(["Sector", "2016", "2017", "2018", "2019", "Not known"])
    expect(table.get_by_role("rowheader")).to_have_text(["Education", 'Fishing & "nets" <i>', "Health", "Not known"])
    health = cell(page, "Health", "2018")
    expect(health.locator(".reports")).to_have_text("1 report")
    expect(health.get_by_role("link", name="Health, 2018: 1 report 1 passage")).to_have_attribute(
        "href", "/?sector=Health&year=2018"
    )
    expect(cell(page, "Fishing", "2016").locator("a")).to_have_attribute(
        "href", "/?sector=Fishing+%26+%22nets%22+%3Ci%3E&year=2016"
    )
    expect(cell(page, "Health", "2017")).to_contain_text("no report")
    expect(cell(page, "Not known", "Not known")).to_have_text("1 report 1 passage")
    expect(cell(page, "Not known", "Not known").locator("a")).to_have_count(
        0
    )  # nothing that a chat could be limited to


def test_on_a_phone_the_table_scrolls_within_itself(narrow: Visit, site: str) -> None:
    page = opened(narrow, site)
    region = page.get_by_role("region", name="Table of sectors and years, scrolls sideways")
    last = cell(page, "Not known", "Not known")
    expect(last).not_to_be_in_viewport()
    region.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    expect(page.get_by_role("rowheader", name="Health")).to_be_in_viewport()  # whose column the others move under
    narrow.picture("390-overview-table")
    assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 390]


def test_donors_lead_to_their_rows_and_no_amount_is_shown(wide: Visit, site: str) -> None:
    page = opened(wide, site)
    expect(page.get_by_role("link", name="Westmark")).to_have_attribute("href", "/commitments?donor=Westmark")
    text = page.locator(".givers").inner_text()
    assert "EUR" not in text
    assert "million" not in text


def test_the_sentences_that_answers_quoted_most_come_first(wide: Visit, site: str, desk_of_five: Desk) -> None:
    page = opened(wide, site)
    first = page.locator(".used li").first
    expect(first.locator("q")).to_have_text(WELLS)
    expect(first.locator(".facts")).to_contain_text("In 2 answers · Health")
    used = desk_of_five.overview().used[0]
    view = f"/sources/{used.document_id}/view?start={used.start}&end={used.end}"
    expect(first.locator(".show-page")).to_have_attribute("data-view", view)
    first.locator(".show-page").click()
    expect(page.get_by_role("dialog", name="Where it stands").locator("mark")).to_have_text(WELLS)


def test_questions_to_begin_with_and_short_names_lead_to_the_chat(wide: Visit, site: str, desk_of_five: Desk) -> None:
    page = opened(wide, site)
    examples = desk_of_five.examples()
    assert examples
    expect(page.locator(".example")).to_have_text(list(examples))
    expect(page.get_by_role("link", name="RCO")).to_have_attribute(
        "href", "/?question=What+do+the+reports+say+about+Road+Care+Office+%28RCO%29%3F"
    )


def test_what_stands_in_a_report_is_shown_as_text(wide: Visit, site: str) -> None:
    page = opened(wide, site)
    expect(page.locator("main")).to_contain_text("<script>window.taken=2</script>")
    expect(page.locator("main")).to_contain_text('Nets <b onclick="window.taken=3">')
    assert page.evaluate("window.taken") is None
    assert page.locator("main img, main script, main b, main i").count() == 0
    assert wide.outside(site) == []


def test_the_keyboard_goes_to_the_table_or_past_it(wide: Visit, site: str, desk_of_five: Desk) -> None:
    page = opened(wide, site)
    examples = desk_of_five.examples()
    seen = tabbed(page, 10 + len(examples) + 3)
    assert seen[10:] == [
        *examples,
        *("Skip the table", "Table of sectors and years, scrolls sideways"),
        "Education, 2019: 1 report 1 passage",
    ]
    page.get_by_role("link", name="Skip the table").focus()
    expect(page.get_by_role("link", name="Skip the table")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert tabbed(page, 1) == ["Westmark"]


def test_without_reports_the_page_says_how_to_add_some(visit: Visit, empty_desk: Desk) -> None:
    with plain_pages(empty_desk) as address:
        page = opened(visit, address)
        expect(page.locator(".empty h2")).to_have_text("No reports are indexed yet")
        assert_nothing_sticks_out(page)


def test_what_is_still_missing_is_told(
    visit: Visit, site: str, desk_of_five: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Overview(1, 1, 3, 0, (Cell(None, None, 1, 3),), (), (), ())
    monkeypatch.setattr(desk_of_five, "overview", lambda: bare)
    monkeypatch.setattr(desk_of_five, "examples", lambda: ())
    page = opened(visit, site)
    expect(page.locator(".totals dd")).to_have_text(["1", "1", "3", "0", "Not known"])
    expect(page.locator("p.none")).to_have_count(3)
    expect(page.locator("p.none").last).to_contain_text("Nothing yet.")
    expect(page.locator("#examples-heading")).to_have_count(0)
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_shade_can_be_read(
    browser: Browser, site: str, desk_of_five: Desk, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    cells = tuple(Cell(sector, 2014 + n, n, 20 * n) for sector in ("Health", None) for n in range(1, 6))
    monkeypatch.setattr(desk_of_five, "overview", lambda: Overview(30, 30, 600, 0, cells, (), (), ()))
    for visit in visit_of(browser, 1366, 768, scheme):
        page = opened(visit, site)
        grounds = page.locator(".heat td").evaluate_all("cells => cells.map(c => getComputedStyle(c).backgroundColor)")
        assert len(grounds) == 10
        assert len(set(grounds)) == 5
        expect(page.locator(".legend span")).to_have_text(["1–20", "21–40", "41–60", "61–80", "81–100"])
        assert too_faint(page) == []
        visit.picture(f"1366-overview-shades-{scheme}")


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [
        (LibraryError("The index is damaged. Run: assistant index"), 503, "The index is damaged. Run: assistant index"),
        (RuntimeError("secret"), 500, "Something went wrong on the server"),
    ],
)
def test_an_error_is_a_sentence_on_the_page(
    desk_of_five: Desk, site: str, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, text: str
) -> None:
    def overview() -> Overview:
        raise error

    monkeypatch.setattr(desk_of_five, "overview", overview)
    page = httpx.get(f"{site}/overview")
    assert page.status_code == status
    assert text in page.text
    assert "secret" not in page.text


def test_a_gap_between_years_is_shown_unless_it_is_very_long() -> None:
    def years(*known: int | None) -> list[int | None]:
        return columns([Cell("Health", year, 1, 1) for year in known])

    assert years(2019, 2016) == [2016, 2017, 2018, 2019]
    assert years(None, 2019) == [2019, None]
    assert years(1953, 2019) == [1953, 2019]
    assert years(None) == [None]
    assert years() == []


@pytest.mark.parametrize(
    ("passages", "most", "shade"),
    [(0, 100, 0), (1, 100, 1), (20, 100, 1), (21, 100, 2), (100, 100, 5), (1, 1, 5), (0, 0, 0)],
)
def test_a_cell_is_darker_the_more_passages_it_has(passages: int, most: int, shade: int) -> None:
    assert step(passages, most) == shade


def test_the_legend_gives_each_shade_its_passages() -> None:
    def legend(most: int) -> list[str]:
        text = heat_map([Cell("Health", 2019, 1, most)], WORDS).partition('<p class="legend">')[2]
        return [part.partition("<")[0] for part in text.split(">")[1:-3:2]]

    assert legend(1200) == ["1–240", "241–480", "481–720", "721–960", "961–1,200"]
    assert legend(3) == ["1", "2", "3"]

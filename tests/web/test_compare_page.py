"""A person at the comparison page: a real Chromium, a real server, real reports. Pictures go to artefacts/."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from compared_reports import EARLIER, LATER, OLD, ROWS_2019, template, write_series
from conftest import PDF, Visit, visit_of
from plain_pages import assert_nothing_sticks_out, plain_pages, tabbed, too_faint
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.desk import Desk
from assistant.errors import LibraryError
from assistant.settings import Settings
from assistant.web.compare_rows import spans
from assistant.web.compare_view import CompareView

HOSTILE = 'Parents <img src=x onerror="window.taken=1"> planted <b onclick="window.taken=2">beans</b> in Tavan.'


def desk_over(folder: Path) -> Desk:
    desk = Desk(Settings(index=folder / "index", corpus=folder / "corpus"))
    assert {row.status for row in desk.index()} == {"indexed"}
    return desk


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("series")
    (folder / "corpus").mkdir()
    write_series(folder / "corpus")
    garden = ("School gardens", HOSTILE, "")
    template(folder / "corpus" / "school-2018.docx", 2018, [garden], sector="Education")
    return desk_over(folder)


@pytest.fixture(scope="module")
def site(series: Desk) -> Iterator[str]:
    with plain_pages(series) as address:
        yield address


YEARS = "year=2018&year=2019"


def opened(page: Page, site: str, query: str = YEARS) -> Page:
    page.goto(f"{site}/compare?{query}")
    return page


def row(page: Page, words: str) -> Locator:
    return page.locator(".compared tr[data-status]", has_text=words)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_two_years_are_chosen_and_seen_side_by_side(
    browser: Browser, site: str, width: int, height: int, scheme: str
) -> None:
    for visit in visit_of(browser, width, height, scheme):
        page = visit.page
        page.goto(f"{site}/compare")
        expect(page).to_have_title("Compare – Report Assistant")
        expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Compare")
        expect(page.locator(".told h3")).to_have_text("Choose what to compare")
        visit.picture(f"{width}-compare-start-{scheme}")
        page.get_by_label("2018", exact=True).check()
        page.get_by_label("2019", exact=True).check()
        page.get_by_role("button", name="Compare", exact=True).click()
        expect(page.locator("#compared-heading")).to_have_text("Comparison of 2018 and 2019")
        wells = row(page, "42 wells")
        expect(wells.locator(".status")).to_have_text("Figure moved")
        expect(wells.locator(".output")).to_have_text("Rural water")
        expect(wells.locator(".moved li")).to_have_text("42 to→ 55 wells")
        expect(wells.locator("blockquote")).to_have_text(
            ["In 2018, 42 wells were drilled in Xieng province.", "In 2019, 55 wells were drilled in Xieng province."]
        )
        expect(wells.locator("mark")).to_have_text(["42", "55"])
        visit.picture(f"{width}-compare-{scheme}")
        assert_nothing_sticks_out(page)
        assert too_faint(page) == []
        assert visit.outside(site) == []
        assert visit.errors == []


@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (390, 844, "dark")])
def test_nobody_stumbles_over_the_page(browser: Browser, site: str, width: int, height: int, scheme: str) -> None:
    for visit in visit_of(browser, width, height, scheme):
        for query in ("", YEARS, "sector=Health"):
            page = opened(visit.page, site, query)
            found = Axe().run(page).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_a_side_that_says_nothing_is_told_in_words(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    gone = row(page, "beans and pumpkins")
    expect(gone.locator(".status")).to_have_text("No longer mentioned")
    expect(gone.locator("td").nth(1)).to_contain_text("Nothing near it in 2019.")


def test_counts_lead_to_the_items_of_a_status(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    statuses = page.get_by_role("navigation", name="Items by status")
    expect(statuses.get_by_role("link")).to_have_text(
        ["All 8", "Figure moved 4", "New 1", "No longer mentioned 1", "Reworded 1", "Unchanged 1"]
    )
    statuses.get_by_role("link", name="New 1").click()
    expect(page).to_have_url(f"{site}/compare?{YEARS}&status=new")
    expect(page.locator(".compared tr[data-status]")).to_have_count(1)
    expect(statuses.locator("[aria-current]")).to_have_text("New 1")


def test_each_quote_opens_where_it_stands(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    row(page, "42 wells").get_by_role("button", name="Show the section").nth(1).click()
    section = page.get_by_role("dialog", name="Where it stands")
    expect(section.locator("mark")).to_contain_text("In 2019, 55 wells were drilled")


def test_a_quote_from_a_file_with_pages_opens_its_picture(wide: Visit, paged_desk: Desk) -> None:
    with plain_pages(paged_desk) as address:
        query = f"report={PDF}&report=example-uxo-2019.docx"
        page = opened(wide.page, address, query)
        quote = page.locator(".quote", has_text="Page 1").first
        quote.get_by_role("button", name="Show the page").click()
        expect(page.get_by_role("dialog", name="Where it stands").locator(".sentence-box").first).to_be_visible()
        wide.picture("1366-compare-page")


def test_a_topic_shows_what_is_on_it_alone(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, YEARS)
    page.get_by_label("Topic").fill("solar refrigerators for vaccines")
    page.keyboard.press("Enter")
    expect(page.locator("#compared-heading")).to_have_text(
        "Comparison of 2018 and 2019: solar refrigerators for vaccines"
    )
    expect(page.locator(".compared tr[data-status] .output").first).to_have_text("Vaccination by boat")
    expect(row(page, "42 wells")).to_have_count(0)
    opened(wide.page, site, f"{YEARS}&topic=football")
    expect(page.locator(".told")).to_contain_text("Neither side says anything on this topic.")


def test_three_years_show_each_step_and_a_chart(visit: Visit, site: str) -> None:
    page = opened(visit.page, site, "sector=Health")
    expect(page.locator(".compared caption")).to_have_text(["2017 beside 2018", "2018 beside 2019"])
    chart = page.get_by_role("img", name="wells")
    expect(chart.locator("text")).to_have_text(["2017", "30", "2018", "42", "2019", "55"])
    visit.picture(f"{page.viewport_size['width'] if page.viewport_size else 0}-compare-trend")
    assert_nothing_sticks_out(page)


def test_reports_are_chosen_by_name(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, "")
    page.get_by_text("Choose reports instead").click()
    for name in (LATER, OLD):
        page.get_by_role("checkbox", name=re.compile(re.escape(name))).check()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#compared-heading")).to_have_text("Comparison of 2017 and 2019")
    expect(page.get_by_text("Reports chosen: 2")).to_be_visible()


def test_a_year_without_a_report_is_told(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, f"{YEARS}&year=2021&sector=Health")
    expect(page.locator(".compare-notes")).to_contain_text("No report of 2021 on Health is indexed.")
    expect(page.get_by_label("2021", exact=True)).to_be_checked()
    page = opened(wide.page, site, "year=2019&year=2021&sector=Health")
    expect(page.locator(".told")).to_contain_text("There is only 2019 to compare.")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("topic=wells", "Choose what to compare: two years or more, two reports or more, or a sector."),
        ("report=lost.pdf", "No report named 'lost.pdf' is indexed."),
        ("year=x&part=y&status=z", "Choose what to compare"),
        (f"{YEARS}&topic={'wells+' * 600}", "at most 2,000 can be read"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence_on_the_page(site: str, query: str, said: str) -> None:
    answer = httpx.get(f"{site}/compare?{query}")
    assert answer.status_code == 200
    assert said in re.sub("&#39;", "'", answer.text)


def test_what_stands_in_a_report_is_shown_as_text(tmp_path: Path, wide: Visit) -> None:
    (tmp_path / "corpus").mkdir()
    for year in (2018, 2019):
        rows = [("School <i>gardens</i>", HOSTILE, ""), *ROWS_2019]
        template(tmp_path / "corpus" / f"health-{year}.docx", year, rows)
    with plain_pages(desk_over(tmp_path)) as address:
        page = opened(wide.page, address)
        expect(row(page, "planted").locator("blockquote").first).to_have_text(HOSTILE)
        assert page.evaluate("window.taken") is None
        assert page.locator("main img, main b, main i").count() == 0


def test_the_keyboard_goes_through_the_form(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    page.get_by_label("Topic").focus()
    seen = [name.strip() for name in tabbed(page, 6)]
    assert seen == ["Sector", "Compare", "2017", "2018", "2019", "Choose reports instead"]


def test_on_paper_only_the_comparison_is_printed(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, f"{YEARS}&status=moved")
    page.emulate_media(media="print")
    for hidden in (".compare-form", ".statuses", ".compare-take", ".compared .quiet"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(row(page, "42 wells")).to_be_visible()
    wide.picture("1366-compare-print")


def test_it_is_taken_along_as_word_with_footnotes(series: Desk, site: str) -> None:
    answer = httpx.get(f"{site}/compare/export/docx?{YEARS}")
    assert answer.headers["content-disposition"] == 'attachment; filename="comparison-of-2018-and-2019.docx"'
    document = docx.Document(io.BytesIO(answer.content))
    assert document.paragraphs[0].text == "Comparison of 2018 and 2019"
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Item", "2018", "2019"]
    assert [cell.text for cell in table.rows[1].cells] == [
        "Figure moved – Rural water – 42 → 55 wells",
        "“In 2018, 42 wells were drilled in Xieng province.”",
        "“In 2019, 55 wells were drilled in Xieng province.”",
    ]
    notes = next(p for p in document.part.package.iter_parts() if p.partname == "/word/footnotes.xml").blob.decode()
    assert f"{EARLIER}, Progress: “In 2018, 42 wells were drilled in Xieng province.”" in notes
    assert len(table.rows) == 1 + 8


def test_it_is_taken_along_as_markdown_as_it_is_limited(site: str) -> None:
    text = httpx.get(f"{site}/compare/export/md?{YEARS}&status=new").text
    assert text.startswith("# Comparison of 2018 and 2019\n")
    assert "Only: New" in text
    assert "A telephone line on which midwives give advice was opened in Kamp." in text
    assert "42 wells" not in text
    assert httpx.get(f"{site}/compare/export/pdf?{YEARS}").status_code == 404
    assert httpx.get(f"{site}/compare/export/md?topic=wells").status_code == 422


def test_without_reports_the_page_says_how_to_add_some(visit: Visit, empty_desk: Desk) -> None:
    with plain_pages(empty_desk) as address:
        page = opened(visit.page, address)
        expect(page.locator(".empty h2")).to_have_text("No reports are indexed yet")


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (LibraryError("The index is damaged."), 200, "The index is damaged."),
        (RuntimeError("secret"), 500, "went wrong"),
    ],
)
def test_an_error_is_a_sentence_on_the_page(
    series: Desk, site: str, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, said: str
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(series, "compare", broken)
    page = httpx.get(f"{site}/compare?{YEARS}&topic={status}")
    assert page.status_code == status
    assert said in page.text
    assert "secret" not in page.text


def test_a_link_keeps_what_it_shows() -> None:
    view = CompareView("deep wells", "Health", (2018, 2019), ("a b.pdf",), "new", 2)
    assert view.link == "/compare?topic=deep+wells&sector=Health&year=2018&year=2019&report=a+b.pdf&status=new&part=2"
    assert view.of_status("").link.endswith("&report=a+b.pdf")


def test_a_figure_is_marked_where_it_stands_alone() -> None:
    assert spans("In 2018, 42 wells; 142 pumps.", ["42", "2"]) == [(9, 11)]
    assert spans("EUR 420,000 of EUR 4", ["EUR 4", "EUR 420,000"]) == [(0, 11), (15, 20)]

"""The briefing page: the form, the note and its sources, changing it, and taking it along."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from brief_visits import part, said
from briefings import unfound
from conftest import CORPUS, Visit, served
from plain_pages import assert_nothing_sticks_out, too_faint
from playwright.sync_api import Browser, Page, expect

from assistant.desk import Desk
from assistant.settings import Settings
from assistant.web.brief_page import kept_of
from assistant.web.brief_view import BriefView, view_of

UXO = "?sector=Unexploded+ordnance"
TEAM = "The first team led by a woman began work in July 2019."
OWN = 'The minister asked <b>for</b> "more" teams & lorries.'
MARK = "Added by the author, not from a report"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(Settings(index=tmp_path_factory.mktemp("brief"), corpus=CORPUS))
    assert {status.status for status in desk.index()} == {"indexed"}
    return desk


@pytest.fixture(scope="module")
def site(corpus: Desk) -> Iterator[str]:
    yield from served(corpus)


def opened(page: Page, site: str, query: str = UXO) -> Page:
    page.goto(f"{site}/brief{query}")
    return page


def sent(page: Page) -> list[tuple[str, str]]:
    """What an export would be sent."""
    found = page.evaluate("[...new FormData(document.querySelector('.brief-note'))]")
    return [(name, value) for name, value in found]


def test_the_note_is_shown_with_its_parts_and_its_sources(visit: Visit, site: str) -> None:
    page = opened(visit.page, site)
    expect(page.get_by_label("Title")).to_have_value("Briefing: Unexploded ordnance")
    expect(page.locator(".brief-note h3")).to_have_text(
        [
            *("Purpose", "Key facts", "What changed since the last report", "Progress", "Challenges and opportunities"),
            *("Donors and commitments", "Planned next", "What the reports do not say", "Sources"),
        ]
    )
    markers = page.locator(".brief-note .marker").all_inner_texts()
    assert markers == [str(n) for n in range(1, len(markers) + 1)]
    assert page.locator("#sources .card").count() == len(markers)
    assert_nothing_sticks_out(page)
    assert too_faint(page) == []
    assert visit.outside(site) == []
    assert visit.errors == []


def test_a_marker_opens_its_source(visit: Visit, site: str) -> None:
    page = opened(visit.page, site)
    part(page, "Progress").locator(".entry", has_text=TEAM).locator(".marker").click()
    card = page.locator("#sources .card[open]")
    expect(card).to_have_count(1)
    expect(card.locator("mark")).to_have_text(TEAM)
    expect(card.locator("mark")).to_be_in_viewport()


def test_dark_and_light_pass_the_accessibility_check(another: Visit, wide: Visit, site: str) -> None:
    for visit in (wide, another):
        for query in ("", UXO):
            found = Axe().run(opened(visit.page, site, query))
            assert found.violations_count == 0, found.generate_report()
    another.picture("dark-brief")
    wide.picture("wide-brief")


def test_the_form_keeps_the_scope_in_the_link(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, "")
    page.get_by_label("Topic (may be left empty)").fill("risk education")
    page.get_by_label("Year", exact=True).select_option("2018")
    page.get_by_label("To year").select_option("2019")
    page.get_by_role("button", name="Make the note").click()
    expect(page.get_by_label("Title")).to_have_value("Briefing: Risk education")
    expect(page.get_by_label("To year")).to_have_value("2019")
    expect(page.locator(".brief-note")).to_contain_text("what the reports of 2018 and 2019 say on risk education")
    assert "topic=risk+education" in page.url
    assert "year=2018&until=2019" in page.url


def test_entries_are_moved_and_left_out_by_keyboard_and_the_focus_stays(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    first, second, third = said(page, "Key facts")[:3]
    entry = part(page, "Key facts").locator(".entry", has_text=first)
    down = entry.get_by_role("button", name="Move down")
    down.focus()
    page.keyboard.press("Enter")
    assert said(page, "Key facts")[:3] == [second, first, third]
    expect(down).to_be_focused()
    expect(page.locator(".brief-note [role='status']")).to_contain_text("Moved to place 2 of")
    entry.get_by_role("button", name="Move up").press("Enter")
    assert said(page, "Key facts")[:3] == [first, second, third]
    kept = [value for name, value in sent(page) if name == "keep"]
    out = entry.get_by_role("button", name="Leave out")
    out.press("Enter")
    assert [value for name, value in sent(page) if name == "keep"] == kept[1:]
    back = entry.get_by_role("button", name="Put back")
    expect(back).to_be_focused()
    back.press("Enter")
    assert [value for name, value in sent(page) if name == "keep"] == kept


def test_rows_of_tables_are_moved_and_left_out_as_well(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    rows = part(page, "Donors and commitments").locator("tr.entry")
    first, second = rows.locator("th").all_inner_texts()[:2], rows.locator("td:nth-child(2)").all_inner_texts()[:2]
    rows.nth(1).get_by_role("button", name="Move up").click()
    assert rows.locator("th").all_inner_texts()[:2] == first[::-1]
    assert rows.locator("td:nth-child(2)").all_inner_texts()[:2] == second[::-1]


def test_a_sentence_of_ones_own_is_marked_on_the_page_and_in_both_files(wide: Visit, site: str, corpus: Desk) -> None:
    page = opened(wide.page, site)
    progress = part(page, "Progress")
    progress.get_by_text("Add a sentence of your own").click()
    progress.get_by_label("Add a sentence of your own: Progress").fill(OWN)
    page.keyboard.press("Enter")
    own = progress.locator(".entry.own")
    expect(own.locator(".said")).to_have_text(OWN)
    expect(own).to_contain_text(MARK)
    own.get_by_role("button", name="Move up").click()
    page.get_by_label("Title").fill("Teams: what the minister asked")
    with page.expect_download() as word:
        page.get_by_role("button", name="Word").click()
    assert word.value.suggested_filename == "teams-what-the-minister-asked.docx"
    path = Path(word.value.path())
    document = docx.Document(io.BytesIO(path.read_bytes()))
    lines = [p.text for p in document.paragraphs]
    assert lines[0] == "Teams: what the minister asked"
    assert f"{OWN} [{MARK}]" in lines
    assert unfound(path, corpus.library.store) == []
    with page.expect_download() as markdown:
        page.get_by_role("button", name="Markdown").click()
    text = Path(markdown.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# Teams: what the minister asked\n")
    assert MARK in text
    assert r"\<b\>for\</b\>" in text
    assert page.locator("main b").count() == 0
    assert wide.errors == []


def test_a_refused_export_is_told_and_what_was_changed_stays(wide: Visit, site: str) -> None:
    page = opened(wide.page, site)
    page.evaluate("document.querySelector('[name=keep]').value = '0:1-2'")
    page.get_by_role("button", name="Word").click()
    expect(page.get_by_role("alert")).to_contain_text("Make the briefing again.")
    expect(page.locator(".brief-note")).to_be_visible()


def test_nobody_can_export_an_unquoted_sentence_as_quoted(site: str) -> None:
    page = httpx.get(f"{site}/brief{UXO}").text
    key = page.split('name="keep" value="')[1].split('"')[0].split("|")[0]
    document, _, span = key.partition(":")
    start, end = map(int, span.split(",")[0].split("-"))
    for forged in (f"{document}:{start}-{end - 12}", "Norland gave a million.", f"{document}:0-{end}"):
        fields = {"sector": "Unexploded ordnance", "title": "", "part": "facts", "keep": forged}
        answer = httpx.post(f"{site}/brief/export/md", data=fields)
        assert (answer.status_code, "Make the briefing again." in answer.text) == (422, True)


def test_only_its_own_page_may_ask_for_an_export(site: str) -> None:
    fields = {"sector": "Unexploded ordnance", "part": "facts", "own": "A sentence."}
    refused = httpx.post(f"{site}/brief/export/md", data=fields, headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code == 403
    assert httpx.post(f"{site}/brief/export/md", data=fields).text.count(MARK) == 1
    assert httpx.post(f"{site}/brief/export/pdf", data=fields).status_code == 404


def test_the_note_is_made_and_taken_along_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = opened(context.new_page(), site)
    expect(part(page, "Progress").get_by_role("button", name="Move up")).to_have_count(0)
    part(page, "Progress").locator("summary").click()
    page.get_by_label("Add a sentence of your own: Progress").fill(OWN)
    with page.expect_download() as file:
        page.get_by_role("button", name="Markdown").click()
    assert MARK in Path(file.value.path()).read_text(encoding="utf-8")
    context.close()


@pytest.mark.parametrize(
    ("query", "heading", "text"),
    [
        ("", "Make a briefing note", "Type a topic, or choose a sector"),
        ("?topic=football+stadiums", "No note", "Nothing on “football stadiums” was found in any of the 9 reports"),
        ("?topic=opium&year=1999", "No note", "No indexed report is within these limits."),
        ("?topic=" + "a+" * 1500, "The note could not be made", "Shorten it to what you want to know."),
        ("?topic=%3F%21", "The note could not be made", "The question is empty."),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(
    visit: Visit, site: str, query: str, heading: str, text: str
) -> None:
    page = opened(visit.page, site, query)
    expect(page.locator(".told h3")).to_have_text(heading)
    expect(page.locator(".told")).to_contain_text(text)
    assert_nothing_sticks_out(page)


def test_the_way_to_begin_leads_to_a_note(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, "")
    page.get_by_role("link", name="Illicit drugs, 2019").click()
    expect(page.get_by_label("Title")).to_have_value("Briefing: Illicit drugs, 2019")


def test_what_stands_in_a_link_is_shown_as_text(wide: Visit, site: str) -> None:
    page = opened(wide.page, site, '?topic=opium+"><img+src=x+onerror="window.taken=1">&sector=<b>x</b>')
    expect(page.locator(".told")).to_be_visible()
    assert page.evaluate("window.taken") is None
    assert page.locator("main img, main b").count() == 0


@pytest.mark.parametrize(
    ("asked", "view", "years"),
    [
        ({"year": "2018", "until": "2020"}, BriefView(year="2018", until="2020"), (2018, 2019, 2020)),
        ({"year": "2020", "until": "2018"}, BriefView(year="2020", until="2018"), (2018, 2019, 2020)),
        ({"until": "2018"}, BriefView(until="2018"), (2018,)),
        ({"year": "x", "length": "endless"}, BriefView(), ()),
        ({"topic": "  wells   in Xieng "}, BriefView("wells in Xieng"), ()),
    ],
)
def test_a_link_is_read_as_far_as_it_makes_sense(
    asked: dict[str, str], view: BriefView, years: tuple[int, ...]
) -> None:
    assert view_of(asked) == view
    assert view.years == years
    assert view_of(dict(httpx.URL(view.link).params)) == view


def test_a_field_belongs_to_the_part_before_it_and_to_none_that_is_unknown() -> None:
    fields = [("keep", "a"), ("part", "facts"), ("keep", "b"), ("own", " "), ("part", "gossip"), ("keep", "c")]
    assert [(kept.part, kept.key) for kept in kept_of(fields)] == [("facts", "b")]

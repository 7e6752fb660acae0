"""Where a sentence stands: its page as a picture with the sentence boxed, or its section, beside the answer."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from conftest import CORPUS, PDF, WORD, Visit, served
from playwright.sync_api import Locator, expect

from assistant.desk import Desk
from assistant.settings import Settings

RECTANGLES = """(card) => [...card.querySelectorAll('.page-paper, .sentence-box')].map((part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return { x, y, width, height };
})"""
FORENSICS = "Who set up the digital forensics laboratory?"
CLEARED = "What progress was made on survey and clearance?"


def open_card(visit: Visit) -> Locator:
    visit.page.locator("#turn-1 .marker").first.click()
    card = visit.page.locator(".card[open]")
    expect(card.locator(".page-paper img")).to_be_visible()
    return card


def under(box: dict[str, float], paper: dict[str, float], desk: Desk, page: int) -> str:
    """The text of the PDF's page under a box of the screen."""
    sheet = pypdfium2.PdfDocument(desk.settings.corpus / PDF)[page - 1]
    width, height = sheet.get_size()
    left, top = (box["x"] - paper["x"]) / paper["width"] * width, (box["y"] - paper["y"]) / paper["height"] * height
    right, bottom = left + box["width"] / paper["width"] * width, top + box["height"] / paper["height"] * height
    return str(sheet.get_textpage().get_text_bounded(left, height - bottom, right, height - top))


def test_the_page_is_shown_beside_the_answer_with_the_sentence_boxed(
    visit: Visit, paged_desk: Desk, paged_address: str
) -> None:
    page = visit.open(paged_address)
    visit.ask(FORENSICS)
    card = open_card(visit)
    quote = card.locator("mark").inner_text()
    expect(card.locator(".sentence-box").first).to_be_visible()
    paper, *boxes = card.evaluate(RECTANGLES)  # at one moment, for a drawer still moves
    said = card.locator(".page-number").inner_text()
    number = int(re.search(r"\d+", said)[0])
    words = " ".join(under(box, paper, paged_desk, number) for box in boxes).split()
    assert len(set(quote.split()) & set(words)) >= 0.9 * len(set(quote.split()))
    visit.picture(f"{page.viewport_size['width']}-page")
    card.locator(".page-figure").scroll_into_view_if_needed()
    visit.picture(f"{page.viewport_size['width']}-page-in-card")
    expect(card.locator(".sentence-box").first).to_be_in_viewport()
    assert visit.outside(paged_address) == []
    assert visit.errors == []


def test_pages_are_turned_and_enlarged_and_the_sentence_is_boxed_on_its_own_page_only(
    visit: Visit, paged_address: str
) -> None:
    page = visit.open(paged_address)
    visit.ask(FORENSICS)
    card = open_card(visit)
    first = card.locator(".page-number").inner_text()
    card.get_by_role("button", name="Previous page").click()
    expect(card.locator(".page-number")).not_to_have_text(first)
    expect(card.locator(".sentence-box")).to_have_count(0)
    expect(card.locator(".page-note")).to_have_text("The sentence does not stand on this page.")
    card.get_by_role("button", name="Next page").click()
    expect(card.locator(".page-number")).to_have_text(first)
    card.get_by_role("button", name="Enlarge").click()
    large = page.get_by_role("dialog", name="Where it stands")
    expect(large.locator(".sentence-box").first).to_be_in_viewport()
    visit.picture(f"{page.viewport_size['width']}-page-large")
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()


def test_without_pages_the_section_is_shown_with_its_table_row_and_the_sentence_marked(
    visit: Visit, paged_address: str
) -> None:
    page = visit.open(f"{paged_address}/?report={WORD}")
    visit.ask(CLEARED)
    page.locator("#turn-1 .marker").first.click()
    card = page.locator(".card[open]")
    quote = card.locator("mark").inner_text()
    card.get_by_role("button", name="Show the section").click()
    section = page.get_by_role("dialog", name="Where it stands")
    expect(section.locator("mark").first).to_be_in_viewport()
    assert "".join(section.locator("mark").all_inner_texts()).replace("\n", " ") == quote
    expect(section.locator("table:has(mark) thead")).to_contain_text("Progress")
    visit.picture(f"{page.viewport_size['width']}-section")
    section.get_by_role("button", name="Close").click()
    expect(section).to_be_hidden()


def test_the_original_is_opened_where_the_browser_can_show_it_and_saved_otherwise(
    paged_desk: Desk, paged_address: str, wide: Visit
) -> None:
    ids = {report.name: report.document_id for report in paged_desk.documents()}
    for name, kind, how in (
        (PDF, "application/pdf", "inline"),
        (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    ):
        got = wide.page.request.get(f"{paged_address}/sources/{ids[name]}/original")
        assert (got.status, got.headers["content-type"], got.headers["content-disposition"].split(";")[0]) == (
            200, kind, how,
        )  # fmt: skip
        assert got.body() == (paged_desk.settings.corpus / name).read_bytes()


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/sources/none/view?page=1", 404, "no longer in the index"),
        ("/sources/none/original", 404, "no longer in the index"),
        ("/sources/none/pages/1.png", 404, "no longer in the index"),
        ("/sources/{pdf}/view?page=99", 404, "page 99"),
        ("/sources/{pdf}/pages/99.png", 404, "page 99"),
        ("/sources/{word}/view?start=900000&end=900010", 404, "stands elsewhere"),
    ],
)
def test_what_cannot_be_shown_says_why(
    paged_desk: Desk, paged_address: str, wide: Visit, path: str, status: int, said: str
) -> None:
    ids = {report.name: report.document_id for report in paged_desk.documents()}
    got = wide.page.request.get(paged_address + path.format(pdf=ids[PDF], word=ids[WORD]))
    assert (got.status, said in got.text()) == (status, True), got.text()


def test_a_picture_whose_file_changed_gives_way_to_a_note(wide: Visit, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / PDF).write_bytes((CORPUS / PDF).read_bytes())
    desk = Desk(Settings(index=tmp_path / "index", corpus=tmp_path / "corpus"))
    assert [row.status for row in desk.index()] == ["indexed"]
    (tmp_path / "corpus" / PDF).write_bytes((CORPUS / PDF).read_bytes() + b"\n% changed")
    for address in served(desk):
        page = wide.open(address)
        wide.ask(FORENSICS)
        page.locator("#turn-1 .marker").first.click()
        expect(page.locator(".card[open] .page-note")).to_contain_text("changed since")
        expect(page.locator(".card[open] .sentence-box")).to_have_count(0)

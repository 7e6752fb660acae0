"""A person at the check page: a real Chromium, a real server, real reports. Pictures go to artefacts/."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import docx
import httpx
import pytest
from check_visits import check, counts, found, is_done, sentence
from conftest import FRIDGES, FUEL, OFFICES, Visit, visit_of
from plain_pages import assert_nothing_sticks_out, plain_pages, tabbed, too_faint
from playwright.sync_api import Browser, Page, expect
from test_accessibility import stumbles

from assistant.checking import Checked, DraftSentence
from assistant.desk import Desk
from assistant.errors import LibraryError
from assistant.values import Filters

FIFTY = FRIDGES.replace("forty", "fifty")
BOATS = "The navy of Westmark painted its fishing boats blue in 2017."
DRAFT = f"Note on the border\n\n{OFFICES} {FIFTY}\n\n{BOATS} How much did that cost?\n\nBest regards\n"
CHECKED = "All 3 sentences are checked. Choose one to read what the report says."


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[str]:
    with plain_pages(desk) as address:
        yield address


def word_file(path: Path, *texts: str) -> Path:
    document = docx.Document()
    document.add_heading("Note on the border", 1)
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def downloaded(page: Page) -> tuple[str, docx.document.Document]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Word with comments").click()
    return download.value.suggested_filename, docx.Document(str(download.value.path()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_each_sentence_comes_back_with_its_finding(
    browser: Browser, site: str, width: int, height: int, scheme: str
) -> None:
    for visit in visit_of(browser, width, height, scheme):
        page = visit.page
        page.goto(f"{site}/check")
        expect(page).to_have_title("Check – Report Assistant")
        expect(page.get_by_role("navigation", name="Pages").locator("[aria-current]")).to_have_text("Check")
        visit.picture(f"{width}-check-start-{scheme}")
        assert stumbles(page) == []
        check(page, site, DRAFT)
        is_done(page, CHECKED)
        assert found(page) == [(OFFICES, "supported"), (FIFTY, "differs"), (BOATS, "not_found")]
        assert counts(page) == ["All 3", "≠ A figure or name differs 1", "≈ Partly 0", "? Not found 1", "✓ Supported 1"]
        expect(page.locator(".check-rest")).to_have_text("Nothing to check in 3 (headings, questions, single words).")
        sentence(page, FIFTY).click()
        visit.picture(f"{width}-check-{scheme}")
        assert_nothing_sticks_out(page)
        assert too_faint(page) == []
        assert stumbles(page) == []
        assert visit.outside(site) == []
        assert visit.errors == []


def test_a_sentence_opens_to_what_differs_the_quote_and_its_report(wide: Visit, site: str, desk: Desk) -> None:
    page = check(wide.page, site, DRAFT)
    is_done(page, CHECKED)
    place = sentence(page, FIFTY)
    expect(place).to_have_attribute("aria-expanded", "false")
    place.click()
    expect(place).to_have_attribute("aria-expanded", "true")
    said = page.get_by_role("group", name="A figure or name differs")
    expect(said.locator("p").nth(1)).to_have_text("The draft says “fifty”, the report “forty”.")
    expect(said.locator("blockquote")).to_have_text(FRIDGES)
    expect(said.locator("figcaption .facts")).to_have_text("Health · 2018")
    health = next(r for r in desk.documents() if r.name == "health-2018.txt")
    expect(said.get_by_role("link", name=health.title)).to_have_attribute("href", f"/reports/{health.document_id}")
    said.get_by_role("button", name="Show the section").click()
    expect(page.get_by_role("dialog", name="Where it stands").locator("mark")).to_have_text(FRIDGES)
    page.keyboard.press("Escape")  # closes the window alone
    expect(said).to_be_visible()
    place.click()
    expect(said).to_be_hidden()


def test_the_page_of_a_quote_is_shown_as_a_picture(wide: Visit, paged_desk: Desk) -> None:
    quote = next(
        e.passage.text[a:b]
        for e in paged_desk.search("border liaison offices", 50)
        if e.passage.page_first
        for a, b in e.passage.sentences
        if b - a > 60
    )
    with plain_pages(paged_desk) as site:
        page = check(wide.page, site, quote)
        is_done(page, "The one sentence is checked. Choose it to read what the report says.")
        page.locator(".sentence").click()
        page.get_by_role("button", name="Show the page").first.click()
        expect(page.locator("dialog[open] .sentence-box").first).to_be_visible()


def test_the_keyboard_opens_and_closes_a_sentence(wide: Visit, site: str) -> None:
    page = check(wide.page, site, DRAFT)
    is_done(page, CHECKED)
    place = sentence(page, FIFTY)
    expect(place).to_have_role("button")
    place.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said-of:not([hidden]) .finding")).to_contain_text("A figure or name differs")
    assert tabbed(page, 2) == ["Health: Progress Report 2018", "Show the section"]
    page.keyboard.press("Escape")
    expect(page.locator(".said-of:not([hidden])")).to_have_count(0)
    expect(place).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".said-of:not([hidden])")).to_have_count(1)


def test_the_counts_show_the_sentences_of_one_finding_alone(visit: Visit, site: str) -> None:
    page = check(visit.page, site, DRAFT)
    is_done(page, CHECKED)
    page.get_by_role("button", name="A figure or name differs 1").click()
    expect(page.locator(".draft-part:visible")).to_have_count(1)
    expect(page.locator(".draft-part:visible")).to_contain_text(OFFICES)  # as the text around the other
    expect(page.locator(".sentence[tabindex]")).to_have_count(1)
    expect(page.locator(".sentence[tabindex]")).to_contain_text(FIFTY)
    page.get_by_role("button", name="All 3").click()
    assert page.locator(".sentence[tabindex]").count() == 3
    assert page.locator(".draft-part:visible").count() == 4


def test_a_word_file_comes_back_as_itself_with_comments(wide: Visit, site: str, tmp_path: Path) -> None:
    page = wide.page
    page.goto(f"{site}/check")
    page.locator("#draft-file").set_input_files(word_file(tmp_path / "my note.docx", f"{OFFICES} {FIFTY}", BOATS))
    expect(page.locator(".chosen span")).to_have_text("To be checked: my note.docx")
    page.get_by_role("button", name="Check the draft").click()
    is_done(page, CHECKED)
    name, document = downloaded(page)
    assert name == "my note-checked.docx"
    assert [p.text for p in document.paragraphs] == ["Note on the border", f"{OFFICES} {FIFTY}", BOATS]
    assert document.paragraphs[0].style is not None and document.paragraphs[0].style.name == "Heading 1"
    assert [c.text for c in document.comments] == [
        f"Supported.\nThe report says: “{OFFICES}” (border-2019.docx, Progress)",
        "A figure or name differs.\nThe draft says “fifty”, the report “forty”.\n"
        f"The report says: “{FRIDGES}” (health-2018.txt)",
        "Not found.\nNo report that was searched says this. That alone does not make it wrong.",
    ]
    page.get_by_label("Also comment on supported sentences").uncheck()
    assert len(list(downloaded(page)[1].comments)) == 2


def test_a_pasted_text_becomes_a_plain_word_file(wide: Visit, site: str) -> None:
    page = check(wide.page, site, DRAFT)
    is_done(page, CHECKED)
    name, document = downloaded(page)
    assert name == "draft-checked.docx"
    assert [p.text for p in document.paragraphs if p.text][:2] == ["Note on the border", f"{OFFICES} {FIFTY}"]
    assert len(list(document.comments)) == 3


def test_a_dropped_file_is_checked_in_place_of_the_text_and_can_be_left_out(visit: Visit, site: str) -> None:
    page = visit.page
    page.goto(f"{site}/check")
    page.evaluate(
        """([name, text]) => {
          const held = new DataTransfer();
          held.items.add(new File([text], name));
          document.dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
        }""",
        ["note.md", f"# Border\n\n- {OFFICES}\n"],
    )
    expect(page.locator(".chosen span")).to_have_text("To be checked: note.md")
    expect(page.get_by_label("Paste the text")).to_be_disabled()
    page.get_by_role("button", name="Check the draft").click()
    is_done(page, "The one sentence is checked. Choose it to read what the report says.")
    assert found(page) == [(OFFICES, "supported")]
    page.get_by_role("button", name="Leave it out").click()
    expect(page.get_by_label("Paste the text")).to_be_enabled()
    expect(page.locator(".chosen")).to_be_hidden()


def test_the_filters_limit_what_a_draft_is_checked_against(wide: Visit, site: str) -> None:
    page = check(wide.page, site, f"{OFFICES} {FRIDGES}", "?sector=Health")
    is_done(page, "All 2 sentences are checked. Choose one to read what the report says.")
    assert [finding for _, finding in found(page)] == ["not_found", "supported"]
    page.get_by_label("Sector").select_option("Education")
    page.get_by_label("Year").select_option("2019")
    page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("alert")).to_have_text(
        "No indexed report matches all of these filters together. Choose fewer of them."
    )
    expect(page.locator("#checked")).to_be_hidden()


def test_two_hundred_sentences_come_with_progress_and_can_be_stopped(
    visit: Visit, site: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, taken = threading.Event(), list[str]()
    real = desk.check

    def held_up(sentences: Iterable[DraftSentence], filters: Filters = Filters()) -> Iterator[Checked]:
        def one_by_one() -> Iterator[Checked]:
            for checked in real(sentences, filters):
                if len(taken) == 5:
                    go_on.wait(60)
                taken.append(checked.sentence.text)
                yield checked

        return one_by_one()

    monkeypatch.setattr(desk, "check", held_up)
    page = check(visit.page, site, " ".join(f"In 2019 the office at post {n} was opened." for n in range(1, 201)))
    expect(page.get_by_text("5 of 200 sentences checked")).to_be_visible()
    assert page.get_by_role("progressbar").evaluate("bar => [bar.value, bar.max]") == [5, 200]
    visit.picture("check-progress" if page.viewport_size == {"width": 1366, "height": 768} else "390-check-progress")
    page.get_by_role("button", name="Stop").click()
    is_done(page, "Stopped. 5 of 200 sentences are checked, the others are not.")
    expect(page.get_by_role("button", name="Word with comments")).to_be_enabled()
    go_on.set()
    monkeypatch.undo()
    page.get_by_role("button", name="Check the draft").click()
    is_done(page, "All 200 sentences are checked. Choose one to read what the report says.")
    assert len(taken) < 20  # the server did not go on with what was stopped
    assert len(found(page)) == 200


def test_a_draft_that_is_checked_anew_takes_the_place_of_the_one_before(wide: Visit, site: str) -> None:
    page = check(wide.page, site, DRAFT)
    page.get_by_label("Paste the text").fill(FUEL)
    page.get_by_role("button", name="Check the draft").click()
    is_done(page, "The one sentence is checked. Choose it to read what the report says.")
    assert found(page) == [(FUEL, "supported")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  \n ", "There is nothing to check yet. Paste a text or choose a file."),
        ("Border\n\nHow much was it?", "Nothing in this draft can be checked: it has headings, questions"),
        ("Roads were mended. " * 1001, "The draft has 1,001 sentences; at most 1,000 are checked at once."),
        ("x" * 500_001, "The draft has 500,001 characters; at most 500,000 are checked at once."),
    ],
)
def test_what_cannot_be_checked_is_told_with_what_to_do(visit: Visit, site: str, text: str, said: str) -> None:
    page = check(visit.page, site, text)
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("#checked")).to_be_hidden()
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("note.pdf", b"%PDF-1.4", "Files of this kind are not read as a draft. Save it as one of: DOCX, TXT, MD."),
        ("big.txt", b"x" * (10 * 2**20 + 1), "The file has 11 MB; at most 10 MB are read."),
        ("broken.docx", b"PK\x03\x04 and no more", "broken.docx cannot be read as a Word file. Save it as DOCX again."),
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.docx is in an old Office format. Save it as DOCX."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(
    wide: Visit, site: str, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    page = wide.page
    (tmp_path / name).write_bytes(content)
    page.goto(f"{site}/check")
    page.locator("#draft-file").set_input_files(tmp_path / name)
    if page.get_by_role("alert").text_content() == "":
        page.get_by_role("button", name="Check the draft").click()
    expect(page.get_by_role("alert")).to_contain_text(said)


def test_a_draft_in_another_language_is_checked_with_a_word_on_it(wide: Visit, site: str) -> None:
    page = check(
        wide.page,
        site,
        "Le gouvernement du Norland a construit douze nouvelles écoles dans la province du nord pendant cette année. "
        "Les enseignants ont été formés par la fondation et reçoivent maintenant un salaire régulier.",
    )
    is_done(page, "All 2 sentences are checked. Choose one to read what the report says.")
    expect(page.locator(".check-rest")).to_contain_text("This draft seems not to be in English.")
    assert [finding for _, finding in found(page)] == ["not_found", "not_found"]


def test_what_stands_in_a_draft_is_shown_as_text(wide: Visit, site: str) -> None:
    hostile = (
        "The store <img src=x onerror=window.taken=1> at Pakse <script>window.taken=2</script> was {mended} in 2018."
    )
    page = check(wide.page, site, hostile)
    is_done(page, "The one sentence is checked. Choose it to read what the report says.")
    page.locator(".sentence").click()
    assert found(page)[0][0] == hostile
    assert page.evaluate("window.taken") is None
    assert page.locator(".draft img, .draft script").count() == 0
    assert wide.outside(site) == []


def test_an_error_within_a_draft_is_a_sentence_and_what_was_found_stays(
    wide: Visit, site: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.check
    for error, said in (
        (LibraryError("The index is damaged. Run: assistant index"), "The index is damaged. Run: assistant index"),
        (RuntimeError("secret"), "Something went wrong on the server"),
    ):

        def broken(
            sentences: Iterable[DraftSentence], filters: Filters = Filters(), error: Exception = error
        ) -> Iterator[Checked]:
            def one_then_none() -> Iterator[Checked]:
                yield next(real(sentences, filters))
                raise error

            return one_then_none()

        monkeypatch.setattr(desk, "check", broken)
        page = check(wide.page, site, DRAFT)
        expect(page.locator(".check-says")).to_contain_text(said)
        expect(page.locator(".check-says")).not_to_contain_text("secret")
        assert found(page) == [(OFFICES, "supported")]


def test_without_reports_the_page_says_how_to_add_some(visit: Visit, empty_desk: Desk) -> None:
    with plain_pages(empty_desk) as site:
        visit.page.goto(f"{site}/check")
        expect(visit.page.locator(".empty h2")).to_have_text("No reports are indexed yet")
        assert_nothing_sticks_out(visit.page)
        answer = httpx.post(f"{site}/check/results", content=OFFICES)
        assert (answer.status_code, "No report is indexed" in answer.text) == (422, True)


def test_without_javascript_the_page_names_the_command(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/check")
    expect(page.locator("noscript p")).to_contain_text("Or run: assistant check FILE")
    context.close()


def test_the_server_refuses_too_much_and_remarks_that_are_none(site: str) -> None:
    assert httpx.post(f"{site}/check/results", content=b"x" * (10 * 2**20 + 1)).status_code == 413
    for head in (
        b"",
        b"{}",
        b"[1]",
        b'[[0, 1, "2", "x"]]',
        b"[" * 100_000,
        json.dumps([[0, 0, 1, "x"]] * 1001).encode(),
    ):
        answer = httpx.post(f"{site}/check/word", content=head + b"\nText.")
        assert (answer.status_code, "could not be made" in answer.text) == (400, True)


def test_remarks_without_a_place_in_the_draft_are_left_out(site: str) -> None:
    remarks = [[0, 0, 4, "kept"], [-1, 0, 4, "before"], [7, 0, 4, "after"], [0, 4, 0, "turned"]]
    answer = httpx.post(f"{site}/check/word", content=json.dumps(remarks).encode() + b"\nText.")
    assert answer.status_code == 200
    assert [c.text for c in docx.Document(io.BytesIO(answer.content)).comments] == ["kept"]

"""A person at the reports page: a real Chromium, a real server, small files. Pictures go to artefacts/."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from conftest import Visit, desk_over, served
from ledger_visits import assert_nothing_sticks_out
from mixed_files import make_pdf, make_protected, report_of, twenty_files
from playwright.sync_api import Dialog, expect
from reports_visits import all_done, choose, opened, rows, sent, sent_states, titles

from assistant.desk import Desk
from assistant.web.words import load_words

WORDS = load_words()


@pytest.fixture
def library(tmp_path: Path) -> Desk:
    """A desk of its own for each test, which changes it."""
    return desk_over(tmp_path, with_reports=True)


@pytest.fixture
def place(library: Desk) -> Iterator[str]:
    yield from served(library)


def send_one(visit: Visit, place: str, path: Path) -> None:
    page = opened(visit, place)
    choose(page, [path])
    all_done(page, 1)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_twenty_files_at_once_each_get_their_status_and_a_reload_in_their_middle_loses_none(
    wide: Visit, another: Visit, place: str, library: Desk, tmp_path: Path
) -> None:
    (tmp_path / "mixed").mkdir()
    files, of_the_largest = twenty_files(tmp_path / "mixed", megabytes=60)
    largest_first = sorted(files, key=lambda path: -path.stat().st_size)
    page = opened(wide, place)
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 15 * 2**20},
    )
    answers: list[str] = []
    stopped = threading.Event()

    def ask_on() -> None:  # as another person does meanwhile
        while not stopped.wait(0.2):
            answers.append(library.ask("Who paid for six new border liaison offices?").text)

    asking = threading.Thread(target=ask_on)
    asking.start()
    try:
        choose(page, largest_first)
        expect(page.locator(".all-sending label")).to_have_text(re.compile(r"Sending: \d+ of 20 files"))
        bar = page.get_by_role("progressbar", name="ferries-2016.pdf")
        expect(bar).not_to_have_js_property("value", 0)
        wide.picture("1366-reports-sending")
        page.reload()  # while the largest is on its way
        expect(page.get_by_role("progressbar", name="ferries-2016.pdf")).to_be_visible()
        assert "No reports" not in opened(another, place).locator("body").inner_text()
        all_done(page, 20)
    finally:
        stopped.set()
        asking.join()
    expected = {path.name: status for path, status in files.items()}
    if sent_states(page)["water-norland.txt"] == "unchanged":  # two are sent at a time: the copy may come first
        expected |= {"water-norland.txt": "unchanged", "copy of norland.txt": "indexed"}
    assert sent_states(page) == expected
    expect(page.locator(".sent-count")).to_have_text("20 of 20 files done, 3 not indexed")
    assert len(answers) > 1 and set(answers) == {answers[0]} and "Norway paid" in answers[0]
    assert of_the_largest in library.ask("How many lorries did the ferry of Lakeside carry a day?").text
    expect(rows(page)).to_have_count(3 + 18)  # the table is made anew; the copy and the picture are not in it
    expect(page.locator("#list-count")).to_have_text("19 reports, 2 files could not be read")
    page.evaluate("scrollTo(0, 0)")
    wide.picture("1366-reports-sent")
    expect(sent(opened(another, place))).to_have_count(0)  # the list is its owner's
    assert wide.errors == [] and wide.outside(place) == []


def test_a_server_goes_on_at_its_start_with_what_was_waiting(library: Desk) -> None:
    incoming = library.uploads.receive()
    incoming.write(report_of("Norland", 7).encode())
    library.uploads.take("k", "ann", "wells.txt", incoming)
    for place in served(library):
        assert httpx.get(f"{place}/reports").status_code == 200
        working = library.intake._thread
        if working:
            working.join(120)
    assert [(u.name, u.status) for u in library.uploads.of("ann")] == [("wells.txt", "indexed")]


def test_what_became_of_each_file_is_said_with_what_to_do(visit: Visit, place: str, tmp_path: Path) -> None:
    page = opened(visit, place)
    choose(page, [write(tmp_path / "wells.txt", report_of("Norland", 7))])
    all_done(page, 1)
    choose(
        page,
        [
            write(tmp_path / "copy.txt", report_of("Norland", 7)),
            make_protected(tmp_path / "secret.pdf", ["Nobody reads this."]),
            write(tmp_path / "empty.md", ""),
            write(tmp_path / "photo.png", "no picture"),
        ],
    )
    all_done(page, 5)
    said = dict(
        sent(page).evaluate_all(
            "items => items.map(i => [i.querySelector('.sent-name').textContent, "
            "[...i.querySelectorAll('.state, .sent-says')].map(s => s.textContent).join(': ')])"
        )
    )
    assert said["wells.txt"] == "Indexed: 1 page, 1 passage, 0 commitments"
    assert said["copy.txt"] == "Already there: The same content as wells.txt, which is indexed."
    assert said["secret.pdf"] == (
        "Protected by a password: secret.pdf is protected by a password. Save it without one."
    )
    assert said["empty.md"] == "Damaged or empty: empty.md is empty. Export it again and replace the file."
    assert said["photo.png"] == (
        "Not supported: Files of this kind are not read. Save it as one of: PDF, DOCX, HTML, HTM, TXT, MD, XLSX, CSV."
    )
    assert_nothing_sticks_out(page)
    visit.picture(f"{page.viewport_size['width']}-reports-statuses")
    page.get_by_role("button", name="Clear finished").click()
    expect(sent(page)).to_have_count(0)
    expect(page.locator("#files")).to_be_focused()
    assert visit.errors == []


def test_a_file_over_the_limit_is_not_sent_but_told(wide: Visit, tmp_path: Path) -> None:
    library = desk_over(tmp_path, with_reports=False)
    library.settings = library.settings.model_copy(update={"file_megabytes": 1})
    for place in served(library):
        page = opened(wide, place)
        choose(page, [make_pdf(tmp_path / "large.pdf", ["Large"], megabytes=3)])
        all_done(page, 1)
        expect(sent(page)).to_contain_text("The file has 3 MB; at most 1 MB are read. Split it")
        assert not library.uploads.folder.exists()


def test_an_empty_library_says_how_to_begin_and_its_first_file_makes_the_table(visit: Visit, tmp_path: Path) -> None:
    for place in served(desk_over(tmp_path, with_reports=False)):
        page = opened(visit, place)
        expect(page.locator("#list")).to_contain_text("No reports are indexed yet")
        expect(page.locator("#list")).to_contain_text("Choose files above, or drop them there.")
        assert_nothing_sticks_out(page)
        visit.picture(f"{page.viewport_size['width']}-reports-empty")
        choose(page, [write(tmp_path / "wells.txt", report_of("Norland", 7))])
        expect(rows(page)).to_have_count(1)
        expect(page.locator(".masthead .count")).to_have_text("1 report, 2018")
        expect(page.get_by_label("Title or file")).to_have_count(1)


def test_files_can_be_dropped_onto_the_page(wide: Visit, place: str) -> None:
    page = opened(wide, place)
    files = page.evaluate_handle(
        "text => { const data = new DataTransfer(); data.items.add(new File([text], 'dropped.txt')); return data; }",
        report_of("Norland", 9),
    )
    page.dispatch_event(".drop", "dragover", {"dataTransfer": files})
    expect(page.locator(".drop")).to_have_class("drop over")
    page.dispatch_event(".drop", "drop", {"dataTransfer": files})
    all_done(page, 1)
    assert sent_states(page) == {"dropped.txt": "indexed"}
    expect(page.locator(".drop")).to_have_class("drop")


def test_a_file_that_could_not_be_sent_can_be_sent_again(wide: Visit, place: str, tmp_path: Path) -> None:
    page = opened(wide, place)
    page.route("**/reports/uploads?*", lambda route: route.abort())
    choose(page, [write(tmp_path / "wells.txt", report_of("Norland", 7))])
    expect(page.locator("#now-sending li")).to_contain_text("Not sent: the connection was lost")
    page.unroute("**/reports/uploads?*")
    page.get_by_role("button", name="Send again").click()
    all_done(page, 1)
    expect(page.locator("#now-sending li")).to_have_count(0)


def test_the_table_shows_all_reports_and_the_ways_from_them(visit: Visit, place: str) -> None:
    page = opened(visit, place)
    expect(page.locator("#list-count")).to_have_text("3 reports")
    row = rows(page).filter(has_text="border-2019.docx")
    expect(row.locator(".sector")).to_contain_text("Illicit drugs")
    expect(row.locator(".year")).to_contain_text("2019")
    expect(row.locator(".rows")).to_contain_text("3")
    expect(row.get_by_role("link", name=re.compile("^Ask within"))).to_have_attribute(
        "href", "/?report=border-2019.docx"
    )
    expect(row.locator(".commitments a")).to_have_count(0)
    expect(rows(page).locator(".commitments a")).to_have_attribute("href", "/commitments?report=health-2018.txt")
    assert_nothing_sticks_out(page)
    visit.picture(f"{page.viewport_size['width']}-reports")
    assert visit.outside(place) == [] and visit.errors == []


def test_filters_and_heads_limit_and_sort_by_plain_links(wide: Visit, place: str) -> None:
    page = opened(wide, place)
    page.get_by_role("link", name="Year", exact=True).click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Year")
    assert page.url == f"{place}/reports?order=-year"
    expect(rows(page).first).to_contain_text("border-2019.docx")
    page.get_by_role("link", name="Report", exact=True).click()
    assert titles(page) == sorted(titles(page), key=str.casefold)
    page.get_by_label("Title or file").fill("educ 2018")
    page.get_by_role("button", name="Show").click()
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("education-2018.md")
    page.get_by_label("Sector", exact=True).select_option("Health")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#list")).to_contain_text("No file matches all of these filters together.")
    page.get_by_role("link", name="Clear filters").first.click()
    expect(rows(page)).to_have_count(3)


def test_what_could_not_be_read_can_be_shown_alone_opened_and_taken_off(
    visit: Visit, place: str, library: Desk, tmp_path: Path
) -> None:
    send_one(visit, place, make_protected(tmp_path / "secret.pdf", ["Nobody reads this."]))
    page = visit.page
    page.get_by_role("link", name="Show what could not be read").click()
    expect(rows(page)).to_have_count(1)
    expect(rows(page).locator(".status")).to_contain_text("Save it without one.")
    page.get_by_role("link", name="secret.pdf").click()
    expect(page.locator("#wrong-heading")).to_have_text("Protected by a password")
    page.get_by_role("link", name="Remove…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Nothing was read from it, so nothing is lost.")
    dialog.get_by_role("button", name="Remove").click()
    expect(page.locator(".told-change")).to_have_text("The report is removed.")
    assert [path.name for path in library.uploads.folder.iterdir()] == []


def test_the_quality_of_a_report_is_judged_in_plain_words(visit: Visit, place: str) -> None:
    page = opened(visit, place)
    page.get_by_role("link", name=re.compile("^Health")).first.click()
    table = page.get_by_role("table", name=WORDS["quality.caption"])
    expect(table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Language"))).to_contain_text(
        "English"
    )
    expect(table).to_contain_text("Good")
    assert_nothing_sticks_out(page)
    visit.picture(f"{page.viewport_size['width']}-reports-one")
    assert visit.errors == []


def test_title_sector_and_year_are_corrected_beside_what_the_report_says_and_taken_back(
    visit: Visit, place: str, library: Desk
) -> None:
    page = opened(visit, place, "?text=education")
    rows(page).locator("th a").click()
    page.get_by_label("Year", exact=True).fill("19")
    page.get_by_label("Sector", exact=True).fill("Schools")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved.")
    expect(page.locator(".wrong-fact")).to_contain_text("Use a year with four figures, from 1950 to")
    expect(page.get_by_label("Sector", exact=True)).to_have_value("Schools")  # what was typed stays
    assert next(r for r in library.documents() if r.name == "education-2018.md").sector == "Education"

    page.get_by_label("Year", exact=True).fill("2017")
    page.get_by_label("Title", exact=True).fill("Meals <b>for</b> schools")
    page.get_by_label("Title", exact=True).press("Enter")
    expect(page.locator(".told-change")).to_have_text("The correction is saved.")
    expect(page.locator(".report-name h3")).to_have_text("Meals <b>for</b> schools")
    expect(page.locator("#said-year")).to_contain_text("The report says: 2018")
    visit.picture(f"{page.viewport_size['width']}-reports-corrected")
    assert_nothing_sticks_out(page)
    page.get_by_role("button", name="Take back the correction of: Sector").click()
    expect(page.get_by_label("Sector", exact=True)).to_have_value("Education")
    report = next(r for r in library.documents() if r.name == "education-2018.md")
    assert (report.title, report.sector, report.year) == ("Meals <b>for</b> schools", "Education", 2017)


def test_a_report_is_read_again_and_its_status_follows(wide: Visit, place: str, library: Desk) -> None:
    path = library.settings.corpus / "education-2018.md"
    path.write_text(path.read_text(encoding="utf-8").replace("139", "140"), encoding="utf-8")
    page = opened(wide, place, "?text=education")
    rows(page).locator("th a").click()
    page.get_by_role("button", name="Read again").click()
    expect(page.locator(".told-change")).to_have_text(WORDS["reports.told_again"])
    all_done(page, 1)
    assert sent_states(page) == {"education-2018.md": "indexed"}
    assert "140 villages" in library.ask("How many villages did school meals reach?").text


def test_a_report_is_removed_only_after_a_question_that_names_it(visit: Visit, place: str, library: Desk) -> None:
    page = opened(visit, place, "?text=education")
    rows(page).locator("th a").click()
    page.get_by_role("link", name="Remove…").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Remove “Education"))
    expect(dialog).to_contain_text("What came from it is lost: 1 passage and 0 commitments.")
    expect(dialog).to_contain_text("education-2018.md stays where it is on the disk, and the next run of assistant")
    visit.picture(f"{page.viewport_size['width']}-reports-remove")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert len(library.documents()) == 3
    page.get_by_role("link", name="Remove…").click()
    dialog.get_by_role("link", name="Keep it").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="Remove…").click()
    dialog.get_by_role("button", name="Remove").click()
    expect(page.locator(".told-change")).to_have_text("The report is removed.")
    assert sorted(r.name for r in library.documents()) == ["border-2019.docx", "health-2018.txt"]
    assert (library.settings.corpus / "education-2018.md").is_file()


def test_the_forms_work_without_script(wide: Visit, place: str, library: Desk) -> None:
    context = wide.page.context.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place}/reports?text=education")
    page.locator(".shelf-table th a").last.click()
    page.get_by_label("Sector", exact=True).fill("Schools")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".told-change")).to_have_text("The correction is saved.")
    page.get_by_role("link", name="Remove…").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.locator(".told-change")).to_have_text("The report is removed.")
    assert len(library.documents()) == 2
    context.close()


def test_the_keyboard_is_enough_to_choose_files(wide: Visit, place: str) -> None:
    page = opened(wide, place)
    page.on("filechooser", lambda chooser: None)  # asked to tell only with the key, the browser was too late at times
    page.locator(".skip").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "files":
            break
    with page.expect_file_chooser():
        page.keyboard.press("Enter")


def test_a_person_is_asked_before_leaving_while_a_file_cannot_be_kept(wide: Visit, place: str, tmp_path: Path) -> None:
    page = wide.page
    page.add_init_script("Object.defineProperty(self, 'indexedDB', { value: undefined });")
    opened(wide, place)
    page.route("**/reports/uploads?*", lambda route: None)  # never answered
    choose(page, [write(tmp_path / "wells.txt", report_of("Norland", 7))])
    expect(page.locator("#now-sending li")).to_have_count(1)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{place}/reports?order=title")
    assert asked == ["beforeunload"]


def test_another_site_and_a_browser_without_cookies_cannot_send(place: str, library: Desk) -> None:
    to = f"{place}/reports/uploads?key=k&name=a.txt&size=5"
    foreign = httpx.post(to, content=b"water", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert library.uploads.waiting(1) == ()


@pytest.mark.parametrize(("size", "body"), [(9, b"water"), (2, b"water")])
def test_a_body_of_another_length_than_was_said_is_not_kept(place: str, library: Desk, size: int, body: bytes) -> None:
    answer = httpx.post(f"{place}/reports/uploads?key=k&name=a.txt&size={size}", content=body)
    assert answer.status_code == 400
    assert list(library.uploads.folder.iterdir()) == []


def test_a_report_that_is_not_there_is_told(place: str) -> None:
    for answer in (httpx.get(f"{place}/reports/none"), httpx.post(f"{place}/reports/none/remove")):
        assert answer.status_code == 404 and "This report is not there" in answer.text


def test_two_thousand_reports_are_listed_in_parts(
    wide: Visit, place: str, library: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = library.files()
    monkeypatch.setattr(library, "files", lambda: tuple(file for _ in range(667) for file in few))
    page = opened(wide, place, "?part=3")
    expect(rows(page)).to_have_count(100)
    expect(page.locator(".parts")).to_contain_text("Files 201–300 of 2,001")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".parts")).to_contain_text("Files 301–400 of 2,001")

"""Written answers on the chat page, by a real endpoint that does what each test tells it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import httpx
import pytest
from conftest import FRIDGES, Visit, served
from playwright.sync_api import expect
from scripted_endpoints import (
    Script,
    Scripted,
    answers,
    endpoint_that,
    says_nothing_for,
    sends,
    writes,
    writes_for_ever,
    writes_when_let,
)

from assistant.desk import Desk

ASKED = "What did Japan give to health centres?"
TRUE = "Health centres in the southern provinces were given forty solar refrigerators by Japan [1]. "
SHOWN = TRUE.replace(" [1]. ", ".")
LATER = "The refrigerators for vaccines were given in 2018 [1]. "
FALSE = "Japan gave fifty solar refrigerators in 2018 [1]. "


@contextmanager
def written_pages(desk: Desk, url: str, seconds: float = 20.0) -> Iterator[str]:
    """The address of a server whose answers a language model writes."""
    settings = desk.settings.model_copy(update={"llm_url": url, "llm_model": "scribe", "llm_seconds": seconds})
    serving = served(Desk(settings))
    yield next(serving)
    next(serving, None)


@contextmanager
def pages_with(desk: Desk, script: Script, seconds: float = 20.0) -> Iterator[tuple[str, Scripted]]:
    with (
        endpoint_that(script) as scripted,
        written_pages(desk, f"http://127.0.0.1:{scripted.port}/secret-path", seconds) as address,
    ):
        yield address, scripted


def begin(visit: Visit, question: str = ASKED) -> None:
    box = visit.page.locator("#ask textarea")
    box.fill(question)
    box.press("Enter")


def test_a_sentence_appears_when_it_has_passed_its_check(desk: Desk, visit: Visit) -> None:
    script, let = writes_when_let(TRUE + "Japan", f"{FALSE.removeprefix('Japan')}{LATER}And", " more.")
    with pages_with(desk, script) as (address, scripted):
        page = visit.open(address)
        writer = page.get_by_label("Answers", exact=True)
        expect(writer.locator("option:checked")).to_have_text(f"Written by scribe at 127.0.0.1:{scripted.port}")
        begin(visit)
        expect(page.locator("#turn-1 .looking")).to_contain_text("A sentence appears when it has passed its check")
        let[0].set()
        said = page.locator("#turn-1 .statement .said")
        expect(said).to_have_text([SHOWN])
        expect(page.locator("#turn-1 .stop")).to_be_visible()
        let[1].set()
        expect(said).to_have_text([SHOWN, FRIDGES, LATER.replace(" [1]. ", ".")])  # the false one is told as a quote
        let[2].set()
        page.wait_for_selector("#turn-1 .searched")
        assert "secret-path" not in page.content()
        expect(page.locator("#turn-1 .written-by")).to_have_text(
            f"Written by scribe at 127.0.0.1:{scripted.port}, checked against the quotes."
        )
        taken = page.locator("#turn-1 details.folded", has_text="taken out")
        expect(taken.locator("li").first).to_be_hidden()
        taken.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(taken.locator("li").first).to_contain_text("“fifty” is not in what the passage says of it.")
        page.locator("#turn-1 .marker").first.click()
        expect(page.locator("#sources-1 .card").first).to_contain_text(FRIDGES)
        visit.picture(f"written-{page.viewport_size['width']}")
        visit.reload()
        expect(page.locator("#turn-1 .written-by")).to_contain_text("Written by scribe")
        assert not visit.outside(address)
        assert not visit.errors


@pytest.mark.parametrize("shown", [0, 1])
def test_stopping_ends_the_work_at_the_endpoint_and_keeps_what_was_shown(shown: int, desk: Desk, wide: Visit) -> None:
    script, let = writes_when_let(TRUE + "The", " rest.")
    with pages_with(desk, script) as (address, scripted):
        page = wide.open(address)
        begin(wide)
        if shown:
            let[0].set()
            page.wait_for_selector("#turn-1 .statement")
        else:
            assert scripted.begun.wait(60)  # stopped before, it is not asked at all
            page.wait_for_selector("#turn-1 .looking .stop")
        page.locator("#turn-1 .stop").click()
        assert scripted.left.wait(10)
        if shown:
            expect(page.locator("#turn-1 .statement .said")).to_have_text([SHOWN])
            expect(page.locator("#turn-1 .note").last).to_have_text("Stopped before the whole answer was shown.")
        else:
            expect(page.locator(".turn")).to_have_count(0)


def test_a_tab_that_is_closed_ends_the_work_at_the_endpoint(desk: Desk, wide: Visit) -> None:
    script, _ = writes_when_let(TRUE)
    with pages_with(desk, script) as (address, scripted):
        page = wide.open(address)
        begin(wide)
        assert scripted.begun.wait(60)
        page.wait_for_selector("#turn-1 .looking .stop")
        page.close()
        assert scripted.left.wait(20)


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_an_endpoint_that_is_down_gives_the_quotes_and_the_reason(desk: Desk, visit: Visit) -> None:
    with written_pages(desk, f"http://127.0.0.1:{(port := closed_port())}") as address:
        page = visit.open(address)
        visit.ask(ASKED)
        expect(page.locator("#turn-1 .statement .said")).to_have_text([FRIDGES])
        expect(page.locator("#turn-1 .note").last).to_have_text(
            f"The language model cannot be reached at 127.0.0.1:{port}; these are quotes instead."
        )
        expect(page.locator("#turn-1 .written-by")).to_have_count(0)
        visit.picture(f"written-down-{page.viewport_size['width']}")


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (says_nothing_for(8.0, headers_first=True), "did not answer within 4 seconds"),
        (answers(429, [("Retry-After", "3600")]), "has too many requests (429)"),
        (sends(b"<html>hello</html>\n\n"), "answered in a form that is not understood"),
        (writes("Nothing of this is known. " * 40), "repeats itself"),
        (writes("Japan gave forty solar", reason=None), "was cut off in mid-sentence"),
        (writes_for_ever("Bananas # are not in it. "), "went on without an end"),
    ],
    ids=["slow", "429", "nonsense", "loops", "cut off", "endless"],
)
def test_each_fault_gives_the_quotes_and_the_reason(script: Script, why: str, desk: Desk, wide: Visit) -> None:
    with pages_with(desk, script, seconds=4.0) as (address, _):
        page = wide.open(address)
        wide.ask(ASKED)
        expect(page.locator("#turn-1 .statement .said")).to_have_text([FRIDGES])
        expect(page.locator("#turn-1 .note").last).to_have_text(f"The language model {why}; these are quotes instead.")


def test_a_person_can_switch_to_quotes_at_any_time(desk: Desk, visit: Visit) -> None:
    with pages_with(desk, writes(TRUE)) as (address, scripted):
        page = visit.open(address)
        writer = page.get_by_label("Answers", exact=True)
        writer.focus()
        page.keyboard.press("ArrowDown")
        expect(writer).to_have_value("quotes")
        expect(page.locator(".writer .as-quotes")).to_be_visible()
        visit.ask(ASKED)
        expect(page.locator("#turn-1 .statement .said")).to_have_text([FRIDGES])
        assert scripted.asked == []
        visit.reload()
        expect(page.get_by_label("Answers", exact=True)).to_have_value("quotes")
        page.get_by_label("Answers", exact=True).select_option("")
        page.locator(".again").click()
        expect(page.locator("#turn-1 .statement .said")).to_have_text([SHOWN])
        assert len(scripted.asked) == 1


def test_without_a_language_model_nothing_speaks_of_one(address: str, wide: Visit) -> None:
    page = wide.open(address)
    wide.ask(ASKED)
    expect(page.locator(".writer")).to_have_count(0)
    assert not re.search("written by|language model", page.locator("body").inner_text(), re.IGNORECASE)


def test_a_setting_that_cannot_be_used_is_told_without_its_value(desk: Desk, wide: Visit) -> None:
    with written_pages(desk, "ftp://secret-host/v1") as address:
        page = wide.open(address)
        expect(page.locator(".writer")).to_contain_text("assistant doctor")
        wide.ask(ASKED)
        expect(page.locator("#turn-1 .statement .said")).to_have_text([FRIDGES])
        assert "secret-host" not in page.content()


def test_a_briefing_begins_with_a_checked_summary_which_its_export_checks_again(desk: Desk) -> None:
    with pages_with(desk, writes(f"{TRUE}{FALSE}")) as (address, scripted):
        asked = {"topic": "solar refrigerators", "writer": "written"}
        page = httpx.get(f"{address}/brief", params=asked, timeout=60).text
        assert f'name="summary" value="{SHOWN}"' in page
        assert "1 sentence taken out" in page
        assert f'<option value="written" selected>By scribe at 127.0.0.1:{scripted.port}</option>' in page
        keys = re.findall(r'name="(part|keep)" value="([^"]*)"', page)
        sent = [*asked.items(), ("title", ""), *keys, ("summary", SHOWN), ("summary", FALSE)]
        body = urlencode(sent)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        note = httpx.post(f"{address}/brief/export/md", content=body, headers=form, timeout=60).text
        assert f"{SHOWN}[^1]" in note
        assert "1 of its sentences left out" in note
        assert "fifty" not in note
        assert len(scripted.asked) == 1
        assert 'name="summary"' not in httpx.get(f"{address}/brief", params={"topic": "refrigerators"}, timeout=60).text

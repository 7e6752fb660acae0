"""What a person does at the reports page, in short, and a server that has this page alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn
from conftest import Visit
from fastapi import FastAPI
from playwright.sync_api import Locator, Page, expect

from assistant.desk import Desk
from assistant.web.guard import Guard
from assistant.web.reports import add_reports
from assistant.web.server import bind
from assistant.web.visitor import Visitors
from assistant.web.words import load_words


def reports_served(desk: Desk) -> Iterator[str]:
    """The address of a real server with the reports page over a desk."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Visitors)
    app.add_middleware(Guard)
    add_reports(app, desk, load_words())
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def opened(visit: Visit, address: str, path: str = "") -> Page:
    visit.page.goto(f"{address}/reports{path}")
    expect(visit.page.locator("#desk.sheet")).to_be_visible()
    return visit.page


def choose(page: Page, files: Sequence[Path]) -> None:
    page.locator("#files").set_input_files(files)


def sent(page: Page) -> Locator:
    return page.locator("#sent li")


def sent_states(page: Page) -> dict[str, str]:
    """Each file of the list of what was sent, with its state."""
    return dict(
        sent(page).evaluate_all("items => items.map(i => [i.querySelector('.sent-name').textContent, i.dataset.state])")
    )


def all_done(page: Page, count: int) -> None:
    done = re.compile(rf"^{count} of {count} files done(, \d+ not indexed)?$")
    expect(page.locator(".sent-count")).to_have_text(done, timeout=180_000)


def rows(page: Page) -> Locator:
    return page.locator(".shelf-table tbody tr")


def titles(page: Page) -> list[str]:
    return page.locator(".shelf-table tbody th a").all_inner_texts()

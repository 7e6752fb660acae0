"""What a person does at the check page, in short, and a server that has this page and the sources alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Locator, Page, expect

from assistant.desk import Desk
from assistant.web.check_page import add_check
from assistant.web.guard import Guard
from assistant.web.server import bind
from assistant.web.source_routes import add_sources
from assistant.web.visitor import Visitors
from assistant.web.words import load_words


@contextmanager
def checks_served(desk: Desk) -> Iterator[str]:
    """The address of a real server with the check page over a desk."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Visitors)
    app.add_middleware(Guard)
    for add in (add_check, add_sources):
        add(app, desk, load_words())
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def check(page: Page, site: str, text: str, more: str = "") -> Page:
    """Paste a text and have it checked."""
    page.goto(f"{site}/check{more}")
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Check the draft").click()
    return page


def is_done(page: Page, says: str) -> None:
    expect(page.locator(".check-says")).to_have_text(says)
    expect(page.locator(".check-work")).to_be_hidden()


def found(page: Page) -> list[tuple[str, str]]:
    """Each checked sentence of the draft with its finding."""
    return [
        (str(text), str(finding))
        for text, finding in page.locator(".sentence[data-finding]").evaluate_all(
            "all => all.map(one => [one.firstChild.textContent, one.dataset.finding])"
        )
    ]


def counts(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".check-counts button").all_inner_texts()]


def sentence(page: Page, start: str) -> Locator:
    return page.locator(".sentence", has_text=start)

"""What a person does at the briefing page, in short, and a server that has this page and its sources alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Locator, Page

from assistant.desk import Desk
from assistant.web.brief_page import add_brief
from assistant.web.guard import Guard
from assistant.web.server import bind
from assistant.web.source_routes import add_sources
from assistant.web.words import load_words


def brief_served(desk: Desk) -> Iterator[str]:
    """The address of a real server with the briefing page over a desk."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Guard)
    for add in (add_brief, add_sources):
        add(app, desk, load_words())
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def part(page: Page, heading: str) -> Locator:
    """The part of the note under a heading."""
    return page.get_by_role("region", name=heading, exact=True)


def said(page: Page, heading: str) -> list[str]:
    """The sentences under a heading, in their order, those left out as well."""
    return part(page, heading).locator("ul.entries .entry .said").all_inner_texts()

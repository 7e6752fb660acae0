"""What a person does at the reports page, in short, and a server that has this page alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from conftest import Visit
from playwright.sync_api import Locator, Page, expect


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

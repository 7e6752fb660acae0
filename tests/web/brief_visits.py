"""What a person does at the briefing page, in short, and a server that has this page and its sources alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def part(page: Page, heading: str) -> Locator:
    """The part of the note under a heading."""
    return page.get_by_role("region", name=heading, exact=True)


def said(page: Page, heading: str) -> list[str]:
    """The sentences under a heading, in their order, those left out as well."""
    return part(page, heading).locator("ul.entries .entry .said").all_inner_texts()

"""What a person does at the check page, in short, and a server that has this page and the sources alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


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

"""The plain pages on a real server, and what a person sees of them, in short."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from conftest import served
from playwright.sync_api import Page

from assistant.desk import Desk


@contextmanager
def plain_pages(desk: Desk) -> Iterator[str]:
    """The address of a server over a desk."""
    yield from served(desk)


# Of every element that shows text of its own, the contrast of that text with what lies behind it (WCAG 2).
_CONTRASTS = """(selector) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const layer = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
  };
  const light = () => [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
    const part = pen.getImageData(0, 0, 1, 1).data[i] / 255;
    return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);
  const ratio = (element) => {
    const behind = [];
    for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    behind.forEach(layer);
    const ground = light();
    layer(getComputedStyle(element).color);
    const [high, low] = [ground, light()].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  return [...document.querySelectorAll(selector)]
    .filter((e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    .filter((e) => e.checkVisibility() && !e.closest('.unseen, .past, option'))
    .map((e) => [e.textContent.trim().slice(0, 40), ratio(e)]);
}"""

_FOCUSED = "(e => e.labels?.[0]?.textContent || e.ariaLabel || e.textContent.trim())(document.activeElement)"


def too_faint(page: Page) -> list[str]:
    """The texts of the page whose contrast is below 4.5:1."""
    found = page.evaluate(_CONTRASTS, "main *")
    assert len(found) > 5
    return [f"{text}: {ratio:.1f}" for text, ratio in found if ratio < 4.5]


def assert_nothing_sticks_out(page: Page) -> None:
    assert page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [
        page.evaluate("innerWidth"),
        page.evaluate("innerWidth"),
    ]


def tabbed(page: Page, times: int) -> list[str]:
    """What the focus comes to, tab by tab: a name of each."""
    seen = []
    for _ in range(times):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(_FOCUSED))
    return seen

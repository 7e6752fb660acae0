"""What each format's reader hands on: blocks and stored pages, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.values import Block

MOST_CHARACTERS = 10_000_000  # some 2,500 full pages; its 10,000 passages take 120 MB and minutes to encode
MOST_PAGES = 5_000

Progress = Callable[[int, int], None]
"""Called with the number of pages read so far, and how many of them by recognising pictures."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file's blocks in reading order and its stored pages; `title` and `year` are the file's own metadata."""

    blocks: tuple[Block, ...]
    pages: tuple[str, ...]
    title: str | None = None
    year: int | None = None


class Trail:
    """The headings that stand above the place that has been reached, outermost first."""

    def __init__(self) -> None:
        self._stack: list[tuple[float, str]] = []

    def enter(self, level: float, text: str) -> tuple[str, ...]:
        """Goes below a new heading of that level (1 is outermost); returns the headings above it."""
        self.leave(level)
        above = self.headings
        self._stack.append((level, text))
        return above

    def leave(self, level: float) -> None:
        """Leaves what stands below headings of that level and of deeper ones."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._stack)

"""A table of contents, or the index at a report's end: where it stands among its lines. It tells where things are told,
and tells nothing itself; as rows of a table it was quoted in answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .figures import has_leaders
from .lines import Line
from .placing import Part

FEWEST = 5  # entries; less is a few lines that end in numbers
MOST = 400  # lines of a page that are looked at from one on; a page has fewer
BETWEEN = 3  # lines of a long title, before the one that ends in its page
LED = 3  # entries with a row of dots, where no heading says that this is a table of contents
ABOVE = 4  # lines from its heading to its first entry
INDEXED = 10  # entries of an index on a page
LETTERS = 3  # lines of one letter, where no heading says that it is one
IN_ORDER = 0.9  # of its entries begin with the letter of the one before or a later one

_ENTRY = re.compile(r"(?:^|[^\d.,/$€£¥%-]|[.…·_]{3}|(?:\s[.…·_]){3})\s?\(?(\d{1,4})(?:\s?[-–]\s?\d{1,4})?\)?$")
_INDEXED = re.compile(r"[^\W\d_].*?[^\d\s][,\s]\s?\d{1,4}(?:\s?[,–-]\s?\d{1,4})*$")
_HEADING = re.compile(
    r"(?:table of )?contents(?: \(?continued\)?)?|index|list of (?:tables|figures|boxes|annexes|maps)", re.I
)


def without_contents(pages: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The pages without the entries of tables of contents and of indexes."""
    return _without_index(_without_entries(pages))


def _without_entries(pages: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The pages without the entries of tables of contents: at least five lines, close to each other, that end in page
    numbers which never fall, with rows of dots or below a heading that says so; also as they go on on the next page."""
    kept: list[list[Part]] = []
    goes_on, reached = False, 0
    for page in pages:
        left: list[Part] = []
        numbers = [_number(part) for part in page]
        i = 0
        while i < len(page):
            entries = _entries(page, numbers, i, reached if goes_on and i == 0 else 0)
            if _is_contents(page, numbers, i, entries, goes_on and i == 0):
                reached = numbers[entries[-1]] or 0
                i = entries[-1] + 1
                goes_on = i == len(page)
            else:
                left.append(page[i])
                i += 1
                goes_on = False
        kept.append(left)
    return kept


def _entries(page: Sequence[Part], numbers: Sequence[int | None], start: int, lowest: int) -> list[int]:
    """The lines from `start` on that end in page numbers which never fall, up to where more stands between them than
    a long title."""
    found: list[int] = []
    for i in range(start, min(len(page), start + MOST)):
        number = numbers[i]
        if number is not None and number >= lowest:
            found.append(i)
            lowest = number
        elif not isinstance(page[i], Line) or i - (found[-1] if found else start) > BETWEEN:
            break
    return found


def _number(part: Part) -> int | None:
    """The page number that a line ends in, or is."""
    found = _ENTRY.search(part.text) if isinstance(part, Line) else None
    return int(found[1]) if found else None


def _is_contents(
    page: Sequence[Part], numbers: Sequence[int | None], start: int, entries: Sequence[int], goes_on: bool
) -> bool:
    if len(entries) < FEWEST or len({numbers[i] for i in entries}) < LED:
        return False
    if goes_on or any(map(_is_heading, page[max(0, start - ABOVE) : start + 1])):
        return True
    led = sum(isinstance(part := page[i], Line) and has_leaders(part.text) for i in entries)
    return entries[0] == start and led >= LED


def _is_heading(part: Part) -> bool:
    return isinstance(part, Line) and bool(_HEADING.fullmatch(part.text.strip(" .:")))


def _without_index(pages: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """The pages without the entries of an index: many lines in the order of the alphabet that end in page numbers,
    with letters alone between them or below a heading that says so, or after a page of them."""
    kept: list[list[Part]] = []
    goes_on = False
    for page in pages:
        texts = [part.text if isinstance(part, Line) else "" for part in page]
        entries = [i for i, text in enumerate(texts) if _INDEXED.match(text)]
        letters = [i for i, text in enumerate(texts) if len(text) == 1 and text.isalpha()]
        marked = goes_on or len(letters) >= LETTERS or any(map(_is_heading, page[:ABOVE]))
        goes_on = marked and len(entries) >= INDEXED and _in_order([texts[i] for i in entries])
        first = min((*letters, *entries), default=0)
        kept.append([*page[:first], *page[entries[-1] + 1 :]] if goes_on else list(page))
    return kept


def _in_order(entries: Sequence[str]) -> bool:
    """Whether nearly all entries begin with the same letter as the one before, or a later one."""
    firsts = [entry[0].casefold() for entry in entries]
    return sum(a <= b for a, b in pairwise(firsts)) >= IN_ORDER * (len(firsts) - 1)

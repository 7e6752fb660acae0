"""Quotes: finding a sentence again, word for word, on the stored page that it came from.

A sentence is normalised text (ligatures opened, words at line ends rejoined); the page is kept as it was
extracted. Both are compared by their letters and digits, and what is quoted is the page's own slice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.values import Block
from assistant.values.reports import BAR

_SPACE = re.compile(r"\s+")
_NONE = re.compile(r"\s*[-\u2010-\u2015\u2212.\u2026]+\s*")  # what a table has where there is nothing


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice of one stored page, white space folded; `start` and `end` in the document's text."""

    text: str
    page: int | None
    start: int
    end: int
    block: Block


class Page:
    """A stored page, folded once to letters and digits, so that many quotes can be looked for in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        letters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for folded in _fold(character):
                letters.append(folded)
                places.append(place)
        self._letters = "".join(letters)
        self._places = places

    def find(self, wanted: str) -> str | None:
        """The page's own slice that has the letters and digits of `wanted`; None where it is not there."""
        found = self.place(wanted)
        return self.slice(found, wanted) if found else None

    def slice(self, place: tuple[int, int], wanted: str) -> str:
        """The page's own words at a place that `place` found for `wanted`, with the marks that belong to them."""
        first, last = self._places[place[0]], self._places[place[1] - 1]
        tail = re.match(r"[.!?…%\"'”’)\]]*", self.text[last + 1 :])
        head = re.search(r"[\"'“‘(\[$€£¥]*$", self.text[:first])
        left = first - (
            len(head.group()) if head and wanted[:1] == self.text[first - len(head.group()) : first][:1] else 0
        )
        end = last + 1 + (len(tail.group()) if tail else 0)
        if self.text[end - 1] in ")]" and wanted[-1] not in ")].":  # the bracket of what stands around it
            end = last + 1
        return _SPACE.sub(" ", self.text[left:end]).strip()

    def place(self, wanted: str, after: int = 0) -> tuple[int, int] | None:
        """Where the letters and digits of `wanted` stand in the folded page: whole words rather than parts of them,
        and from `after` on rather than before."""
        needle = folded(wanted)
        if not needle:
            return None
        for start in dict.fromkeys((after, 0)):
            at = first = self._letters.find(needle, start)
            while at >= 0:
                if self._whole(at, at + len(needle)):
                    return at, at + len(needle)
                at = self._letters.find(needle, at + 1)
            if first >= 0:
                return first, first + len(needle)
        return None

    def words_of(self, cells: Sequence[str]) -> str | None:
        """The page's own words for the cells of a row, with bars between them; None where one of them is not there.

        "" for marks alone, as "% | %" above columns: they are looked for as they are, but make no quote to open.
        """
        lettered = [cell for cell in cells if any(c.isalnum() for c in cell)]
        if not lettered:
            return "" if all(cell in self.text for cell in cells) else None
        row = self.place("".join(lettered))  # the cells of a row stand together, if the page has them in its order
        after = row[0] if row else 0
        slices: list[str] = []
        for cell in cells:
            # What says there is nothing keeps its place, or what follows would stand below the heads of others.
            if not cell.strip() or _NONE.fullmatch(cell):
                slices.append(cell.strip() if cell.strip() in self.text else "")
                continue
            if cell not in lettered:  # a unit beside its figure
                continue
            place = self.place(cell, after)
            if place is None:
                return None
            slices.append(self.slice(place, cell))
            after = place[1]
        return BAR.join(slices)

    def _whole(self, start: int, end: int) -> bool:
        """Whether a stretch of the folded page neither starts nor ends within a word."""
        left, right = self._places[start], self._places[end - 1] + 1
        return not (self.text[left - 1 : left].isalnum() or self.text[right : right + 1].isalnum())


def quotes(
    start: int, end: int, blocks: tuple[tuple[Block, int], ...], page_of: Callable[[int | None], Page]
) -> tuple[Quote, ...] | None:
    """The verbatim quotes that `[start, end)` of a document's text stands on, one for each block it touches.

    blocks   the blocks there, each with its offset; page_of gives the stored page.
    Returns None when any part is not found on its page: then nothing may be said from it. Marks alone get no quote.
    """
    found: list[Quote] = []
    for block, offset in blocks:
        left, right = max(start, offset), min(end, offset + len(block.text))
        wanted = block.text[left - offset : right - offset]
        cells = [cell for cell in (wanted.split(BAR) if block.kind == "row" else [wanted]) if cell.strip()]
        if not cells:
            continue
        said = page_of(block.page).words_of(cells)
        if said is None:
            return None
        if said:
            found.append(Quote(said, block.page, left, right, block))
    return tuple(found)


def folded(text: str) -> str:
    """A text by its letters and digits alone, as quotes are looked for: opened and in one case."""
    return "".join(folded for character in text for folded in _fold(character))


def _fold(character: str) -> str:
    """Letters and digits of a character, opened (NFKC) and in one case; "" for anything else."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    return "".join(c for c in unicodedata.normalize("NFKC", character).casefold() if c.isalnum())

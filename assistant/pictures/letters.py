"""A text by its letters and digits alone: what a quote and a page are compared by."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

UNMISTAKABLE = 20  # letters from which on a run may touch others, as where a page has no space between two words

Run = tuple[int, int]
"""Where a stretch of letters starts and ends."""


class Letters:
    """A text folded to letters and digits, in one case and without accents; ligatures are opened.

    text     the text as it was.
    folded   its letters.
    places   for each of them the offset in `text` of the character that it came from.
    """

    def __init__(self, text: str) -> None:
        folded: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for letter in _fold(character):
                folded.append(letter)
                places.append(place)
        self.text = text
        self.folded = "".join(folded)
        self.places = tuple(places)

    def words(self) -> tuple[Run, ...]:
        """The words, as runs of letters between which the text has something else."""
        starts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(self.places)) if b > a + 1), len(self.folded)]
        return tuple((start, end) for start, end in pairwise(starts) if end > start)

    def written(self, run: Run) -> str:
        """A run's letters and digits as they are in the text."""
        return "".join(filter(str.isalnum, self.text[self.places[run[0]] : self.places[run[1] - 1] + 1]))

    def whole_runs(self, wanted: str) -> list[Run]:
        """Every run of the letters `wanted` that is whole words; for many letters, else every run."""
        runs = []
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            runs.append((at, at + len(wanted)))
            at = self.folded.find(wanted, at + 1)
        return [run for run in runs if self.is_whole(run)] or (runs if len(wanted) >= UNMISTAKABLE else [])

    def is_whole(self, run: Run, by_marker: bool = False) -> bool:
        """Whether a run neither starts nor ends within a word; with `by_marker`, a digit next to a letter, as of a
        footnote, is another word."""
        left, right = self.places[run[0]], self.places[run[1] - 1]
        return not any(
            beside.isalnum() and not (by_marker and beside.isdigit() != own.isdigit())
            for beside, own in (
                (self.text[left - 1 : left], self.text[left]),
                (self.text[right + 1 : right + 2], self.text[right]),
            )
        )

    def marks(self, places: Iterable[int]) -> Iterator[int]:
        """Of these offsets in the text, one after the other, those before the first letter or space."""
        for place in places:
            if not 0 <= place < len(self.text) or self.text[place].isalnum() or self.text[place].isspace():
                return
            yield place


def _fold(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    opened = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    return "".join(c for c in opened if c.isalnum())

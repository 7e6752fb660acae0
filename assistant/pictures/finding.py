"""A quote found again on a page: as it stands, cell by cell, in pieces, or the part that a page break left here."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.values.reports import BAR

from .letters import UNMISTAKABLE, Letters, Run
from .pieces import LEAST_WORDS, pieces_of
from .rows import rows_of
from .sheet import Sheet

LONGEST = 5_000  # letters of a quote that is looked for
MARGIN = 100  # letters that may stand above or below a page's text: its number, running lines
APART = 1.0  # heights of a letter between that and the text
LEAST_PART = 30  # letters of a part of a quote


def found_runs(sheet: Sheet, quote: str, before: str = "", after: str = "") -> tuple[Run, ...]:
    """The runs of the page's letters that are the quote; none where that is not certain.

    before, after  what stands around it on the page: tells which one is meant where it stands there several times.
    """
    wanted, page = Letters(quote), sheet.letters
    if not 0 < len(wanted.folded) <= LONGEST:
        return ()
    cells = [cell for cell in quote.split(BAR) if any(c.isalnum() for c in cell)]
    if len(cells) > 1:
        if rows := rows_of(sheet, cells):
            return _meant(rows, page, before, after)
        if len(wanted.folded) < UNMISTAKABLE:  # letters of cells that happen to stand one after the other
            return ()
    whole = [(run,) for run in page.whole_runs(wanted.folded)]
    return _meant(whole, page, before, after) or pieces_of(sheet, wanted, LEAST_WORDS) or _part(sheet, wanted)


def _meant(found: Sequence[tuple[Run, ...]], page: Letters, before: str, after: str) -> tuple[Run, ...]:
    """The one whose surroundings agree most with those given; the first where they tell nothing."""
    left, right = Letters(before).folded[::-1], Letters(after).folded

    def agreement(runs: tuple[Run, ...]) -> int:
        above, below = page.folded[: runs[0][0]][::-1], page.folded[runs[-1][1] :]
        return _alike(above, left) + _alike(below, right)

    return max(found, key=agreement, default=())


def _alike(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _part(sheet: Sheet, wanted: Letters) -> tuple[Run, ...]:
    """The quote's beginning where that ends the page, or its end where that begins the page."""
    page, words, size = sheet.letters.folded, wanted.words(), len(wanted.folded)
    for left_out in range(1, len(words) - LEAST_WORDS + 1):
        head, tail = (0, words[-left_out][0]), (words[left_out][0], size)
        start = page.rfind(wanted.folded[: head[1]])
        end = start + head[1]
        if start >= 0 and _borders(sheet, (start, end), wanted.written(head), end - 1, range(end, len(page))):
            return ((start, end),)
        start = page.find(wanted.folded[tail[0] :])
        end = start + size - tail[0]
        if start >= 0 and _borders(sheet, (start, end), wanted.written(tail), start, range(start)):
            return ((start, end),)
    return ()


def _borders(sheet: Sheet, part: Run, written: str, edge: int, beyond: range) -> bool:
    """Whether a part is long and written like this, which a heading of the same words is not, and what lies beyond
    its edge is little and apart from it, as a page's number is."""
    _, top, _, bottom = sheet.letter_box(edge)
    room = APART * (bottom - top)
    return (
        part[1] - part[0] >= LEAST_PART
        and len(beyond) <= MARGIN
        and sheet.letters.is_whole(part)
        and sheet.letters.written(part) == written
        and all(box[3] < top - room or box[1] > bottom + room for box in map(sheet.letter_box, beyond))
    )

"""A table row found again on a page: its cells, each by itself, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.values import Box

from .letters import Letters, Run
from .lines import around, level
from .pieces import pieces_of
from .sheet import Sheet

Place = tuple[Box, tuple[Run, ...]]
"""Where a cell may be: the box around it, and its runs."""


def rows_of(sheet: Sheet, cells: Sequence[str]) -> list[tuple[Run, ...]]:
    """Every place where these cells stand from left to right at about the same height, as the runs of the cells."""
    places = [_places(sheet, cell) for cell in cells]
    rarest = min(range(len(cells)), key=lambda i: (len(places[i]), -len(cells[i])))
    found = []
    for anchor in places[rarest]:
        row = _row([[anchor] if i == rarest else options for i, options in enumerate(places)], anchor[0])
        if row and row not in found:
            found.append(row)
    return found


def _row(places: Sequence[Sequence[Place]], beside: Box) -> tuple[Run, ...]:
    """Of each cell the place beside that box that comes next to the right; () where a cell has none."""
    edge = float("-inf")
    row: list[Run] = []
    for options in places:
        nearest = min((place for place in options if place[0][0] > edge and level(place[0], beside)), default=None)
        if nearest is None:
            return ()
        edge = nearest[0][0]
        row += nearest[1]
    return tuple(row)


def _places(sheet: Sheet, cell: str) -> list[Place]:
    wanted = Letters(cell)
    whole: list[tuple[Run, ...]] = [(run,) for run in sheet.letters.whole_runs(wanted.folded)]
    found = whole or [pieces_of(sheet, wanted, 2)]
    return [(around(sheet.letter_box(i) for run in runs for i in range(*run)), runs) for runs in found if runs]

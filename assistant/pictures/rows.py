"""A table row found again on a page: its cells, each by itself, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.values import Box

from .letters import Letters, Run
from .lines import around, level
from .pieces import pieces_of
from .sheet import Sheet

Place = tuple[Run, ...]


def rows_of(sheet: Sheet, cells: Sequence[str]) -> list[Place]:
    """Every place where these cells stand from left to right at about the same height, as the runs of the cells."""
    places = [_places(sheet, cell) for cell in cells]
    if not all(places):
        return []
    rarest = min(range(len(cells)), key=lambda i: (len(places[i]), -len(cells[i])))
    found = []
    for anchor in places[rarest]:
        row = _row(sheet, [[anchor] if i == rarest else options for i, options in enumerate(places)], anchor)
        if row and row not in found:
            found.append(row)
    return found


def _row(sheet: Sheet, places: Sequence[Sequence[Place]], anchor: Place) -> Place:
    """Of each cell the place beside the anchor that comes next to the right; () where a cell has none."""
    beside, edge = _box(sheet, anchor), float("-inf")
    row: list[Run] = []
    for options in places:
        boxes = ((_box(sheet, option), option) for option in options)
        right = [(box[0], box, option) for box, option in boxes if box[0] > edge and level(box, beside)]
        if not right:
            return ()
        _, box, option = min(right)
        edge = box[0]
        row += option
    return tuple(row)


def _places(sheet: Sheet, cell: str) -> list[Place]:
    wanted = Letters(cell)
    whole: list[Place] = [(run,) for run in sheet.letters.whole_runs(wanted.folded)]
    pieces = () if whole else pieces_of(sheet, wanted, 2)
    return whole or ([pieces] if pieces else [])


def _box(sheet: Sheet, place: Place) -> Box:
    return around(sheet.letter_box(i) for run in place for i in range(*run))

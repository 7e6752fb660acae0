"""From the letters of a quote to the boxes that are drawn: one a line, and one a table column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.values import Box

from .letters import Run
from .sheet import Sheet

WIDEST_GAP = 2.0  # between words of a line, in heights of the line; a wider one lies between columns
HIGHEST = 4.0  # a line, in heights of a letter on it: no letter of a drawing beside it
SIDE_ROOM, LINE_ROOM = 0.15, 0.1  # around the letters, in heights of the line
MOST_MARKS = 3  # brackets, currency signs and full stops that belong to a word


def boxes_of(sheet: Sheet, runs: Iterable[Run]) -> tuple[Box, ...]:
    """The boxes of these letters on the page as it is shown: fractions of its width and height."""
    lines = [line for run in runs for line in joined(_run_boxes(sheet, run))]
    roomy = [
        (left - SIDE_ROOM * (bottom - top), top - LINE_ROOM * (bottom - top),
         right + SIDE_ROOM * (bottom - top), bottom + LINE_ROOM * (bottom - top))
        for left, top, right, bottom in joined(lines)
    ]  # fmt: skip
    shares = (
        (_share(left, sheet.width), _share(top, sheet.height), _share(right, sheet.width), _share(bottom, sheet.height))
        for left, top, right, bottom in roomy
    )
    return tuple(_shown(box, sheet.turns) for box in shares if box[2] > box[0] and box[3] > box[1])


def joined(boxes: Sequence[Box]) -> list[Box]:
    """Neighbouring boxes of one line as one box."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _on_one_line(lines[-1], box):
            lines[-1] = around((lines[-1], box))
        else:
            lines.append(box)
    return lines


def around(boxes: Iterable[Box]) -> Box:
    """The box that holds all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def level(one: Box, other: Box) -> bool:
    """Whether two boxes stand at about the same height: half of the lower one is beside the other."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared >= 0.5 * min(one[3] - one[1], other[3] - other[1])


def _on_one_line(line: Box, box: Box) -> bool:
    gap = max(box[0] - line[2], line[0] - box[2])
    lower, higher = sorted((line[3] - line[1], box[3] - box[1]))
    return level(line, box) and gap <= WIDEST_GAP * higher and higher <= HIGHEST * lower


def _run_boxes(sheet: Sheet, run: Run) -> list[Box]:
    """The boxes of a run's letters, and of the marks that touch them, each at least as high as the letter beside it."""
    first, last = sheet.letters.places[run[0]], sheet.letters.places[run[1] - 1]
    boxes: list[Box] = []
    for place in [*range(first, last + 1), *sheet.letters.marks(range(last + 1, last + 1 + MOST_MARKS))]:
        box = sheet.boxes[place]
        if sheet.letters.text[place].isalnum():
            boxes += [box] if box[2] > box[0] and box[3] > box[1] else []
        elif boxes and not sheet.letters.text[place].isspace() and _touch(boxes[-1], box):
            boxes.append(_as_high(box, boxes[-1]))
    for place in sheet.letters.marks(range(first - 1, first - 1 - MOST_MARKS, -1)):
        if boxes and _touch(boxes[0], sheet.boxes[place]):
            boxes.insert(0, _as_high(sheet.boxes[place], boxes[0]))
    return boxes


def _touch(letter: Box, mark: Box) -> bool:
    height = letter[3] - letter[1]
    gap = max(mark[0] - letter[2], letter[0] - mark[2])
    return gap < height and abs(mark[3] - letter[3]) < height


def _as_high(mark: Box, letter: Box) -> Box:
    return mark[0], min(mark[1], letter[1]), mark[2], max(mark[3], letter[3])


def _share(length: float, whole: float) -> float:
    return round(min(max(length / whole, 0.0), 1.0), 5)


def _shown(box: Box, turns: int) -> Box:
    """A box in fractions after the page was turned clockwise."""
    for _ in range(turns):
        left, top, right, bottom = box
        box = (round(1 - bottom, 5), left, round(1 - top, 5), right)
    return box

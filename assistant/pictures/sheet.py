"""A PDF page's characters and where they stand, as PDFium tells them."""

from __future__ import annotations

import ctypes
import math
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from assistant.values import Box

from .letters import Letters

MOST_CHARACTERS = 100_000  # a page with more is no page that a person reads


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is read: turned so that most of its text runs from left to right.

    letters        its text in the file's own order.
    boxes          for each character of the text (left, top, right, bottom) in points from the top left.
    width, height  in points.
    turns          quarter turns, clockwise, from the page as it is read to the page as it is shown.
    """

    letters: Letters
    boxes: tuple[Box, ...]
    width: float
    height: float
    turns: int

    def letter_box(self, letter: int) -> Box:
        return self.boxes[self.letters.places[letter]]


def sheet_of(page: Any) -> Sheet:
    """What stands on a pypdfium2 page, which is turned for it; nothing where there are over 100,000 characters."""
    shown, upright = page.get_rotation() // 90, _upright(page)
    if shown != upright:
        page.set_rotation(90 * upright)  # PDFium puts lines into an order by how they are shown
    around = page.get_bbox()
    text: list[str] = []
    boxes: list[Box] = []
    for character, box in _characters(page):
        box = _turned(box, around, upright)
        if text and character.isalnum() and text[-1].isalnum() and not _side_by_side(boxes[-1], box):
            text.append("\n")  # PDFium takes what stands below for the next letter where lines have one letter each
            boxes.append(box)
        text.append(character)
        boxes.append(box)
    width, height = page.get_size()
    return Sheet(Letters("".join(text)), tuple(boxes), width, height, (shown - upright) % 4)


def _upright(page: Any) -> int:
    """How many quarter turns, clockwise, bring most of a page's text upright."""
    text_page = page.get_textpage()
    # PDFium's angles are clockwise: text that runs up the page is turned clockwise once to be read.
    turns = Counter(
        -round(pdfium.FPDFText_GetCharAngle(text_page, index) / (math.pi / 2)) % 4 for index in _indexes(text_page)
    )
    text_page.close()
    return turns.most_common(1)[0][0] if turns else 0


def _characters(page: Any) -> Iterator[tuple[str, Box]]:
    """The characters with their boxes (left, bottom, right, top) in the page's own points."""
    text_page = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in _indexes(text_page):
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        character = chr(min(pdfium.FPDFText_GetUnicode(text_page, index), sys.maxunicode))
        yield character, (left.value, bottom.value, right.value, top.value)
    text_page.close()


def _indexes(text_page: Any) -> range:
    count = text_page.count_chars()
    return range(count if count <= MOST_CHARACTERS else 0)


def _side_by_side(one: Box, other: Box) -> bool:
    height = max(one[3] - one[1], other[3] - other[1])
    gap = max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3])
    return gap < height / 2


def _turned(box: Box, around: Box, turns: int) -> Box:
    """A box in PDF's coordinates (y upwards), on a page that is turned clockwise, from its top left."""
    left, bottom, right, top = box
    page_left, page_bottom, page_right, page_top = around
    if turns == 0:
        return left - page_left, page_top - top, right - page_left, page_top - bottom
    if turns == 1:
        return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
    if turns == 2:
        return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
    return page_top - top, page_right - right, page_top - bottom, page_right - left

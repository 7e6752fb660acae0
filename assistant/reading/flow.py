"""Units and tables of a document, in reading order → blocks with their headings and pages."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.values import Block

from .content import Trail
from .lines import Line
from .looks import CAPTION_LEVEL
from .normal import joined
from .units import Unit, row_text

PROSE_LENGTH = 150  # characters; a longer paragraph is no part of the table or figure that a caption stands above


def blocks_of(units: Sequence[Unit], trail: Trail, words: frozenset[str]) -> list[Block]:
    """The units as blocks; a unit that runs over a page break becomes a block on each page, the later continuing."""
    blocks: list[Block] = []
    for unit in units:
        parts = _parts(unit.lines)
        texts = [_text(unit, part, words) for part in parts]
        if unit.kind in ("paragraph", "item") and sum(map(len, texts)) > PROSE_LENGTH:
            trail.leave(CAPTION_LEVEL)
        headings = trail.enter(unit.level, " ".join(texts)) if unit.kind == "heading" else trail.headings
        blocks.extend(
            Block(unit.kind, text, part[0].page, headings=headings, continues=i > 0)
            for i, (part, text) in enumerate(zip(parts, texts, strict=True))
            if text
        )
    return blocks


def _parts(lines: Sequence[Line]) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for line in lines:
        if parts and parts[-1][0].page == line.page:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _text(unit: Unit, lines: Sequence[Line], words: frozenset[str]) -> str:
    return row_text(lines) if unit.kind == "row" else joined([line.text for line in lines], words)

"""Footnotes at the bottom of a page: kept apart, so that the paragraph above them can go on over the page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .lines import Line

MOST_LINES = 15  # at the bottom of a page, in which notes are looked for

_MARK = re.compile(r"^(\d{1,3}|[*†‡§]{1,3}|[a-z])(?:\s+(?=\S*[^\W\d])|(?=[A-Z“\"]))")


def with_notes(lines: Sequence[Line]) -> list[Line]:
    """One page's lines, those of its footnotes marked as such.

    Notes begin below a rule, or with a number that the text above carries as a reference ("Agreement.12").
    """
    least = max(1, len(lines) - MOST_LINES)
    for i in range(least, len(lines)):
        if (lines[i].after_rule and _is_marked(lines[i])) or _is_referred(lines, i):
            return [*lines[:i], *(replace(line, note=True) for line in lines[i:])]
    return list(lines)


def _is_marked(line: Line) -> bool:
    return line.bullet or bool(_MARK.match(line.text))


def _is_referred(lines: Sequence[Line], i: int) -> bool:
    found = _MARK.match(lines[i].text)
    if not found or not found[1].isdigit() or not lines[i].text[found.end() :][:1].isupper():
        return False
    reference = re.compile(rf"[^\W\d_][.,;:)”\"’]?{found[1]}(?!\w)")
    return any(reference.search(line.text) for line in lines[:i])

"""Lines of text as they were laid out → lines with what stood before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .normal import normal

_BULLET = re.compile(r"^(?:[•▪●◦‣⁃∙■□○➢➤✓✔❖\uf0b7\uf0a7\uf0d8\uf076\uf0fc·]\s*|[-–—*]\s+|o\s+(?=[A-Z]))")
_RULE = re.compile(r"^[\s_=\-–—*.~]{4,}$")
_END = re.compile(r"[.!?:;][\"'”’)\]]*(?:\s?\d{1,3})?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    text    normalised.
    page    1-based; None where the format has none.
    after_gap  an empty line or a rule stands before it.
    after_rule  that is a rule: a line of dashes or underscores.
    note    it belongs to the footnotes of its page.
    level   nesting of the heading that the file itself says this line is, from 1; None for any other line.
    bullet  a bullet stood before it.
    """

    text: str
    page: int | None = None
    after_gap: bool = False
    level: int | None = None
    bullet: bool = False
    after_rule: bool = False
    note: bool = False


def lines_of(text: str, page: int | None = None) -> list[Line]:
    """The lines of one page; empty ones and rules are kept as gaps, lone bullets go to the line after them."""
    found: list[Line] = []
    gap = bullet = rule = False
    for raw in re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text):
        raw = raw.strip()
        marked = _BULLET.match(raw)
        line = normal(raw[marked.end() :] if marked else raw)
        if raw.endswith("\xad"):
            line += "-"
        if not line or _RULE.match(line):
            gap, bullet, rule = gap or not marked, bullet or bool(marked and not line), rule or bool(line)
            continue
        found.append(Line(line, page, gap, None, bullet or bool(marked), rule))
        gap = bullet = rule = False
    return found


def usual_length(lines: Sequence[Line]) -> int:
    """The length in characters that a full line has here: the ninth decile of the lines with some length."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 25)
    return lengths[len(lengths) * 9 // 10] if lengths else 60


def ends_sentence(text: str) -> bool:
    return bool(_END.search(text))


def strip_bullet(text: str) -> tuple[str, bool]:
    """The text without the bullet before it, and whether there was one."""
    found = _BULLET.match(text)
    return (text[found.end() :], True) if found else (text, False)

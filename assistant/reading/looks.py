"""Headings that only their looks tell: numbers, capitals, short lines before long ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line, ends_sentence

CAPTION_LEVEL = 9  # of a table's or figure's caption: a heading of what it captions, not of the prose after it

_SECTION = re.compile(r"^(?:(\d{1,2}(?:\.\d{1,2}){1,4})\.?|(\d{1,2})\.|([A-Z])\.|([IVX]{1,5})\.)\s+(?=[A-Z“\"])")
_NAMED = re.compile(r"^(?:chapter|part|section|annex|appendix|item)\s+(?:\d{1,3}[A-Za-z]?|[IVXA-Z]{1,5})\b", re.I)
_CAPTION = re.compile(
    r"^(?:table|figure|chart|box|graph|map|exhibit)\s+(?:[A-Z]?[\d.]{1,5}|[IVX]{1,5})\b[.:]?"
    r"(?!\s+(?:shows?|presents?|illustrates?|gives?|lists?|provides?|is|are|summari[sz]es?|compares?|depicts?|displays?"
    r"|indicates?|describes?|reflects?|outlines?|contains?|includes?|below|above)\b)\s*\S",
    re.I,
)
_GOES_ON = re.compile(r"\b(?:an?|and|the|of|for|from|by|to|in|with|or|which|that)$")
_TOPIC = re.compile(
    r"^(?:main |key |overall )?"
    r"(?:progress|achievements?|challenges?|opportunities|constraints|lessons learned|next steps)"
    r"(?: and (?:challenges|opportunities|constraints|issues|next steps|recommendations))?(?: in (?:19|20)\d\d)?:?$",
    re.I,
)
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an and as at but by de for from in into la le nor of on or per the to via")
)


def heading_level(line: Line, open_lines: Sequence[Line], after: Line | None, usual: int, whole: bool) -> float | None:
    """The nesting of a heading that only its looks tell, or None; deeper for weaker signs."""
    text = line.text
    if is_topic(text) and (whole or not open_lines or line.after_gap or ends_sentence(open_lines[-1].text)):
        return 4
    if not 3 <= len(text) <= 120 or text[-1] in ".,;:-" or text[0].islower() or _goes_on(text):
        return None
    if _CAPTION.match(text) and len(text) < 1.1 * usual and not whole:
        return CAPTION_LEVEL
    last = open_lines[-1] if open_lines and not whole else None
    if last and not line.after_gap and last.page == line.page and not ends_sentence(last.text):
        wraps = len(last.text) >= 0.6 * usual or last.text.endswith((",", "-"))
        if wraps:
            return None
    if after is not None and after.text[0].islower() and not after.after_gap:
        return None
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3 or len(letters) < 0.6 * len(text.replace(" ", "")):
        return None
    short = len(text) < max(60, 0.75 * usual)
    if short and (level := _numbered_level(line)):
        return level
    if sum(c.isupper() for c in letters) >= 0.9 * len(letters):
        return 3 if (len(letters) > 4 and " " in text) or len(letters) > 7 else None
    if ": " in text or len(text) > 90 or not short:
        return None
    if whole:
        return 4 if line.after_gap and (after is None or after.after_gap) else None
    followed = after is not None and (len(after.text) > 0.75 * usual or after.bullet)
    return 4 if followed and (line.after_gap or (_is_title(text) and len(text) < 0.6 * usual)) else None


def _goes_on(text: str) -> bool:
    """Whether a line of prose breaks off; a title may take more than one line."""
    return bool(_GOES_ON.search(text)) and ("," in text or not _is_title(text))


def is_topic(text: str) -> bool:
    """True for a line that only says what follows, as reports in prose have them: "Challenges:", "Progress in 2017"."""
    return len(text) <= 60 and bool(_TOPIC.match(text))


def _numbered_level(line: Line) -> int:
    """1 for "Chapter 3", "IV." and "2. A Title", 2 for "B." and "2.1", and so on; 0 for no number."""
    if _NAMED.match(line.text):
        return 1
    found = _SECTION.match(line.text)
    if not found:
        return 0
    if found[1]:
        return 1 + found[1].count(".")
    if found[2]:
        return 1 if line.after_gap or _is_title(line.text[found.end() :]) else 0
    return 1 if found[4] or found[3] in "IVX" else 2


def _is_title(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", text) if w.lower() not in _SMALL_WORDS]
    return bool(words) and len(words) <= 12 and sum(w[0].isupper() for w in words) >= 0.7 * len(words)

"""Rows of figures: a label and its figures, in a table's cells or on a line of a page without ruling."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.passages.words import content_words

_LINE = re.compile(
    r"(?P<label>[^\W\d_][^|\d]{2,80}?)[\s.:…]*(?:\s[$€£¥]?\s?\(?[-–]?\d[\d,.]*\s?[%)]{0,2}|\s[–—-]){2,}\s*"
)
_YEARS = re.compile(
    r"(?:[$(]?(?:in|US|USD|thousands?|millions?|billions?|except|per|share|data|amounts?|years?|ended|as|of|at|fiscal|FY|and"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|\d{1,2})[),:;.]*"
    r"\s*)+"
)
# A cell that is a figure alone, a year apart.
_CELL = re.compile(r"(?!(?:19|20)\d\d$)[$€£¥]?\s?\(?[-–]?\s?[$€£¥]?\d[\d,.]*\s?[%)]{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def label(sentence: str) -> str:
    """The label of a row of figures, "Boat fares" of "Boat fares 4,210 3,975"; "" for anything else."""
    if " | " in sentence:
        return sentence.split(" | ", 1)[0]
    line = _LINE.fullmatch(sentence)
    return line["label"] if line else ""


def is_head(row: str) -> bool:
    """Whether a table's row holds no figures but years: it heads columns, or a part of the table."""
    return not any(_CELL.fullmatch(cell.strip()) for cell in row.split(" | "))


def heads_figures(sentence: str) -> bool:
    """Whether it is a line of years or dates alone, which heads the figures below it."""
    return len(_YEAR.findall(sentence)) > 0 and bool(_YEARS.fullmatch(sentence.strip()))


def named(sentence: str, question: frozenset[str], stem: Callable[[str], str]) -> float:
    """How far a question names a row of figures, 0 to 1: the share of the label's words that the question has, times
    how much of the question the label is; 0 below half of the label, or for prose.

    question  the stems of what the question asks for, its proper names and years left out.
    """
    text = label(sentence)
    words = {stem(text[a:b].lower()) for a, b in content_words(text)}
    share = len(words & question) / len(words) if words else 0.0
    return share * (0.5 + 0.5 * len(words & question) / max(1, len(question))) if share >= 0.5 else 0.0

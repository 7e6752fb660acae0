"""Rows of figures: a label and its figures, in a table's cells or on a line of a page without ruling."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from assistant.passages.words import content_words
from assistant.values.reports import BAR

_LINE = re.compile(
    r"(?P<label>[^\W\d_][^|\d]{2,80}?)[\s.:…]*(?:\s[$€£¥]?\s?\(?[-–]?\d[\d,.]*\s?[%)]{0,2}|\s[–—-]){2,}\s*"
)
_YEARS = re.compile(
    r"(?:[$(]?(?:in|US|USD|thousands?|millions?|billions?|except|per|share|data|amounts?|years?|ended|as|of|at|fiscal|FY|and"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d|\d{1,2})[),:;.]*"
    r"\s*)+"
)
# A cell that is a figure alone, a year apart.
_CELL = re.compile(
    r"(?!(?:19|20)\d\d$)(?:[A-Z]{1,3}\s?)?[$€£¥]?\s?\(?[-–]?\s?[$€£¥]?\d[\d,.]*\s?[%)]{0,2}"
    r"(?:\s?(?:thousand|million|billion|per cent|percent|dollars|euros|kip))*"
)
_AMOUNT_LAST = re.compile(r"\s(?:[$€£¥]\s?\(?\d[\d,.]*|\(?\d{1,3}(?:,\d{3})+|\(?\d+\.\d+|\d+\s?%)[)%]*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUMS = frozenset(["total", "subtot", "sum", "overal", "count", "number"])  # stems


def label(sentence: str) -> str:
    """The label of a row of figures, "Boat fares" of "Boat fares 4,210 3,975"; "" for anything else."""
    if BAR in sentence:
        return sentence.split(BAR, 1)[0]
    line = _LINE.fullmatch(sentence)
    return line["label"] if line else ""


def labels(row: str) -> tuple[str, ...]:
    """The labels of a row: one, or one for each part where tables stand side by side ("Bokeo | 12 | Sekong | 9")."""
    first = label(row)
    cells = [cell.strip() for cell in row.split(BAR)]
    beside = (
        text
        for text, figure in pairwise(cells[1:])
        if text[:1].isalpha() and not _CELL.fullmatch(text) and _CELL.fullmatch(figure)
    )
    return (first, *beside) if first else ()


def is_head(row: str) -> bool:
    """Whether a table's row holds no figures but years: it heads columns, or a part of the table."""
    if BAR in row:
        return not any(_CELL.fullmatch(cell.strip()) for cell in row.split(BAR))
    line = _LINE.fullmatch(row)
    if line and all(map(_YEAR.fullmatch, re.findall(r"\d+", row[line.end("label") :]))):
        return True
    return heads_figures(row) or not (_CELL.fullmatch(row) or line or _AMOUNT_LAST.search(row))


def heads_figures(sentence: str) -> bool:
    """Whether it is a line of years or dates alone, which heads the figures below it."""
    return len(_YEAR.findall(sentence)) > 0 and bool(_YEARS.fullmatch(sentence.strip()))


def named(label: str, question: Mapping[str, float], stem: Callable[[str], str], about: str = "") -> float:
    """How far a question names a row of figures by its label, 0 to 1: the share of the label's words that the
    question has, times how much of the question the label and what its table is about are; 0 below half of the
    label, or without one. Words count by how much they tell, one that the question lacks like its average word, and a
    word for a sum not at all: "Total schools" is what "schools" asks for.

    question  the stems of what the question asks for, the report's own name and years left out, with what each tells.
    """
    words, around = (_stems(text, stem) for text in (label, about))
    if words <= _SUMS:
        words |= around  # a row that is called "Total" is that of its table
    total = sum(question.values())
    if not words or not total:
        return 0.0
    said = sum(question.get(word, 0.0) for word in words)
    lacking = len(words - _SUMS - question.keys()) * total / len(question)
    share = said / (said + lacking) if said else 0.0
    covered = len((words | around) & question.keys()) / len(question)
    return share * (0.5 + 0.5 * covered) if share >= 0.5 else 0.0


def _stems(text: str, stem: Callable[[str], str]) -> set[str]:
    return {stem(text[a:b].lower()) for a, b in content_words(text)}

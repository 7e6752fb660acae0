"""Which lines hold figures: rows of financial tables as text extraction leaves them."""

from __future__ import annotations

import re

from assistant.values.reports import BAR

_FIGURE = re.compile(r"[$€£¥(<>\-–—−+]*\d[\d,.]*[)%]*|[$€£¥%()]+|[-–—−]{1,2}|N/?A|n/a|NM|\*{1,2}")
_AMOUNT = re.compile(r"[$€£¥%()]|\d,\d{3}|\d\.\d")
_COUNT = re.compile(r"(?!(?:19|20)\d\d$)\d{1,4}")  # a year is none
# What numbers something in place of counting it: "Annex 3", "Phase 2", "June 30".
_POINTER = re.compile(
    r"\b(?:annex|appendix|article|box|chapter|class|figure|group|item|level|no|note|output|page|part|phase|quarter|section"
    r"|stage|step|table|tier|type|week|day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$",
    re.I,
)
_LEADERS = re.compile(r"(?:\s?[.…·_]){3,}\s*")
_DOTS = re.compile(r"[.…·_]+")


def is_figures(text: str) -> bool:
    return all(_FIGURE.fullmatch(token) for token in text.split())


def row_kind(text: str, usual: int) -> str:
    """The word "row" where figures surely follow a label, "maybe" where another row beside it has to decide, "count"
    where several have to: one plain number, as of the wells of a province."""
    if text[-1].isalpha() and not text.endswith(("N/A", "NM", "n/a")):
        return ""
    tokens = text.split()
    start = len(tokens)
    while start and (_FIGURE.fullmatch(tokens[start - 1]) or _DOTS.fullmatch(tokens[start - 1])):
        start -= 1
    figures = [token for token in tokens[start:] if not _DOTS.fullmatch(token)]
    numbers = [f for f in figures if any(map(str.isdigit, f)) or f in ("-", "–", "—")]
    if not numbers or not any(map(str.isalpha, "".join(tokens[:start]))):
        return ""
    if len(_LEADERS.findall(text)) and not text.endswith("."):
        return "row"
    if text.endswith(".") or len(text) > 1.3 * usual:
        return ""
    if len(numbers) >= 2:
        return "row"
    if any(_AMOUNT.search(f) for f in figures):
        return "maybe" if len(text) < 0.75 * usual else ""
    label = " ".join(tokens[:start])
    counts = _COUNT.fullmatch(numbers[0]) and label[0].isupper() and label[-1] != "," and not _POINTER.search(label)
    return "count" if counts and len(text) < 0.6 * usual else ""


def with_bars(row: str) -> str:
    """A row of a count with bars around its numbers, as between the cells of a table: "North | 12 | South | 9"."""
    cells = [""]
    for word in row.split():
        if _COUNT.fullmatch(word) and cells[-1] and not _POINTER.search(cells[-1]):
            cells += [word, ""]
        else:
            cells[-1] = f"{cells[-1]} {word}".strip()
    return BAR.join(filter(None, cells))


def has_leaders(text: str) -> bool:
    return bool(_LEADERS.search(text))


def without_leaders(text: str) -> str:
    return _LEADERS.sub(" ", text)

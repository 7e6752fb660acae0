"""The figures of a text: amounts, percentages, years, ordinals and counts, in digits or in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from assistant.commitments import amounts
from assistant.passages.lexicon import words
from assistant.search.query import YEAR

Kind = Literal["money", "percent", "year", "number", "ordinal"]

_SCALES = {"hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
_DIGITS = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|mn|bn|[kmKM])(?![A-Za-z]))?"
    r"(?P<percent>\s?(?:%|per ?cent\b|percentage points?\b))?(?P<ordinal>(?:st|nd|rd|th)\b)?"
)
_QUARTER = re.compile(r"\bQ(?P<number>[1-4])\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where it stands: `text[start:end] == written`.

    value  with its scale ("1.2 million" is 1,200,000).
    """

    start: int
    end: int
    written: str
    value: Decimal
    kind: Kind


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text, in order. A number that a hyphen ties to a name ("COVID-19") is none."""
    found = [Figure(a.start, a.end, a.written, a.value, "money") for a in amounts(text)]
    money = list(found)
    for pattern in (_DIGITS, _QUARTER, _in_words()):
        free = (m for m in pattern.finditer(text) if all(m.end() <= f.start or m.start() >= f.end for f in money))
        found.extend(map(_figure, free))
    return tuple(sorted(found, key=lambda figure: figure.start))


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures can be one: equal values, and a percentage only beside a percentage."""
    return one.value == other.value and (one.kind == "percent") == (other.kind == "percent")


def _figure(match: re.Match[str]) -> Figure:
    parts = match.groupdict()
    word = (parts.get("word") or "").lower()
    tens = (parts.get("tens") or "").lower()
    kind: Kind = "number"
    if word in words()["ordinals"] or parts.get("ordinal") or match.re is _QUARTER:
        kind = "ordinal"
    elif parts.get("percent"):
        kind = "percent"
    elif YEAR.fullmatch(match.group()):
        kind = "year"
    number = Decimal((parts.get("number") or "0").replace(",", ""))
    value = (number + _value(tens) + _value(word)) * 10 ** _SCALES.get((parts.get("scale") or "").lower(), 0)
    return Figure(match.start(), match.end(), match.group(), value, kind)


def _value(word: str) -> Decimal:
    return Decimal(str(words()["numerals"].get(word) or words()["ordinals"].get(word) or 0))


@cache
def _in_words() -> re.Pattern[str]:
    tens = "|".join(word for word in words()["numerals"] if word.endswith("ty"))
    known = "|".join([*words()["numerals"], *words()["ordinals"]])
    return re.compile(
        rf"\b(?<!\ba )(?<!\bone )"  # "a third" is a share
        rf"(?:(?P<tens>{tens})[\s-])?(?P<word>{known})\b"
        r"(?:[\s-](?P<scale>hundred|thousand|million|billion))?(?P<percent>\s(?:per ?cent|percentage points?)\b)?",
        re.IGNORECASE,
    )

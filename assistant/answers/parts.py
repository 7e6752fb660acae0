"""A question taken apart: the sides that it compares, or the things that it asks at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from assistant.search import Query, about, parse

MOST_SIDES = 3

_BETWEEN = (
    r"(?:\s*(?:,|&|–|-|\b(?:compared (?:with|to)|and|or|to|with|against|versus|than|as opposed to)\b|\bvs\b\.?)\s*)"
)
_MONTH = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)"
_COMPARES = re.compile(
    r"^\s*(?:please\s+)?(?:compare|what is the difference (?:between|in)|how (?:does|do|did)(?= .*\bcompare))\s+",
    re.IGNORECASE,
)
_AND_ASKS = re.compile(
    r"^(?P<first>.*\b(?:how|what|which|who|whom|where|when|why)\b.*?),?\s+and\s+"
    r"(?P<second>(?:(?:in|by|for|from|of|to|on|with) )?(?:how|what|which|who|whom|where|when|why)\b.*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a comparison, or one of the things asked at once: what it is called, and what is asked of it."""

    name: str
    query: Query


def parts(query: Query) -> tuple[Part, ...]:
    """The parts of a question, two or three; none where it asks one thing.

    Of a comparison, what is asked of each year or of each of two names by itself. Of two things asked at once
    ("How many …, and who …?"), each, the second with what the first is about.
    """
    if query.kind == "compare":
        names = tuple(map(str, query.years)) if len(query.years) > 1 else _joined(query.names, query.text)
        if 2 <= len(names) <= MOST_SIDES:
            return tuple(Part(name, parse(_only(query.text, name, names))) for name in names)
    if found := _AND_ASKS.match(query.text):
        first, second = found["first"], found["second"].rstrip(" ?.!")
        return (Part(first, parse(f"{first}?")), Part(second, parse(about(second, first))))
    return ()


def _joined(names: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Two names that stand side by side ("Australia and Japan"); none where no two do."""
    for one, other in pairwise(names):
        if re.search(rf"{re.escape(one)}{_BETWEEN}{re.escape(other)}(?!\w)", text):
            return one, other
    return ()


def _only(text: str, name: str, names: tuple[str, ...]) -> str:
    """The question without the other sides' names and the words that joined them."""
    for other in names:
        if other != name:
            word = rf"(?<!\w){re.escape(other)}(?!\w)"
            text = re.sub(rf"{_BETWEEN}(?:in |the )*{_MONTH}?{word}|{_MONTH}?{word}(?:'s|’s)?{_BETWEEN}?", " ", text)
    return " ".join(_COMPARES.sub("", text).split()).replace(" ?", "?")

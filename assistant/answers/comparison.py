"""A comparison taken apart: what is asked of each year, or of each of two names, by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.search import Query, parse

MOST_SIDES = 3

_BETWEEN = (
    r"(?:\s*(?:,|&|–|-|\b(?:compared (?:with|to)|and|or|to|with|against|versus|than|as opposed to)\b|\bvs\b\.?)\s*)"
)
_MONTH = r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)"
_COMPARES = re.compile(
    r"^\s*(?:please\s+)?(?:compare|what is the difference (?:between|in)|how (?:does|do|did)(?= .*\bcompare))\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what it is called, and what is asked of it."""

    name: str
    query: Query


def sides(query: Query) -> tuple[Side, ...]:
    """The sides that a question compares, two or three; none where it compares nothing that is named."""
    if query.kind != "compare":
        return ()
    names = tuple(map(str, query.years)) if len(query.years) > 1 else query.names
    if not 2 <= len(names) <= MOST_SIDES:
        return ()
    return tuple(Side(name, parse(_only(query.text, name, names))) for name in names)


def _only(text: str, name: str, names: tuple[str, ...]) -> str:
    """The question without the other sides' names and the words that joined them."""
    for other in names:
        if other != name:
            word = rf"(?<!\w){re.escape(other)}(?!\w)"
            text = re.sub(rf"{_BETWEEN}(?:in |the )*{_MONTH}?{word}|{_MONTH}?{word}(?:'s|’s)?{_BETWEEN}?", " ", text)
    return " ".join(_COMPARES.sub("", text).split()).replace(" ?", "?")

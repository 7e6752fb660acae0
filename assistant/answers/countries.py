"""Countries: whether a question asks for one, and whether a sentence names one."""

from __future__ import annotations

import re
from functools import cache

import pycountry

_ASKS = re.compile(r"\b(?:which|what|whose) (?:\w+ )?(?:countr(?:y|ies)|nations?|governments?)\b", re.IGNORECASE)
# What reports write in place of the ISO names.
_USUAL = (
    *("Laos", "Lao PDR", "Vietnam", "South Korea", "Republic of Korea", "North Korea", "Russia", "Iran", "Syria"),
    *("United States", "USA", "Britain", "England", "Bolivia", "Tanzania", "Venezuela", "Turkey", "Czech Republic"),
    *("Ivory Coast", "Côte d'Ivoire", "Moldova", "Brunei", "Micronesia", "Palestine", "Taiwan", "Burma", "Swaziland"),
)


def asks_for_country(question: str) -> bool:
    """Whether the question asks which country or government."""
    return bool(_ASKS.search(question))


def names_country(sentence: str, besides: frozenset[str]) -> bool:
    """Whether the sentence names a country whose first word, in lower case, is not among `besides`."""
    return any(m.group().split()[0].lower() not in besides for m in _pattern().finditer(sentence))


@cache
def _pattern() -> re.Pattern[str]:
    names = {c.name.split(",")[0] for c in pycountry.countries} | {
        c.common_name for c in pycountry.countries if hasattr(c, "common_name")
    }
    longest_first = sorted({*names, *_USUAL}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")

"""The names in a sentence: donors, countries, and what else is written like a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pycountry

from assistant.commitments import Donors
from assistant.passages.lexicon import words
from assistant.passages.words import STOP_WORDS
from assistant.search.understanding import spellings

_CAPITAL = r"[A-ZÀ-Þ][\w’'&-]*"
_LITTLE = r"(?: (?:of|for|the|on|de|la|des|du|against)|(?<![A-Z]{2}) and)"  # "UNDP and IOM" are two
_RUN = re.compile(rf"{_CAPITAL}(?:{_LITTLE}{{0,2}} {_CAPITAL})*")


@dataclass(frozen=True, slots=True)
class Name:
    """`text[start:end] == written`; `who` is the same for all names of one donor, country or place."""

    start: int
    end: int
    written: str
    who: str


def names_in(text: str, donors: Donors) -> tuple[Name, ...]:
    """The names of a sentence, in order. Its first word is one only if it is known, an acronym or goes on as a name."""
    known = [
        Name(m.start, m.end, text[m.start : m.end], m.donor.code or m.donor.name.casefold())
        for m in donors.mentions(text)
    ]
    known += [
        Name(*m.span(), m.group(), _countries()[m.group()])
        for m in _country().finditer(text)
        if all(m.end() <= name.start or m.start() >= name.end for name in known)
    ]
    known.sort(key=lambda name: name.start)
    found = list(known)
    edges = [0, *(edge for name in known for edge in (name.start, name.end)), len(text)]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        for match in _RUN.finditer(text, left, right):
            start = _after_opening(text, *match.span())
            if start < match.end():
                found.append(_name(text, start, match.end()))
    return tuple(sorted(found, key=lambda name: name.start))


def _name(text: str, start: int, end: int) -> Name:
    low = text[start:end].casefold()
    return Name(start, end, text[start:end], _spellings().get(low, low))


def _after_opening(text: str, start: int, end: int) -> int:
    """Where a run of capitalised words starts as a name: after the word that only opens the sentence."""
    first = text[start:end].split()[0]
    opens = not any(c.isalnum() for c in text[:start]) or text[:start].rstrip()[-1:] in ".!?:"
    if not opens or sum(c.isupper() for c in first) > 1:
        return start
    plain = first.lower() in STOP_WORDS or len(text[start:end].split()) == 1
    rest = start + len(first)
    while plain and rest < end and not text[rest].isupper():
        rest += 1
    return rest if plain else start


@cache
def _spellings() -> Mapping[str, str]:
    """Names that reports spell in several ways, with the one that stands for all."""
    return {name.casefold(): group[0].casefold() for group in spellings() for name in group}


@cache
def _countries() -> Mapping[str, str]:
    """All names of countries, with the code of each."""
    found: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            if name := getattr(country, field, None):
                found |= dict.fromkeys((name, name.split(",")[0]), country.alpha_3)
    return found | {name: code for code, names in words()["countries"].items() for name in names}


@cache
def _country() -> re.Pattern[str]:
    longest_first = sorted(_countries(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")

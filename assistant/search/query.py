"""A question taken apart: its content words, its years, and the query for full text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FISCAL = re.compile(r"\bFY\s?'?(\d\d)\b", re.IGNORECASE)

STOP_WORDS = frozenset(
    "a about above after again all also am an and any are aren as at be because been before being below between both "
    "but by can cannot could couldn did didn do does doesn doing don down during each either every few for from "
    "further get give given had hadn has hasn have haven having he her here hers him his how however i if in into is "
    "isn it its itself just know let like make many may me might more most much must my name no nor not of off on once "
    "one only or other our out over own per please same say says shall she should shouldn since so some such tell than "
    "that the their them then there these they this those through to too under until up upon us use used using very "
    "via was wasn we well were weren what whatever when where whether which while who whom whose why will with within "
    "without would wouldn you your list show describe explain many".split()
)


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    text   the question, normalised.
    words  its content words in lower case, in order, without repeats.
    years  the years that it names.
    """

    text: str
    words: tuple[str, ...]
    years: tuple[int, ...]


def parse(question: str) -> Query:
    """Take a question apart; a question of stop words alone keeps them all, so that it can still be searched."""
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    found = [word.lower() for word in WORD.findall(text)]
    words = [w for w in found if w not in STOP_WORDS and (len(w) > 1 or w.isdigit())]
    years = [int(y) for y in _YEAR.findall(text)] + [2000 + int(y) for y in _FISCAL.findall(text)]
    return Query(text, tuple(dict.fromkeys(words or found)), tuple(dict.fromkeys(years)))


def full_text(words: tuple[str, ...]) -> str:
    """An FTS5 query that any of the words meets; every word is quoted, so none is taken for an operator."""
    return " OR ".join('"' + word.replace('"', "") + '"' for word in words)

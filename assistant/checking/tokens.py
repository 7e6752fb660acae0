"""A sentence as a row of tokens, which is how a draft is laid beside a report, word by word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.passages.lexicon import words
from assistant.passages.words import STOP_WORDS

_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SCALES = ("hundred", "thousand", "million", "billion", "trillion", "percent", "cent", "%", "m", "bn", "mn", "k")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign: its offsets, and what it is compared by."""

    start: int
    end: int
    key: str

    @property
    def is_figure(self) -> bool:
        """Whether it is part of a figure or a date: digits, "two", "second", "million", "March"."""
        return self.key[0].isdigit() or self.key.split("-")[0] in _of_figures()

    @property
    def weight(self) -> float:
        """What it counts for when it is asked how much of a sentence is found."""
        return 0.1 if self.key in STOP_WORDS or not self.key[0].isalnum() else 1.0


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text. Hyphens part words, but not "sixty-nine"; thousands separators, case and ligatures do not
    count."""
    found = []
    for match in _token().finditer(text):
        key = unicodedata.normalize("NFKC", match.group()).casefold().replace("’", "'")
        if key[0].isdigit():
            key = key.replace(",", "") if _GROUPS.fullmatch(key) else key
        elif key.endswith("'s"):
            key = key[:-2]
        found.append(Token(match.start(), match.end(), key))
    return tuple(found)


@cache
def _token() -> re.Pattern[str]:
    tens = "|".join(word for word in words()["numerals"] if word.endswith("ty"))
    return re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{tens})-[^\W\d_]+|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]", re.IGNORECASE)


@cache
def _of_figures() -> frozenset[str]:
    months = set(words()["times"][1].split()) - {"may"}  # which is a verb more often
    return frozenset([*words()["numerals"], *words()["ordinals"], *_SCALES, *months])

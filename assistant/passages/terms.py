"""Terms: what full-text search compares, stems of words without case and accents (Porter 1980)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


def terms(text: str) -> list[str]:
    """The terms of a text in its order. "Co-operation" is two, as a hyphen parts words."""
    return [_term(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    from snowballstemmer import stemmer  # as in stems.py

    word = word.lower()
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in apart if not unicodedata.combining(c)) or word
    return str(stemmer("porter").stemWord(word))  # those of SQLite's full text, which finds phrases

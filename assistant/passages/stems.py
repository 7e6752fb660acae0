"""Stems of English words, by which "funds", "funded" and "funding" are one."""

from __future__ import annotations

from functools import lru_cache

from snowballstemmer import stemmer


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a word in lower case (Snowball). Safe to share between threads."""
    # A stemmer keeps the word that it works on: one for all threads gave wrong stems, and kept them.
    return str(stemmer("english").stemWord(word))

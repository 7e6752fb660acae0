"""Stems of English words, by which "funds", "funded" and "funding" are one."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a word in lower case (Snowball). Safe to share between threads."""
    from snowballstemmer import stemmer  # all of its languages: a tenth of a second that most commands do not need

    # A stemmer keeps the word that it works on: one for all threads gave wrong stems, and kept them.
    return str(stemmer("english").stemWord(word))

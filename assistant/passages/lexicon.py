"""What English words mean beside one another: the base of a word, its opposites, words that deny.

The lists are general English, in lexicon.toml. WordNet's antonyms were tried beside them and changed nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from assistant.passages.stems import stem


@cache
def words() -> Mapping[str, Any]:
    """lexicon.toml as it stands."""
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1 << 16)
def base(word: str) -> str:
    """What all forms of a word share: "rose", "rises" and "rising" → "rise"."""
    low = word.lower()
    return stem(_irregular().get(low, low))


def denies(word: str) -> bool:
    """Whether a word denies what follows it: "not", "without", "isn't"."""
    low = word.lower().replace("’", "'")
    return low.endswith("n't") or low in words()["negation"]


def opposites(of: str) -> frozenset[str]:
    """The bases that say the opposite of this base."""
    return _opposites().get(of, frozenset())


@lru_cache(maxsize=1 << 14)
def prefixed(word: str) -> frozenset[str]:
    """The bases that a prefix turns into this word, or this word into: "unsafe" beside "safe"."""
    low = word.lower()
    prefixes: list[str] = words()["prefixes"]
    longer = {base(prefix + low) for prefix in prefixes}
    shorter = {base(low[len(p) :].lstrip("-")) for p in prefixes if low.startswith(p) and len(low) > len(p) + 3}
    return frozenset((longer | shorter) - {base(low)})


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in words()["opposites"]:
        one, other = ({base(word) for word in pole.split()} for pole in line.split("|"))
        for mine, theirs in ((one - other, other - one), (other - one, one - other)):
            for word in mine:
                found[word] |= theirs
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _irregular() -> Mapping[str, str]:
    return {form: word for word, forms in words()["irregular"].items() for form in forms.split()}

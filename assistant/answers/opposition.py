"""Opposition: whether a sentence says the contrary of what a question takes for given.

Of what was measured for silence this told most: over five folds of two articles each AUC .668 without it and .714
with it, on other questions over articles that were learned from .750 and .773.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.passages.lexicon import base, denies, opposites, prefixed
from assistant.passages.words import WORD

# They have opposites ("inside", "without"), but stand in nearly every sentence.
_LITTLE = frozenset(["a", "an", "the", "and", "of", "in", "on", "at", "to", "for", "with", "by", "is", "was"])

_YES_OR_NO = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)\b(?!.*\bor\b)", re.IGNORECASE
)


def against(question: str, sentence: str) -> tuple[int, int]:
    """How strongly the sentence turns words of the question round, and how many more words the question has that deny
    (less than 0 where the sentence has more).

    A word counts 1 where the sentence has an opposite of it ("before" beside "after") and 1 where it has the word that
    a prefix parts from it ("safe" beside "unsafe"), so that "unsafe" counts 2. A question that yes or no answers is
    turned round by none: "closed" answers whether it is open.
    """
    if asks_yes_or_no(question):
        return 0, 0
    said = _bases(sentence)
    own = [word for word in _words(question) if word not in _LITTLE and base(word) not in said]
    opposed = sum(bool(opposites(base(word)) & said) + bool(prefixed(word) & said) for word in own)
    return opposed, _denials(question) - _denials(sentence)


def asks_yes_or_no(question: str) -> bool:
    """Whether yes or no answers the question."""
    return bool(_YES_OR_NO.match(question))


@lru_cache(maxsize=1 << 10)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(text))


@lru_cache(maxsize=1 << 10)
def _bases(text: str) -> frozenset[str]:
    return frozenset(map(base, _words(text)))


def _denials(text: str) -> int:
    return sum(map(denies, _words(text)))

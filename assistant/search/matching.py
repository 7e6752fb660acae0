"""Late interaction: for each word of the question its best match among the words of a passage.

After ColBERT (Khattab and Zaharia 2020), over the passages' stored word vectors: the mean of the best cosines, a
word weighing the more the fewer passages bear it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.library.codes import restore
from assistant.library.encoder import Encoded
from assistant.library.library import Library
from assistant.passages.terms import terms
from assistant.passages.words import content_words


def matches(library: Library, question: str, encoded: Encoded, passages: list[int]) -> Mapping[int, float]:
    """For each passage id the weighted mean of the question's words' best cosines, -1 to 1; nothing without words."""
    words = [question[a:b].lower() for a, b in content_words(question)]
    if not words:
        return {}
    weights = rarity(library, words)
    asked = restore(encoded.words)
    codes = library.store.word_codes(passages)
    return {i: _match(asked, restore(codes[i]), weights) for i in passages}


def rarity(library: Library, words: Sequence[str]) -> NDArray[np.float32]:
    """How much each word tells, 0 to 1: log(passages / passages that bear it) over the most that this can be.

    Shape (words,).
    """
    index = library.index
    ids = library.store.words.ids([term for word in words for term in terms(word)])
    bearers = [min((index.bearers(ids.get(t, -1)) for t in terms(word)), default=0) for word in words]
    total = index.size + 1
    most = math.log(2 * total)
    return np.array([math.log(total / (n + 0.5)) / most for n in bearers], dtype=np.float32)


def _match(asked: NDArray[np.float32], words: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    if not len(words):
        return 0.0
    best = (asked @ words.T).max(axis=1)
    return float(best @ weights) / (float(weights.sum()) or 1.0)

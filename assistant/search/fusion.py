"""One ranking from three: each score brought to 0–1 over the candidates, then weighed and added."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.tuning import MEANING_WEIGHT, SENTENCE_WEIGHT, WORDS_WEIGHT


def scaled(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores brought to 0–1: the lowest to 0, the highest to 1."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = high - low or 1.0
    return {key: (value - low) / width for key, value in scores.items()}


def fuse(meaning: Mapping[int, float], words: Mapping[int, float], sentence: Mapping[int, float]) -> dict[int, float]:
    """The weighted sum of a passage's cosine, its BM25 and its best sentence's cosine.

    BM25 is divided by its best, as 0 means that no word is shared; cosines are brought to 0–1. A passage that
    the word search did not find has 0 there. (Weighted scores measured better than reciprocal ranks.)
    """
    a, c = scaled(meaning), scaled(sentence)
    top = max(words.values(), default=0.0) or 1.0
    return {
        key: MEANING_WEIGHT * a[key] + WORDS_WEIGHT * words.get(key, 0.0) / top + SENTENCE_WEIGHT * c.get(key, 0.0)
        for key in a
    }

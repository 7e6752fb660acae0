"""The passages that bear a question's words: BM25 over terms and phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from assistant.library.library import Library
from assistant.passages.terms import terms


def bearing(
    library: Library, words: Iterable[str], k: int, documents: Collection[str] | None
) -> list[tuple[int, float]]:
    """(passage id, BM25) of the `k` best passages that bear any of the words, best first; larger is better.

    words      a word of several terms ("co-operation") or a name counts as a phrase.
    documents  ids to stay within; None for all that are seen.
    """
    parted = {word: terms(word) for word in words}
    single = sorted({found[0] for found in parted.values() if len(found) == 1})
    phrases = {" ".join(found): word for word, found in parted.items() if len(found) > 1}
    ids = library.store.words.ids(single)
    within = None if documents is None else sorted(documents)
    # Scores of terms and phrases add up. Beyond ten times what is wanted, a phrase's score makes no passage good.
    known = [ids[term] for term in single if term in ids]  # in an order that does not depend on other reports
    found = library.index.match(library.store, known, k if not phrases else 10 * k, documents)
    if not phrases:
        return found
    parts = [library.store.words.bear_phrase(phrase, within) for phrase in phrases.values()]
    parts.append((np.array([i for i, _ in found], np.int64), np.array([score for _, score in found], np.float64)))
    bearers, each = np.unique(np.concatenate([ids for ids, _ in parts]), return_inverse=True)
    scores = np.bincount(each, np.concatenate([scores for _, scores in parts]))
    best = np.lexsort((bearers, -scores))[:k]
    return list(zip(bearers[best].tolist(), scores[best].tolist(), strict=True))

"""The passages that bear a question's words: BM25 over terms and phrases."""

from __future__ import annotations

from collections.abc import Collection, Iterable

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
    scores = dict(library.index.match(library.store, known, k if not phrases else 10 * k, documents))
    for phrase in phrases.values():
        for passage, score in library.store.words.bear_phrase(phrase, within):
            scores[passage] = scores.get(passage, 0.0) + score
    return sorted(scores.items(), key=lambda found: (-found[1], found[0]))[:k]

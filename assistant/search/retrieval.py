"""A question → the passages that bear on it, best first."""

from __future__ import annotations

from assistant.library.library import Library
from assistant.search import fusion
from assistant.search.documents import prior
from assistant.search.query import Query, full_text
from assistant.tuning import CANDIDATES, DOCUMENT_WEIGHT, MEANING_WEIGHT
from assistant.values import Evidence, Filters, Report

__all__ = ["permitted", "search"]


def permitted(reports: tuple[Report, ...], filters: Filters) -> tuple[Report, ...]:
    """The reports that the filters leave."""
    return tuple(
        r
        for r in reports
        if (not filters.documents or r.name in filters.documents)
        and (filters.sector is None or r.sector == filters.sector)
        and (filters.year is None or r.year == filters.year)
    )


def search(library: Library, query: Query, k: int = 10, filters: Filters = Filters()) -> tuple[Evidence, ...]:
    """The `k` best passages by meaning and words together, within the filters.

    The filters go into both searches, so that a narrow one still gets its k best.
    """
    everything = library.store.reports()
    within = {r.document_id: r for r in permitted(everything, filters)}
    if not within or not query.words:
        return ()
    documents = frozenset(within) if len(within) < len(everything) else None
    vectors = library.vectors
    question = library.encoder.encode_question(query.text)
    meaning = dict(vectors.nearest(question, CANDIDATES, documents))
    words = dict(
        library.store.match_words(full_text(query.words), sorted(documents) if documents else None, CANDIDATES)
    )
    cosines = meaning | vectors.cosines(question, [i for i in words if i not in meaning])
    fused = fusion.fuse(cosines, words, MEANING_WEIGHT)
    passages = library.store.passages(fused)
    if len(within) > 1:
        weight = prior(query, tuple(within.values()))
        fused = {i: s + DOCUMENT_WEIGHT * weight[passages[i].document_id] for i, s in fused.items() if i in passages}
    best = sorted(fused, key=lambda i: (-fused[i], i))[:k]
    top = max(fused.values(), default=1.0) or 1.0
    return tuple(
        Evidence(
            passage=passages[i],
            report=within[passages[i].document_id],
            rank=rank,
            score=fused[i] / top,
            found_by=(("meaning",) if i in meaning else ()) + (("words",) if i in words else ()),
        )
        for rank, i in enumerate(best, 1)
        if i in passages
    )

"""A question → the passages that bear on it, best first."""

from __future__ import annotations

from typing import Literal

from assistant.library.encoder import Encoded
from assistant.library.library import Library
from assistant.search import fusion
from assistant.search.documents import focused, named, prior
from assistant.search.labels import asks_for_figures, best_named, telling
from assistant.search.lexical import bearing
from assistant.search.matching import matches
from assistant.search.query import Query, is_about
from assistant.search.reranker import Reranker
from assistant.search.understanding import other_names
from assistant.tuning import (
    CANDIDATES,
    COLUMN_WEIGHT,
    DOCUMENT_WEIGHT,
    MATCH_WEIGHT,
    MATCHED,
    PAGE_WEIGHT,
    RERANKED,
    ROW_WEIGHT,
)
from assistant.values import Evidence, Filters, Report

__all__ = ["permitted", "search"]


def permitted(reports: tuple[Report, ...], filters: Filters) -> tuple[Report, ...]:
    """The reports that the filters leave; the same tuple where there is no filter."""
    if filters == Filters():
        return reports
    return tuple(
        r
        for r in reports
        if (not filters.documents or r.name in filters.documents)
        and (filters.sector is None or r.sector == filters.sector)
        and (filters.year is None or r.year == filters.year)
        and (filters.donor is None or filters.donor in r.donors)
    )


def search(
    library: Library,
    query: Query,
    k: int = 10,
    filters: Filters = Filters(),
    encoded: Encoded | None = None,
    reranker: Reranker | None = None,
) -> tuple[Evidence, ...]:
    """The `k` best passages by meaning and words together, within the filters.

    The filters go into both searches, so that a narrow one still gets its k best. `encoded` is the question's
    encoding where there is one already. With a `reranker` the closest are put in its order.
    """
    everything = library.store.reports()
    allowed = permitted(everything, filters)
    within = {r.document_id: r for r in allowed}
    if not within or not query.words:
        return ()
    index, store = library.index, library.store
    about = prior(query, allowed) if len(allowed) > 1 else {}
    query = focused(query, allowed, about)
    encoded = encoded or library.encoder.encode_question(query.text)
    question = encoded.passage
    meaning: dict[int, float] = {}
    words: dict[int, float] = {}
    # Once over all permitted reports, and once more over those that the question names.
    scopes = [frozenset(within) if len(within) < len(everything) else None, named(about, len(within))]
    asked = (*query.words, *other_names(store, query))
    for documents in scopes:
        if documents is None or documents:
            meaning |= index.nearest(store, question, CANDIDATES, documents)
            words |= bearing(library, asked, CANDIDATES, documents)
    passages = store.passages(meaning.keys() | words.keys())
    rest = [i for i in words if i not in meaning]
    cosines = meaning | dict(zip(rest, (store.indexed.vectors(rest) @ question).tolist() if rest else (), strict=True))
    sentences = store.sentence_vectors(passages)
    best_sentence = {i: float((sentences[i] @ question).max()) for i in passages if len(sentences[i])}
    fused = fusion.fuse({i: cosines[i] for i in passages}, words, best_sentence)
    for i, passage in passages.items():
        fused[i] += DOCUMENT_WEIGHT * about.get(passage.document_id, 0.0)
        if query.page is not None and passage.page_first == query.page:
            fused[i] += PAGE_WEIGHT
        if query.column is not None and is_about(query.column, passage.column or " ".join(passage.headings[-2:])):
            fused[i] += COLUMN_WEIGHT
    closest = sorted(fused, key=lambda i: (-fused[i], i))[: max(MATCHED, k)]
    for i, match in fusion.scaled(matches(library, query.text, encoded, closest)).items():
        fused[i] += MATCH_WEIGHT * match
    if asks_for_figures(query):
        weights = telling(library, query.words)
        for i in closest:
            fused[i] += ROW_WEIGHT * best_named(query, weights, passages[i], within[passages[i].document_id])
    if reranker and closest:
        best = sorted(fused, key=lambda i: (-fused[i], i))[: max(RERANKED, k)]
        scores = reranker.scores(query.text, [passages[i].text for i in best])
        fused = dict(zip(best, fusion.scaled(dict(enumerate(scores))).values(), strict=True))
    best = sorted(fused, key=lambda i: (-fused[i], i))[:k]
    top = max(fused.values(), default=1.0) or 1.0
    return tuple(
        Evidence(
            passage=passages[i],
            report=within[passages[i].document_id],
            rank=rank,
            score=fused[i] / top,
            found_by=_found_by(i in meaning, i in words),
        )
        for rank, i in enumerate(best, 1)
    )


def _found_by(meaning: bool, words: bool) -> tuple[Literal["meaning", "words"], ...]:
    found: list[Literal["meaning", "words"]] = ["meaning"] if meaning else []
    return (*found, "words") if words else tuple(found)

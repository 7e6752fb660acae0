"""Chosen sentences → statements, each with citations that were found on their stored pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answers.candidates import Candidate
from assistant.answers.plans import planned
from assistant.library.store import Store
from assistant.passages.quotes import Page, Quote, quotes
from assistant.values import Citation, Passage, Rejected, Statement

NOT_ON_PAGE = "It was not found word for word on its stored page."


def cite(store: Store, chosen: Sequence[Candidate]) -> tuple[tuple[Statement, ...], tuple[Rejected, ...]]:
    """A statement for each sentence that is found on its page; the others are rejected, with the reason.

    Markers count from 1; a quote that was cited before keeps its marker.
    """
    statements: list[Statement] = []
    rejected: list[Rejected] = []
    markers: dict[tuple[str, int | None, str], int] = {}
    for candidate in chosen:
        citations = _citations(store, candidate, markers)
        if citations:
            statements.append(Statement(candidate.said, citations, planned(candidate.said)))
        else:
            rejected.append(Rejected(candidate.text, NOT_ON_PAGE))
    return tuple(statements), tuple(rejected)


def _citations(
    store: Store, candidate: Candidate, markers: dict[tuple[str, int | None, str], int]
) -> tuple[Citation, ...]:
    evidence = candidate.evidence
    document = evidence.passage.document_id
    found: list[Quote] = []
    for said in candidate.stretches:
        blocks = store.placed_blocks(document, said.start, said.end)
        on_page = quotes(said.start, said.end, blocks, lambda page: _page(store, document, page))
        if on_page is None:
            return ()
        found.extend(on_page)
    out = []
    for quote in found:
        key = (document, quote.page, quote.text)
        marker = markers.setdefault(key, len(markers) + 1)
        out.append(
            Citation(
                marker=marker,
                passage_id=_passage_at(store, evidence.passage, quote),
                document=evidence.report.name,
                page=quote.page,
                quote=quote.text,
                start=quote.start,
                end=quote.end,
                headings=quote.block.headings,
                column=quote.block.column,
            )
        )
    return tuple(out)


def _passage_at(store: Store, passage: Passage, quote: Quote) -> int:
    """The passage that opens with a quote: the one found, or for what the sentence brings along, its own."""
    if passage.start <= quote.start < passage.end:
        return passage.id
    return store.passage_at(passage.document_id, quote.start) or passage.id


@lru_cache(maxsize=256)
def _page(store: Store, document_id: str, page: int | None) -> Page:
    # A document's id is its content's hash, so a cached page can never be out of date.
    return Page(store.page_text(document_id, page))

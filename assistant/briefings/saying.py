"""Sentences → statements: each is looked for word for word on its page, and one that is not there is not said."""

from __future__ import annotations

from functools import lru_cache

from assistant.answers.citations import cite
from assistant.briefings.alike import Once
from assistant.briefings.briefing import Said
from assistant.briefings.found import Found
from assistant.library.store import Store
from assistant.passages.quotes import Page
from assistant.values import Citation, Quoted, Statement
from assistant.values.reports import BAR


def said(store: Store, one: Once) -> Said | None:
    """The statement of a sentence, and where the first other report tells the same."""
    statement = stated(store, one.best)
    if statement is None:
        return None
    others = [f for f in one.others if f.report.document_id != one.best.report.document_id][:1]
    also = tuple(c for f in others if (s := stated(store, f)) for c in s.citations)
    return Said(key_of(one.best, *(others if also else ())), statement, one.best.report, also)


def stated(store: Store, found: Found) -> Statement | None:
    """The sentence with its citations; None where a part of it is not on its page."""
    statements, _ = cite(store, [found.candidate])
    return statements[0] if statements else None


def key_of(*found: Found) -> str:
    """Document id and offsets of each sentence, "id:10-80,81-120"; after "|" the same of where else it is told."""
    return "|".join(
        f"{f.report.document_id}:{','.join(f'{s.start}-{s.end}' for s in f.candidate.stretches)}" for f in found
    )


def cited(store: Store, quoted: Quoted) -> Citation | None:
    """The citation of a ledger row's quote, in the page's own words; None where it is not on its page."""
    page = _page(store, quoted.document_id, quoted.page)
    quote = page.words_of(quoted.text.split(BAR))
    if not quote:
        return None
    at = store.passage_at(quoted.document_id, quoted.start)
    return Citation(
        0, at or -1, quoted.document, quoted.page, quote, quoted.start, quoted.end, quoted.headings, quoted.column
    )


@lru_cache(maxsize=64)
def _page(store: Store, document_id: str, page: int | None) -> Page:
    # A document's id is its content's hash, so a cached page can never be out of date.
    return Page(store.page_text(document_id, page))

"""How well a report could be read, from what is stored of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.library.language import languages_of
from assistant.library.store import Store
from assistant.values import Block, Document, Passage, Report
from assistant.values.quality import Likeness, Quality, Trait

LEAST_TEXT = 20  # letters and digits of a page that has text
FEW_CHARACTERS = 200  # a page; a report with fewer is mostly pictures, or a cover
LONG_ENOUGH = 40  # characters of a block whose being the same elsewhere is no accident
MUCH = 0.5  # share of the text from which on another report is called much the same
MOST_COPIES = 5
LEAST_ROWS = 4  # of a table of prose, before a column that stays empty is remarked on
LITTLE = 0.25  # of the rows; in the template an empty cell means that nothing was reported
PAGES_WITHOUT_HEADINGS = 3
ENGLISH = "en"


def examine(store: Store, report: Report) -> Quality:
    """The quality of a stored report, beside the other reports."""
    document = store.document(report.document_id)
    return quality_of(document, report, _passages(store, document.id), _shared(store, document), store.reports())


def quality_of(
    document: Document,
    report: Report,
    passages: Sequence[Passage],
    shared: Mapping[str, float],
    reports: Sequence[Report],
) -> Quality:
    """Counts, and what a person should look at.

    report   the document's row, with what a person corrected.
    shared   names of other reports, and which share of this one's text they hold word for word.
    reports  all that are indexed.
    """
    has_pages = any(block.page is not None for block in document.blocks)
    blank = tuple(n for n, text in enumerate(document.pages, 1) if sum(c.isalnum() for c in text) < LEAST_TEXT)
    copies = sorted((Likeness(name, share) for name, share in shared.items() if share >= MUCH), key=_most_first)
    facts = Quality(
        pages=len(document.pages) if has_pages else 0,
        blank_pages=blank if has_pages else (),
        characters=sum(map(len, document.pages)),
        passages=len(passages),
        sentences=sum(len(passage.sentences) for passage in passages),
        tables=sum(1 for _ in _tables(document.blocks)),
        rows=document.rows,
        columns=_columns(document.blocks),
        headings=sum(block.kind == "heading" for block in document.blocks),
        commitments=report.commitments,
        languages=languages_of(document.pages),
        missing=tuple(fact for fact in ("sector", "year") if getattr(report, fact) is None),
        copies=tuple(copies[:MOST_COPIES]),
        namesakes=tuple(r.name for r in reports if r.name != report.name and _same_facts(r, report)),
        doubts=(),
    )
    return _doubted(facts, max(1, len(document.pages)))


def _doubted(q: Quality, pages: int) -> Quality:
    most = max((count for _, count in q.columns), default=0)
    doubts: dict[Trait, bool] = {
        "text": bool(q.blank_pages) or q.characters < FEW_CHARACTERS * pages,
        "sentences": q.sentences == 0,
        "columns": most >= LEAST_ROWS and any(count < LITTLE * most for _, count in q.columns),
        "headings": q.headings == 0 and q.pages > PAGES_WITHOUT_HEADINGS,
        "language": not q.languages or q.languages[0][0] != ENGLISH,
        "facts": bool(q.missing),
        "copies": bool(q.copies),
        "namesakes": bool(q.namesakes),
    }
    return replace(q, doubts=tuple(trait for trait, doubted in doubts.items() if doubted))


def _most_first(copy: Likeness) -> tuple[float, str]:
    return -copy.share, copy.name


def _same_facts(one: Report, other: Report) -> bool:
    facts = (one.title.casefold(), one.sector, one.year)
    return facts == (other.title.casefold(), other.sector, other.year)


def _tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The first block of each table. Headings may stand between the rows of a table of prose."""
    inside: str | None = None
    for block in blocks:
        if block.row is not None and block.kind != "heading":
            if block.kind != inside:
                yield block
            inside = block.kind
        elif block.kind != "heading" or inside == "row":
            inside = None


def _columns(blocks: Sequence[Block]) -> tuple[tuple[str, int], ...]:
    rows: dict[str, set[int]] = {}
    for block in blocks:
        if block.column is not None and block.row is not None:
            rows.setdefault(block.column, set()).add(block.row)
    return tuple((column, len(found)) for column, found in rows.items())


def _passages(store: Store, document_id: str) -> tuple[Passage, ...]:
    ids = store.rows("SELECT id FROM passages WHERE document_id = ?", (document_id,))
    return tuple(store.passages(i for (i,) in ids).values())


def _shared(store: Store, document: Document) -> dict[str, float]:
    """Which share of the document's text each other report has in blocks of the same words."""
    texts = {block.text for block in document.blocks if len(block.text) >= LONG_ENOUGH}
    if not texts:
        return {}
    # A report that says the same twice is not more like this one than one that says it once.
    rows = store.rows(
        "SELECT name, sum(length(text)) FROM (SELECT DISTINCT d.name, b.text FROM blocks b "
        "JOIN documents d ON d.id = b.document_id WHERE b.document_id <> ? "
        "AND b.text IN (SELECT value FROM json_each(?))) GROUP BY name",
        (document.id, json.dumps(sorted(texts))),
    )
    whole = sum(map(len, texts))
    return {name: length / whole for name, length in rows}

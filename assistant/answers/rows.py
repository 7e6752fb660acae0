"""Rows of figures as candidates: each with the table, the caption and the heads that it takes to understand it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answers.candidates import Candidate, Stretch
from assistant.answers.cues import asks_over_rows, weighs_rows
from assistant.answers.tables import MOST_BETWEEN, NEAR, Table, caption, is_between, is_part, table_at
from assistant.library.store import Store
from assistant.passages.figures import is_head, label
from assistant.search.query import Query
from assistant.tuning import MOST_HEADS, NAMED_OUTRIGHT
from assistant.values import Evidence, Passage
from assistant.values.reports import BAR

FEWEST_ROWS = 2  # rows of figures that make a passage one of a table


def completed_row(table: Table, row: Candidate, announcing: bool) -> Candidate | None:
    """A row with the heads of its columns and the row that heads its part of the table; a row that heads a part with
    the rows below it. The first row of a table of words says nothing by itself."""
    heads = table.heads[:MOST_HEADS]
    if not is_head(row.text):
        return replace(row, before=table.part(row.start), heads=heads, table=table.start)
    if (BAR not in row.text and row.start > table.start and table.heads) or announcing:
        return replace(row, items=table.below(row.start), heads=heads, table=table.start)
    above = [head for head in table.heads if head.start < row.start]
    return replace(row, heads=tuple(above[:1]), table=table.start) if above else None


def wants_table(query: Query, row: Candidate) -> bool:
    """Whether a row is said with its whole table: the question is over rows, or does not clearly name this one."""
    return asks_over_rows(query) or row.named < NAMED_OUTRIGHT or (BAR not in row.text and is_head(row.text))


def with_table(store: Store, table: Table, row: Candidate) -> Candidate:
    """A row with its whole table, where it is short, and what stands above it."""
    return replace(
        row,
        before=caption(store, row.evidence.passage.document_id, table),
        rows=table.around(row.start),
        heads=table.heads[:MOST_HEADS],
        table=table.start,
    )


def of_the_named(query: Query, said: Candidate) -> Candidate:
    """A table that is said without its rows on others, where the question names somebody or something that some rows
    have and others do not. A row below one that names the part they stand in is of it. Where rows are to be weighed
    against each other all stay."""
    if weighs_rows(query.text):
        return said
    kept: list[Stretch] = []
    part: Stretch | None = None
    in_named = False
    for row in said.rows:
        named = any(name.casefold() in row.text.casefold() for name in query.names)
        if is_part(row):
            part, in_named = row, named
        elif named or in_named:
            kept += [part, row] if part and part not in kept else [row]
    return replace(said, rows=tuple(kept)) if kept else said


def with_about(store: Store, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each row of figures with what its table and its part of it are about."""
    tables: dict[int, tuple[Table, str]] = {}
    kinds: dict[int, dict[int, str]] = {}
    out = []
    for c in candidates:
        p = c.evidence.passage
        if p.id not in kinds:
            kinds[p.id] = {at: block.kind for block, at in store.placed_blocks(p.document_id, p.start, p.end)}
        if kinds[p.id].get(c.start) != "row":
            out.append(c)
            continue
        known = tables.get(p.id)
        if known is None or not known[0].start <= c.start < known[0].end:
            table = table_at(store, p.document_id, c.start)
            said = caption(store, p.document_id, table)
            tables[p.id] = known = (table, " ".join(s.text for s in (*said, *table.heads[:MOST_HEADS])))
        part = known[0].part(c.start)
        out.append(replace(c, kind="row", about=" ".join([*(s.text for s in part), known[1]])))
    return out


def with_neighbours(store: Store, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The passages, and those beside a passage with rows of figures that hold more of the same page's rows: a table
    of a page is often longer than a passage."""
    known = {e.passage.id for e in evidence}
    more = []
    for e in evidence:
        for step in (-1, 1):
            other = store.beside(e.passage, step) if has_rows(e.passage) else None
            if other and other.id not in known and _same_page(e.passage, other) and has_rows(other):
                known.add(other.id)
                more.append(replace(e, passage=other))
    return (*evidence, *more)


def has_rows(passage: Passage) -> bool:
    """Whether a passage holds rows of figures."""
    return sum(bool(label(passage.text[a:b])) for a, b in passage.sentences) >= FEWEST_ROWS


def _same_page(one: Passage, other: Passage) -> bool:
    return one.page_first is not None and one.page_first == other.page_first


def pointed_to(store: Store, sentence: Candidate) -> Candidate | None:
    """A sentence that points to a table, with that table: the nearest one, on its page where there are pages."""
    document, page = sentence.evidence.passage.document_id, sentence.evidence.passage.page_first
    around = store.placed_blocks(document, max(0, sentence.start - NEAR), sentence.end + NEAR)
    rows = [at for block, at in around if block.kind == "row" and block.page == page]
    after = [at for at in rows if at >= sentence.end]
    if not rows:
        return None
    return _with_its_table(store, sentence, after[0] if after else rows[-1])


def announced(store: Store, sentence: Candidate) -> Candidate | None:
    """A sentence or a line that stands above a table, with that table: at most two short lines are between them, or
    the end of a page."""
    document = sentence.evidence.passage.document_id
    below = store.placed_blocks(document, sentence.end, sentence.end + NEAR)
    after = [placed for placed in below if placed[1] >= sentence.end]
    between = list(takewhile(lambda placed: placed[0].kind == "paragraph" and is_between(placed[0]), after))
    rest = after[len(between) :]
    if len(between) > MOST_BETWEEN or not rest or rest[0][0].kind != "row":
        return None
    return _with_its_table(store, sentence, rest[0][1])


def _with_its_table(store: Store, sentence: Candidate, row: int) -> Candidate:
    """A sentence with the table that the row at `row` stands in."""
    table = table_at(store, sentence.evidence.passage.document_id, row)
    said = Stretch(sentence.text, sentence.start, sentence.end)
    return replace(
        sentence, before=(said,), rows=table.around(table.start), heads=table.heads[:MOST_HEADS], table=table.start
    )


def in_tables(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The chosen sentences, rows of one table made one of several rows."""
    groups: dict[tuple[str, int], list[Candidate]] = {}
    for c in chosen:
        groups.setdefault((c.evidence.passage.document_id, c.start if c.table is None else c.table), []).append(c)
    return tuple(group[0] if len(group) == 1 else _merged(group) for group in groups.values())


def _merged(group: Sequence[Candidate]) -> Candidate:
    """Rows of one table as one candidate, at the place of the best of them."""
    heads = max((c.heads for c in group), key=len)
    captions = {s.start: s for c in group if c.rows for s in c.before}
    said = {s.start: s for c in group for s in c.stretches}
    rows = tuple(said[start] for start in sorted(said) if said[start] not in heads and start not in captions)
    return replace(group[0], before=tuple(captions.values())[:1], items=(), rows=rows, heads=heads)

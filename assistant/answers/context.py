"""What stands around a sentence: the one that it leans on, and the list that it announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answers.candidates import Candidate, Stretch, sentences_of
from assistant.answers.cues import leans
from assistant.answers.rows import announced, completed_row, pointed_to, with_table
from assistant.answers.tables import REACH, announces, points, promises, reads_as_head, table_at
from assistant.library.store import Store
from assistant.passages.figures import heads_figures, label
from assistant.tuning import MOST_ITEMS
from assistant.values import Block, Passage

FEWEST_STEPS = 2
_STEP = re.compile(r"\(?(\d{1,2})[.)]\s")


def completed(store: Store, candidate: Candidate, table_too: bool = False) -> Candidate | None:
    """The sentence with what it takes to understand it; None for what says nothing by itself.

    A row of figures gets the heads of its columns. A sentence that leans on the one before it ("The unit was
    funded by …") brings that one; one that ends by announcing a list or a table (":", "including") brings its items,
    and says nothing without them if it has no more to say than that something follows. Nor does a line that heads the
    columns of a table.
    """
    kind = _kind(store, candidate)
    if kind == "row":
        table = table_at(store, candidate.evidence.passage.document_id, candidate.start)
        if table_too:
            return with_table(store, table, candidate)
        return completed_row(table, candidate, announces(candidate.text))
    if label(candidate.text):
        above = [c for c in _neighbours(store, candidate, -1) if heads_figures(c.text)][-1:]
        return replace(candidate, heads=_stretches(above))
    if points(candidate.text) and (shown := pointed_to(store, candidate)):
        return shown
    announcing = announces(candidate.text)
    shown = announced(store, candidate) if announcing or reads_as_head(candidate.text) else None
    if shown:
        return shown if announcing else None
    items = _items(store, candidate) if announcing else ()
    if not items and promises(candidate.text):
        return None
    before = _neighbours(store, candidate, -1)[-1:] if leans(candidate.text) else []
    before = [sentence for sentence in before if sentence.text[-1:] in ".!?;"]  # a label explains nothing
    return replace(candidate, before=_stretches(before), items=items)


def as_said(store: Store, best: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the text that a person would read: a row of figures with its table, a sentence with the
    table or the list that it announces."""
    whole = []
    for c in best:
        shown = completed(store, c, table_too=True)
        with_more = shown is not None and (shown.rows or shown.items)
        whole.append(replace(c, text=shown.said, table=shown.table) if shown and with_more else c)
    return whole


def _stretches(sentences: Sequence[Candidate]) -> tuple[Stretch, ...]:
    return tuple(Stretch(c.text, c.start, c.end) for c in sentences)


def _kind(store: Store, candidate: Candidate) -> str:
    return store.blocks(candidate.evidence.passage.document_id, candidate.start, candidate.end)[0].kind


def _items(store: Store, announcing: Candidate) -> tuple[Stretch, ...]:
    """The items of what is announced: numbered steps, or list items, cells or rows, or paragraphs that end like items,
    all of one kind; none below another heading."""
    around = store.placed_blocks(announcing.evidence.passage.document_id, announcing.end, announcing.end + REACH)
    below = list(takewhile(lambda placed: placed[0].kind != "heading", (p for p in around if p[1] >= announcing.end)))
    if steps := _steps(below):
        return steps
    end = below[-1][1] + len(below[-1][0].text) if below else 0
    following = [c for c in _neighbours(store, announcing, 1)[:MOST_ITEMS] if c.end <= end]
    kinds = [_kind(store, c) for c in following]
    if not kinds or kinds[0] not in ("item", "cell", "row", "paragraph"):
        return ()
    same = takewhile(lambda pair: pair[1] == kinds[0], zip(following, kinds, strict=True))
    items = takewhile(lambda pair: pair[1] != "paragraph" or pair[0].text[-1:] in ".;,", same)
    return _stretches([c for c, _ in items])


def _steps(below: Sequence[tuple[Block, int]]) -> tuple[Stretch, ...]:
    """The steps 1, 2, 3 and so on that follow, with their numbers; a paragraph between two of them is of the first."""
    numbers = [int(found[1]) if (found := _STEP.match(block.text)) else None for block, _ in below]
    said: list[int] = []
    step = 1
    for i, number in enumerate(numbers):
        if number == step:
            step += 1
        elif number is not None or i == 0 or numbers[i + 1 : i + 2] != [step]:
            break
        said.append(i)
    if step <= FEWEST_STEPS:
        return ()
    return tuple(Stretch(block.text, at, at + len(block.text)) for block, at in (below[i] for i in said))


def _is_of_row(passage: Passage, activity: Candidate) -> bool:
    """Whether the passage is a cell of the row whose activity the candidate is."""
    return passage.column is not None and passage.headings[-1:] != () and passage.headings[-1].endswith(activity.text)


def _neighbours(store: Store, candidate: Candidate, step: int) -> list[Candidate]:
    """The sentences of the same cell or section before (-1) or after (1) this one, in reading order."""
    here = candidate.evidence.passage
    found = list(sentences_of(candidate.evidence))
    other = store.beside(here, step)
    if other and ((other.headings, other.column) == (here.headings, here.column) or _is_of_row(other, candidate)):
        more = sentences_of(replace(candidate.evidence, passage=other))
        found = [*more, *found] if step < 0 else [*found, *more]
    if step < 0:
        return [c for c in found if c.end <= candidate.start]
    return [c for c in found if c.start >= candidate.end]

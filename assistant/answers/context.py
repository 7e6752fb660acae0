"""What stands around a sentence: the one that it leans on, and the list that it announces."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile

from assistant.answers.candidates import Candidate, Stretch, sentences_of
from assistant.answers.cues import leans
from assistant.library.store import Store
from assistant.tuning import MOST_ITEMS
from assistant.values import Passage

_YEAR = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|\b\d{1,2}(?= (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|(?<=[a-z] )\d{1,2}\b,?"
)
_FIGURE = re.compile(r"\d")


def completed(store: Store, candidate: Candidate) -> tuple[Candidate, ...]:
    """The sentence with what it takes to understand it, in reading order.

    A row of figures gets the heads of its columns. A sentence that leans on the one before it ("The unit was
    funded by …") brings that one; one that ends by announcing a list (":", "including") brings its items.
    """
    if candidate.is_row:
        heads = _heads(store, candidate)
        # The first row of a table of words heads the others and says nothing by itself.
        return (replace(candidate, heads=heads),) if heads or _FIGURE.search(candidate.text) else ()
    before = _neighbours(store, candidate, -1)[-1:] if leans(candidate.text) else []
    before = [sentence for sentence in before if sentence.text[-1:] in ".!?;"]  # a label explains nothing
    after: list[Candidate] = []
    if announces(candidate.text):
        after = list(takewhile(lambda c: _is_item(store, c), _neighbours(store, candidate, 1)[:MOST_ITEMS]))
    return (*before, candidate, *after)


def _heads(store: Store, row: Candidate) -> tuple[Stretch, ...]:
    """The first rows of the row's table, up to three, that hold no figures but years."""
    rows = store.table_above(row.evidence.passage.document_id, row.start)
    heads = takewhile(lambda placed: not _FIGURE.search(_YEAR.sub("", placed[0].text)), rows)
    most = 3 if _FIGURE.search(row.text) else 1  # in a table of words the second row is no head
    return tuple(Stretch(block.text, start, start + len(block.text)) for block, start in islice(heads, most))


def announces(sentence: str) -> bool:
    """Whether the sentence ends by announcing what follows it."""
    return sentence.rstrip().endswith((":", "including", "namely", "are as follows"))


def _is_item(store: Store, candidate: Candidate) -> bool:
    """Whether a sentence can be an item of an announced list: a list item, a cell, or prose that ends like one."""
    blocks = store.blocks(candidate.evidence.passage.document_id, candidate.start, candidate.end)
    return blocks[0].kind in ("item", "cell") or (blocks[0].kind == "paragraph" and candidate.text[-1:] in ".;,")


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

"""What stands around a sentence: the one that it leans on, and the list that it announces."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.candidates import Candidate, sentences_of
from assistant.answers.cues import leans
from assistant.library.store import Store
from assistant.tuning import MOST_ITEMS


def completed(store: Store, candidate: Candidate) -> tuple[Candidate, ...]:
    """The sentence with what it takes to understand it, in reading order.

    One that leans on the sentence before it ("The unit was funded by …") brings that one; one that ends by
    announcing a list (":", "including") brings the list's items.
    """
    before = _neighbours(store, candidate, -1)[-1:] if leans(candidate.text) else []
    after: list[Candidate] = []
    if announces(candidate.text):
        after = _neighbours(store, candidate, 1)[:MOST_ITEMS]
    return (*before, candidate, *after)


def announces(sentence: str) -> bool:
    """Whether the sentence ends by announcing what follows it."""
    return sentence.rstrip().endswith((":", "including", "namely", "are as follows"))


def _neighbours(store: Store, candidate: Candidate, step: int) -> list[Candidate]:
    """The sentences of the same cell or section before (-1) or after (1) this one, in reading order."""
    here = candidate.evidence.passage
    found = list(sentences_of(candidate.evidence))
    other = store.beside(here, step)
    if other and (other.headings, other.column) == (here.headings, here.column):
        more = sentences_of(replace(candidate.evidence, passage=other))
        found = [*more, *found] if step < 0 else [*found, *more]
    if step < 0:
        return [c for c in found if c.end <= candidate.start]
    return [c for c in found if c.start >= candidate.end]

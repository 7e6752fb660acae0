"""What Milvus holds of each passage and of each document, and the expressions that keep a search to some of them.

A document's number is the lowest id of its passages: short in an expression that lists thousands, and another one
whenever the document is read again.

Words are sparse vectors of our own terms, whose inner product with the question's is BM25. The full text of Milvus
itself will not do: its stems and stop words are others, and its statistics are those of all passages (Milvus Lite: of
a segment), so that a score would tell of reports that are not to be seen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.library.indexed import Edition, Some
from assistant.library.postings import IN_TEXT, POSTING, weights

USUAL_LENGTH = 100.0
"""Terms of a passage (in real reports 91 to 112), by which the stored weights are made. The true mean moves with each
report, and is another one for whoever sees a part; so Milvus names candidates by these weights, and they are scored
with the true ones."""

MOST_TERMS = 4096  # counted of one passage; the most that Milvus takes
NO_TERM = 0  # terms count from 1; Milvus takes no empty sparse vector


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document whose passages Milvus holds. `terms` is how many terms they have together."""

    edition: Edition
    terms: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that Milvus holds, by their ids, and the revision of the store that they are of."""

    revision: str
    documents: dict[str, Shelved]


def passage_rows(some: Some, number: int) -> Iterator[dict[str, Any]]:
    """A row for each of these passages, all of the document of this number."""
    for i, passage in enumerate(some.ids.tolist()):
        found = np.frombuffer(some.terms[i], dtype=POSTING)
        lengths = np.full(len(found), some.lengths[i], dtype=np.int32)
        terms = found["term"].tolist()
        weighed = weights(found["count"], lengths, USUAL_LENGTH).tolist()
        yield {
            "passage": passage,
            "document": number,
            "meaning": some.vectors[i],
            "words": dict(zip(terms, weighed, strict=True)) or {NO_TERM: 1.0},
            "terms": terms[:MOST_TERMS],
            "stated": found["term"][found["count"] >= IN_TEXT].tolist()[:MOST_TERMS],
        }


EVERYTHING = ""
"""The scope of all passages that Milvus holds."""


def within(numbers: Collection[int]) -> str:
    """The scope of the passages of these documents."""
    return f"document in {sorted(numbers)}"


def bearing(field: str, term: int, scope: str) -> str:
    """The passages of a scope that bear a term: in `terms` anywhere, in `stated` in their text."""
    bears = f"array_contains({field}, {term})"
    return f"{bears} and {scope}" if scope else bears

"""Words of a question that nothing that was read is like: the surest sign that the reports are about other things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from assistant.answers.cues import weighs_rows
from assistant.answers.features import Asked, Seen
from assistant.passages.words import content_words
from assistant.search.query import is_about
from assistant.tuning import LIKE_ENOUGH

# Words that speak of the reports themselves, not of what they tell.
_OF_REPORTS = frozenset(
    [
        "report",
        "reports",
        "document",
        "documents",
        "page",
        "pages",
        "table",
        "tables",
        "section",
        "sections",
        "paragraph",
        "paragraphs",
        "text",
        "file",
        "files",
        "figure",
        "figures",
        "information",
        "data",
        "source",
        "sources",
        "answer",
        "answers",
        "question",
        "item",
        "items",
        "listed",
        "shown",
    ]
)


def unlike(asked: Asked, seen: Sequence[Seen]) -> Mapping[str, float]:
    """The words of a question that fall short of a likeness in the passages read → by how much, 0 to LIKE_ENOUGH.

    A word falls short by what its best cosine lacks; one that tells little (that many passages bear) by less, and one
    of a heading or a report's name not at all. Names and numbers are left to their own signs (see signs.py), as is
    what asks for a column or over rows ("challenges", "the highest").
    """
    query = asked.query
    names = {word.lower() for name in query.names for word in name.split()}
    vectors = [passage.words for passage in seen if len(passage.words)]
    if not vectors or not len(asked.words):
        return {}
    best = (asked.words @ np.concatenate(vectors).T).max(axis=1)
    above = frozenset[str]().union(*(passage.header for passage in seen))
    found: dict[str, float] = {}
    words = [query.text[a:b].lower() for a, b in content_words(query.text)]
    for word, stem, cosine, weight in zip(words, asked.stems, best.tolist(), asked.weights.tolist(), strict=True):
        left_out = word in names or word in _OF_REPORTS or not word.isalpha() or stem in above
        if left_out or weighs_rows(word) or (query.column and is_about(query.column, word)):
            continue
        if (short := LIKE_ENOUGH - cosine - (1.0 - weight)) > 0:
            found[word] = short
    return found

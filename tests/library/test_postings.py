"""BM25 by hand on passages of a few words, and postings that grow and shrink as if made anew."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.postings import IN_TEXT, NONE, Postings, counted, packed

WORDS = ("well", "pump", "school", "kitchen", "road", "clinic")
IDS = {word: number for number, word in enumerate(WORDS)}
passages = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join), max_size=8)


def test_a_passage_that_bears_a_rare_word_often_comes_first_with_the_score_of_the_formula() -> None:
    postings = postings_of(["well well road", "well road", "road road", "school", "clinic", "pump"])
    rows, scores = postings.best([IDS["well"]], 5, None)
    mean = (3 + 2 + 2 + 1 + 1 + 1) / 6
    idf = math.log((6 - 2 + 0.5) / (2 + 0.5))
    expected = [idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / mean)), idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / mean))]
    assert rows.tolist() == [0, 1]
    assert scores.tolist() == pytest.approx(expected, rel=1e-5)


def test_a_filter_goes_into_the_search_so_that_the_best_permitted_passage_is_found() -> None:
    postings = postings_of(["well well", "well", "road", "road", "school"])
    rows, _ = postings.best([IDS["well"]], 1, np.array([False, True, True, True, True]))
    assert rows.tolist() == [1]


def test_a_term_that_no_passage_bears_finds_nothing() -> None:
    assert postings_of(["well"]).best([IDS["pump"], 99, -1], 5, None)[0].tolist() == []
    assert NONE.best([0], 5, None)[0].tolist() == []


def test_a_word_of_the_headings_alone_is_searched_but_not_counted_as_said() -> None:
    found, length = counted("Kitchens\n", "The wells of the school")
    assert found["kitchen"] == 1
    assert found["well"] == 1 + IN_TEXT
    assert length == 6
    postings = NONE.with_more([packed(found, {term: n for n, term in enumerate(found)})], [length])
    number = list(found).index
    assert postings.best([number("kitchen")], 1, None)[0].tolist() == [0]
    assert [postings.bearers(number(word), None) for word in ("kitchen", "well")] == [0, 1]


@settings(deadline=None)
@given(passages, passages, st.data())
def test_postings_that_lost_and_gained_passages_are_those_made_anew(
    first: list[str], more: list[str], data: st.DataObject
) -> None:
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(first), max_size=len(first))), dtype=bool)
    changed = with_more(postings_of(first).without(kept), more)
    anew = postings_of([text for text, stays in zip(first, kept, strict=True) if stays] + more)
    assert changed.lengths.tolist() == anew.lengths.tolist()
    for term in IDS.values():
        assert [part.tolist() for part in changed._of(term)] == [part.tolist() for part in anew._of(term)]


def postings_of(texts: list[str]) -> Postings:
    return with_more(NONE, texts)


def with_more(postings: Postings, texts: list[str]) -> Postings:
    found = [counted("", text) for text in texts]
    return postings.with_more([packed(terms, IDS) for terms, _ in found], [length for _, length in found])

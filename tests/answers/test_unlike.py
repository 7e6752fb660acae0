"""Which words of a question have no likeness in what was read."""

from __future__ import annotations

import pytest

from assistant.answers.features import see
from assistant.answers.rating import _asked
from assistant.answers.unlike import unlike
from assistant.desk import Desk
from assistant.library.codes import restore
from assistant.passages.stems import stem
from assistant.search import parse


def lacking(desk: Desk, question: str) -> list[str]:
    """The words of the question that nothing in the ten best passages is like."""
    library, query = desk.library, parse(question)
    evidence = desk.search(question, 10)
    ids = [e.passage.id for e in evidence]
    sentences, codes = library.store.sentence_vectors(ids), library.store.word_codes(ids)
    seen = [see(e, sentences[e.passage.id], restore(codes[e.passage.id]), stem) for e in evidence]
    asked = _asked(library, query, library.encoder.encode_question(query.text))
    found = unlike(asked, seen)
    assert all(0 < short <= 1 for short in found.values())
    return list(found)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many wells were drilled in Xieng province?", []),
        ("How many well pumps are repaired?", ["repaired"]),
        ("Which hospitals have elephants?", ["hospitals", "elephants"]),
        ("Who pays the cooks?", []),
        ("What do nurses say of the meals?", ["nurses"]),
        ("What does Germany pay in 1987?", []),
        ("What is the highest number of lunches on page 3 of the report?", []),
        ("What are the challenges of cooks?", []),
    ],
)
def test_the_words_that_nothing_is_like(desk: Desk, question: str, words: list[str]) -> None:
    assert lacking(desk, question) == words

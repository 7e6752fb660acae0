"""The words of a question are found in a text by their stems."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.passages.marks import marks
from assistant.passages.stems import stem


def marked(question: str, text: str) -> list[str]:
    return [text[a:b] for a, b in marks(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Who funds bridges?", "Norland funded a bridge; funding ended.", ["funded", "bridge", "funding"]),
        ("What is it about the?", "It is about the bridge.", []),
        ("BRIDGES of 2019", "In 2019 no bridge was built.", ["2019", "bridge"]),
        ("the province's bridges", "Xieng province’s office", ["province"]),
        ("ﬁsh ponds", "Fish were bred in a pond.", ["Fish", "pond"]),
        ("bridge", "They abridged the footbridges.", []),
        ("", "A bridge.", []),
        ("bridges", "", []),
    ],
)  # fmt: skip
def test_whole_words_are_marked_and_words_without_meaning_are_not(question: str, text: str, words: list[str]) -> None:
    assert marked(question, text) == words


def test_stems_are_right_however_many_ask_at_once() -> None:
    words = [
        f"{word}{ending}" for word in ("nation", "refrigerat", "implement") for ending in ("ing", "ed", "s", "ation")
    ]
    stem.cache_clear()
    alone = [stem(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # seconds; so that threads meet often
    try:
        with ThreadPoolExecutor(4) as pool:
            for _ in range(50):
                stem.cache_clear()
                assert list(pool.map(stem, words)) == alone
    finally:
        sys.setswitchinterval(interval)

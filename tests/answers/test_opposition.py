"""A sentence that says the contrary of what a question takes for given is known by its words."""

from __future__ import annotations

import pytest

from assistant.answers.opposition import against


@pytest.mark.parametrize(
    ("question", "sentence", "opposed", "denied"),
    [
        ("Which clinics closed after the flood?", "Two clinics closed before the flood.", 1, 0),
        ("Which wells are unsafe?", "All wells of the village are safe.", 2, 0),
        ("Which wells were not drilled?", "Twelve wells were drilled in Xieng.", 0, 1),
        ("Which wells were drilled?", "Two wells were never drilled.", 0, -1),
        ("Which wells increased their yield?", "The wells increased their yield, then it decreased.", 0, 0),
        ("Which wells were drilled?", "Twelve wells were drilled.", 0, 0),
        ("Is the road to Xieng open?", "The road to Xieng is closed.", 0, 0),  # it says no
        ("Is the road to Xieng open or closed?", "The road to Xieng is closed.", 1, 0),
    ],
)
def test_what_a_sentence_turns_round_is_counted(question: str, sentence: str, opposed: int, denied: int) -> None:
    assert against(question, sentence) == (opposed, denied)

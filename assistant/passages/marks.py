"""Where the words of a question stand in a text."""

from __future__ import annotations

import unicodedata

from assistant.passages.stems import stem
from assistant.passages.words import content_words


def marks(question: str, text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the words of `text` that share their stem with a content word of the question, in order."""
    question = unicodedata.normalize("NFKC", question)
    asked = {stem(question[a:b].lower()) for a, b in content_words(question)}
    return tuple((a, b) for a, b in content_words(text) if stem(text[a:b].lower()) in asked)

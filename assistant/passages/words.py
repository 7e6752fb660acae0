"""Words: what is matched between a question and a sentence."""

from __future__ import annotations

import re
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")

STOP_WORDS = frozenset(files("assistant.passages").joinpath("stop_words.txt").read_text(encoding="utf-8").split())
"""Words that carry no meaning of their own, nor those of asking (list, show, explain)."""


def content_words(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the words of `text` that carry meaning, possessive endings left out."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        end = match.end() - 2 if word[-2:] in ("'s", "’s") else match.end()
        low = text[match.start() : end].lower()
        if low not in STOP_WORDS and (len(low) > 1 or low.isdigit()):
            found.append((match.start(), end))
    return tuple(found)

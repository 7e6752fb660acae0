"""In which languages a report is written."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LEAST_LETTERS = 80  # a page with fewer is a table of figures or a cover, and guessed at
SURE = 0.9
NO_LANGUAGE = "zxx"  # what numbers and codes are taken for


def languages_of(pages: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """(ISO 639 code, share) of the pages that are long enough to tell, most first; empty where none is sure."""
    found = Counter(code for page in pages if (code := language_of(page)))
    return tuple((code, count / found.total()) for code, count in sorted(found.items(), key=lambda f: (-f[1], f[0])))


def language_of(text: str) -> str | None:
    """The ISO 639 code of a text's language; None when unsure."""
    if sum(c.isalpha() for c in text) < LEAST_LETTERS:
        return None
    code, probability = _identifier().classify(text)
    return str(code) if probability >= SURE and code != NO_LANGUAGE else None


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # here, as it loads its model: half a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

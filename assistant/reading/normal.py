"""Normal form of extracted text: what blocks carry, and the letters-and-digits form in which quotes are compared.

`bare(normal(text)) == bare(text)` for any text: normalising never changes what a quote is checked by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# Soft hyphens, zero-width and bidi marks, variation selectors, private-use glyphs, lone surrogates, U+FFFD and
# Unicode tags: none is seen by a person, and some carry hidden instructions.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_UNSEEN_ASCII = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(?=\$)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def normal(text: str) -> str:
    """The text on one line: NFKC, nothing unseen, white space folded, `\\$` without its escape."""
    if text.isascii():
        text = _UNSEEN_ASCII.sub("", text) if not text.isprintable() else text
    else:
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_HYPHENS)
    if "\\" in text:
        text = _ESCAPED.sub("", text)
    return " ".join(text.split())


def bare(text: str) -> str:
    """Letters and digits alone, case-folded and without accents: two texts that read the same have the same."""
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(filter(str.isalnum, folded))


def storable(text: str) -> str:
    """The text with lone surrogates, which no file or database can hold, as U+FFFD."""
    return _SURROGATES.sub("\ufffd", text)


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document in lower case, hyphenated ones whole: what decides how a broken word is mended."""
    words: set[str] = set()
    for text in texts:
        words.update(_WORD.findall(text.lower()))
    return frozenset(words)


def joined(lines: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """Wrapped lines (each `normal`) as one line; a word hyphenated at a line's end is mended.

    The hyphen stays before a capital or a digit, and where the document writes the word with one elsewhere.
    """
    parts: list[str] = []
    for line in filter(None, lines):
        left = _LAST_WORD.search(parts[-1]) if parts and parts[-1].endswith("-") else None
        right = _FIRST_WORD.match(line) if left else None
        if left and right:
            if line[0].islower() and _is_broken(left[1].lower(), right[0].lower(), words):
                parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _is_broken(left: str, right: str, words: frozenset[str]) -> bool:
    return not left[-1].isdigit() and (left + right in words or f"{left}-{right}" not in words)

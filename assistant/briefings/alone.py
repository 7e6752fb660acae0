"""Whether a sentence can stand alone in a note: whole, no debris of the layout, understood without its neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers.cues import is_note, leans
from assistant.briefings.cues import cue, tells
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.values.reports import BAR

LONGEST = 400  # characters of a sentence; a longer one is no line of a note
_FEWEST_WORDS = 5

_NUMBER = re.compile(
    r"(?:and\s+)?\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-z][.)]|[ivx]{1,4}[.)])\s+(?=\S)"
    r"|[•▪●*–-]\s+(?=\S)"
)
# The number of a footnote, glued to the end of a sentence: "… in these areas.2 Also, …".
_REFERENCE = re.compile(r"(?:(?<=[a-z)”’\"%]\.)\d{1,3}F?|(?<=\b(?:19|20)\d\d\.)\d{1,2})(?=\s+[A-Z“]|$)")
_MARRED = re.compile(r"[a-z],\d{1,3}F?\s|[a-z]\.\d{1,3}F?\s|\((?:see|cf\.)\b[^)]*\)|\([A-Z]+/[\w./-]+\)")
_STARTS = re.compile(r"[\"“‘'\[]?(?:[A-ZÀ-Þ]|[$€£]?\d)")
_ENDS = re.compile(r"[.!][\"”’')\]]*$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_SUBJECT = re.compile(r"(?:To [a-z]+|(?!During|Nothing)[A-Z][a-z]+ing)\b")
_SUBJECT = re.compile(r", (?:the |an? )?[A-Z][^,]* [a-z]+ed\b")
_FOOT = re.compile(r"\d{1,3} (?=[A-Z“«(])")
# "… established it together": what is done, and to what stands before.
_OBJECT = re.compile(
    r"^(?:(?!\b(?:that|which|whether|if|as|because|where|when|while|but|how|so)\b)[^,;:])*[a-z] (?:it|them)\b"
)
_DEFINITE = re.compile(
    r"^The ((?:[a-z][a-z’'-]*\s+){1,5}?)(?:is|are|was|were|has|have|had|will|would|can|could|may|should|must|does|did"
    r"|[a-z]+ed|[a-z]{3,}s|now|also|therefore)\b|^The ([a-z]+),"
)


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of what a sentence as it was split really is: without the number of its paragraph, and parted where the
    number of a footnote stands between two sentences."""
    edges = [0, *(edge for m in _REFERENCE.finditer(text) for edge in m.span()), len(text)]
    found = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        start = left + len(text[left:right]) - len(text[left:right].lstrip())
        number = _NUMBER.match(text, start, right)
        start = number.end() if number else start
        end = start + len(text[start:right].rstrip(" *"))
        if start < end:
            found.append((start, end))
    return tuple(found)


def is_whole(text: str) -> bool:
    """Whether it is a sentence that a note can quote: whole, of words, and not on the report itself."""
    words = _WORD.findall(text)
    letters = [c for c in text if c.isalpha()]
    return bool(
        len(words) >= _FEWEST_WORDS
        and len(text) <= LONGEST
        and _STARTS.match(text)
        and _ENDS.search(text)
        and BAR not in text
        and tells("verb", text)
        and sum(c.islower() for c in letters) > 0.6 * len(letters)
        and sum(c.isdigit() for c in text) < 0.25 * len(text)
        and text.count("(") == text.count(")")
        and text.count("“") == text.count("”")
        and (not _NO_SUBJECT.match(text) or tells("finite", text) or bool(_SUBJECT.search(text)))
        and not (is_note(text) or _FOOT.match(text))
        and not any(tells(name, text) for name in ("of_report", "opens_report", "clause"))
    )


def points_back(text: str, opens: bool, before: str, headings: Sequence[str]) -> bool:
    """Whether the sentence cannot be understood without the one before it in its paragraph.

    opens     it is the first of its paragraph, which leans on nothing but by a pronoun.
    before    the sentence before it; "the plan" is known where that one or a heading has the word.
    """
    if tells("points", text) or tells("bare", text) or _OBJECT.match(text) or _refers(text):
        return True
    if opens:
        return False
    if leans(text):
        return True
    definite = _DEFINITE.match(text)
    if not definite:
        return False
    named = _stems(definite[1] or definite[2])
    return bool(named & _stems(before)) and not named & _stems(" ".join(headings[-1:]))


def _refers(text: str) -> bool:
    """Whether "these countries", "the individual" are none that the sentence has named itself."""
    return any(not _stems(m.group()) & _stems(text[: m.start()]) for m in cue("within").finditer(text))


def is_marred(text: str) -> bool:
    """Whether marks of the layout stand in its middle: the number of a footnote, a way to a figure."""
    return bool(_MARRED.search(text))


def joins(text: str) -> bool:
    """Whether it begins with a word that ties it to the sentence before ("However, …"), but is understood alone."""
    return tells("joins", text)


def _stems(text: str) -> set[str]:
    return {stem(text[a:b].lower()) for a, b in content_words(text)}

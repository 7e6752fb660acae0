"""Where sentences begin and end.

Reports break sentences in their own ways: "U.S. dollars", "No. 12", "(a) …; (b) …" lists a page long.
A rule-based splitter keeps every offset, needs no model and takes microseconds a sentence.
"""

from __future__ import annotations

import itertools
import re

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = re.compile(
    r"al|approx|apr|art|arts|aug|cf|ch|col|d\.c|dec|dept|dr|e\.g|ed|eds|est|excl|feb|fig|figs|gen|h\.e|hon"
    r"|i\.e|incl|jan|jul|jun|lt|mar|messrs|mr|mrs|ms|no|nos|nov|oct|p|para|paras|pp|prof|ref|resp|rev|sect"
    r"|sep|sept|sgt|st|u\.k|u\.n|u\.s|viz|vol|vs",
    re.IGNORECASE,
)
# Nor after one of these before a figure ("max. 25 kg").
_BEFORE_FIGURES = re.compile(r"avg|ca|max|min|tel", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[;:]?(?=\n)")
_LAST_WORD = re.compile(r"([A-Za-z][\w.]*)$")
_LETTERED = re.compile(
    r"(?<=[;,.:])\s+(?=(?:and\s+|or\s+)?\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s)|(?<=including)\s+(?=\(a\)\s)"
)

LONG = 320  # characters; a longer sentence is cut at its lettered items, each of which says one thing
HARD = 1200  # characters; nothing a person reads as one sentence is longer


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences of `text`, in order, without the white space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() > start and _ends_here(text, start, match):
            spans += _cut(text, start, match.end())
            start = match.end()
    spans += _cut(text, start, len(text))
    return tuple(spans)


def _ends_here(text: str, start: int, match: re.Match[str]) -> bool:
    if "\n" in text[match.end() : match.end() + 1] or match.group() == "":
        return True
    following = text[match.end() :].lstrip()[:1]
    if not following or following.islower() or following in ",;:)":
        return False
    if match.group()[0] != ".":
        return True
    word = _LAST_WORD.search(text, start, match.start())
    if word is None:
        # "12. The centres" after a bare ordinal is a list number, not a sentence.
        return not re.fullmatch(r"\s*[(\[]?\d{1,3}[)\]]?", text[start : match.start()])
    last = word.group(1)
    if len(last) == 1 and last.isupper():
        return False
    if following.isdigit() and _BEFORE_FIGURES.fullmatch(last):
        return False
    return not _ABBREVIATIONS.fullmatch(last.rstrip("."))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch as one sentence, or as its lettered items where it is long."""
    pieces = [(start, end)]
    if end - start > LONG:
        cuts = [m.end() for m in _LETTERED.finditer(text, start, end)]
        edges = [start, *cuts, end]
        pieces = list(itertools.pairwise(edges))
    out: list[tuple[int, int]] = []
    for left, right in pieces:
        out += _hard(text, left, right)
    return [span for span in (_trim(text, *piece) for piece in out) if span[0] < span[1]]


def _hard(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while end - start > HARD:
        space = max(text.rfind(mark, start + HARD // 2, start + HARD) for mark in ("; ", ", ", " "))
        stop = space + 1 if space > 0 else start + HARD
        out.append((start, stop))
        start = stop
    return [*out, (start, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

"""The sentences of a report that a briefing may quote, each with its neighbours as far as it needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from assistant.answers.candidates import Candidate, Stretch
from assistant.briefings.alone import is_whole, pieces, points_back
from assistant.briefings.cues import tells
from assistant.briefings.telling import Kind, kind_of
from assistant.briefings.told import Told
from assistant.checking.figures import Figure, figures
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.values import Report

Vector = NDArray[np.float32]
MOST_BEFORE = 2  # sentences that another brings along
BROKEN = 40  # characters from which on what ends without a stop may be a broken sentence, not a caption
NUMBER = 12  # characters that the number of a paragraph may take
LONGEST = 440  # characters of a sentence with those that it brings
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\s+(?:{_MONTH})\b|(?:\s+and\s+\d{{1,2}})\s+(?:{_MONTH})\b")
_NAME = re.compile(r"\s[A-Z][a-zà-ÿ]+")  # "the 400 Kestrels"
_OF_BEFORE = re.compile(r"(?:It|Both|This|That|They|The (?:figure|number|amount|total|sum|announcement|share)s?)\b")
BROUGHT = 2.0  # by how much a sentence is less on the topic than the one that it leans on


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A sentence that may be said.

    candidate  ready to be cited; those that it needs stand in `before`.
    output     the activity or the section that it is told of; "" where it is of none.
    fit        how much it is on the topic, or how much it stands for its report: 0 to 1, larger is better.
    brings     how many sentences it leans on.
    vector, stems, figures
               of the sentence alone: shape (dimension,); content words; figures without years and dates.
    """

    candidate: Candidate
    kind: Kind
    output: str
    column: str | None
    fit: float
    brings: int
    vector: Vector
    stems: frozenset[str]
    figures: tuple[Figure, ...]

    @property
    def report(self) -> Report:
        return self.candidate.evidence.report

    @property
    def text(self) -> str:
        return self.candidate.said

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Document id and start of each of its sentences."""
        return tuple((self.report.document_id, s.start) for s in self.candidate.stretches)


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """One real sentence of a paragraph. `score` is how much it is on the topic; None where it was not looked at."""

    told: Told
    stretch: Stretch
    opens: bool
    score: float | None


def units(paragraph: Sequence[Told], scores: Mapping[int, float]) -> list[_Unit]:
    """The real sentences of a paragraph, in order."""
    found: list[_Unit] = []
    for told in paragraph:
        c = told.candidate
        for left, right in pieces(c.text):
            stretch = Stretch(c.text[left:right], c.start + left, c.start + right)
            opens = not left and 0 <= told.block.text.find(c.text[:40]) <= NUMBER
            found.append(_Unit(told, stretch, opens, scores.get(c.start)))
    return found


def found_in(sentences: Sequence[Told], scores: Mapping[int, float], least: float, scale: float) -> tuple[Found, ...]:
    """What may be said of a report.

    sentences  all of the report, in reading order.
    scores     by the sentence's start in the document's text, how much it is on the topic; `least` is enough, and
               `scale` is as much as there can be.
    """
    found: list[Found] = []
    last = ""
    for _, paragraph in groupby((t for t in sentences if t.stated), key=lambda t: t.paragraph):
        run = units(list(paragraph), scores)
        if run and _goes_on(last, run[0]):
            run = run[1:]  # the half of a sentence that a page broke in two
        found += [one for i in range(len(run)) if (one := _found(run, i, least, scale))]
        last = run[-1].stretch.text if run else last
    return tuple(found)


def found_at(sentences: Sequence[Told], spans: Sequence[tuple[int, int]]) -> Found | None:
    """What stands at some offsets of a report, if these are whole sentences of one paragraph, one after another."""
    start = spans[0][0]
    for _, paragraph in groupby((t for t in sentences if t.stated), key=lambda t: t.paragraph):
        run = units(list(paragraph), {})
        first = next((i for i, u in enumerate(run) if u.stretch.start == start), None)
        if first is None:
            continue
        said = run[first : first + len(spans)]
        if [(u.stretch.start, u.stretch.end) for u in said] != list(spans):
            return None
        main = next((u for u in reversed(said) if not tells("caveat", u.stretch.text)), said[-1])
        return _of(said, main, 1.0)
    return None


def _goes_on(last: str, first: _Unit) -> bool:
    """Whether a paragraph goes on in the middle of the sentence with which the one before it broke off."""
    block = first.told.block
    broken = len(last) > BROKEN and last[-1].isalnum() and block.kind in ("paragraph", "item")
    return broken and block.text[:1].isalpha()


def _found(run: Sequence[_Unit], i: int, least: float, scale: float) -> Found | None:
    said = _understood(run, i)
    if said is None:
        return None
    own, brought = run[i].score, [u.score - BROUGHT for u in said if u.score is not None]
    score = max([own if own is not None else least - 1, *brought])
    if score < least:
        return None
    after = run[i + 1] if i + 1 < len(run) else None
    if after and tells("caveat", after.stretch.text) and _follows(after.stretch.text):
        said = [*said, after]
    if sum(len(u.stretch.text) for u in said) > LONGEST:
        return None
    return _of(said, run[i], min(1.0, score / scale))


def _follows(text: str) -> bool:
    """Whether a caveat is on the sentence before it."""
    return bool(_OF_BEFORE.match(text))


def _understood(run: Sequence[_Unit], i: int) -> list[_Unit] | None:
    """The sentence with those before it that it needs; None where it is no sentence or needs more than can be had."""
    first = i
    while is_whole(run[first].stretch.text):
        if not _points_back(run, first):
            return list(run[first : i + 1])
        if first == 0 or i - first == MOST_BEFORE:
            return None
        first -= 1
    return None


def _points_back(run: Sequence[_Unit], i: int) -> bool:
    before = run[i - 1].stretch.text if i else ""
    return points_back(run[i].stretch.text, run[i].opens, before, run[i].told.block.headings)


def _of(said: Sequence[_Unit], main: _Unit, fit: float) -> Found:
    last = said[-1]
    text, block = main.stretch.text, main.told.block
    candidate = replace(
        last.told.candidate,
        text=last.stretch.text,
        start=last.stretch.start,
        end=last.stretch.end,
        before=tuple(u.stretch for u in said[:-1]),
    )
    return Found(
        candidate,
        kind_of(main.stretch.text, block.headings, block.column),
        main.told.output or main.told.section,
        block.column,
        fit,
        said.index(main),
        main.told.vector,
        frozenset(stem(text[a:b].lower()) for a, b in content_words(text) if not text[a:b][0].isdigit()),
        figures_of(text),
    )


def figures_of(text: str) -> tuple[Figure, ...]:
    """How many and how much a sentence tells: no years, no days of a month, no numbers that are part of a name."""
    return tuple(f for f in figures(text) if f.kind in ("money", "percent", "number") and _counts(f, text))


def _counts(figure: Figure, text: str) -> bool:
    if figure.kind != "number":
        return True
    before, written = text[: figure.start], figure.written
    named = (written[0].isupper() and before) or (before.lower().endswith("the ") and _NAME.match(text, figure.end))
    return not (
        named or figure.value < 1 or written == "1" or _DAY.match(text, figure.end) or tells("numbered", before)
    )

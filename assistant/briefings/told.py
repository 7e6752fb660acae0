"""What a report says, sentence by sentence, each with its place and what it is compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.answers.candidates import Candidate, Stretch, sentences_of
from assistant.answers.cues import is_note
from assistant.briefings.places import CAPTION, FOOTNOTE, Places
from assistant.library.codes import restore
from assistant.library.store import Store
from assistant.passages import sentences
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.values import Block, Evidence, Report

Matrix = NDArray[np.float32]
LEAST_WORDS = 2  # content words without figures; shorter ones say nothing
LEAST_CUT = 3  # content words of a sentence that a page break cuts; a heading has as few
SMALL_SECTION = 6  # sentences up to which a section of prose is about one thing, as a row of the template is
_PARAGRAPH = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? (?=[A-Z“\"])")
_STOP = re.compile(r"[.!?…:;][\"'”’)\]]*\d{0,3}$")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A sentence or row of a report.

    candidate  the sentence with its passage and report, ready to be cited.
    block      where it starts; `paragraph` numbers these, a paragraph that runs over a page counting once.
    section    the heading above it, without its number; "" where there is none.
    output     the activity of its table row, or the heading of a small section; "" where it is of neither.
    stated     whether it states something by itself: no footnote, caption, name of an activity or row of figures.
    vector     of the sentence, shape (dimension,).
    words      vectors of its content words without figures, shape (words, 64); `stems` their stems.
    """

    candidate: Candidate
    block: Block
    paragraph: int
    section: str
    output: str
    stated: bool
    vector: NDArray[np.float32]
    words: Matrix
    stems: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.candidate.said

    @property
    def report(self) -> Report:
        return self.candidate.evidence.report


def told(store: Store, report: Report) -> tuple[Told, ...]:
    """All that a report says, in reading order."""
    document = store.document(report.document_id)
    ids = store.passages_of(report.document_id)
    passages, vectors_of, codes = store.passages(ids), store.sentence_vectors(ids), store.word_codes(ids)
    places = Places(document)
    found: dict[int, Told] = {}  # neighbouring passages may share a sentence
    for i in ids:
        p = passages[i]
        spans, words = content_words(p.text), restore(codes[i])
        candidates = sentences_of(Evidence(p, report, 1, 1.0, ()))
        for candidate, vector in zip(candidates, vectors_of[i], strict=True):
            kept = [
                k
                for k, (a, b) in enumerate(spans)
                if candidate.start <= p.start + a < candidate.end and not p.text[a:b][0].isdigit()
            ]
            if len(kept) < LEAST_WORDS or candidate.start in found:
                continue
            number = places.at(candidate.start)
            block = places.block(number)
            found[candidate.start] = Told(
                _without_mark(candidate, bool(places.footnotes)),
                block,
                number,
                places.sections[number],
                places.activity(block),
                number not in places.footnotes and _states(candidate, block, places),
                vector,
                words[kept],
                tuple(stem(folded(p.text[a:b])) for a, b in (spans[k] for k in kept)),
            )
    return _with_small_sections(_over_pages([found[start] for start in sorted(found)], places))


def folded(word: str) -> str:
    """A word in lower case without accents and hyphens, which spellings of one name differ in."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in apart if not unicodedata.combining(c) and c not in "-‐‑–")


def _states(candidate: Candidate, block: Block, places: Places) -> bool:
    text = candidate.text
    if block.kind in ("row", "heading") or places.names(block) or is_note(text) or CAPTION.search(text):
        return False
    # A paragraph's heading, or what a page break left of a sentence.
    whole = bool(_STOP.search(text)) and not (block.kind == "paragraph" and text[0].islower())
    return whole or block.kind == "cell" or (block.kind == "item" and len(sentences(block.text)) == 1)


def _without_mark(candidate: Candidate, has_footnotes: bool) -> Candidate:
    """A sentence without its paragraph's number, or the footnote's mark of the one before it ("54 In January …")."""
    mark = _PARAGRAPH.match(candidate.text) or (FOOTNOTE.match(candidate.text) if has_footnotes else None)
    if mark is None:
        return candidate
    return replace(candidate, text=candidate.text[mark.end() :], start=candidate.start + mark.end())


def _over_pages(every: Sequence[Told], places: Places) -> list[Told]:
    """The sentences with those put together again that a page break and the footnotes at it cut in two: one that does
    not end, and what opens the next page's text."""
    found: list[Told] = []
    for t in every:
        cut = next((o for o in reversed(found) if o.paragraph not in places.footnotes), None)
        if cut and t.paragraph not in places.footnotes and _goes_on(cut, t):
            found[found.index(cut)] = _joined(cut, t)
        else:
            found.append(t)
    return found


def _goes_on(cut: Told, t: Told) -> bool:
    return (
        cut.block.kind in ("item", "paragraph")
        and t.block.kind == "paragraph"
        and t.candidate.start == t.candidate.evidence.passage.start  # it opens a passage, as what opens a page does
        and t.block.page == (cut.block.page or 0) + 1
        and t.block.headings == cut.block.headings
        and len(cut.stems) >= LEAST_CUT
        and not _STOP.search(cut.text)
    )


def _joined(cut: Told, t: Told) -> Told:
    before = Stretch(cut.candidate.text, cut.candidate.start, cut.candidate.end)
    vector = cut.vector + t.vector
    return replace(
        t,
        candidate=replace(t.candidate, before=(before,)),
        paragraph=cut.paragraph,
        section=cut.section,
        stated=bool(_STOP.search(t.text)),
        vector=vector / (float(np.linalg.norm(vector)) or 1.0),
        words=np.concatenate((cut.words, t.words)),
        stems=cut.stems + t.stems,
    )


def _with_small_sections(every: Sequence[Told]) -> tuple[Told, ...]:
    sizes: dict[tuple[str, ...], int] = {}
    for t in every:
        sizes[t.block.headings] = sizes.get(t.block.headings, 0) + t.stated
    return tuple(
        replace(t, output=t.section) if not t.output and t.section and sizes[t.block.headings] <= SMALL_SECTION else t
        for t in every
    )

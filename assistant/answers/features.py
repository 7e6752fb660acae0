"""What is measured of a sentence beside a question: the numbers that the scorer learned from.

All are comparable between collections: cosines, shares, counts with a ceiling; none is a raw score.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from assistant.answers.cues import holds
from assistant.answers.opposition import against
from assistant.passages.words import content_words
from assistant.search.query import Kind, Query
from assistant.values import Evidence
from assistant.values.reports import BAR

Matrix = NDArray[np.float32]
LIKE, MUCH_LIKE = 0.6, 0.8  # cosines of two words of which one may stand for the other
SEVERAL = 3  # words of a question, below which a sentence that has them all need not answer it
_LACKING = ("lacks_words", "opposed", "denied")
KINDS: tuple[Kind, ...] = get_args(Kind)

NAMES = (
    "cosine_sentence", "cosine_passage", "cosine_gap", "score", "rank",
    "match_mean", "match_least", "match_low3", "match_weighted",
    "opposed", "denied", "lacks_words", "lacks_rarest", "lacks_like", "lacks_softly",
    "passage_match_mean", "passage_match_least", "passage_match_low3", "passage_match_weighted",
    "words_sentence", "words_passage", "words_document", "rarest_sentence", "rarest_passage", "rarest_cosine",
    "names_sentence", "names_passage", "numbers_sentence", "numbers_passage", "numbers_in_header",
    "holds", "length", "position", "is_heading", "is_row", "is_cell", "asks",
    *(f"kind_{kind}" for kind in KINDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's side: its vector, and the vector, stem and weight of each content word.

    weights  0 to 1, how much each word tells: rare words more (see matching.py).
    """

    query: Query
    vector: NDArray[np.float32]
    words: Matrix
    stems: tuple[str, ...]
    weights: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """A passage's side: sentence vectors, vector and stem of each content word with its offset, and the stems above."""

    evidence: Evidence
    sentences: Matrix
    words: Matrix
    stems: tuple[str, ...]
    offsets: tuple[int, ...]
    header: frozenset[str]


def see(evidence: Evidence, sentences: Matrix, words: Matrix, stem: Callable[[str], str]) -> Seen:
    """Prepare a passage for measuring."""
    p = evidence.passage
    spans = content_words(p.text)
    report = evidence.report
    above = " ".join(filter(None, [report.title, report.name, str(report.year or ""), *p.headings, p.column]))
    return Seen(
        evidence,
        sentences,
        words,
        tuple(stem(p.text[a:b].lower()) for a, b in spans),
        tuple(a for a, _ in spans),
        frozenset(stem(above[a:b].lower()) for a, b in content_words(above)),
    )


def measure(asked: Asked, seen: Seen) -> Matrix:
    """A row of NAMES for each sentence of the passage: shape (sentences, len(NAMES))."""
    p = seen.evidence.passage
    similar = asked.words @ seen.words.T if len(seen.words) else np.zeros((len(asked.stems), 0), np.float32)
    passage_best = _best(similar)
    total = float(asked.weights.sum()) or 1.0
    stems = set(seen.stems) | seen.header
    present = np.array([s in stems for s in asked.stems], dtype=bool)
    rarest = int(np.argmax(asked.weights)) if len(asked.weights) else -1
    question_words = frozenset(asked.query.words)
    names = [s for s, n in zip(asked.stems, _is_name(asked.query), strict=True) if n]
    numbers = [s for s in asked.stems if s[:1].isdigit()]
    cosine_passage = float(seen.sentences.mean(axis=0) @ asked.vector) if len(seen.sentences) else 0.0
    cosines = seen.sentences @ asked.vector
    top = float(cosines.max()) if len(cosines) else 0.0
    rows = np.zeros((len(p.sentences), len(NAMES)), dtype=np.float32)
    for i, (a, b) in enumerate(p.sentences):
        text = p.text[a:b]
        inside = [k for k, offset in enumerate(seen.offsets) if a <= offset < b]
        best = _best(similar[:, inside])
        here = {seen.stems[k] for k in inside}
        hit = np.array([s in here for s in asked.stems], dtype=bool)
        rows[i] = (
            cosines[i], cosine_passage, cosines[i] - top, seen.evidence.score, math.log1p(seen.evidence.rank),
            *_summary(best, asked.weights), *against(asked.query.text, text), *_lacks(best, hit, asked.weights),
            *_summary(passage_best, asked.weights),
            float(asked.weights[hit].sum()) / total, float(asked.weights[present].sum()) / total,
            float(asked.weights[[s in seen.header for s in asked.stems]].sum()) / total,
            float(hit[rarest]) if rarest >= 0 else 1.0, float(present[rarest]) if rarest >= 0 else 1.0,
            float(passage_best[rarest]) if rarest >= 0 else 1.0,
            _share(names, here), _share(names, stems), _share(numbers, here), _share(numbers, stems),
            _share(numbers, seen.header),
            holds(asked.query.kind, text, question_words), min(len(text), 600) / 600, min(i, 10) / 10,
            len(inside) < 3 or text.isupper(), BAR in text, p.column is not None, text.endswith("?"),
            *(asked.query.kind == kind for kind in KINDS),
        )  # fmt: skip
    return rows


def _best(similar: Matrix) -> NDArray[np.float32]:
    """For each word of the question its best cosine among some words; 0 where there are none."""
    return similar.max(axis=1) if similar.shape[1] else np.zeros(similar.shape[0], dtype=np.float32)


def _summary(best: NDArray[np.float32], weights: NDArray[np.float32]) -> tuple[float, float, float, float]:
    """Mean, least, mean of the three least, and weighted mean of the best matches."""
    if not len(best):
        return 0.0, 0.0, 0.0, 0.0
    low = np.sort(best)[:3]
    weighted = float(best @ weights) / (float(weights.sum()) or 1.0)
    return float(best.mean()), float(best.min()), float(low.mean()), weighted


def _lacks(
    best: NDArray[np.float32], hit: NDArray[np.bool_], weights: NDArray[np.float32]
) -> tuple[float, float, float, float]:
    """What the sentence lacks of the question: the weight of the words that it does not have, the most of one word,
    the weight of those without a likeness, and the weight times how far the best match is from one."""
    if not len(best):
        return 0.0, 0.0, 0.0, 0.0
    missing = weights * ~hit
    unlike, short = weights * (best < LIKE), weights * np.clip(MUCH_LIKE - best, 0, 1)
    return float(missing.sum()), float(missing.max()), float(unlike.sum()), float(short.sum())


def _share(wanted: Sequence[str], here: set[str] | frozenset[str]) -> float:
    """The share of `wanted` that is there; 1 where nothing is wanted."""
    return sum(w in here for w in wanted) / len(wanted) if wanted else 1.0


def _is_name(query: Query) -> list[bool]:
    """For each content word of the question whether it belongs to one of its names."""
    named = {word.lower() for name in query.names for word in name.split()}
    return [query.text[a:b].lower() in named for a, b in content_words(query.text)]


# What a question is like (its kind, its sentences' lengths and places, ranks) told answerable from not only on the
# questions it was learned from: without it the AUC rose from .59 to .75 on reports and fell from .72 to .71 there.
_TELLING = [
    i
    for i, name in enumerate(NAMES)
    if not name.startswith("kind_") and name not in ("score", "rank", "length", "position")
]
_MOST = [i for i in _TELLING if i < NAMES.index("numbers_passage")]
_SECOND = [i for i in _TELLING if i < NAMES.index("passage_match_mean")]

DECIDING = tuple(
    f"{of}_{NAMES[i]}" for of, columns in (("first", _TELLING), ("most", _MOST), ("second", _SECOND)) for i in columns
)


def has_all(query: Query, row: NDArray[np.float32]) -> bool:
    """Whether a sentence, by its row of NAMES, has every content word of a question of several, holds the kind of
    thing that is asked for and turns nothing round."""
    said = dict(zip(NAMES, row.tolist(), strict=True))
    return len(query.words) >= SEVERAL and said["holds"] == 1 and not any(said[n] for n in _LACKING)


def deciding(rows: Matrix, scores: NDArray[np.float32]) -> Matrix:
    """What decides between an answer and silence, DECIDING: the best sentence, the most of each, the second."""
    order = np.argsort(-scores)
    first, second = rows[order[0]], rows[order[min(1, len(order) - 1)]]
    return np.concatenate([first[_TELLING], rows.max(axis=0)[_MOST], second[_SECOND]])

"""How much each sentence of the reports is on a topic."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import numpy as np

from assistant.answers.candidates import Candidate
from assistant.answers.rating import measured
from assistant.answers.scorer import packaged
from assistant.briefings.told import Told
from assistant.commitments import Donors
from assistant.library.library import Library
from assistant.library.store import Store
from assistant.passages.stems import stem
from assistant.passages.words import content_words
from assistant.search import Query, in_their_names, known_as, parse, rarity, search
from assistant.search.understanding import other_names, spellings
from assistant.values import Evidence, Filters, Report

Scores = dict[str, dict[int, float]]
"""By document id and the sentence's start in its text."""

ON_TOPIC = 3.5
"""From this score on a sentence is on the topic. Of some twenty topics on two collections, the sentences of topics that
no report touches stay below it; at 2.0 the tail is of neighbouring topics."""

TOUCHED = 4.0
"""A topic on which no sentence scores so much is one that no report touches: football -4.9, fisheries -2.7, malaria
vaccines 0.4, school meals 3.0; a topic of one sentence in 170 pages 4.1."""

SCALE = 12.0
"""What a sentence that names the whole topic scores."""

HEADING = 6.0
"""What a sentence scores at least under a heading, or in the row of an activity, that names the whole topic; less by
the square of the share of the topic that it names."""

ORDER = 0.1
"""Of its own score, by which sentences under such a heading are told apart."""

OTHER_NAME = 5.0
"""Added to a sentence that calls the topic by its other name ("BLOs")."""

FAR = 4.0
"""Taken off a sentence whose surroundings lack a name of the topic."""


def on_topic(
    library: Library, topic: str, reports: Sequence[Report], passages: int, check: Callable[[], None]
) -> Scores:
    """The scores of the sentences that a search for the topic finds, in each spelling of the places that it names.

    passages  of all reports, and of those of each year by themselves, that are looked at.
    check     called between the steps; it raises where the work is to stop.
    """
    scores: Scores = {}
    for spelled in _spelled(topic, library.store):
        query = parse(in_their_names(spelled, library.store))
        for document, start, score in _scored(library, query, reports, passages, check):
            of_document = scores.setdefault(document, {})
            of_document[start] = max(score, of_document.get(start, score))
    return scores


def _scored(
    library: Library, query: Query, reports: Sequence[Report], passages: int, check: Callable[[], None]
) -> Iterator[tuple[str, int, float]]:
    store = library.store
    encoded = library.encoder.encode_question(query.text)
    evidence: dict[int, Evidence] = {}
    for group in _groups(reports):
        check()
        filters = Filters(documents=tuple(r.name for r in group))
        for e in search(library, query, passages, filters, encoded):
            evidence.setdefault(e.passage.id, e)
    found = measured(library, query, encoded, list(evidence.values()))
    if not found.candidates:
        return
    called = {word: frozenset((word.lower(), *names)) for word, names in known_as(store, query.names).items()}
    others = _as_words(other_names(store, query))
    weights = dict(zip(query.words, map(float, rarity(library, query.words)), strict=True))
    for candidate, score in zip(found.candidates, packaged().scores(found.rows), strict=True):
        passage = candidate.evidence.passage
        share = _named(weights, " ".join(passage.headings[-1:]))
        score = max(score, HEADING * share**2 + ORDER * score)
        score += OTHER_NAME * bool(others and others.search(candidate.text))
        score -= FAR * _is_far(query, candidate, called)
        yield passage.document_id, candidate.start, float(score)


def _spelled(topic: str, store: Store) -> Iterator[str]:
    """The topic, and the same in the other spellings of a place that reports use."""
    yield topic
    for group in spellings():
        for written in group:
            name = re.compile(rf"\b{re.escape(written)}\b", re.IGNORECASE)
            if name.search(topic):
                yield from (name.sub(o, topic) for o in group if o != written and all(store.words.occur(o.split())))


def on_donors(sentences: Sequence[Told], donors: Donors, names: frozenset[str]) -> dict[int, float]:
    """The scores of the sentences that name one of some donors."""
    return {
        t.candidate.start: SCALE
        for t in sentences
        if any(mention.donor.name in names for mention in donors.mentions(t.text))
    }


def at_heart(sentences: Sequence[Told]) -> dict[int, float]:
    """For a briefing without a topic: how near each sentence is to what its report is about."""
    stated = [t for t in sentences if t.stated]
    if not stated:
        return {}
    vectors = np.stack([t.vector for t in stated])
    middle = vectors.mean(axis=0)
    near = vectors @ (middle / (float(np.linalg.norm(middle)) or 1.0))
    most = float(near.max()) or 1.0
    return {
        t.candidate.start: SCALE * (0.3 + 0.3 * max(0.0, float(n)) / most) for t, n in zip(stated, near, strict=True)
    }


def _groups(reports: Sequence[Report]) -> list[tuple[Report, ...]]:
    """All reports, and those of each year by themselves."""
    ordered = sorted(reports, key=lambda r: r.year or 0)
    years = [tuple(group) for _, group in groupby(ordered, key=lambda r: r.year)]
    return [tuple(reports), *years] if len(years) > 1 else [tuple(reports)]


def _as_words(names: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b", re.IGNORECASE) if names else None


def _named(weights: dict[str, float], heading: str) -> float:
    """The share of the topic's words that a heading has, rare words counting more."""
    total = sum(weights.values())
    has = {stem(heading[a:b].lower()) for a, b in content_words(heading)}
    return sum(w for word, w in weights.items() if stem(word) in has) / total if total > 0 else 0.0


def _is_far(query: Query, candidate: Candidate, called: dict[str, frozenset[str]]) -> bool:
    passage, report = candidate.evidence.passage, candidate.evidence.report
    around = " ".join([report.title, report.name, report.sector or "", *passage.headings, passage.text]).lower()
    words = (word for name in query.names for word in name.split())
    return any(not any(n in around for n in called.get(word, frozenset((word.lower().rstrip("s"),)))) for word in words)

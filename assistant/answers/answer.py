"""The way from a question to an answer, readable in one function."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.candidates import Candidate, sentences_of
from assistant.answers.citations import cite
from assistant.library.library import Library
from assistant.search import Query, parse, permitted, search
from assistant.values import Answer, Evidence, Filters, Searched

EVIDENCE = 20  # passages kept with an answer
READ = 6  # passages whose sentences are looked at


def answer_question(
    library: Library, question: str, filters: Filters, history: Sequence[tuple[str, str]], started: float
) -> Answer:
    """Answer a question from the library with quotes, or with a silence that says what was searched."""
    query = parse(question)
    evidence = search(library, query, EVIDENCE, filters)
    candidates = _rated(library, query, evidence[:READ])
    chosen = candidates[:2] if candidates and candidates[0].score > 0.45 else []
    statements, rejected = cite(library.store, chosen)
    reports = permitted(library.store.reports(), filters)
    searched = Searched(len(reports), filters, tuple(_nearest(e) for e in evidence[:3]))
    return Answer(
        question=question,
        understood=query.text,
        statements=statements,
        evidence=evidence,
        rejected=rejected,
        searched=searched,
        sureness="likely" if statements else None,
        why_silent="" if statements else f"The reports do not say. Searched: {len(reports)} reports.",
        seconds=time.perf_counter() - started,
    )


def _rated(library: Library, query: Query, evidence: Sequence[Evidence]) -> list[Candidate]:
    question = library.encoder.encode_question(query.text).passage
    vectors = library.store.sentence_vectors([e.passage.id for e in evidence])
    place = {(e.passage.id, a): row for e in evidence for row, (a, _) in enumerate(e.passage.sentences)}
    rated = []
    for c in sentences_of(evidence):
        p = c.evidence.passage
        cosine = float(vectors[p.id][place[p.id, c.start - p.start]] @ question)
        rated.append(replace(c, score=cosine))
    return sorted(rated, key=lambda c: -c.score)


def _nearest(evidence: Evidence) -> str:
    p = evidence.passage
    where = ", ".join(filter(None, [evidence.report.name, f"page {p.page_first}" if p.page_first else "", p.column]))
    return f"{where}: {p.text[:160]}"

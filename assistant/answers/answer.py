"""The way from a question to an answer, readable in one function."""

from __future__ import annotations

import time
from collections.abc import Sequence

from assistant.answers.candidates import Candidate
from assistant.answers.choice import choose
from assistant.answers.citations import cite
from assistant.answers.context import completed
from assistant.answers.rating import rate
from assistant.answers.scorer import packaged
from assistant.answers.silence import absent_names, explain, in_words
from assistant.library.library import Library
from assistant.search import in_context, in_their_names, parse, permitted, search
from assistant.tuning import SURE_ENOUGH
from assistant.values import Answer, Evidence, Filters, Searched

EVIDENCE = 20  # passages kept with an answer
READ = 6  # passages whose sentences are looked at
READ_FOR_LIST = 15  # the same where everything is asked for


def answer_question(
    library: Library, question: str, filters: Filters, history: Sequence[tuple[str, str]], started: float
) -> Answer:
    """Answer a question from the library with quotes, or with a silence that says what was searched."""
    query = parse(in_their_names(in_context(question, history), library.store))
    encoded = library.encoder.encode_question(query.text)
    evidence = search(library, query, EVIDENCE, filters, encoded)
    reports = permitted(library.store.reports(), filters)
    absent = absent_names(library.store, query, reports)
    chosen: tuple[Candidate, ...] = ()
    sureness = 0.0
    if evidence:
        rated = rate(
            library, query, encoded, evidence[: READ_FOR_LIST if query.kind == "list" else READ], packaged(), absent
        )
        sureness = rated.sureness
        if sureness >= SURE_ENOUGH:
            chosen = choose(query, rated.candidates, lambda c: completed(library.store, c))
    statements, rejected = cite(library.store, chosen)
    return Answer(
        question=question,
        understood=query.text,
        statements=statements,
        evidence=evidence,
        rejected=rejected,
        searched=Searched(len(reports), filters, tuple(_nearest(e) for e in evidence[:3])),
        sureness=in_words(sureness) if statements else None,
        why_silent="" if statements else explain(library.store, query, filters, reports, absent),
        seconds=time.perf_counter() - started,
    )


def _nearest(evidence: Evidence) -> str:
    p = evidence.passage
    where = ", ".join(filter(None, [evidence.report.name, f"page {p.page_first}" if p.page_first else "", p.column]))
    return f"{where}: {p.text[:160]}"

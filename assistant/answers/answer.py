"""The way from a question to an answer, readable in one function."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers.candidates import Candidate
from assistant.answers.choice import choose, in_order
from assistant.answers.citations import cite
from assistant.answers.context import completed
from assistant.answers.funding import funding, of_donor, on_topic, says_amount
from assistant.answers.parts import parts
from assistant.answers.rating import rate
from assistant.answers.rows import of_the_named, wants_table, with_neighbours
from assistant.answers.scorer import packaged
from assistant.answers.silence import absent_names, explain, in_words, looked_at, part_missing
from assistant.library.library import Library
from assistant.search import Query, Reranker, asked_of, focused, in_context, in_their_names, parse, permitted, search
from assistant.tuning import DIRECT, MOST_OF_PART, MOST_OF_PARTS, SURE_ENOUGH
from assistant.values import Answer, Evidence, Filters, Report, Searched

EVIDENCE = 20  # passages kept with an answer
READ = 6  # passages whose sentences are looked at
READ_FOR_LIST = 15  # the same where everything is asked for


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reports have on one question: the passages, the sentences to be said (none for a silence), how sure
    it is that they answer, the question's names that are in no report, and its words that nothing read is like."""

    evidence: tuple[Evidence, ...]
    chosen: tuple[Candidate, ...]
    sureness: float
    absent: tuple[str, ...]
    unlike: tuple[str, ...] = ()


def answer_question(
    library: Library,
    question: str,
    filters: Filters,
    history: Sequence[tuple[str, str]],
    started: float,
    reranker: Reranker | None = None,
) -> Answer:
    """Answer a question from the library with quotes, or with a silence that says what was searched."""
    store = library.store
    reports = permitted(store.reports(), filters)
    understood = in_context(question, history)
    of = asked_of(parse(understood), reports)
    understood = in_their_names(understood, store, None if len(of) == store.count_reports() else of)
    query = parse(understood)
    finding = find(library, query, filters, reports, reranker)
    notes: tuple[str, ...] = ()
    if asked := parts(query):
        found = [find(library, part.query, filters, reports, reranker) for part in asked]
        if any(part.chosen for part in found):
            finding = together(finding, found)
            notes = tuple(
                part_missing(store, part.name, part.query, reports)
                for part, has in zip(asked, found, strict=True)
                if not has.chosen
            )
    given = funding(library, query, reports)
    if given and given.said:
        finding = replace(finding, chosen=given.said, sureness=max(finding.sureness, DIRECT))
        notes = (given.note,)
    elif given and given.asks_amount and not says_amount(finding.chosen, given.donor, library.ledger.donors):
        finding = replace(finding, chosen=())
    else:
        finding = replace(finding, chosen=of_donor(query, finding.chosen, library.ledger.donors))
    statements, rejected = cite(store, finding.chosen)
    known = cite(store, given.known)[0] if given and not statements else ()
    if statements and query.kind == "list" and not notes:
        notes = (looked_at(len({c.document for s in statements for c in s.citations}), len(reports)),)
    return Answer(
        question=question,
        understood=understood,
        statements=statements,
        evidence=finding.evidence,
        rejected=rejected,
        searched=Searched(len(reports), filters, tuple(_nearest(e) for e in finding.evidence[:3])),
        sureness=in_words(finding.sureness) if statements else None,
        why_silent="" if statements else explain(store, query, filters, reports, finding.absent, finding.unlike, given),
        seconds=time.perf_counter() - started,
        notes=notes if statements else (),
        known=known,
    )


def find(
    library: Library, query: Query, filters: Filters, reports: Sequence[Report], reranker: Reranker | None
) -> Finding:
    """Search, rate the sentences found, and choose among them where it is likely that they answer."""
    query = focused(query, reports)
    encoded = library.encoder.encode_question(query.text)
    evidence = search(library, query, EVIDENCE, filters, encoded, reranker)
    absent = absent_names(library.store, query, reports)
    if not evidence:
        return Finding((), (), 0.0, absent)
    read = evidence[: READ_FOR_LIST if query.kind == "list" else READ]
    if query.page is not None:
        read = tuple(e for e in read if e.passage.page_first == query.page) or read
    rated = rate(library, query, encoded, with_neighbours(library.store, read), packaged(), absent)

    def complete(candidate: Candidate) -> Candidate | None:
        whole = completed(library.store, candidate, wants_table(query, candidate))
        return of_the_named(query, whole) if whole else None

    chosen = choose(query, rated.candidates, complete) if rated.sureness >= SURE_ENOUGH else ()
    return Finding(evidence, on_topic(library.store, query, chosen), rated.sureness, absent, rated.unlike)


def together(whole: Finding, found: Sequence[Finding]) -> Finding:
    """The parts of a question as one finding: the passages of each in turn, then those of the whole question."""
    by_turns = [f.evidence[i] for i in range(EVIDENCE) for f in (whole, *found) if i < len(f.evidence)]
    once = {e.passage.id: e for e in by_turns}
    best = [sorted(f.chosen, key=lambda c: -c.score)[:MOST_OF_PART] for f in found]
    said = [*(c for part in best for c in part), *whole.chosen]
    once_said = {(c.evidence.passage.document_id, c.start): c for c in said}
    most = max(MOST_OF_PARTS, sum(map(len, best)))
    return Finding(
        evidence=tuple(replace(e, rank=rank) for rank, e in enumerate(list(once.values())[:EVIDENCE], 1)),
        chosen=in_order(tuple(once_said.values())[:most]),
        sureness=max(whole.sureness, min(f.sureness for f in found if f.chosen)),
        absent=whole.absent,
        unlike=whole.unlike,
    )


def _nearest(evidence: Evidence) -> str:
    p = evidence.passage
    where = ", ".join(filter(None, [evidence.report.name, f"page {p.page_first}" if p.page_first else "", p.column]))
    return f"{where}: {p.text[:160]}"

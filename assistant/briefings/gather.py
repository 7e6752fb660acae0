"""The library → what a briefing may be made of: sentences that are on its topic, and rows of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.briefings.briefing import Most, Scope, Step
from assistant.briefings.found import Found, found_in
from assistant.briefings.relevance import ON_TOPIC, SCALE, TOUCHED, Scores, at_heart, on_donors, on_topic
from assistant.briefings.told import Told, told
from assistant.commitments import chosen, told_once
from assistant.errors import AssistantError
from assistant.library.library import Library
from assistant.values import Commitment, LedgerFilters, Report

PASSAGES = 60  # that are looked at for a topic, of all reports and of each year's
ROW_ON_TOPIC, ROWS_ALIKE = 5.0, 0.5
"""How much a sentence that a row of the ledger stands on is on the topic at least, and as a share of the best row's."""


@dataclass(slots=True)
class Work:
    """One making: how far it has come, and whether it is to go on. Steps are reports read and statements checked."""

    on_step: Callable[[Step], None]
    stop: Callable[[], bool]
    total: int = 0
    done: int = 0

    def check(self) -> None:
        """Raises AssistantError where somebody wants it stopped."""
        if self.stop():
            raise AssistantError("The briefing was stopped. Nothing was written; make it again when you like.")

    def step(self) -> None:
        self.check()
        self.done += 1
        self.total = max(self.done, self.total)
        self.on_step(Step(self.done, self.total))


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """What there is within a scope.

    reports  all within its limits.
    told     all sentences of those that are on the topic; `found` are those that may be said.
    rows     of the ledger, each commitment once.
    unnamed  donors asked for that no row names.
    """

    reports: tuple[Report, ...]
    told: tuple[Told, ...]
    found: tuple[Found, ...]
    rows: tuple[Commitment, ...]
    unnamed: tuple[str, ...]


def gather(library: Library, scope: Scope, most: Most, work: Work) -> Gathered:
    """Read what is on the scope, more of it for a longer note. Raises AssistantError when the work is to stop."""
    donors = _names(library, scope.donors)
    names = frozenset().union(*donors.values())
    reports = tuple(r for r in library.store.reports() if _is_within(r, scope, names))
    passages = max(PASSAGES, most.statements)
    scores = on_topic(library, scope.topic, reports, passages, work.check) if scope.topic else None
    touched = [r for r in reports if scores is None or _is_touched(scores, r)]
    if scores is not None and max((s for of in scores.values() for s in of.values()), default=0.0) < TOUCHED:
        touched = []
    work.total += len(touched)
    sentences: list[Told] = []
    found: list[Found] = []
    for report in touched:
        of_report = told(library.store, report)
        if scores is not None:
            own = scores.get(report.document_id, {})
        elif names:
            own = on_donors(of_report, library.ledger.donors, names)
        else:
            own = at_heart(of_report)
        sentences += of_report
        found += found_in(of_report, own, ON_TOPIC, SCALE)
        work.step()
    rows = _rows(library, touched, names, scores)
    given = {donor for row in rows for donor in row.donor.split("; ")}
    unnamed = tuple(donor for donor, called in donors.items() if called.isdisjoint(given))
    return Gathered(reports, tuple(sentences), tuple(found), rows, unnamed)


def _names(library: Library, donors: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each donor asked for, by name or alias, its names in the ledger."""
    return {donor: library.ledger.donors.called(donor) or frozenset((donor,)) for donor in donors}


def _is_within(report: Report, scope: Scope, donors: frozenset[str]) -> bool:
    return (
        (not scope.sectors or report.sector in scope.sectors)
        and (not scope.years or report.year in scope.years)
        and (not scope.documents or report.name in scope.documents)
        and (not scope.donors or not donors.isdisjoint(report.donors))
    )


def _is_touched(scores: Scores, report: Report) -> bool:
    return any(score >= ON_TOPIC for score in scores.get(report.document_id, {}).values())


def _rows(
    library: Library, reports: Sequence[Report], donors: frozenset[str], scores: Scores | None
) -> tuple[Commitment, ...]:
    """The rows of the ledger of some reports, of some donors (all where none is named), and on the topic."""
    if not reports:
        return ()
    ledger = library.ledger
    within = LedgerFilters(documents=tuple(r.name for r in reports))
    rows = [
        row
        for row in told_once(chosen(ledger.rows(), within, ledger.donors))
        if not donors or not donors.isdisjoint(row.donor.split("; "))
    ]
    if scores is None:
        return tuple(rows)
    of_rows = [_score(row, scores) for row in rows]
    least = max(ROW_ON_TOPIC, ROWS_ALIKE * max(of_rows, default=0.0))
    return tuple(row for row, score in zip(rows, of_rows, strict=True) if score >= least)


def _score(row: Commitment, scores: Scores) -> float:
    """How much the sentences that a row stands on are on the topic."""
    return max(
        (
            score
            for q in row.quotes
            for start, score in scores.get(q.document_id, {}).items()
            if q.start <= start < q.end
        ),
        default=0.0,
    )

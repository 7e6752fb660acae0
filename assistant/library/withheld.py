"""A kept answer as somebody may see it now: what it quotes from reports that are not theirs to see is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.passages.quotes import Page
from assistant.values import Answer, Citation, Evidence, Filters, Report, Searched, Statement
from assistant.values.reports import BAR

if TYPE_CHECKING:
    from assistant.library.store import Store

WITHHELD = "This part is no longer available to you."


def as_seen(answer: Answer, store: Store) -> Answer:
    """An answer that its owner got earlier, when other reports may have been theirs to see.

    A statement stays where all its quotes stand in reports that are seen. Where anything is withheld, all that speaks
    of what was searched then is left out with it: notes, reasons, sentences taken out.
    """
    if store.seen is None:
        return answer
    reports = {report.name: report for report in store.reports()}
    evidence = _evidence(answer, reports)
    statements, known = _statements(answer.statements, store), _statements(answer.known, store)
    is_whole = (statements, known) == (answer.statements, answer.known) and len(evidence) == len(answer.evidence)
    if is_whole and answer.searched.documents <= len(reports):
        return replace(answer, evidence=evidence)
    return _bare(replace(answer, statements=statements, known=known, evidence=evidence), reports)


def shared(answer: Answer, store: Store) -> Answer | None:
    """An answer that somebody else got, who may see other reports; None where it quotes one that is not seen.

    A silence quotes nothing; it is shown where all that came nearest is seen.
    """
    if store.seen is None:
        return answer
    reports = {report.name: report for report in store.reports()}
    evidence = _evidence(answer, reports)
    said = (*answer.statements, *answer.known)
    if said != _statements(said, store) or (not said and (not evidence or len(evidence) < len(answer.evidence))):
        return None
    return _bare(replace(answer, evidence=evidence), reports)


def _bare(answer: Answer, reports: Mapping[str, Report]) -> Answer:
    """An answer without what tells of the reports that were searched for it."""
    searched = answer.searched
    return replace(
        answer,
        understood=answer.question,
        rejected=(),
        searched=Searched(min(searched.documents, len(reports)), _filters(searched.filters, reports), ()),
        why_silent="" if answer.statements else WITHHELD,
        notes=(),
    )


def _statements(said: tuple[Statement, ...], store: Store) -> tuple[Statement, ...]:
    """Each statement, or in its place that it is withheld."""
    return tuple(s if all(is_verbatim(c, store) for c in s.citations) else Statement(WITHHELD, ()) for s in said)


def is_verbatim(citation: Citation, store: Store) -> bool:
    """Whether a quote stands on the stored page that it names, of a report that is seen; each cell of a quoted row by
    itself. The report's name alone may have gone over to another one."""
    report = store.named(citation.document)
    page = Page(store.page_text(report.document_id, citation.page)) if report else Page("")
    return bool(page.words_of(citation.quote.split(BAR)))


def _evidence(answer: Answer, reports: Mapping[str, Report]) -> tuple[Evidence, ...]:
    """The passages of reports that are seen; a document's id is its content's, so they are as they were."""
    now = ((e, reports.get(e.report.name)) for e in answer.evidence)
    return tuple(replace(e, report=r) for e, r in now if r and r.document_id == e.report.document_id)


def _filters(filters: Filters, reports: Mapping[str, Report]) -> Filters:
    """The filters in force, where reports that are seen have what they name."""
    named = (
        all(name in reports for name in filters.documents)
        and filters.sector in {None, *(r.sector for r in reports.values())}
        and filters.year in {None, *(r.year for r in reports.values())}
        and filters.donor in {None, *(donor for r in reports.values() for donor in r.donors)}
    )
    return filters if named else Filters()

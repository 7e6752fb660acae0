"""The JSON forms that scripts rely on (docs: contract of the command line)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.values import Answer, Citation, Evidence, Feedback, FileStatus, Filters, Report, Statement

if TYPE_CHECKING:
    from assistant.checking import Checked


def prediction(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """An answer as `ask --json` prints it; the id is that of its line in a batch, else null."""
    return {
        "id": question_id,
        "question": answer.question,
        "understood": answer.understood,
        "status": answer.status,
        "sureness": answer.sureness,
        "text": answer.text,
        "statements": [statement(s) for s in answer.statements],
        "notes": list(answer.notes),
        "known": [statement(s) for s in answer.known],
        "evidence": [evidence(e) for e in answer.evidence],
        "rejected": [asdict(r) for r in answer.rejected],
        "searched": {
            "documents": answer.searched.documents,
            "filters": filters(answer.searched.filters),
            "nearest": list(answer.searched.nearest),
        },
        "seconds": round(answer.seconds, 4),
    }


def statement(s: Statement) -> dict[str, Any]:
    return {"text": s.text, "planned": s.planned, "citations": [citation(c) for c in s.citations]}


def citation(c: Citation) -> dict[str, Any]:
    return {
        "marker": c.marker,
        "document": c.document,
        "page": c.page,
        "quote": c.quote,
        "headings": list(c.headings),
        "column": c.column,
    }


def evidence(e: Evidence) -> dict[str, Any]:
    p = e.passage
    return {
        "document": e.report.name,
        "page": p.page_first,
        "text": p.text,
        "headings": list(p.headings),
        "column": p.column,
    }


def ranked(e: Evidence) -> dict[str, Any]:
    """A found passage as `search --json` prints it."""
    return {"rank": e.rank, "score": round(e.score, 4), "found_by": list(e.found_by)} | evidence(e)


def filters(f: Filters) -> dict[str, Any]:
    """Only the filters in force."""
    chosen = {"documents": list(f.documents), "sector": f.sector, "year": f.year, "donor": f.donor}
    return {key: value for key, value in chosen.items() if value}


def report(r: Report) -> dict[str, Any]:
    return asdict(r)


def file_status(s: FileStatus) -> dict[str, Any]:
    return asdict(s) | {"seconds": round(s.seconds, 3)}


def checked(c: Checked) -> dict[str, Any]:
    """What the reports have on a sentence of a draft, as `check --json` prints it; paragraphs count from 0."""
    s = c.sentence
    return {
        "sentence": s.text,
        "paragraph": s.paragraph,
        "start": s.start,
        "end": s.end,
        "finding": c.finding,
        "differences": [asdict(difference) for difference in c.differences],
        "missing": list(c.missing),
        "citations": [citation(quoted) for quoted in c.citations],
    }


def feedback(given: Feedback) -> dict[str, Any]:
    """What was thought of an answer, as `assistant feedback` prints it: the answer's own form and the verdict."""
    return prediction(given.answer) | {"good": given.good, "reason": given.reason, "given": given.given}

"""An answer as plain text, to be pasted into a letter or a note."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.values import Answer, Citation, Statement
from assistant.web.turn import citations


def place(citation: Citation, words: Mapping[str, str]) -> str:
    """Where a quote stands, on one line: file, page, table column."""
    page = words["source.page"].format(page=citation.page) if citation.page is not None else ""
    return ", ".join(part for part in (citation.document, page, citation.column or "") if part)


def plan(statement: Statement, words: Mapping[str, str]) -> str:
    """ "(planned)" before a sentence that tells of a plan; "" before another."""
    return f"({words[f'turn.planned_{statement.planned}'].lower()})" if statement.planned else ""


def plain_answer(answer: Answer, words: Mapping[str, str]) -> str:
    """The question, the answer with its markers, and below it one line a source with its quote."""
    if not answer.statements:
        return f"{answer.question}\n\n{answer.why_silent}\n"
    said = [
        " ".join((plan(statement, words), statement.text, *(f"[{c.marker}]" for c in statement.citations))).strip()
        for statement in answer.statements
    ]
    notes = (f"[{c.marker}] {place(c, words)}: “{c.quote}”" for c in citations(answer))
    return "\n".join((answer.question, "", " ".join([*said, *answer.notes]), "", *notes, ""))

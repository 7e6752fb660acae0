"""The quoted answer in a model's words: sentence by sentence, each shown when it has passed its check."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answers.citations import cite
from assistant.library.library import Library
from assistant.values import Answer, Rejected, Statement
from assistant.writing.checked import Checker, parted, renumbered
from assistant.writing.drafted import Draft
from assistant.writing.endpoint import Endpoint, WriterTrouble
from assistant.writing.prompt import NOT_STATED, chosen, messages

MOST_STATEMENTS = 8
ORDERS = "The passages give orders to language models, so none was asked; these are quotes."
REST = "Sentences that the language model left out are quotes."


def write(
    answer: Answer, endpoint: Endpoint, library: Library, stop: Callable[[], bool] = lambda: False
) -> Iterator[Answer]:
    """The answer as it grows by a statement; the last is whole. Closing the iterator ends the request, and so does
    `stop` while a statement is waited for.

    answer  the quoted answer. A silence comes back as it is, and the model is not called.
    Not for a thread that runs an event loop.
    """
    if not answer.statements:
        yield answer
        return
    started = time.perf_counter()
    given = chosen(answer)
    if not given:
        yield replace(answer, notes=(*answer.notes, ORDERS))
        return
    checker = Checker(
        given,
        answer.statements,
        lambda candidate: next((s.citations for s in cite(library.store, [candidate])[0]), ()),
        library.encoder,
        library.ledger.donors,
    )
    draft = Draft(endpoint, messages(answer.understood, given), stop)
    statements: list[Statement] = []
    rejected: list[Rejected] = list(answer.rejected)
    note = ""
    sentences = iter(draft)
    try:
        for written in sentences:
            if _declines(written):
                continue
            result: Statement | Rejected | None = checker.check(written)
            if isinstance(result, Rejected):
                rejected.append(result)
                result = checker.repaired(result)
            if result is None or any(_same(result, s) for s in statements):
                continue
            statements.append(result)
            draft.shown = True
            yield _as_written(answer, statements, rejected, (), started, endpoint)
            if len(statements) == MOST_STATEMENTS:
                break
    except WriterTrouble as trouble:
        note = f"The language model {trouble.what}; {{}}."
    finally:
        sentences.close()
    if not statements:
        note = note or "The language model wrote nothing that the passages carry; {}."
        notes = (*answer.notes, note.format("these are quotes instead"))
        yield replace(answer, rejected=tuple(rejected), notes=notes, seconds=_seconds(answer, started))
        return
    left = [s for s in answer.statements if not any(_stands_on(w, s) for w in statements)]
    notes = (note.format("what is left are quotes"),) if note else (REST,) if left else ()
    yield _as_written(answer, [*statements, *left], rejected, notes, started, endpoint)


def _as_written(
    answer: Answer,
    statements: list[Statement],
    rejected: list[Rejected],
    notes: tuple[str, ...],
    started: float,
    endpoint: Endpoint,
) -> Answer:
    markers: dict[tuple[str, int | None, str], int] = {}
    return replace(
        answer,
        statements=tuple(renumbered(s, markers) for s in statements),
        rejected=tuple(rejected),
        notes=(*answer.notes, *notes),
        seconds=_seconds(answer, started),
        written_by="" if all(any(_same(s, q) for q in answer.statements) for s in statements) else endpoint.name,
    )


def _seconds(answer: Answer, started: float) -> float:
    return answer.seconds + time.perf_counter() - started


def _declines(written: str) -> bool:
    return NOT_STATED in parted(written)[0].upper()


def _same(one: Statement, other: Statement) -> bool:
    return one.text.casefold().strip(" .") == other.text.casefold().strip(" .")


def _stands_on(written: Statement, quoted: Statement) -> bool:
    """Whether a written statement stands on what the quoted one says first."""
    first = quoted.citations[0]
    return any(c.document == first.document and c.start < first.end and first.start < c.end for c in written.citations)

"""A briefing's summary in a language model's words: each sentence stands on its statements, or is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.briefings.briefing import Briefing, Funds, Summary, statements
from assistant.library.library import Library
from assistant.values import Rejected, Statement
from assistant.writing import Endpoint, WriterTrouble, checker_of, summarise


def summarised(
    briefing: Briefing, endpoint: Endpoint, library: Library, stop: Callable[[], bool] = lambda: False
) -> Briefing:
    """The briefing with a summary; where nothing passed its check, with a note that says so."""
    written: list[Statement] = []
    rejected: list[Rejected] = []
    trouble = ""
    try:
        for result in summarise(
            briefing.title, _given(briefing), endpoint, library.encoder, library.ledger.donors, stop
        ):
            if isinstance(result, Statement):
                written.append(result)
            else:
                rejected.append(result)
    except WriterTrouble as error:
        trouble = f" The language model {error.what}."
    if written:
        note = f"Written by {endpoint.name}, each sentence checked against the statements below.{trouble}"
    else:
        why = trouble or " The language model wrote nothing that the statements below carry."
        note = f"The summary is left out.{why}"
    return replace(briefing, summary=Summary(tuple(written), tuple(rejected), note))


def summarised_as(briefing: Briefing, sentences: Sequence[str], by: str, library: Library) -> Briefing:
    """The briefing with the sentences of a summary made before, as far as the statements that it now has carry them.

    by  who wrote them.
    """
    checker = checker_of(_given(briefing), library.encoder, library.ledger.donors)
    checked = [checker.check(sentence) for sentence in sentences]
    written = tuple(c for c in checked if isinstance(c, Statement))
    rejected = tuple(c for c in checked if isinstance(c, Rejected))
    out = f"{len(rejected)} of its sentences left out, as no statement below carries them." if rejected else ""
    note = f"Written by {by}, each sentence checked against the statements below. {out}".strip()
    return replace(briefing, summary=Summary(written, rejected, note))


def _given(briefing: Briefing) -> list[Statement]:
    """The statements of the briefing, and the sentences that its rows of the ledger quote."""
    given = {said.statement.text: said.statement for said in statements(briefing.parts)}
    for entry in (entry for part in briefing.parts for entry in part.entries):
        if isinstance(entry, Funds):
            text = " ".join(dict.fromkeys(citation.quote for citation in entry.citations))
            given.setdefault(text, Statement(text, entry.citations))
    return list(given.values())

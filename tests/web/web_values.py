"""Short ways to write answers, reports and sources down, for tests of what is made of them."""

from __future__ import annotations

from assistant.sources import Source
from assistant.values import (
    Answer,
    Citation,
    Commitment,
    Evidence,
    Filters,
    Passage,
    Quoted,
    Report,
    Searched,
    Statement,
)

TEXT = "Norway paid for six border offices. They opened in March. Fuel is short."
FIRST, SECOND, THIRD = TEXT[:35], TEXT[36:57], TEXT[58:]


def report(name: str = "border-2019.docx", title: str = "Border Report 2019", **other: object) -> Report:
    facts = {"sector": "Illicit drugs", "year": 2019, **other}
    return Report(
        "d-" + name, name, title, facts["sector"], facts["year"], None, name, 3, 4, 5, 0, "2026-01-01T00:00:00Z"
    )


def passage(text: str = TEXT, start: int = 100, column: str | None = "Progress") -> Passage:
    return Passage(7, "d-border-2019.docx", text, 3, 3, ("A.1 Actions",), column, start, start + len(text), ())


def citation(
    marker: int = 1, quote: str = SECOND, start: int = 136, document: str = "border-2019.docx", **other: object
) -> Citation:
    place = {"page": 3, "headings": ("A.1 Actions", "Border offices"), "column": "Progress", **other}
    return Citation(
        marker, 7, document, place["page"], quote, start, start + len(quote), place["headings"], place["column"]
    )


def answer(*statements: Statement, **other: object) -> Answer:
    said = {
        "question": "When did the offices open?",
        "understood": "When did the offices open?",
        "evidence": (Evidence(passage(), report(), 1, 1.0, ("words",)),),
        "rejected": (),
        "searched": Searched(2, Filters(), ()),
        "sureness": "direct" if statements else None,
        "why_silent": "" if statements else "The reports do not say when.",
        "seconds": 0.0612,
        **other,
    }
    return Answer(statements=statements, **said)


def source(**other: object) -> Source:
    parts = {"passage": passage(), "report": report(), "cells": (), **other}
    return Source(**parts)


def quoted(text: str = "Norland committed EUR 2 million for wells.", **other: object) -> Quoted:
    facts = {"document": "water-2019.txt", "page": 4, "start": 10, "headings": (), "column": None, **other}
    return Quoted(
        f"d-{facts['document']}",
        facts["document"],
        facts["page"],
        text,
        facts["start"],
        facts["start"] + len(text),
        facts["headings"],
        facts["column"],
    )


def commitment(id: str = "r1", **other: object) -> Commitment:
    facts = {
        "report_year": 2019,
        "sector": "Health",
        "donor": "Norland",
        "donor_code": "NRL",
        "amount_as_written": "EUR 2 million",
        "value": 2_000_000.0,
        "currency": "EUR",
        "currency_basis": "written",
        "status": "committed",
        "implementer": None,
        "recipient_or_purpose": "wells",
        "scope": "country",
        "date": "2019-08",
        "quotes": (quoted(),),
        **other,
    }
    return Commitment(id, **facts)

"""Example questions for an empty chat, made from what is really indexed."""

from __future__ import annotations

import json
import re

from assistant.library.store import Store

MOST = 4
_LEAD = re.compile(r"^(?:[A-Z]?\d*(?:\.\d+)*[.):]?\s+)+")
_CAUSES = re.compile(r"challenge|opportunit", re.IGNORECASE)


def examples_from(store: Store) -> tuple[str, ...]:
    """Up to four questions, each about another report: an activity's progress, its challenges, a defined name."""
    questions: list[str] = []
    for shape in (_donor_question, _challenge_question, _activity_question, _name_question):
        question = shape(store)
        if question and question not in questions:
            questions.append(question)
    return tuple(questions[:MOST])


def _donor_question(store: Store) -> str | None:
    """Who funds the thing that a report defines with an acronym in a sentence about funding?"""
    rows = store.rows("SELECT text FROM blocks WHERE text LIKE '%funded by%' ORDER BY document_id, ordinal LIMIT 50")
    for (text,) in rows:
        match = re.search(
            r"\b(?:[Tt]he|[Aa]n?) ([^,.;()]{8,60}?) (?:is|was|has been|were|are|have been)\b[^.]*funded by", text
        )
        if match:
            return f"Who funds the {match.group(1)}?"
    return None


def _challenge_question(store: Store) -> str | None:
    for column, sector in store.rows(
        'SELECT DISTINCT b."column", d.sector FROM blocks b JOIN documents d ON d.id = b.document_id '
        'WHERE b."column" IS NOT NULL AND d.sector IS NOT NULL ORDER BY d.year DESC, d.name'
    ):
        if _CAUSES.search(column):
            return f"What challenges does the {sector} report name?"
    return None


def _activity_question(store: Store) -> str | None:
    """Progress on an activity of the newest report with a table of prose."""
    rows = store.rows(
        "SELECT b.headings FROM blocks b JOIN documents d ON d.id = b.document_id WHERE b.\"column\" LIKE '%rogress%' "
        "ORDER BY d.year DESC, d.name, b.ordinal LIMIT 200"
    )
    for (headings,) in rows:
        activity = _LEAD.sub("", (json.loads(headings) or [""])[-1]).strip(" .:")
        if 12 <= len(activity) <= 70 and not activity.isupper():
            return f"What progress was made on {activity[0].lower() + activity[1:]}?"
    return None


def _name_question(store: Store) -> str | None:
    """What is the thing that a report defines as "long form (SHORT)"?"""
    for (text,) in store.rows(
        "SELECT text FROM blocks WHERE text LIKE '%(%)%' ORDER BY document_id, ordinal LIMIT 500"
    ):
        match = re.search(r"\b((?:[A-Z][a-z]+ ){2,5})\(([A-Z]{3,6})s?\)", text)
        if match:
            return f"What do the reports say about the {match.group(1).strip()}?"
    return None

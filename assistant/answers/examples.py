"""Example questions for an empty chat, made from what is really indexed."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

from assistant.errors import AssistantError
from assistant.library.store import Store
from assistant.passages.names import definitions
from assistant.search.query import is_about

_LEAD = re.compile(r"^(?:[A-Z]?\d*(?:\.\d+)*[.):]?\s+)+")
_FUNDED = re.compile(
    r"\b[Tt]he ([^,.;()]{6,60}?) (?:is|was|has been|were|are|have been)\b[^.]{0,60}\b(?:co-)?funded by"
)
_FUND = re.compile(r"\bfund(?:s|ed)? the ([^,.;()]{6,60}?)(?=[,.;(]| and | in | through )")
_COUNTED = re.compile(r"\b\d[\d,]* ([a-z]+(?: [a-z]+){0,3}) (?:have been|were|had been) ([a-z]+ed)\b")

_KEPT = "examples"  # by this name in the library

log = logging.getLogger(__name__)


def kept_examples(store: Store) -> tuple[str, ...] | None:
    """What was found to be good questions in the library's present state, at an earlier start; else None."""
    try:
        state, questions = json.loads(store.meta(_KEPT) or "[null, []]")
    except ValueError:
        return None
    return tuple(map(str, questions)) if state == _state(store) else None


def keep_examples(store: Store, questions: tuple[str, ...]) -> None:
    """Keep good questions for the next start, which then need not answer to find them; where it can be written."""
    try:
        store.set_meta({_KEPT: json.dumps([_state(store), questions])})
    except AssistantError as error:
        log.info("the examples are not kept: %s", error)


def _state(store: Store) -> object:
    return json.loads(json.dumps(store.state))


def candidates_from(store: Store) -> Iterator[str]:
    """Questions that the reports suggest, the most telling first; each may still turn out to have no answer."""
    texts = [text for (text,) in store.rows("SELECT text FROM passages WHERE text LIKE '%fund%' LIMIT 300")]
    for pattern in (_FUNDED, _FUND):
        found = next((m.group(1) for text in texts if (m := pattern.search(text))), None)
        if found:
            yield f"Who funds the {found}?"
    counted = store.rows("SELECT text FROM passages WHERE text GLOB '*[0-9] [a-z]* were *ed*' LIMIT 100")
    for (text,) in counted:
        if match := _COUNTED.search(text):
            yield f"How many {match.group(1)} were {match.group(2)}?"
    yield from _activity_questions(store)
    for (text,) in store.rows("SELECT text FROM passages WHERE text LIKE '%(%)%' LIMIT 200"):
        for _, long in definitions(text):
            yield f"What do the reports say about the {long}?"


def _activity_questions(store: Store) -> Iterator[str]:
    """Progress and challenges of activities of the newest reports with a table of prose."""
    rows = store.rows(
        'SELECT DISTINCT p."column", p.headings FROM passages p JOIN documents d ON d.id = p.document_id '
        'WHERE p."column" IS NOT NULL ORDER BY d.year DESC, d.name, p.start LIMIT 200'
    )
    for column, headings in rows:
        activity = _LEAD.sub("", (json.loads(headings) or [""])[-1]).strip(" .:")
        if not 8 <= len(activity) <= 60 or activity.isupper():
            continue
        topic = activity if activity[1:2].isupper() else activity[0].lower() + activity[1:]
        if is_about("challenges", column):
            yield f"What challenges are there in {topic}?"
        elif is_about("progress", column):
            yield f"What progress was made on {topic}?"

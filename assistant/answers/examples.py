"""Example questions for an empty chat, made from what is really indexed."""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from itertools import chain, islice

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

MOST = 4
TRIED = 60  # candidates

_KEPT = "examples"  # by this name in the library

log = logging.getLogger(__name__)


class Examples:
    """The questions that a chat begins with. Safe to share between threads.

    store        the library, as far as it is seen.
    is_answered  whether a question is answered well.
    """

    def __init__(self, store: Store, is_answered: Callable[[str], bool]) -> None:
        self._store = store
        self._is_answered = is_answered
        self._lock = threading.Lock()
        self._found: tuple[object, tuple[str, ...]] | None = None  # with the state of the library that they belong to

    def known(self) -> tuple[str, ...] | None:
        """Those found for the library's present state, now or at an earlier start; None where none were looked for."""
        state = self._state()
        if self._found is None or self._found[0] != state:
            kept = self._kept()
            return kept[1] if kept and kept[0] == state else None
        return self._found[1]

    def found(self) -> tuple[str, ...]:
        """Up to MOST of different shapes that are answered well. While they are looked for, others get the former ones:
        after each change of a library of an office, everybody who opened the page looked for them anew."""
        known = self.known()
        if known is None and self._lock.acquire(blocking=self._found is None):
            try:
                known = self.known()
                if known is None:
                    state = self._state()
                    known = self._looked_for()
                    self._found = (state, known)
                    self._keep(state, known)
            finally:
                self._lock.release()
        if known is None:
            return self._found[1] if self._found else ()
        return known

    def _looked_for(self) -> tuple[str, ...]:
        """First among the former ones: that takes as many answers as there are of them, and not of candidates."""
        former = self._found or self._kept() or ("", ())
        shapes: dict[str, str] = {}
        for question in chain(former[1], islice(candidates_from(self._store), TRIED)):
            shape = " ".join(question.split()[:3])
            if shape not in shapes and self._is_answered(question):
                shapes[shape] = question
            if len(shapes) == MOST:
                break
        return tuple(shapes.values())

    def _state(self) -> object:
        return json.loads(json.dumps(self._store.state))

    def _kept(self) -> tuple[object, tuple[str, ...]] | None:
        """What an earlier start has found."""
        if self._store.seen is not None:
            return None
        try:
            state, questions = json.loads(self._store.meta(_KEPT) or "")
            return state, tuple(map(str, questions))
        except (ValueError, TypeError):  # there is nothing, or nothing of ours
            return None

    def _keep(self, state: object, questions: tuple[str, ...]) -> None:
        """For the next start, which then need not answer to find them; where the library can be written."""
        if self._store.seen is not None:
            return
        try:
            self._store.set_meta({_KEPT: json.dumps([state, questions])})
        except AssistantError as error:
            log.info("the examples are not kept: %s", error)


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

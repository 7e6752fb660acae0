"""A briefing as its author left it: what was kept, in the order it was put in, and what was added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefings import lines
from assistant.briefings.briefing import Briefing, Change, Entry, Own, Part, PartName, Said, numbered, uses
from assistant.briefings.found import Found, found_at
from assistant.briefings.saying import stated
from assistant.briefings.told import Told, told
from assistant.errors import AssistantError
from assistant.library.library import Library
from assistant.values import Citation

_KEY = re.compile(r"(?P<document>[0-9a-f]{64}):(?P<spans>\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,4})")
_GONE = (
    "A sentence of this briefing is no longer where it was quoted from, as a report was changed or removed since. "
    "Make the briefing again."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry that its author kept, by its key, or added: then `own` is its text."""

    part: PartName
    key: str = ""
    own: str = ""


def edited(library: Library, briefing: Briefing, title: str, kept: Sequence[Kept]) -> Briefing:
    """The briefing with the entries that its author kept, in their order, and with the author's own.

    Every statement is read from its report again and checked again; rows of the ledger and made sentences are those of
    `briefing`. Raises AssistantError where one of them is not there.
    """
    with library.store.snapshot():
        return _edited(library, briefing, title, kept)


def _edited(library: Library, briefing: Briefing, title: str, kept: Sequence[Kept]) -> Briefing:
    again = _Again(library)
    made = {(part.name, entry.key): entry for part in briefing.parts for entry in part.entries}
    parts: dict[PartName, list[Entry]] = {}
    for one in kept:
        entry: Entry | None
        if one.own:
            entry = Own(one.own)
        elif _KEY.match(one.key):
            entry = again.entry(one.key, made.get((one.part, one.key)))
        else:
            entry = made.get((one.part, one.key))
        if entry is None:
            raise AssistantError(_GONE)
        if one.part == "progress" and any(lines.is_of_challenges(c) for c in entry.citations):
            raise AssistantError("What a report tells as a challenge cannot be exported as progress.")
        parts.setdefault(one.part, []).append(entry)
    whole = numbered([Part(name, tuple(entries)) for name, entries in parts.items()])
    coverage = lines.coverage_of(uses(whole, briefing.reports), briefing.reports)
    return replace(briefing, title=title or briefing.title, coverage=coverage, parts=whole)


class _Again:
    """The reports, read once each."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._told: dict[str, tuple[Told, ...]] = {}

    def entry(self, key: str, made: Entry | None) -> Said | Change | None:
        earlier, _, later = key.partition("~")
        if not later:
            return self.said(key)
        one, other = self.said(earlier), self.said(later)
        output = made.output if isinstance(made, Change) else ""
        return Change(output, one, other) if one and other else None

    def said(self, key: str) -> Said | None:
        """The statement of a key; None where it does not stand there word for word."""
        own, *others = [self._found(part) for part in key.split("|")]
        if own is None or None in others:
            return None
        statement = stated(self.library.store, own)
        also: list[Citation] = []
        for other in others:
            again = stated(self.library.store, other) if other else None
            if again is None:
                return None
            also += again.citations
        return Said(key, statement, own.report, tuple(also)) if statement else None

    def _found(self, key: str) -> Found | None:
        match = _KEY.fullmatch(key)
        report = self.library.store.report(match["document"]) if match else None
        if match is None or report is None:
            return None
        if report.document_id not in self._told:
            self._told[report.document_id] = told(self.library.store, report)
        spans = [tuple(map(int, span.split("-"))) for span in match["spans"].split(",")]
        return found_at(self._told[report.document_id], [(start, end) for start, end in spans])

"""What was gathered → the parts of a briefing, each sentence said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.briefings import funds, lines
from assistant.briefings.alike import Once, told_once
from assistant.briefings.briefing import Change, Entry, Line, Most, Part, PartName, Said
from assistant.briefings.changes import moved
from assistant.briefings.choosing import Choice, Fits, Picked, in_reading_order
from assistant.briefings.cues import tells
from assistant.briefings.found import Found
from assistant.briefings.gather import Gathered, Work
from assistant.briefings.saying import cited, said
from assistant.briefings.telling import Kind, is_speech
from assistant.library.store import Store
from assistant.search.query import YEAR
from assistant.values import Citation, Quoted

ORDER: tuple[PartName, ...] = ("facts", "changes", "progress", "challenges", "donors", "planned", "silences")
DESCRIBES, TOUCHES = 0.7, 0.6
"""How much a sentence without figures must be on the topic to be a key fact, and where there are few others."""
FEW = 3  # entries of a part below which it is filled with what is less good


def parts_of(gathered: Gathered, most: Most, store: Store, work: Work) -> tuple[Part, ...]:
    """The parts that have something, in reading order. Raises AssistantError when the work is to stop."""
    found = gathered.found

    def state(one: Once) -> Said | None:
        work.step()
        return said(store, one)

    years = [f.report.year for f in found if f.report.year is not None]
    of_ledger = _places(found, [row.quote for row in gathered.rows])
    choice = Choice(told_once(found), max(years, default=None), state, of_ledger=frozenset(of_ledger))
    table = funds.shown(gathered.rows, most.donors, lambda quoted: cited(store, quoted))
    choice.taken |= _places(found, [quote for entry in table for quote in funds.tellings(entry.rows)])
    entries: dict[PartName, Sequence[Entry]] = {
        "donors": table,
        "changes": tuple(_changes(choice, found, most.changes)),
    }
    entries |= _statements(choice, most)
    absent = lines.silences(gathered, table)
    entries["silences"] = (*map(Line, absent), *entries["silences"])
    return tuple(Part(name, tuple(entries[name])) for name in ORDER if entries[name])


def _statements(choice: Choice, most: Most) -> dict[PartName, Sequence[Entry]]:
    """The parts of single statements. Plans come first: they may bring a sentence along that is of another kind."""
    planned = choice.best(most.planned, _is_plan, choice.worth_as_plan)
    facts = choice.best(most.facts, lambda f: _is_fact(f, DESCRIBES), choice.worth_as_fact)
    progress = choice.best(most.progress, lambda f: f.kind == "done" and not tells("process", f.text), choice.worth)
    progress += choice.best(_room(progress, most.progress), _of("done"), choice.worth)
    facts += choice.best(_room(facts, most.facts), lambda f: _is_fact(f, TOUCHES), choice.worth_as_fact)
    if not facts:
        facts = choice.best(min(FEW, most.facts), lambda f: f.kind == "state", choice.worth)
    challenges = choice.best(most.challenges, _of("challenge"), choice.worth_as_challenge)
    silences = choice.best(most.silences, _of("silence"), choice.worth)
    picked: dict[PartName, list[Picked]] = {
        "facts": facts,
        "progress": in_reading_order(progress),
        "challenges": in_reading_order(challenges),
        "planned": in_reading_order(planned),
        "silences": in_reading_order(silences),
    }
    return {name: [one for _, one in chosen] for name, chosen in picked.items()}


def _changes(choice: Choice, found: Sequence[Found], most: int) -> Iterator[Change]:
    shown = 0
    for pair in moved([f for f in found if choice.is_free(f)]):
        if shown == most:
            return
        earlier, later = choice.state(Once(pair.earlier)), choice.state(Once(pair.later))
        if earlier and later:
            choice.take(pair.earlier)
            choice.take(pair.later)
            shown += 1
            yield Change(pair.output, earlier, later)


def _room(chosen: Sequence[Picked], most: int) -> int:
    """How many more a part needs so as not to be all too short."""
    return max(0, min(FEW, most) - len(chosen))


def _of(kind: Kind) -> Fits:
    return lambda f: f.kind == kind


def _is_fact(found: Found, least: float) -> bool:
    """Figures, the first and only of their kind; and what best says what the topic is."""
    if found.kind not in ("done", "state") or tells("process", found.text) or is_speech(found.text):
        return False
    return bool(found.figures) or tells("notable", found.text) or (found.kind == "state" and found.fit >= least)


def _is_plan(found: Found) -> bool:
    """A plan that was not over when the report was written."""
    years = [int(year) for year in YEAR.findall(found.candidate.text)]
    return found.kind == "planned" and (not years or max(years) >= (found.report.year or 0))


def _places(found: Sequence[Found], quotes: Sequence[Citation | Quoted]) -> set[tuple[str, int]]:
    """The places of the sentences that some quotes hold."""
    held: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes:
        held.setdefault(quote.document, []).append((quote.start, quote.end))
    return {
        (f.report.document_id, s.start)
        for f in found
        for s in f.candidate.stretches
        if any(start < s.end and s.start < end for start, end in held.get(f.report.name, ()))
    }

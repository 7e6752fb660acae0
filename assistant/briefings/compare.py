"""Reports of several times laid beside one another, with every statement quoted from its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answers.citations import cite
from assistant.briefings.comparison import Comparison, Item, Laid, Side, lay_beside
from assistant.briefings.limits import FEW_ON_TOPIC
from assistant.briefings.periods import FRONT, period_of
from assistant.briefings.sides import in_series, missing, sides_of
from assistant.briefings.told import Told, told
from assistant.briefings.topics import on_topic
from assistant.briefings.trends import trends
from assistant.errors import AssistantError, QuestionError
from assistant.library.library import Library
from assistant.passages.names import definitions
from assistant.search import in_their_names, permitted
from assistant.values import Citation, Filters, Report

FEWEST = 2
LEFT_OUT = (
    "Left out: {sentences} that say too little alone, or of which it is not sure whether another report says the same "
    "in other words."
)


def compare(library: Library, topic: str, years: Sequence[int], filters: Filters) -> Comparison:
    """What reports of several times say of the same; with a topic only what is on it, the nearest to it first.

    years    those of the reports, two or more; with one, its reports beside one another; none takes all.
    filters  `documents` names reports that are laid beside one another, whatever their years.
    Raises AssistantError where a named report is not indexed, QuestionError where nothing is chosen.
    """
    reports = _chosen(library, years, filters)
    periods = {r.document_id: period_of(r, _front(library, r)) for r in reports}
    by_report = bool(filters.documents)
    sides = sides_of(reports, years, by_report, periods)
    groups = [group for group in in_series(sides, by_report) if len(group) >= FEWEST]
    if groups and len({r.year for s in sides for r in s.reports}) == 1:  # what is of no series has no side
        labels = {side.label for group in groups for side in group}
        sides = tuple(side for side in sides if side.label in labels)
    notes = missing(sides, years, filters.sector)
    if not groups:
        return Comparison(topic, sides, (), (), (*notes, _too_few(sides)))
    laid = [_Beside(library, group, sides, topic) for group in groups]
    items = [item for beside in laid for item in beside.items]
    if topic:
        items.sort(key=lambda entry: -entry[0].relevance)
    doubtful = sum(beside.doubtful for beside in laid)
    sentences = f"{doubtful} sentence{'s' if doubtful > 1 else ''}"
    notes += (LEFT_OUT.format(sentences=sentences),) if doubtful else ()
    return Comparison(topic, sides, tuple(item for item, _ in items), trends(items, sides), notes)


class _Beside:
    """The items of one series, quoted, and how many sentences are in none. What cannot be quoted is left out."""

    def __init__(self, library: Library, own: Sequence[Side], sides: Sequence[Side], topic: str) -> None:
        self.items: list[tuple[Item, Laid]] = []
        self.doubtful = 0
        numbers = [next(i for i, s in enumerate(sides) if s.label == side.label) for side in own]
        read = [_told(library, side) for side in own]
        every = [t for side in read for t in side]
        names = dict(definitions("\n".join(t.text for t in every)))
        about = _about(library, topic, every)
        for (earlier, one), (later, other) in pairwise(zip(numbers, read, strict=True)):
            few = max(sum(t in about for t in side) for side in (one, other)) <= FEW_ON_TOPIC
            found = lay_beside(one, other, names, library.ledger.donors, about if topic and few else ())
            for laid in found:
                relevance = max(about.get(t, 0.0) for t in (*laid.earlier, *laid.later))
                item = _item(library, laid, (earlier, later), relevance) if relevance else None
                self.items += [(item, laid)] if item else []
            placed = {t for laid in found for t in (*laid.earlier, *laid.later)}
            self.doubtful += sum(t in about and t not in placed for t in (*one, *other))


def _about(library: Library, topic: str, sentences: Sequence[Told]) -> Mapping[Told, float]:
    """The sentences that are asked for, each with how much it is on the topic; 1 without one."""
    if not topic:
        return {t: 1.0 for t in sentences if t.stated}
    topic = in_their_names(topic, library.store)
    return on_topic(topic, library.encoder.encode_question(topic), sentences)


def _item(library: Library, laid: Laid, between: tuple[int, int], relevance: float) -> Item | None:
    earlier, later = _quoted(library, laid.earlier), _quoted(library, laid.later)
    if bool(earlier) != bool(laid.earlier) or bool(later) != bool(laid.later):
        return None
    place = laid.told
    return Item(between, laid.status, place.section, place.output, earlier, later, laid.figures, relevance)


def _quoted(library: Library, sentences: Sequence[Told]) -> tuple[Citation, ...]:
    """The verbatim quotes of sentences that follow one another; none where one is not found on its page."""
    statements, rejected = cite(library.store, [t.candidate for t in sentences])
    return () if rejected else tuple(c for s in statements for c in s.citations)


def _told(library: Library, side: Side) -> tuple[Told, ...]:
    """All that a side's reports say; paragraphs are numbered through."""
    found: list[Told] = []
    for report in side.reports:
        after = found[-1].paragraph + 1 if found else 0
        found += [replace(t, paragraph=t.paragraph + after) for t in told(library.store, report)]
    return tuple(found)


def _front(library: Library, report: Report) -> str:
    return "\n".join(block.text for block in library.store.blocks(report.document_id, 0, FRONT))


def _chosen(library: Library, years: Sequence[int], filters: Filters) -> tuple[Report, ...]:
    everything = library.store.reports()
    for name in filters.documents:
        if all(r.name != name for r in everything):
            raise AssistantError(f"No report named {name!r} is indexed. See the names with: assistant documents")
    if not years and not filters.documents and not filters.sector:
        raise QuestionError("Choose what to compare: two years or more, two reports or more, or a sector.")
    return permitted(everything, replace(filters, year=None))


def _too_few(sides: Sequence[Side]) -> str:
    if not sides:
        return "There is nothing to compare. Choose years or reports that are indexed."
    if len(sides) > 1:
        return "No two of these reports are of the same sector or series. Choose two reports by name instead."
    return f"There is only {sides[0].label} to compare. Choose another year or report beside it."

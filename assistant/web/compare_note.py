"""A comparison to take along: a table with footnotes, as a Word file or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from assistant.briefings.comparison import Comparison, Item
from assistant.briefings.moved import PLANNED_DATE, Moved
from assistant.notes import Cell, Footnote, Note, Paragraph, Part, Run, Section, Table, Text
from assistant.values import Citation
from assistant.web.compare_view import CompareView
from assistant.web.export import day, source
from assistant.web.words import Words


def note_of(comparison: Comparison, view: CompareView, words: Words) -> Note:
    """The items of a view as a note: a section for each two neighbouring sides, then what is missing or open."""
    items = sorted(view.items(comparison), key=lambda item: item.between)
    sections = [
        section(list(found), between, comparison, words)
        for between, found in groupby(items, key=lambda item: item.between)
    ]
    if not sections:
        sections = [Section("", (Paragraph((Text(words["compare.none"]),)),))]
    remarks = tuple(Paragraph((Text(remark),), "aside") for remark in comparison.notes)
    if remarks:
        sections.append(Section(words["compare.notes"], remarks))
    return Note(title_of(comparison, words), lead(comparison, view, words), tuple(sections))


def title_of(comparison: Comparison, words: Words) -> str:
    """ "Comparison of 2018 and 2019: risk education"."""
    labels = [side.label for side in comparison.sides]
    named = words["compare.title"].format(sides=words["compare.and"].join([", ".join(labels[:-1]), *labels[-1:]]))
    return f"{named}: {comparison.topic}" if comparison.topic else named


def lead(comparison: Comparison, view: CompareView, words: Words) -> tuple[str, ...]:
    """Where it comes from, and of which reports."""
    now = datetime.now(UTC).isoformat()
    reports = "; ".join(
        words["compare.of_side"].format(side=side.label, reports=", ".join(r.name for r in side.reports))
        for side in comparison.sides
    )
    limited = (words["compare.only"].format(status=words[f"compare.is_{view.status}"]),) if view.status else ()
    return (words["export.lead"].format(name=words["page.title"], date=day(now)), reports, *limited)


def section(items: Sequence[Item], between: tuple[int, int], comparison: Comparison, words: Words) -> Section:
    """What two sides say: a table for each heading, or one where the items are ranked by a topic."""
    earlier, later = (comparison.sides[side].label for side in between)
    head = (words["compare.head_item"], earlier, later)
    groups = [("", list(items))] if comparison.topic else [(s, list(g)) for s, g in groupby(items, lambda i: i.section)]
    parts: list[Part] = [Table(head, tuple(row(item, words) for item in found), caption) for caption, found in groups]
    return Section(words["compare.caption"].format(earlier=earlier, later=later), tuple(parts))


def row(item: Item, words: Words) -> tuple[Cell, ...]:
    """Status, output and figures; then the quotes of each side."""
    said = [words[f"compare.is_{item.status}"], item.output, *(moved(f, words) for f in item.moved)]
    first = [Text(said[0], bold=True), Text("".join(f" – {part}" for part in said[1:] if part))]
    return tuple(first), cell(item.earlier, words), cell(item.later, words)


def moved(figure: Moved, words: Words) -> str:
    """ "42 → 55 wells"."""
    if figure.thing == PLANNED_DATE:
        return f"{words['compare.planned_date']}: {figure.earlier} → {figure.later}"
    return f"{figure.earlier} → {figure.later} {figure.thing}".strip()


def cell(citations: Sequence[Citation], words: Words) -> Cell:
    """The quotes of a side, each with its footnote."""
    if not citations:
        return (Text("–"),)
    runs: list[Run] = []
    for i, citation in enumerate(citations):
        runs += [Text(f"{' ' if i else ''}“{citation.quote}”"), Footnote(source(citation, words))]
    return tuple(runs)

"""The items of a comparison as a table, side by side; on a phone each is a card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from assistant.briefings.comparison import Comparison, Item
from assistant.briefings.moved import PLANNED_DATE, Moved
from assistant.values import Citation
from assistant.web.found import marked, show_page
from assistant.web.words import Words


def tables(items: Sequence[Item], comparison: Comparison, words: Words) -> Markup:
    """A table for each two neighbouring sides. Without a topic the items stand under their headings."""
    ordered = sorted(items, key=lambda item: item.between)  # stable: within two sides their order stays
    return Markup("").join(
        table(list(found), between, comparison, words)
        for between, found in groupby(ordered, key=lambda item: item.between)
    )


def table(items: Sequence[Item], between: tuple[int, int], comparison: Comparison, words: Words) -> Markup:
    """What two sides say."""
    earlier, later = (comparison.sides[side].label for side in between)
    by_heading = not comparison.topic
    groups = groupby(items, key=lambda item: item.section) if by_heading else [("", items)]
    return Markup(
        '<table class="compared"><caption{}>{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th>'
        '<th scope="col">{}</th></tr></thead>{}</table>'
    ).format(
        "" if len(comparison.sides) > 2 else Markup(' class="unseen"'),
        words["compare.caption"].format(earlier=earlier, later=later),
        words["compare.head_item"],
        earlier,
        later,
        Markup("").join(body(section, found, comparison, words) for section, found in groups),
    )


def body(section: str, items: Iterable[Item], comparison: Comparison, words: Words) -> Markup:
    """The items under one heading."""
    head = Markup('<tr class="section"><th scope="rowgroup" colspan="3">{}</th></tr>').format(section)
    return Markup("<tbody>{}{}</tbody>").format(
        head if section else "", Markup("").join(row(item, comparison, words) for item in items)
    )


def row(item: Item, comparison: Comparison, words: Words) -> Markup:
    """One item: what it is of, its status, the figures that moved, and both quotes."""
    earlier, later = (comparison.sides[side].label for side in item.between)
    ids = {r.name: r.document_id for side in comparison.sides for r in side.reports}
    titles = {r.name: r.title for side in comparison.sides if len(side.reports) > 1 for r in side.reports}
    above = item.output or (item.section if comparison.topic else "")
    return Markup(
        '<tr data-status="{}"><th scope="row"><span class="status" data-status="{}">{}</span>{}{}</th>'
        "<td>{}{}</td><td>{}{}</td></tr>"
    ).format(
        item.status,
        item.status,
        words[f"compare.is_{item.status}"],
        Markup('<span class="output">{}</span>').format(above) if above else "",
        figures(item.moved, words),
        Markup('<span class="side">{}</span>').format(earlier),
        quotes(item.earlier, [f.earlier for f in item.moved], earlier, ids, titles, words),
        Markup('<span class="side">{}</span>').format(later),
        quotes(item.later, [f.later for f in item.moved], later, ids, titles, words),
    )


def figures(moved: Sequence[Moved], words: Words) -> Markup:
    """From what to what each figure moved."""
    if not moved:
        return Markup("")
    return Markup('<ul class="moved">{}</ul>').format(
        Markup("").join(
            Markup(
                '<li>{}<strong>{}</strong> <span class="unseen">{}</span><span aria-hidden="true">→</span> '
                "<strong>{}</strong>{}</li>"
            ).format(
                Markup("{}: ").format(words["compare.planned_date"]) if figure.thing == PLANNED_DATE else "",
                figure.earlier,
                words["compare.to"],
                figure.later,
                f" {figure.thing}" if figure.thing and figure.thing != PLANNED_DATE else "",
            )
            for figure in moved
        )
    )


def quotes(
    citations: Sequence[Citation],
    emphasised: Sequence[str],
    side: str,
    ids: Mapping[str, str],
    titles: Mapping[str, str],
    words: Words,
) -> Markup:
    """What a side says, each quote with its place; that it says nothing where it does not."""
    if not citations:
        return Markup('<p class="nothing">{}</p>').format(words["compare.nothing_near"].format(side=side))
    return Markup("").join(
        Markup(
            '<figure class="quote"><blockquote>{}</blockquote><figcaption class="facts"><span>{}</span>{}</figcaption>'
            "</figure>"
        ).format(
            marked(c.quote, spans(c.quote, emphasised)),
            place(c, titles, words),
            show_page(ids[c.document], c.page, c.start, c.end, words),
        )
        for c in citations
    )


def place(citation: Citation, titles: Mapping[str, str], words: Words) -> str:
    """The report where a side has several, the page and the column."""
    page = words["source.page_label"].format(page=citation.page) if citation.page is not None else ""
    return " · ".join(part for part in (titles.get(citation.document), page, citation.column) if part)


def spans(text: str, emphasised: Iterable[str]) -> list[tuple[int, int]]:
    """Where figures that moved stand in a quote, each once."""
    found = (re.search(rf"(?<![\w.,]){re.escape(figure)}(?!\w)", text) for figure in dict.fromkeys(emphasised))
    placed = sorted(match.span() for match in found if match)
    return [span for i, span in enumerate(placed) if i == 0 or span[0] >= placed[i - 1][1]]

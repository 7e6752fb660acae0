"""A briefing as the page shows it: the note that can be changed and taken along, and beside it its sources."""

from __future__ import annotations

from markupsafe import Markup

from assistant.briefings.briefing import Briefing
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.sources import Source
from assistant.values import Citation
from assistant.web.brief_entries import edit, part_section
from assistant.web.brief_summary import summary_section
from assistant.web.brief_view import BriefView
from assistant.web.cards import card
from assistant.web.export import KINDS
from assistant.web.header import PATHS
from assistant.web.words import Words

LONGEST_TITLE = 200  # characters


def note(briefing: Briefing, view: BriefView, desk: Desk, words: Words) -> Markup:
    """The whole note in a form, and the panel of its sources."""
    return Markup(
        '<div class="brief"><form class="brief-note" method="post" action="{}/export/docx" aria-label="{}" '
        'data-moved="{}" data-out="{}" data-back="{}" data-added="{}" data-failed="{}">{}{}{}{}{}{}'
        '<p class="unseen" role="status"></p>{}</form>{}</div>'
    ).format(
        PATHS["brief"],
        words["brief.note"],
        words["brief.told_moved"],
        words["brief.told_out"],
        words["brief.told_back"],
        words["brief.told_added"],
        words["brief.not_exported"],
        Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
            for name, value in view.values.items()
        ),
        head(briefing, words),
        purpose(briefing, words),
        summary_section(briefing.summary, words),
        Markup("").join(part_section(part, briefing, words) for part in briefing.parts),
        sources_table(briefing, words),
        own_entry(words),
        panel(briefing, desk, words),
    )


def head(briefing: Briefing, words: Words) -> Markup:
    """The title, which can be changed, and the ways to take the note along."""
    buttons = Markup("").join(
        Markup('<button class="button" formaction="{}/export/{}">{}</button>').format(
            PATHS["brief"], kind, words[f"brief.{kind}"]
        )
        for kind in KINDS
    )
    return Markup(
        '<div class="brief-head"><label for="brief-title">{}</label>'
        '<input type="text" id="brief-title" name="title" value="{}" maxlength="{}" autocomplete="off">'
        '<p class="take-along"><span>{}</span> {}</p><p class="brief-trouble" role="alert" hidden></p>'
        '<p class="hint">{}</p></div>'
    ).format(
        words["brief.title"],
        briefing.title,
        LONGEST_TITLE,
        words["brief.export"],
        buttons,
        words["brief.edit_hint"],
    )


def purpose(briefing: Briefing, words: Words) -> Markup:
    """What the note covers."""
    return Markup('<section class="block"><h3>{}</h3><p>{}</p><p class="hint">{}</p></section>').format(
        words["brief.part_purpose"], briefing.purpose, briefing.coverage
    )


def sources_table(briefing: Briefing, words: Words) -> Markup:
    """The reports that are quoted."""
    heads = ("report", "sector", "year", "pages", "quoted")
    rows = Markup("").join(
        Markup(
            '<tr><th scope="row">{} <span class="facts">{}</span></th><td>{}</td><td>{}</td>'
            '<td class="figure-cell">{}</td><td class="figure-cell">{}</td></tr>'
        ).format(
            used.report.title,
            used.report.name,
            used.report.sector or "",
            used.report.year or "",
            used.report.pages if used.report.pages > 1 else "",
            used.entries,
        )
        for used in briefing.sources
    )
    return Markup(
        '<section class="block" aria-labelledby="part-sources"><h3 id="part-sources">{}</h3>'
        '<div class="scroll" tabindex="0" role="group" aria-labelledby="part-sources">'
        '<table class="brief-table"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></section>'
    ).format(
        words["brief.part_sources"],
        Markup("").join(Markup('<th scope="col">{}</th>').format(words[f"brief.head_{name}"]) for name in heads),
        rows,
    )


def own_entry(words: Words) -> Markup:
    """What the page's script makes the author's own sentences of."""
    return Markup(
        '<template class="own-entry"><li class="entry own"><input type="hidden" name="own"><p class="statement">'
        '<span class="said"></span> <span class="own-mark">{}</span></p>{}</li></template>'
    ).format(words["brief.own_mark"], edit(words))


def panel(briefing: Briefing, desk: Desk, words: Words) -> Markup:
    """A card for each citation."""
    cards = Markup("").join(card(1, c, source_of(c, desk), False, words) for c in briefing.citations)
    return Markup(
        '<div id="sources"><aside class="sources" aria-labelledby="sources-heading"><div class="panel-head">'
        '<h2 id="sources-heading">{}</h2><button type="button" class="quiet close-sources">{}</button></div>'
        '<p class="hint">{}</p><section class="turn-sources" id="sources-1">{}</section></aside></div>'
    ).format(words["source.heading"], words["source.close"], words["brief.sources_hint"], cards)


def source_of(citation: Citation, desk: Desk) -> Source | None:
    """Where a citation leads; None where its report left the index a moment ago."""
    try:
        return desk.sources.of_citation(citation)
    except AssistantError:
        return None

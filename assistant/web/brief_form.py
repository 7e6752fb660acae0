"""The form of the briefing page, and how to begin."""

from __future__ import annotations

from markupsafe import Markup

from assistant.values import Report
from assistant.web.brief_view import LENGTHS, WRITTEN, BriefView
from assistant.web.header import PATHS
from assistant.web.limits import belongs, select
from assistant.web.search_page import told
from assistant.web.words import Words

BEGINNINGS = 6  # links to begin with


def form(view: BriefView, reports: tuple[Report, ...], words: Words, writer: str = "") -> Markup:
    """What the briefing is to be on.

    writer  the language model that may write its summary; "" for none.
    """
    writers = {"": words["brief.writer_none"], WRITTEN: words["brief.writer_written"].format(writer=writer)}
    sectors = sorted({r.sector for r in reports if r.sector}, key=str.casefold)
    years = sorted({str(r.year) for r in reports if r.year is not None}, reverse=True)
    donors = sorted({donor for r in reports for donor in r.donors}, key=str.casefold)
    return Markup(
        '<form class="bar-form" aria-label="{}" action="{}"><div class="pick long"><label for="topic">{}</label>'
        '<input type="text" id="topic" name="topic" value="{}" autocomplete="off"{}></div>{}{}{}{}{}{}{}'
        '<button class="primary">{}</button></form>'
    ).format(
        words["brief.form"],
        PATHS["brief"],
        words["brief.topic"],
        view.topic,
        "" if view.values else Markup(" autofocus"),
        select("sector", {s: Markup("") for s in sectors}, view.sector, words),
        select("year", {y: Markup("") for y in years}, view.year, words),
        own_select("until", {"": words["brief.no_until"]} | {y: y for y in years}, view.until, words),
        select("donor", {d: Markup("") for d in donors}, view.donor, words),
        select("report", {r.name: belongs(r) for r in reports}, view.report, words),
        own_select("length", {name: words[f"brief.length_{name}"] for name in LENGTHS}, view.length, words),
        own_select("writer", writers, view.writer, words) if writer else "",
        words["brief.send"],
    )


def own_select(name: str, entries: dict[str, str], chosen: str, words: Words) -> Markup:
    """A choice that only this page has."""
    options = entries if chosen in entries else entries | {chosen: chosen}
    return Markup(
        '<div class="pick"><label for="brief-{}">{}</label><select id="brief-{}" name="{}">{}</select></div>'
    ).format(
        name,
        words[f"brief.{name}"],
        name,
        name,
        Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(
                value, Markup(" selected") if value == chosen else "", said
            )
            for value, said in options.items()
        ),
    )


def begin(reports: tuple[Report, ...], words: Words) -> Markup:
    """What the page is for, with briefings to begin with: each sector's newest year."""
    newest: dict[str, int] = {}
    for report in reports:
        if report.sector and report.year:
            newest[report.sector] = max(report.year, newest.get(report.sector, 0))
    links = Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(
            BriefView(sector=sector, year=str(year)).link, f"{sector}, {year}"
        )
        for sector, year in sorted(newest.items(), key=lambda entry: (-entry[1], entry[0]))[:BEGINNINGS]
    )
    text = Markup.escape(words["brief.begin_text"])
    if links:
        text += Markup('</p><ul class="beginnings">{}</ul><p>').format(links)
    return told(words["brief.begin"], text)

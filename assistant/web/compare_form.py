"""What is to be compared: the form of the comparison page, and comparisons to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from assistant.values import Report
from assistant.web.compare_view import CompareView
from assistant.web.header import PATHS, facts
from assistant.web.limits import select
from assistant.web.words import Words


def form(reports: Sequence[Report], view: CompareView, words: Words) -> Markup:
    """Topic, sector, years and reports, set as the view is; a plain form, so that its link can be kept."""
    sectors = sorted({r.sector for r in reports if r.sector}, key=str.casefold)
    years = sorted({r.year for r in reports if r.year is not None} | set(view.years))
    return Markup(
        '<form class="bar-form compare-form" method="get" action="{}" role="search" aria-label="{}">'
        '<div class="pick long"><label for="topic">{}</label><input type="text" id="topic" name="topic" value="{}" '
        'autocomplete="off"></div>{}<button class="primary">{}</button>'
        '<fieldset class="years"><legend>{}</legend>{}</fieldset>{}</form>'
    ).format(
        PATHS["compare"],
        words["compare.form"],
        words["compare.topic"],
        view.topic,
        select("sector", {s: Markup("") for s in sectors}, view.sector, words),
        words["compare.send"],
        words["compare.years"],
        boxes("year", [(str(y), str(y), "") for y in years], {str(y) for y in view.years}),
        of_reports(reports, view, words),
    )


def of_reports(reports: Sequence[Report], view: CompareView, words: Words) -> Markup:
    """The reports to choose from, folded away; those that are chosen come first."""
    ordered = sorted(
        reports, key=lambda r: (r.name not in view.reports, (r.sector or "~").casefold(), r.year or 0, r.name)
    )
    known = {r.name for r in reports}
    entries = [(name, name, words["compare.unknown"]) for name in view.reports if name not in known]
    entries += [(r.name, r.title, " · ".join(part for part in (facts(r), r.name) if part)) for r in ordered]
    summary = words["compare.reports_chosen" if view.reports else "compare.reports"].format(count=len(view.reports))
    return Markup(
        '<details class="folded of-reports"><summary>{}</summary><fieldset><legend class="unseen">{}</legend>'
        '<p class="hint">{}</p><div class="boxes">{}</div></fieldset></details>'
    ).format(
        summary,
        words["filter.report"],
        words["compare.reports_hint"],
        boxes("report", entries, set(view.reports)),
    )


def boxes(name: str, entries: Iterable[tuple[str, str, str]], chosen: set[str]) -> Markup:
    """A box for each (value, name, facts)."""
    return Markup("").join(
        Markup('<label class="check"><input type="checkbox" name="{}" value="{}"{}> <span>{}{}</span></label>').format(
            name,
            value,
            Markup(" checked") if value in chosen else "",
            said,
            Markup(' <span class="facts">{}</span>').format(more) if more else "",
        )
        for value, said, more in entries
    )


def begin(reports: Sequence[Report], words: Words) -> Markup:
    """What to choose, with the two newest years of each sector that has two."""
    years: dict[str, set[int]] = {}
    for report in reports:
        if report.sector and report.year is not None:
            years.setdefault(report.sector, set()).add(report.year)
    two = {sector: sorted(found)[-2:] for sector, found in sorted(years.items()) if len(found) > 1}
    links = Markup("").join(
        Markup('<li><a class="example" href="{}">{}</a></li>').format(
            CompareView(sector=sector, years=(first, last)).link,
            words["compare.begin_with"].format(sector=sector, first=first, last=last),
        )
        for sector, (first, last) in two.items()
    )
    return Markup('<section class="block told"><h3>{}</h3><p>{}</p>{}</section>').format(
        words["compare.begin"],
        words["compare.begin_text"],
        Markup('<ul class="examples">{}</ul>').format(links) if links else "",
    )

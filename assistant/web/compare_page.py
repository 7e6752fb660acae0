"""The comparison page: reports of several times side by side, by a plain form whose link can be kept and sent."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from assistant.briefings.comparison import STATUSES, Comparison, Trend
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Report
from assistant.web.chart import Bar, Chart, figure
from assistant.web.compare_form import begin, form
from assistant.web.compare_note import note_of, title_of
from assistant.web.compare_rows import tables
from assistant.web.compare_view import PART, CompareView, view_of
from assistant.web.export import KINDS, download
from assistant.web.header import PATHS
from assistant.web.search_page import told
from assistant.web.served import served
from assistant.web.visitor import seen
from assistant.web.words import Words

KEPT = 8  # comparisons, so that a status or the next part is shown at once

log = logging.getLogger(__name__)

Compare = Callable[[CompareView], Comparison]


def add_compare(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the routes of the comparison page and of its downloads."""
    remembered = Remembered()

    @app.get(PATHS["compare"], response_class=HTMLResponse)
    def page(request: Request) -> HTMLResponse:
        view, mine = view_of(request.query_params), seen(desk, request)

        def body(reports: tuple[Report, ...]) -> Markup:
            return form(reports, view, words) + result(view, reports, remembered.of(mine), words)

        return served("compare", body, mine, words)

    @app.get(PATHS["compare"] + "/export/{kind}")
    def export(kind: str, request: Request) -> Response:
        if kind not in KINDS:
            return PlainTextResponse(words["export.unknown"].format(form=", ".join(KINDS)), 404)
        view = view_of(request.query_params)
        try:
            return download(note_of(remembered.of(seen(desk, request))(view), view, words), kind)
        except AssistantError as error:
            return PlainTextResponse(str(error), 422)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a comparison could not be written")
            return PlainTextResponse(words["turn.unexpected"], 500)


class Remembered:
    """The last few comparisons, kept as long as the library stays as it is, for those who see the same reports."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], Comparison] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, desk: Desk) -> Compare:
        """A desk's comparisons."""

        def compare(view: CompareView) -> Comparison:
            store = desk.library.store
            key = (store.seen, store.state, view.topic, view.years, view.filters)
            with self._lock:
                found = self._kept.get(key)
            if found is None:
                found = desk.compare(view.topic, view.years, view.filters)
                with self._lock:
                    self._kept[key] = found
                    while len(self._kept) > KEPT:
                        self._kept.popitem(last=False)
            return found

        return compare


def result(view: CompareView, reports: tuple[Report, ...], compare: Compare, words: Words) -> Markup:
    """What was found; how to begin where nothing was asked, and a sentence where nothing can be told."""
    if not view.is_asked:
        return begin(reports, words)
    try:
        comparison = compare(view)
    except AssistantError as error:
        return told(words["compare.trouble"], str(error), alert=True) + begin(reports, words)
    if not comparison.items:
        return told(words["compare.none"], nothing(comparison, words))
    return found(comparison, view, words)


def nothing(comparison: Comparison, words: Words) -> Markup:
    """Why there is nothing, as far as it is known."""
    why = [words["compare.none_on_topic"]] if comparison.topic and len(comparison.sides) > 1 else []
    said = [*why, *comparison.notes] or [words["compare.none_at_all"]]
    return Markup(" ").join(Markup.escape(sentence) for sentence in said)


def found(comparison: Comparison, view: CompareView, words: Words) -> Markup:
    """The counts, what is missing, the charts and the items."""
    items = view.items(comparison)
    parts = max(1, -(-len(items) // PART))
    part = min(view.part, parts)
    shown = items[(part - 1) * PART : part * PART]
    return Markup(
        '<section class="comparison" aria-labelledby="compared-heading"><div class="found-head">'
        '<h3 id="compared-heading">{}</h3>{}</div>{}{}{}{}{}</section>'
    ).format(
        title_of(comparison, words),
        downloads(view, words),
        counts(comparison, view, words),
        notes(comparison, words),
        charts(comparison, words),
        tables(shown, comparison, words) if shown else told(words["compare.none"], words["compare.none_of_status"]),
        steps(view, part, parts, len(items), words),
    )


def counts(comparison: Comparison, view: CompareView, words: Words) -> Markup:
    """How many items there are of each status; each count leads to these alone."""
    entries = [("", len(comparison.items)), *((s, comparison.counts[s]) for s in STATUSES)]
    return Markup('<nav class="statuses" aria-label="{}"><ul>{}</ul></nav>').format(
        words["compare.by_status"],
        Markup("").join(
            Markup('<li><a href="{}" data-status="{}"{}>{} <span class="count">{}</span></a></li>').format(
                view.of_status(status).link,
                status,
                Markup(' aria-current="true"') if status == view.status else "",
                words[f"compare.is_{status}" if status else "compare.all"],
                f"{count:,}",
            )
            for status, count in entries
            if count or status == view.status
        ),
    )


def notes(comparison: Comparison, words: Words) -> Markup:
    """What is missing or open, and which reports stand on which side where that is not one each."""
    several = [
        words["compare.of_side"].format(side=side.label, reports=", ".join(r.name for r in side.reports))
        for side in comparison.sides
        if len(side.reports) > 1 or side.label != str(side.reports[0].year)
    ]
    said = [*several, *comparison.notes]
    if not said:
        return Markup("")
    return Markup('<ul class="compare-notes">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in said)
    )


def charts(comparison: Comparison, words: Words) -> Markup:
    """The figures that three sides or more give."""
    if not comparison.trends:
        return Markup("")
    return Markup('<section class="block trends" aria-label="{}"><div class="figures">{}</div></section>').format(
        words["compare.trends"],
        Markup("").join(
            figure(chart(number, trend, words), words["chart.as_table"])
            for number, trend in enumerate(comparison.trends, 1)
        ),
    )


def chart(number: int, trend: Trend, words: Words) -> Chart:
    """One figure through the years, a bar each."""
    return Chart(
        f"trend-{number}",
        " – ".join(part for part in (trend.thing, trend.unit) if part),
        words["compare.trend_text"],
        (words["compare.trend_side"], words["compare.trend_figure"]),
        tuple(Bar(point.label, point.value, point.written) for point in trend.points),
    )


def downloads(view: CompareView, words: Words) -> Markup:
    """The ways to take what is shown along."""
    links = Markup("").join(
        Markup('<a class="button" href="{}/export/{}?{}" download>{}</a>').format(
            PATHS["compare"], kind, view.of_status(view.status).query, words[f"history.{kind}"]
        )
        for kind in KINDS
    )
    return Markup('<p class="compare-take"><span>{}</span> {}</p>').format(words["history.export"], links)


def steps(view: CompareView, part: int, parts: int, total: int, words: Words) -> Markup:
    """The ways to the parts before and after."""
    if parts == 1:
        return Markup("")
    first, last = (part - 1) * PART + 1, min(part * PART, total)
    ways = Markup("").join(
        Markup('<a class="button" href="{}">{}</a>').format(
            CompareView(view.topic, view.sector, view.years, view.reports, view.status, to).link, words[key]
        )
        for to, key in ((part - 1, "ledger.earlier"), (part + 1, "ledger.later"))
        if 1 <= to <= parts
    )
    return Markup('<nav class="parts" aria-label="{}"><span>{}</span>{}</nav>').format(
        words["compare.parts"], words["compare.part"].format(first=first, last=last, total=total), ways
    )

"""The search page: the passages that come nearest to a question, without an answer. A form and its result, no more."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Evidence, Report
from assistant.web.found import found_passage
from assistant.web.header import PATHS
from assistant.web.limits import Limits, limit_fields, limits_of
from assistant.web.links import to_chat
from assistant.web.served import served
from assistant.web.visitor import seen
from assistant.web.words import Words

STEP, MOST = 10, 50  # passages shown at first and added each time, and most that are shown


def add_search(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the route of the search page."""

    @app.get(PATHS["search"], response_class=HTMLResponse)
    def search(request: Request) -> HTMLResponse:
        asked, mine = request.query_params, seen(desk, request)

        def body(reports: tuple[Report, ...]) -> Markup:
            return form(asked.get("question", ""), reports, limits_of(asked), words) + results(asked, mine, words)

        return served("search", body, mine, words, "limits.js")


def form(question: str, reports: tuple[Report, ...], limits: Limits, words: Words) -> Markup:
    """What to search for and within."""
    return Markup(
        '<form class="bar-form" role="search" aria-label="{}" action="{}"><div class="pick long">'
        '<label for="question">{}</label><input type="text" id="question" name="question" value="{}" autocomplete="off"'
        '{}></div>{}<button class="primary">{}</button></form>'
    ).format(
        words["search.form"],
        PATHS["search"],
        words["search.label"],
        question,
        "" if question else Markup(" autofocus"),
        limit_fields(reports, limits, words),
        words["search.send"],
    )


def results(asked: Mapping[str, str], desk: Desk, words: Words) -> Markup:
    """What was found, as far as it is to be shown; a sentence where nothing was, or nothing was asked."""
    if "question" not in asked:
        return told(words["search.begin"], words["search.begin_text"])
    question, limits = asked["question"], limits_of(asked)
    try:
        found = desk.search(question, MOST, limits.filters)  # all at once, so that "more" leaves the order as it is
    except AssistantError as error:
        return told(words["search.trouble"], str(error), alert=True)
    if not found:
        return nothing(question, limits, words)
    return listed(question, found, shown_of(asked), limits, words)


def shown_of(asked: Mapping[str, str]) -> int:
    """How many passages a link asks for, in steps."""
    said = asked.get("shown", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else STEP
    return min(max(number // STEP, 1) * STEP, MOST)


def told(heading: str, text: str | Markup, alert: bool = False) -> Markup:
    """A sentence in place of passages."""
    return Markup('<section class="block told"{}><h3>{}</h3><p>{}</p></section>').format(
        Markup(' role="alert"') if alert else "", heading, text
    )


def nothing(question: str, limits: Limits, words: Words) -> Markup:
    """That nothing was found, and the way to a wider search."""
    if not limits.query:
        return told(words["search.nothing"], words["search.nothing_text"])
    wider = Markup('<a href="{}">{}</a>').format(page_link(question, Limits()), words["search.wider"])
    return told(words["search.nothing"], Markup("{} {}").format(words["search.nothing_within"], wider))


def listed(question: str, found: tuple[Evidence, ...], shown: int, limits: Limits, words: Words) -> Markup:
    """The best passages, the way to an answer, and the way to more of them."""
    part = found[:shown]
    return Markup(
        '<section class="found" aria-labelledby="found-heading"><div class="found-head">'
        '<h3 id="found-heading">{}</h3><a class="button" href="{}">{}</a><p class="hint">{}</p></div>'
        '<ol class="found-list">{}</ol>{}</section>'
    ).format(
        words["search.heading" if len(part) > 1 else "search.heading_one"].format(count=len(part)),
        to_chat(question, limits),
        words["search.ask"],
        words["search.ask_hint"],
        Markup("").join(found_passage(evidence, question, words) for evidence in part),
        more(question, len(found) - shown, shown, limits, words),
    )


def more(question: str, left: int, shown: int, limits: Limits, words: Words) -> Markup:
    """The link that adds the next passages; what to do where the best do not help."""
    if left <= 0:
        return Markup('<p class="hint">{}</p>').format(words["search.end"])
    return Markup('<p><a class="button" href="{}">{}</a></p>').format(
        page_link(question, limits, shown + STEP) + f"#found-{shown + 1}",
        words["search.more"].format(count=min(STEP, left)),
    )


def page_link(question: str, limits: Limits, shown: int = STEP) -> str:
    """The address of the page with a question, its limits, and so many passages."""
    parts = (urlencode({"question": question}), limits.query, f"shown={shown}" if shown > STEP else "")
    return f"{PATHS['search']}?{'&'.join(part for part in parts if part)}"

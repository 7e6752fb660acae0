"""The briefing page: a form, the note that it makes, and the note as a file after its author changed it.

Nothing of it is kept on the server: an export is told which entries are kept, by their keys, and reads each again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from assistant.briefings.briefing import PartName
from assistant.briefings.kept import Kept, edited
from assistant.briefings.parts import ORDER
from assistant.briefings.summary import summarised_as
from assistant.briefings.written import note_of
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Report
from assistant.web.brief_entries import LONGEST_OWN
from assistant.web.brief_form import begin, form
from assistant.web.brief_note import LONGEST_TITLE, note
from assistant.web.brief_summary import sentences_of
from assistant.web.brief_view import BriefView, view_of
from assistant.web.export import KINDS, download
from assistant.web.header import PATHS
from assistant.web.search_page import told
from assistant.web.served import served
from assistant.web.visitor import seen
from assistant.web.words import Words
from assistant.web.writer import connected

MOST_FIELDS = 4000  # of an export: four times the entries of the longest briefing
SCRIPT = "brief.js"

log = logging.getLogger(__name__)


def add_brief(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the routes of the briefing page and of its exports."""

    @app.get(PATHS["brief"], response_class=HTMLResponse)
    def brief(request: Request) -> HTMLResponse:
        view, mine = view_of(request.query_params), seen(desk, request)

        def body(reports: tuple[Report, ...]) -> Markup:
            endpoint = connected(desk).endpoint
            return form(view, reports, words, endpoint.name if endpoint else "") + result(view, reports, mine, words)

        return served("brief", body, mine, words, SCRIPT)

    @app.post(PATHS["brief"] + "/export/{kind}")
    async def export(kind: str, request: Request) -> Response:
        if kind not in KINDS:
            return PlainTextResponse(words["export.unknown"].format(form=", ".join(KINDS)), 404)
        try:
            sent = (await request.form(max_files=0, max_fields=MOST_FIELDS)).multi_items()
            mine = seen(desk, request)
            return await run_in_threadpool(file, kind, [(name, str(value)) for name, value in sent], mine, words)
        except (AssistantError, HTTPException) as error:
            return PlainTextResponse(str(error) if isinstance(error, AssistantError) else error.detail, 422)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a briefing could not be written")
            return PlainTextResponse(words["turn.unexpected"], 500)


def result(view: BriefView, reports: tuple[Report, ...], desk: Desk, words: Words) -> Markup:
    """The note; how to begin where nothing was asked, and a sentence where nothing can be told."""
    if view.scope.is_empty:
        return begin(reports, words)
    try:
        briefing = desk.brief(view.scope, view.most)
    except AssistantError as error:
        return told(words["brief.trouble"], str(error), alert=True)
    if not briefing.parts:
        return told(words["brief.none"], briefing.purpose)
    if view.writer and connected(desk).endpoint:
        briefing = desk.summarised(briefing)
    return note(briefing, view, desk, words)


def file(kind: str, sent: list[tuple[str, str]], desk: Desk, words: Words) -> Response:
    """The note as its author left it. Raises AssistantError where an entry cannot be found again."""
    asked = dict(sent)
    view = view_of(asked)
    briefing = desk.brief(view.scope, view.most)
    title = " ".join(asked.get("title", "").split())[:LONGEST_TITLE]
    left = edited(desk.library, briefing, title, kept_of(sent))
    endpoint = connected(desk).endpoint
    if (written := sentences_of(sent)) and endpoint:
        left = summarised_as(left, written, endpoint.name, desk.library)
    return download(note_of(left, words), kind)


def kept_of(sent: Iterable[tuple[str, str]]) -> list[Kept]:
    """What is kept and added, in its order, under the part that was named last before it."""
    part: PartName | None = None
    kept: list[Kept] = []
    for name, value in sent:
        if name == "part":
            part = next((known for known in ORDER if known == value), None)
        elif part and name == "keep" and value:
            kept.append(Kept(part, key=value))
        elif part and name == "own" and value.strip():
            kept.append(Kept(part, own=" ".join(value.split())[:LONGEST_OWN]))
    return kept

"""The reports page: its routes. Files come in as the raw body of a request and are read in a thread of their own."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Form, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values.shelf import Shelved
from assistant.web.header import PATHS
from assistant.web.reports_facts import FACTS, Typed, checked, corrections, without
from assistant.web.reports_list import listing
from assistant.web.reports_opened import gone, opened_report, opened_trouble, told, trouble
from assistant.web.reports_receive import receive
from assistant.web.reports_sent import UPLOADS, sending, sent
from assistant.web.reports_view import view_of
from assistant.web.sheet import sheet
from assistant.web.start import notice
from assistant.web.visitor import owner_of, seen
from assistant.web.words import Words

HERE = PATHS["reports"]
CLOSING = 2.0  # seconds that the end of the server waits for the file in work

log = logging.getLogger(__name__)


def add_reports(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the routes of the reports page, and let what waits be read from the server's start to its end."""
    add_intake(app, desk)

    @app.post(UPLOADS)
    async def upload(request: Request) -> Response:
        return await receive(request, seen(desk, request), words)

    @app.get(UPLOADS, response_class=HTMLResponse)
    def uploads(request: Request) -> HTMLResponse:
        listed = sent(seen(desk, request).uploads.of(owner_of(request.cookies)), words)
        return HTMLResponse(listed, headers={"Cache-Control": "no-store"})

    @app.post(UPLOADS + "/clear")
    def clear(request: Request) -> Response:
        seen(desk, request).uploads.clear(owner_of(request.cookies))
        return back("")

    @app.get(HERE, response_class=HTMLResponse)
    def reports(request: Request) -> HTMLResponse:
        mine = seen(desk, request)

        def body() -> Markup:
            return Markup("{}{}{}").format(
                told(request.query_params.get("told", ""), words),
                sending(
                    mine.uploads.of(owner_of(request.cookies)), mine.kinds, mine.settings.file_megabytes,
                    tuple(mine.collections()), words,
                ),
                listing(mine.files(), view_of(request.query_params), words),
            )  # fmt: skip

        return shown(words["reports.name"], body, mine, words)

    @app.get(HERE + "/{key}", response_class=HTMLResponse)
    def report(key: str, request: Request) -> HTMLResponse:
        asked, mine = request.query_params, seen(desk, request)
        return opened(key, mine, words, told(asked.get("told", ""), words), asks_to_remove=asked.get("remove") == "ask")

    @app.post(HERE + "/{key}/correct")
    def correct(
        key: str,
        request: Request,
        title: Annotated[str, Form()] = "",
        sector: Annotated[str, Form()] = "",
        year: Annotated[str, Form()] = "",
    ) -> Response:
        typed, mine = checked(title, sector, year), seen(desk, request)

        def act(file: Shelved) -> str:
            mine.correct(file.name, *corrections(typed, mine.as_read(file.name)))
            return f"/{key}?told=saved"

        if typed.wrong:
            return opened(key, mine, words, trouble(words["reports.not_saved"]), typed, status=422)
        return changed(key, act, mine, words)

    @app.post(HERE + "/{key}/take-back")
    def take_back(key: str, request: Request, field: Annotated[str, Form()] = "") -> Response:
        mine = seen(desk, request)

        def act(file: Shelved) -> str:
            if field in FACTS:
                mine.correct(file.name, *without(field, file, mine.as_read(file.name)))
            return f"/{key}?told=taken_back"

        return changed(key, act, mine, words)

    @app.post(HERE + "/{key}/again")
    def again(key: str, request: Request) -> Response:
        mine = seen(desk, request)

        def act(file: Shelved) -> str:
            mine.reread(file, owner_of(request.cookies))
            return "?told=again"

        return changed(key, act, mine, words)

    @app.post(HERE + "/{key}/remove")
    def remove(key: str, request: Request) -> Response:
        mine = seen(desk, request)

        def act(file: Shelved) -> str:
            if file.is_indexed:
                mine.remove(file.name)
            else:
                mine.forget(file)
            return "?told=removed"

        return changed(key, act, mine, words)


def add_intake(app: FastAPI, desk: Desk) -> None:
    """Let the desk read what waits while the server runs."""
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[Any]:
        async with before(running) as state:
            await run_in_threadpool(desk.intake.resume)
            try:
                yield state
            finally:
                await run_in_threadpool(desk.intake.close, CLOSING)

    app.router.lifespan_context = lifespan


def opened(
    key: str,
    desk: Desk,
    words: Words,
    said: Markup,
    typed: Typed | None = None,
    asks_to_remove: bool = False,
    status: int = 200,
) -> HTMLResponse:
    """The page of one file, below what is said of the last change."""
    file = found(key, desk)
    if file is None:
        return shown(words["reports.gone"], lambda: gone(words), desk, words, 404)

    def body() -> Markup:
        is_sent = desk.uploads.keeps(file.path)
        if not file.is_indexed:
            return said + opened_trouble(file, is_sent, asks_to_remove, words)
        quality, as_read = desk.quality(file.name), desk.as_read(file.name)
        return said + opened_report(file, quality, as_read, desk.sectors(), is_sent, typed, asks_to_remove, words)

    return shown(file.title or file.name, body, desk, words, status)


def changed(key: str, act: Callable[[Shelved], str], desk: Desk, words: Words) -> Response:
    """Change a file, and go on to the page that `act` names; a sentence where it could not be changed."""
    file = found(key, desk)
    if file is None:
        return shown(words["reports.gone"], lambda: gone(words), desk, words, 404)
    try:
        return back(act(file))
    except AssistantError as error:
        return opened(key, desk, words, trouble(str(error)), status=409)
    except Exception:  # a door: the person reads a sentence, the log keeps the traceback
        log.exception("%s could not be changed", file.name)
        return opened(key, desk, words, trouble(words["turn.unexpected"]), status=500)


def found(key: str, desk: Desk) -> Shelved | None:
    """The file of this key."""
    return next((file for file in desk.files() if file.key == key), None)


def back(to: str) -> Response:
    """On to another part of this page, so that a reload repeats nothing."""
    return RedirectResponse(HERE + to, 303)


def shown(heading: str, body: Callable[[], Markup], desk: Desk, words: Words, status: int = 200) -> HTMLResponse:
    """A page; a sentence in place of what cannot be shown."""
    try:
        made, reports = body(), desk.documents()
    except AssistantError as error:
        made, reports, status = Markup(notice(str(error), words)), (), 503  # noqa: S704 - made with Markup
    except Exception:  # a door: the person reads a sentence, the log keeps the traceback
        log.exception("the reports page could not be made")
        made, reports, status = Markup(notice(words["turn.unexpected"], words)), (), 500  # noqa: S704 - as above
    return HTMLResponse(sheet("reports", heading, made, reports, words, "reports.js", desk.person, desk.alarm), status)

"""Where a citation leads: its page as a picture, its section, the report's own file."""

from __future__ import annotations

import logging
import mimetypes
from pathlib import Path

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.web import viewed
from assistant.web.visitor import seen
from assistant.web.words import Words

log = logging.getLogger(__name__)

# Shown by the browser itself; any other kind is saved, for a report's HTML would run in the place of this page.
SHOWN = {".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8"}
KEPT = {"Cache-Control": "private, max-age=86400, immutable"}  # a report's id is a hash of its content


def add_sources(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the routes behind a source."""

    @app.get("/sources/{document_id}/view")
    def view(document_id: str, request: Request, page: int | None = None, start: int = 0, end: int = 0) -> Response:
        sources = seen(desk, request).sources
        try:
            if Path(sources.report(document_id).path).suffix.lower() == ".pdf":
                shown = sources.page(document_id, page or 1, start, end)
                return HTMLResponse(viewed.page_view(shown, start, end, words))
            return HTMLResponse(viewed.section_view(sources.section(document_id, start, end), start, end, words))
        except AssistantError as error:
            return HTMLResponse(Markup('<p class="page-note">{}</p>').format(error), 404)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a source could not be shown")
            return HTMLResponse(Markup('<p class="page-note">{}</p>').format(words["turn.unexpected"]), 500)

    @app.get("/sources/{document_id}/pages/{page}.png")
    def picture(document_id: str, page: int, request: Request) -> Response:
        try:
            shown = seen(desk, request).sources.page(document_id, page)
            return FileResponse(shown.picture.file, media_type="image/png", headers=KEPT)
        except AssistantError as error:
            return PlainTextResponse(str(error), 404)

    @app.get("/sources/{document_id}/original")
    def original(document_id: str, request: Request) -> Response:
        try:
            path = seen(desk, request).sources.original(document_id)
        except AssistantError as error:
            return PlainTextResponse(str(error), 404)
        shown = SHOWN.get(path.suffix.lower())
        return FileResponse(
            path,
            media_type=shown or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
            filename=path.name,
            content_disposition_type="inline" if shown else "attachment",
        )

"""Whether the server answers and its library is whole, for whoever watches the machine; nothing else is told."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse

from assistant.desk import Desk
from assistant.errors import LibraryError
from assistant.web.words import Words

WRONG = "The library needs attention. See the server's log, or run: assistant doctor"


def add_health(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add `/health`: 200 while all is well, 503 where the library is damaged or cannot be read."""

    def health(request: Request) -> JSONResponse:
        try:
            desk.library.store.count_reports()
            well = not desk.alarm
        except LibraryError:
            well = False
        return JSONResponse({"status": "ok"} if well else {"status": "alarm", "detail": WRONG}, 200 if well else 503)

    app.add_route("/health", health)

"""The ledger's rows as files, by plain links, so that a download needs no script."""

from __future__ import annotations

import io
import logging
import re

from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, Response

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.web.header import PATHS
from assistant.web.ledger import Ledger
from assistant.web.ledger_view import View, view_of
from assistant.web.visitor import seen
from assistant.web.words import Words

log = logging.getLogger(__name__)

# Format: how such a file is served, and how its name ends.
KINDS = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "iati": ("application/xml", "xml"),
    "json": ("application/json", "json"),
    "jsonl": ("application/jsonl; charset=utf-8", "jsonl"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}


def add_export(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the route that gives a view's rows as a file."""

    @app.get(PATHS["ledger"] + "/export/{form}")
    def export(form: str, request: Request) -> Response:
        from assistant.commitments.export import EXPORTS  # here, for it brings openpyxl

        if form not in KINDS or form not in EXPORTS:
            return PlainTextResponse(words["export.unknown"].format(form=", ".join(KINDS)), status_code=404)
        view = view_of(request.query_params)
        file = io.BytesIO()
        try:
            EXPORTS[form](Ledger(seen(desk, request), words).rows(view), file)
        except AssistantError as error:
            return PlainTextResponse(str(error), status_code=503)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("the ledger could not be exported")
            return PlainTextResponse(words["turn.unexpected"], status_code=500)
        served, ending = KINDS[form]
        name = f"{file_name(view)}.{ending}"
        return Response(
            file.getvalue(), media_type=served, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )


def file_name(view: View) -> str:
    """ "commitments-australia-2019": what the rows were limited to, in letters that every system takes."""
    limits = (view.donor, view.sector, view.year, view.status, view.report)
    return "-".join(("commitments", *re.findall(r"[a-z0-9]+", " ".join(limits).lower())))[:80].rstrip("-")

"""The HTTP API: the desk's questions and lists as typed JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.sse import format_sse_event
from starlette.responses import StreamingResponse

from assistant import forms
from assistant.api import models
from assistant.api.asking import seen
from assistant.api.problems import Problem, tell_problems
from assistant.checking import draft_sentences, paragraphs
from assistant.commitments.row import row
from assistant.desk import Desk
from assistant.streamed import streamed
from assistant.values import Answer, Filters, LedgerFilters

STREAMS = 8  # answers that are written at a time
LONGEST_WAIT = 1.0  # seconds until a stream shows that it still lives

DESCRIPTION = (
    "Answers over development-sector progress reports. Every statement of an answer stands on verbatim quotes, checked "
    "against their stored pages; an answer without statements says why. Errors are problem details (RFC 9457)."
)
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}} for status in (404, 422, 500, 503)
}

EVENTS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {}}}}

Sector = Annotated[models.Name | None, Query(description="Only reports of this sector.")]
Year = Annotated[models.Year | None, Query(description="Only reports of this year.")]
Donor = Annotated[models.Name | None, Query(description="Only this donor, by any of its names.")]
Documents = Annotated[list[models.Name], Query(description="Only these reports, by name.", max_length=100)]


def api_app(desk: Desk) -> FastAPI:
    """The API over a desk, to be mounted. Its description is at `openapi.json`."""
    app = FastAPI(title="Report Assistant", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None)
    writers = ThreadPoolExecutor(STREAMS, "streaming")
    tell_problems(app)

    @app.post("/ask", response_model=models.Prediction, responses=PROBLEMS)
    def ask(asked: models.Ask, request: Request) -> dict[str, Any]:
        """A cited answer, or a silence that explains itself."""
        return forms.prediction(answer_to(asked, request))

    @app.post("/ask/stream", response_class=StreamingResponse, responses=PROBLEMS | EVENTS)
    def ask_in_parts(asked: models.Ask, request: Request) -> StreamingResponse:
        """The same as server-sent events: a `statement` each, a written one when it has passed its check, and then the
        whole `answer`."""
        # Found before the stream begins: a refusal is a problem, not a broken stream.
        growing: Iterator[Answer | None]
        if asked.written:
            left = threading.Event()
            answers = written(asked, request, left.is_set)
            growing = streamed(lambda: answers, left, writers, LONGEST_WAIT)
        else:
            growing = iter((answer_to(asked, request),))
        return StreamingResponse(parts(growing), media_type="text/event-stream")

    @app.get("/search", response_model=list[models.Ranked], responses=PROBLEMS)
    def search(
        request: Request,
        question: models.Text,
        k: Annotated[int, Query(ge=1, le=50, description="How many passages.")] = 10,
        documents: Documents = [],  # noqa: B006 - read, never changed
        sector: Sector = None,
        year: Year = None,
        donor: Annotated[models.Name | None, Query(description="Only reports whose ledger names this donor.")] = None,
    ) -> list[dict[str, Any]]:
        """Ranked passages, without an answer."""
        filters = Filters(tuple(documents), sector, year, donor)
        return [forms.ranked(found) for found in seen(desk, request.scope).search(question, k, filters)]

    @app.get("/documents", response_model=list[models.Report], responses=PROBLEMS)
    def documents(request: Request) -> list[dict[str, Any]]:
        """The indexed reports."""
        return [forms.report(report) for report in seen(desk, request.scope).documents()]

    @app.get("/commitments", response_model=list[models.Commitment], responses=PROBLEMS)
    def commitments(
        request: Request,
        donor: Donor = None,
        sector: Sector = None,
        year: Year = None,
        status: Annotated[models.Name | None, Query(description='Only rows of this status, such as "pledged".')] = None,
        documents: Documents = [],  # noqa: B006 - as above
    ) -> list[dict[str, Any]]:
        """The rows of the ledger. Nothing is added up."""
        filters = LedgerFilters(donor, sector, year, status, tuple(documents))
        return [row(c) for c in seen(desk, request.scope).commitments(filters)]

    @app.post("/check", response_model=list[models.Checked], responses=PROBLEMS)
    def check(draft: models.Draft, request: Request) -> list[dict[str, Any]]:
        """What the reports have on each sentence of a draft: a quote, what differs, or that nothing was found."""
        sentences = draft_sentences(paragraphs(draft.text))
        return [forms.checked(checked) for checked in seen(desk, request.scope).check(sentences, filters_of(draft))]

    def answer_to(asked: models.Ask, request: Request) -> Answer:
        if asked.written:
            return list(written(asked, request))[-1]
        return seen(desk, request.scope).ask(asked.question, filters_of(asked), history_of(asked))

    def written(asked: models.Ask, request: Request, stop: Callable[[], bool] = lambda: False) -> Iterator[Answer]:
        mine = seen(desk, request.scope)
        return mine.ask_written(asked.question, filters_of(asked), history_of(asked), stop)

    return app


def parts(growing: Iterator[Answer | None]) -> Iterator[bytes]:
    """An answer as server-sent events, as it grows; a comment while nothing comes."""
    sent, whole = 0, None
    for answer in growing:
        if answer is None:
            yield b": writing\n\n"
            continue
        for statement in answer.statements[sent:]:
            yield format_sse_event(data_str=json.dumps(forms.statement(statement)), event="statement")
        sent, whole = max(sent, len(answer.statements)), answer
    if whole is not None:
        yield format_sse_event(data_str=json.dumps(forms.prediction(whole)), event="answer")


def history_of(asked: models.Ask) -> list[tuple[str, str]]:
    """The turns before a question."""
    return [(turn.role, turn.text) for turn in asked.history]


def filters_of(limits: models.Limits) -> Filters:
    """The filters of a request's body."""
    return Filters(tuple(limits.documents), limits.sector, limits.year, limits.donor)

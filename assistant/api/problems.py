"""What a program is told when something cannot be done: problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from assistant.errors import AssistantError, LibraryError, ModelError, NotAllowedError, QuestionError
from assistant.writing import WriterTrouble

log = logging.getLogger(__name__)

UNEXPECTED = "Something went wrong on the server, and the details were written to its log. Try again later."


class Problem(BaseModel):
    """Problem details."""

    type: str = Field("about:blank", description="A problem of the kind that its status says.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What happened, and what to do.")


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A response with problem details."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(told.model_dump(), status, headers, media_type="application/problem+json")


def tell_problems(app: FastAPI) -> None:
    """Let every error of an application become problem details."""

    @app.exception_handler(AssistantError)
    async def refused(request: Request, error: AssistantError) -> JSONResponse:
        return problem(status_of(error), str(error))

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        found = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return problem(422, f"The request is not in the form that is asked for: {found}. See openapi.json.")

    @app.exception_handler(HTTPException)
    async def unknown(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, "There is nothing here under this address and method. See openapi.json.")

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        log.error("a request of a program could not be answered", exc_info=error)
        return problem(500, UNEXPECTED)


def status_of(error: AssistantError) -> int:
    """The HTTP status of an error: the question's fault, the library's state, or something that is not there."""
    if isinstance(error, QuestionError | WriterTrouble):
        return 422
    if isinstance(error, NotAllowedError):
        return 403
    return 503 if isinstance(error, LibraryError | ModelError) else 404

"""The check page: a draft comes in as the raw body of a request, and goes back sentence by sentence. None is kept."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import anyio
from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse

from assistant.checking import Checked, DraftSentence, Paragraph, draft_sentences
from assistant.desk import Desk
from assistant.drafts.commented import Remark
from assistant.errors import AssistantError, QuestionError
from assistant.values import Citation, Report
from assistant.web import checked as html
from assistant.web.check_form import CHARACTERS, MEGABYTES, RESULTS, SENTENCES, WORD, check_page
from assistant.web.check_said import key, remark
from assistant.web.export import KINDS as FILES
from assistant.web.header import PATHS
from assistant.web.limits import limits_of
from assistant.web.served import served
from assistant.web.visitor import seen
from assistant.web.words import Words

AT_ONCE = 2  # sentences that are worked on at the same time, whoever's draft they are of
LONGEST_REMARKS = 8 * 2**20  # bytes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was read: its paragraphs and their sentences."""

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[DraftSentence, ...]
    is_foreign: bool

    @property
    def judged(self) -> tuple[DraftSentence, ...]:
        return tuple(sentence for sentence in self.sentences if sentence.judged)


def add_check(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the routes of the check page."""
    limiter = anyio.CapacityLimiter(AT_ONCE)

    @app.get(PATHS["check"], response_class=HTMLResponse)
    def check(request: Request) -> HTMLResponse:
        def body(reports: tuple[Report, ...]) -> Markup:
            return check_page(reports, limits_of(request.query_params), words)

        return served("check", body, seen(desk, request), words, "check.js")

    @app.post(RESULTS)
    async def results(request: Request) -> Response:
        data = await received(request, MEGABYTES * 2**20)
        if data is None:
            return too_large(words)
        asked, mine = request.query_params, seen(desk, request)
        try:
            draft = await run_in_threadpool(opened, asked.get("name", ""), data, mine, words)
            found = await run_in_threadpool(mine.check, draft.judged, limits_of(asked).filters)
        except AssistantError as error:
            return PlainTextResponse(str(error), 422)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a draft could not be read")
            return PlainTextResponse(words["turn.unexpected"], 500)
        lines = lines_of(draft, found, mine, words, limiter)
        return StreamingResponse(lines, media_type="application/jsonl", headers={"Cache-Control": "no-store"})

    @app.post(WORD)
    async def word(request: Request) -> Response:
        body = await received(request, MEGABYTES * 2**20 + LONGEST_REMARKS)
        if body is None:
            return too_large(words)
        head, _, data = body.partition(b"\n")
        try:
            remarks = remarks_of(head)
            name = request.query_params.get("name", "")
            made = await run_in_threadpool(desk.drafts.commented, name, data, remarks)
        except AssistantError as error:
            return PlainTextResponse(str(error), 422)
        except (ValueError, RecursionError):
            return PlainTextResponse(words["check.word_bad"], 400)
        except Exception:  # a door, as above
            log.exception("a draft could not be written with its comments")
            return PlainTextResponse(words["turn.unexpected"], 500)
        disposition = 'attachment; filename="draft-checked.docx"'
        return Response(made, media_type=FILES["docx"], headers={"Content-Disposition": disposition})


async def received(request: Request, most: int) -> bytes | None:
    """The body of a request; None where it has more bytes than `most`."""
    held = bytearray()
    try:
        async for piece in request.stream():
            held += piece
            if len(held) > most:
                return None
    except ClientDisconnect:
        return b""  # nobody reads what becomes of it
    return bytes(held)


def too_large(words: Words) -> Response:
    """The answer to more than is read; the page's script says it before anything is sent."""
    said = words["check.too_large"].format(size=f"{MEGABYTES}+", megabytes=MEGABYTES)
    return PlainTextResponse(said, 413)


def opened(name: str, data: bytes, desk: Desk, words: Words) -> Draft:
    """A draft taken apart. Raises AssistantError where it cannot be read, or is more than is checked at once."""
    paragraphs = desk.drafts.read(name, data)
    characters = sum(len(paragraph.text) for paragraph in paragraphs)
    if characters > CHARACTERS:
        raise QuestionError(words["check.too_long"].format(count=f"{characters:,}", most=f"{CHARACTERS:,}"))
    draft = Draft(paragraphs, draft_sentences(paragraphs), desk.is_foreign(paragraphs))
    if len(draft.sentences) > SENTENCES:
        raise QuestionError(words["check.too_many"].format(count=f"{len(draft.sentences):,}", most=f"{SENTENCES:,}"))
    if not characters:
        raise QuestionError(words["check.nothing_sent"])
    if not draft.judged:
        raise QuestionError(words["check.nothing_stated"])
    return draft


async def lines_of(
    draft: Draft, found: Iterator[Checked], desk: Desk, words: Words, limiter: anyio.CapacityLimiter
) -> AsyncIterator[str]:
    """First the draft, then a line of JSON for each sentence. It ends within a sentence when nobody reads on."""
    yield line(
        {
            "draft": html.draft(draft.paragraphs, draft.sentences),
            "total": len(draft.judged),
            "rest": len(draft.sentences) - len(draft.judged),
            "note": words["check.foreign"] if draft.is_foreign else "",
        }
    )
    rows = (told(number, checked, desk, words) for number, checked in enumerate(found))
    try:
        while row := await anyio.to_thread.run_sync(next, rows, None, limiter=limiter):
            yield line(row)
    except AssistantError as error:
        yield line({"trouble": str(error)})
    except Exception:  # a door: the person reads a sentence, the log keeps the traceback
        log.exception("a draft could not be checked to its end")
        yield line({"trouble": words["turn.unexpected"]})


def told(number: int, checked: Checked, desk: Desk, words: Words) -> dict[str, Any]:
    """What the page gets of a sentence; the remark comes back to be put into the Word file."""
    quoted = [source(citation, desk) for citation in checked.citations]
    sentence = checked.sentence
    return {
        "sentence": number,
        "finding": key(checked.finding),
        "html": html.told(number, checked, quoted, words),
        "remark": [sentence.paragraph, sentence.start, sentence.end, remark(checked, words)],
    }


def source(citation: Citation, desk: Desk) -> html.Quoted:
    """A quote with what it opens."""
    try:
        return citation, desk.sources.of_citation(citation)
    except AssistantError:  # its report was removed in this moment
        return citation, None


def line(said: Mapping[str, Any]) -> str:
    return json.dumps(said) + "\n"


def remarks_of(head: bytes) -> list[Remark]:
    """The remarks that the page sends back. Raises ValueError where they are none."""
    rows = json.loads(head)
    if not isinstance(rows, list) or len(rows) > SENTENCES:
        raise ValueError("no list of remarks")
    return [_remark(row) for row in rows]


def _remark(row: object) -> Remark:
    match row:
        case [int(paragraph), int(start), int(end), str(text)]:
            return Remark(paragraph, start, end, text)
        case _:
            raise ValueError("no remark")

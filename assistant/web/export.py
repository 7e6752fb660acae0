"""A conversation to take along: as a Word file or Markdown, each sentence with its quote in a footnote."""

from __future__ import annotations

import io
import logging
import re
from datetime import datetime

from fastapi import FastAPI, Request
from starlette.responses import PlainTextResponse, Response

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.notes import Footnote, Note, Paragraph, Part, Section, Text, markdown_of, write_docx
from assistant.values import Answer, Citation, KeptTurn, Statement
from assistant.web.foot import searched
from assistant.web.plain import place, plan
from assistant.web.visitor import owner_of, seen
from assistant.web.words import Words

log = logging.getLogger(__name__)

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}


def add_conversations(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the route that gives a conversation as a file to its owner."""

    @app.get("/conversations/{name}")
    def conversation(name: str, request: Request) -> Response:
        conversation, _, form = name.rpartition(".")
        if form not in KINDS:
            return PlainTextResponse(words["export.unknown"].format(form=", ".join(KINDS)), 404)
        owner, kept = owner_of(request.cookies), seen(desk, request).conversations
        try:
            title = kept.title(owner, conversation)
            return download(note_of(title, kept.turns(owner, conversation), words), form)
        except AssistantError as error:
            return PlainTextResponse(str(error), 404)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a conversation could not be written")
            return PlainTextResponse(words["turn.unexpected"], 500)


def download(note: Note, form: str) -> Response:
    """A note as a file to be saved, in one of KINDS, named after its title."""
    file = io.BytesIO()
    if form == "docx":
        write_docx(note, file)
    else:
        file.write(markdown_of(note).encode())
    disposition = f'attachment; filename="{file_name(note.title)}.{form}"'
    return Response(file.getvalue(), media_type=KINDS[form], headers={"Content-Disposition": disposition})


def note_of(title: str, turns: tuple[KeptTurn, ...], words: Words) -> Note:
    """A conversation as a note: each question, what was answered, and a footnote for each citation."""
    return Note(
        title,
        (words["export.lead"].format(name=words["page.title"], date=day(turns[0].asked) if turns else ""),),
        tuple(section(turn, words) for turn in turns),
    )


def section(turn: KeptTurn, words: Words) -> Section:
    """One question and its answer."""
    answer = turn.answer
    told: list[Part] = [statement(s, words) for s in answer.statements or answer.known]
    if not answer.statements:
        told = [text(answer.why_silent), *told]
    return Section(answer.question, (*told, *(text(note) for note in answer.notes), aside(answer, words)))


def statement(said: Statement, words: Words) -> Paragraph:
    """A statement with the footnotes that it stands on."""
    footnotes = (Footnote(source(citation, words)) for citation in said.citations)
    return Paragraph((Text(f"{plan(said, words)} {said.text}".strip()), *footnotes), "bullet")


def source(citation: Citation, words: Words) -> str:
    """Where a quote stands, and the quote."""
    return f"{place(citation, words)}: “{citation.quote}”"


def text(said: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph((Text(said),))


def aside(answer: Answer, words: Words) -> Paragraph:
    """What was searched, how sure the answer is, and who wrote it."""
    sure = f"{words['sureness.label']} {words[f'sureness.{answer.sureness}']}. " if answer.sureness else ""
    by = f"{words['writer.by'].format(writer=answer.written_by)} " if answer.written_by else ""
    return Paragraph((Text(sure + by + searched(answer, words)),), "aside")


def day(time: str) -> str:
    """ "25 November 2026" of an ISO 8601 time."""
    at = datetime.fromisoformat(time)
    return f"{at.day} {at:%B %Y}"


def file_name(title: str) -> str:
    """A title in letters that every system takes."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60].rstrip("-") or "conversation"

"""An answer behind a link: read by whoever was sent it, and changed by nobody."""

from __future__ import annotations

from fastapi import FastAPI, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from assistant.desk import Desk
from assistant.values import KeptTurn
from assistant.web import cards, render
from assistant.web.chat import Chat
from assistant.web.export import day
from assistant.web.sheet import sheet
from assistant.web.visitor import seen
from assistant.web.words import Words


def add_shared(app: FastAPI, desk: Desk, words: Words) -> None:
    """Add the page of a shared answer."""
    chat = Chat(desk, words)

    @app.get("/answers/{link}")
    def shared(link: str, request: Request) -> Response:
        mine = seen(desk, request)
        kept = mine.conversations.shared(link)
        body = answer(kept, chat.of(mine), words) if kept else gone(words)
        page = sheet(None, words["shared.name"], body, mine.documents(), words, person=mine.person)
        return HTMLResponse(page, 200 if kept else 404)


def answer(kept: KeptTurn, chat: Chat, words: Words) -> Markup:
    """The question, its answer, and beside it the sources."""
    turn = chat.turn(kept)
    return Markup(
        '<div class="shared"><div class="shared-talk"><p class="hint">{} {} <a href="/">{}</a></p>{}</div>'
        '<div id="sources" class="shared-sources">{}</div></div>'
    ).format(
        words["shared.heading"],
        words["shared.asked"].format(date=day(kept.asked)),
        words["shared.ask_own"],
        render.read_only(turn, words),
        Markup(cards.panel((turn,), words)),  # noqa: S704 - our own HTML
    )


def gone(words: Words) -> Markup:
    """What stands there when no answer is behind the link."""
    return Markup('<div class="start" role="alert"><h3>{}</h3><p>{}</p></div>').format(
        words["shared.gone"], words["shared.gone_text"]
    )

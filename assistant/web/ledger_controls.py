"""What each control of the commitments page does: the link's query in, HTML for the page's parts out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

import gradio as gr

from assistant.errors import AssistantError
from assistant.web import header, ledger_charts, ledger_form, ledger_opened, ledger_rows, start
from assistant.web.ledger import Ledger
from assistant.web.ledger_opened import Told
from assistant.web.ledger_view import View, view_of
from assistant.web.visitor import seen
from assistant.web.words import Words

log = logging.getLogger(__name__)

Parts = tuple[str, ...]
NOTHING_DONE = Told()


@dataclass(frozen=True, slots=True)
class LedgerControls:
    """The page's doors. What somebody looks at stands in the link of the page and comes in with every call."""

    ledger: Ledger
    words: Words

    def of(self, request: gr.Request) -> LedgerControls:
        """The doors as whoever asks may use them."""
        return replace(self, ledger=replace(self.ledger, desk=seen(self.ledger.desk, request)))

    def open_page(self, request: gr.Request) -> Parts:
        """Header, form, charts, table and panel, as the link asks for."""
        mine = self.of(request)
        view = view_of(request.query_params)
        asked = str(request.query_params)
        return (mine.header(), mine.form(view), *mine.seen(view, asked), mine.panel(view))

    def look(self, event: gr.EventData, request: gr.Request) -> Parts:
        """Charts and table of another view."""
        mine = self.of(request)
        return mine.seen(*asked_for(event))

    def open_row(self, event: gr.EventData, request: gr.Request) -> str:
        """The panel of a row."""
        mine = self.of(request)
        return mine.panel(asked_for(event)[0])

    def mark(self, event: gr.EventData, request: gr.Request) -> Parts:
        """Mark a row as wrong, or take that back."""
        mine = self.of(request)
        wrong = event.wrong == "yes"
        done = mine.words["opened.marked_wrong" if wrong else "opened.marked_right"]
        return mine.changed(event, lambda view: mine.ledger.mark(view, wrong), Told(done))

    def restore(self, event: gr.EventData, request: gr.Request) -> Parts:
        """Take back all that was set in a row."""
        mine = self.of(request)
        return mine.changed(event, mine.ledger.restore, Told(mine.words["opened.restored"]))

    def correct(self, event: gr.EventData, request: gr.Request) -> Parts:
        """Set a field of a row."""
        mine = self.of(request)
        field, value = str(event.field), str(event.value)
        told = Told(mine.words["opened.saved"], field=field, value=value)
        return mine.changed(event, lambda view: mine.ledger.correct(view, field, value), told)

    def changed(self, event: gr.EventData, change: Callable[[View], None], told: Told) -> Parts:
        """Form, charts, table and panel after a change to the open row."""
        view, asked = asked_for(event)
        try:
            change(view)
        except AssistantError as error:
            told = Told(trouble=str(error), field=told.field, value=told.value)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("a row could not be changed")
            told = Told(trouble=self.words["turn.unexpected"], field=told.field, value=told.value)
        return (self.form(view), *self.seen(view, asked), self.panel(view, told))

    def header(self) -> str:
        """The page's header; without a count where the library cannot be used (the table says why)."""

        def told() -> str:
            desk = self.ledger.desk
            return header.masthead(desk.documents(), "ledger", self.words, desk.person, desk.alarm)

        return self.said(told, lambda message: header.masthead((), "ledger", self.words, self.ledger.desk.person))

    def form(self, view: View) -> str:
        """The filters; none where there is nothing to filter."""
        return self.said(lambda: ledger_form.form(self.ledger.all_rows(), view, self.words), lambda message: "")

    def seen(self, view: View, asked: str) -> tuple[str, str]:
        """Charts and table."""
        try:
            rows = self.ledger.rows(view)
            if not rows and not self.ledger.all_rows():
                return "", ledger_rows.empty_ledger(self.words)
            return (
                ledger_charts.charts(rows, view, self.words),
                ledger_rows.table(rows, view, asked, self.words),
            )
        except AssistantError as error:
            return "", start.notice(str(error), self.words)
        except Exception:  # a door, as above
            log.exception("the ledger could not be shown")
            return "", start.notice(self.words["turn.unexpected"], self.words)

    def panel(self, view: View, told: Told = NOTHING_DONE) -> str:
        """The open row, or what the panel is for."""
        if not view.row:
            return ledger_opened.closed(self.words)
        return self.said(
            lambda: ledger_opened.opened(self.ledger.opened(view), told, self.words),
            lambda message: ledger_opened.gone(view.row, message, self.words),
        )

    def said(self, part: Callable[[], str], otherwise: Callable[[str], str]) -> str:
        """A part of the page, or what stands there when it cannot be made."""
        try:
            return part()
        except AssistantError as error:
            return otherwise(str(error))
        except Exception:  # a door, as above
            log.exception("a part of the commitments page could not be made")
            return otherwise(self.words["turn.unexpected"])


def asked_for(event: Any) -> tuple[View, str]:
    """The view that a control asks for, and its query as it came."""
    query = str(event.query)
    return view_of(dict(parse_qsl(query))), query

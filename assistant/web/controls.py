"""What each control of the page does: values of the controls in, values for the controls out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import gradio as gr

from assistant.errors import AssistantError
from assistant.values import Filters, Report
from assistant.web import cards, header, render, start
from assistant.web.chat import Chat
from assistant.web.turn import Turn
from assistant.web.words import Words

log = logging.getLogger(__name__)


Choices = tuple[tuple[str, str], ...]


class Parts(NamedTuple):
    """The parts of the page that depend on what is indexed; filters as their entries (label, value)."""

    header: str
    shelf: str
    welcome: str
    sectors: Choices
    years: Choices
    reports: Choices


@dataclass(frozen=True, slots=True)
class Controls:
    """The page's doors. All that a person asked comes in and goes out as that person's session state."""

    chat: Chat
    words: Words

    def welcome(self) -> str:
        """What an empty conversation shows; where the library cannot be used, what is wrong with it."""
        try:
            if not self.chat.desk.documents():
                return start.empty_library(self.words)
            return start.start(self.chat.desk.examples(), self.words)
        except AssistantError as error:
            return start.notice(str(error), self.words)
        except Exception:  # a door: the person reads a sentence, the log keeps the traceback
            log.exception("the page could not be prepared")
            return start.notice(self.words["turn.unexpected"], self.words)

    def reports(self, sector: str = "", year: str = "") -> tuple[Report, ...]:
        """The reports that sector and year leave; none where the library cannot be used (the welcome says why)."""
        try:
            return self.chat.reports(sector or None, as_year(year))
        except Exception:  # a door, as above
            log.exception("the reports could not be listed")
            return ()

    def choices(self, kind: str, values: Iterable[object]) -> Choices:
        """The entries of one filter, the first of which does not limit."""
        return ((self.words[f"filter.all_{kind}s"], ""), *((str(value), str(value)) for value in values))

    def parts(self) -> Parts:
        """What the page shows of the library as it is now."""
        indexed = self.reports()
        return Parts(
            header=header.masthead(indexed, "chat", self.words),
            shelf=header.shelf(indexed, self.words),
            welcome=self.welcome(),
            sectors=self.choices("sector", sorted({r.sector for r in indexed if r.sector})),
            years=self.choices("year", sorted({r.year for r in indexed if r.year is not None}, reverse=True)),
            reports=self.choices("report", (r.name for r in indexed)),
        )

    def open_page(self, built: Parts) -> tuple[Any, ...]:
        """What has changed since the page was built; the rest is left alone, for it may be in use already."""
        return tuple(
            gr.skip() if new == old else new if isinstance(new, str) else gr.update(choices=list(new))
            for new, old in zip(self.parts(), built, strict=True)
        )

    def narrow(self, sector: str, year: str, report: str) -> Any:
        """The reports that sector and year leave to choose from; a chosen one stays chosen if it is among them."""
        left = self.choices("report", (left.name for left in self.reports(sector, year)))
        return gr.update(choices=list(left), value=report if report in dict(left).values() else "")

    def ask(
        self, question: str, sector: str, year: str, report: str, turns: tuple[Turn, ...]
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, conversation, sources and session, each time a statement more has come."""
        filters = Filters(documents=(report,) if report else (), sector=sector or None, year=as_year(year))
        box: Any = ""
        for grown in self.chat.ask(question or "", filters, turns):
            if grown[-1].trouble:
                box = question  # so that nothing typed is lost
            yield box, render.conversation(grown, self.words), cards.panel(grown, self.words), grown
            box = gr.skip()  # the next question may be being typed already

    def ask_example(
        self, event: gr.EventData, sector: str, year: str, report: str, turns: tuple[Turn, ...]
    ) -> Iterator[tuple[Any, ...]]:
        """The same for an example that was clicked."""
        yield from self.ask(str(event.question), sector, year, report, turns)

    def forget(self) -> tuple[str, str, str, str, tuple[Turn, ...]]:
        """A new conversation."""
        return self.welcome(), "", render.conversation((), self.words), cards.panel((), self.words), ()


def as_year(text: str) -> int | None:
    """The year of a filter's entry; None for the entry that does not limit."""
    return int(text) if text else None

"""The chat page: what stands where, and which control calls what."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib import resources
from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Filters
from assistant.web import cards, render
from assistant.web.chat import Chat
from assistant.web.render import Words
from assistant.web.turn import Turn

# A conversation is forgotten this many seconds after its last question (a tab that stays open overnight).
KEEP_CONVERSATION = 12 * 3600

# Runs in the conversation's element: an example is asked at a click, and a new turn is scrolled to.
CONVERSATION_JS = """
element.addEventListener('click', (event) => {
  const example = event.target.closest('.example');
  if (example) trigger('example', { question: example.textContent });
});
watch('value', () => window.reportAssistant.showNewestTurn());
"""

log = logging.getLogger(__name__)


def asset(name: str) -> str:
    """The text of a file beside this module."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def page_head() -> str:
    """What goes into the page's head: our style and script, inline, so that nothing more is requested."""
    return (
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<style>{asset('style.css')}</style><script>{asset('page.js')}</script>"
    )


def chat_page(desk: Desk, words: Words) -> gr.Blocks:
    """The page over a desk. All that a person asked lives in that person's session."""
    chat = Chat(desk, words)

    def greeting() -> str:
        try:
            if not desk.documents():
                return render.empty_library(words)
            return render.start(desk.examples(), words)
        except AssistantError as error:
            return render.notice(str(error), words)
        except Exception:  # noqa: BLE001 - a door: the person reads a sentence, the log keeps the traceback
            log.exception("the page could not be prepared")
            return render.notice(words["turn.unexpected"], words)

    def choices(kind: str, sector: str = "", year: str = "") -> list[tuple[str, str]]:
        """The entries of one filter, the first of which does not limit."""
        first = (words[f"filter.all_{kind}s"], "")
        try:
            if kind == "sector":
                return [first, *((sector, sector) for sector in desk.sectors())]
            if kind == "year":
                return [first, *((str(year), str(year)) for year in sorted(desk.years(), reverse=True))]
            return [first, *((report.name, report.name) for report in chat.reports(sector or None, as_year(year)))]
        except AssistantError:  # the greeting tells what is wrong
            return [first]

    def open_page() -> tuple[str, str, str, Any, Any, Any]:
        try:
            reports = desk.documents()
        except AssistantError:
            reports = ()
        return (
            render.header(reports, words),
            render.shelf(reports, words),
            greeting(),
            gr.update(choices=choices("sector"), value=""),
            gr.update(choices=choices("year"), value=""),
            gr.update(choices=choices("report"), value=""),
        )

    def narrow(sector: str, year: str, report: str) -> Any:
        """The reports that sector and year leave to choose from; a chosen one stays chosen if it is among them."""
        entries = choices("report", sector, year)
        return gr.update(choices=entries, value=report if report in dict(entries).values() else "")

    def ask(question: str, sector: str, year: str, report: str, turns: tuple[Turn, ...]) -> Iterator[tuple[Any, ...]]:
        filters = Filters(documents=(report,) if report else (), sector=sector or None, year=as_year(year))
        box: Any = ""
        for turns in chat.ask(question or "", filters, turns):
            if turns[-1].trouble:
                box = question  # so that nothing typed is lost
            yield box, render.conversation(turns, words), cards.panel(turns, words), turns
            box = gr.skip()  # the next question may be being typed already

    def ask_example(
        event: gr.EventData, sector: str, year: str, report: str, turns: tuple[Turn, ...]
    ) -> Iterator[tuple[Any, ...]]:
        yield from ask(str(event.question), sector, year, report, turns)

    def forget() -> tuple[str, str, str, tuple[Turn, ...]]:
        return "", greeting(), cards.panel((), words), ()

    with gr.Blocks(title=words["page.title"], analytics_enabled=False, fill_width=True) as blocks:
        head = gr.HTML(elem_id="header", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="filters", min_width=0):
                sector = gr.Dropdown([("", "")], value="", label=words["filter.sector"], elem_id="sector", min_width=0)
                year = gr.Dropdown([("", "")], value="", label=words["filter.year"], elem_id="year", min_width=0)
                report = gr.Dropdown([("", "")], value="", label=words["filter.report"], elem_id="report", min_width=0)
                new = gr.Button(words["filter.new"], elem_id="new", variant="secondary", size="md", min_width=0)
                shelf = gr.HTML(elem_id="shelf", js_on_load=None, apply_default_css=False)
            with gr.Column(elem_id="talk", min_width=0):
                conversation = gr.HTML(elem_id="conversation", js_on_load=CONVERSATION_JS, apply_default_css=False)
                box = gr.Textbox(
                    label=words["ask.label"],
                    placeholder=words["ask.placeholder"],
                    info=words["ask.hint"],
                    submit_btn=words["ask.send"],
                    lines=1,
                    max_lines=4,
                    autofocus=True,
                    elem_id="ask",
                    min_width=0,
                )
            with gr.Column(elem_id="sources", min_width=0):
                panel = gr.HTML(cards.panel((), words), elem_id="panel", js_on_load=None, apply_default_css=False)
        turns = gr.State((), time_to_live=KEEP_CONVERSATION)

        filters = [sector, year, report]
        shown = [box, conversation, panel, turns]
        blocks.load(
            open_page, None, [head, shelf, conversation, *filters], show_progress="hidden", api_visibility="private"
        )
        gr.on([sector.input, year.input], narrow, filters, report, show_progress="hidden", api_visibility="private")
        box.submit(ask, [box, *filters, turns], shown, show_progress="hidden", api_visibility="private")
        conversation.example(ask_example, [*filters, turns], shown, show_progress="hidden", api_visibility="private")
        new.click(forget, None, shown, show_progress="hidden", api_visibility="private")
    return blocks


def as_year(text: str) -> int | None:
    """The year of a filter's entry; None for the entry that does not limit."""
    return int(text) if text else None

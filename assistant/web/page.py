"""The chat page: what stands where, and which control calls what."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.web import cards, render
from assistant.web.chat import Chat
from assistant.web.controls import Controls
from assistant.web.words import Words

# A conversation is forgotten this many seconds after its last question (a tab that stays open overnight).
KEEP_CONVERSATION = 12 * 3600

# Runs in the welcome's element: an example is asked at a click.
WELCOME_JS = """
element.addEventListener('click', (event) => {
  const example = event.target.closest('.example');
  if (example) trigger('example', { question: example.textContent });
});
"""

# Runs in the conversation's element: a new turn is scrolled to.
CONVERSATION_JS = "watch('value', () => window.reportAssistant.showNewestTurn());"


def asset(name: str) -> str:
    """The text of a file beside this module."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def page_head() -> str:
    """What goes into the page's head: our style and script, inline, so that nothing more is requested."""
    return (
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<style>{asset('style.css')}{asset('ledger.css')}</style>"
        f"<script>{asset('page.js')}{asset('ledger.js')}</script>"
    )


def chat_page(desk: Desk, words: Words) -> gr.Blocks:
    """The page over a desk. All that a person asked lives in that person's session."""
    controls = Controls(Chat(desk, words), words)
    built = controls.parts()
    blocks: gr.Blocks = gr.Blocks(title=words["page.title"], analytics_enabled=False, fill_width=True)
    with blocks:
        head = gr.HTML(built.header, elem_id="header", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="filters", min_width=0):
                sector, year, report = (
                    gr.Dropdown(list(entries), value="", label=words[f"filter.{kind}"], elem_id=kind, min_width=0)
                    for kind, entries in (("sector", built.sectors), ("year", built.years), ("report", built.reports))
                )
                new = gr.Button(words["filter.new"], elem_id="new", variant="secondary", size="md", min_width=0)
                shelf = gr.HTML(built.shelf, elem_id="shelf", js_on_load=None, apply_default_css=False)
            with gr.Column(elem_id="talk", min_width=0):
                with gr.Column(elem_id="thread", min_width=0):
                    # Two parts, so that the welcome, which may come late from a busy server, never covers an answer.
                    welcome = gr.HTML(built.welcome, elem_id="welcome", js_on_load=WELCOME_JS, apply_default_css=False)
                    conversation = gr.HTML(
                        render.conversation((), words),
                        elem_id="conversation",
                        js_on_load=CONVERSATION_JS,
                        apply_default_css=False,
                    )
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
        # Only answers stream. What returns at once goes past the queue: the end of one queued event closes the
        # tab's stream, and the news of another that had just begun would be lost (Gradio 6.31: 4 of 10 questions
        # asked in the page's first moment were never answered, while its load event ended).
        at_once: Any = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        blocks.load(
            functools.partial(controls.open_page, built),
            None,
            [head, shelf, welcome, *filters],
            **at_once,
        )
        gr.on([sector.input, year.input], controls.narrow, filters, report, **at_once)
        box.submit(controls.ask, [box, *filters, turns], shown, show_progress="hidden", api_visibility="private")
        welcome.example(
            controls.ask_example, [*filters, turns], shown, show_progress="hidden", api_visibility="private"
        )
        new.click(controls.forget, None, [welcome, *shown], **at_once)
    return blocks

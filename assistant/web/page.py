"""The chat page: what stands where, and which control calls what."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.values.people import ANYBODY, Person
from assistant.web import cards, render
from assistant.web.assets import asset
from assistant.web.chat import Chat
from assistant.web.controls import NO_TALK, Controls
from assistant.web.sessions import Page
from assistant.web.words import Words

# A conversation leaves the session this many seconds after its last question (a tab that stays open overnight);
# it is kept in the library, and comes back when the page is loaded again.
KEEP_CONVERSATION = 12 * 3600

# The doors of the page's elements, which its script calls by name; see chat.js.
DOORS_JS = "window.reportChat.opened({names}, (name, said) => trigger(name, said));"

# Runs in the conversation's element: a new turn is scrolled to.
CONVERSATION_JS = "watch('value', () => window.reportChat.conversationShown());"

# Runs in the panel's element: the picture of an open source is fetched.
PANEL_JS = "watch('value', () => window.reportSources.fillOpen());"

# Runs in the list of conversations: typing in its box goes on.
HISTORY_JS = "watch('value', () => window.reportChat.historyShown());"

# Before a question is sent: the filters stand in the address of the page.
WITH_LINK_JS = "(question, link, talk) => [question, location.search, talk]"


def page_head() -> str:
    """What goes into the page's head: our style and script, inline, so that nothing more is requested."""
    return (
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<style>{asset('style.css')}{asset('chat.css')}{asset('ledger.css')}</style>"
        f"<script>{''.join(map(asset, ('page.js', 'limits.js', 'sources.js', 'chat.js', 'ledger.js')))}</script>"
    )


def chat_page(desk: Desk, words: Words, built_for: Person = ANYBODY) -> gr.Blocks:
    """The page over a desk, built for a person before it is known who opens it.

    All that a person asked lives in that person's session, and is kept in the library.
    """
    controls = Controls(Chat(desk, words), words)
    built = controls.before(built_for)
    blocks: gr.Blocks = Page(title=words["page.title"], analytics_enabled=False, fill_width=True)

    def part(value: str, name: str, *doors: str, js: str = "") -> gr.HTML:
        script = js + (DOORS_JS.format(names=list(doors)) if doors else "")
        return gr.HTML(value, elem_id=name, js_on_load=script or None, apply_default_css=False)

    with blocks:
        head = part(built.header, "header")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="filters", min_width=0):
                new = gr.Button(words["filter.new"], elem_id="new", variant="secondary", size="md", min_width=0)
                form = part(built.form, "form")
                kept = part("", "history", "find", "open", "rename", "delete", js=HISTORY_JS)
            with gr.Column(elem_id="talk", min_width=0):
                with gr.Column(elem_id="thread", min_width=0):
                    # Two parts, so that the welcome, which may come late from a busy server, never covers an answer.
                    welcome = part(built.welcome, "welcome", "example")
                    conversation = part(
                        render.conversation(NO_TALK, words),
                        "conversation",
                        *("again", "stop", "make_link", "rate"),
                        js=CONVERSATION_JS,
                    )
                writer = part(built.writer, "writer")
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
                panel = part(cards.panel((), words), "panel", js=PANEL_JS)
        talk = gr.State(NO_TALK, time_to_live=KEEP_CONVERSATION)
        link = gr.Textbox(visible=False)

        shown = [box, conversation, panel, talk]
        # Only answers stream. What returns at once goes past the queue: the end of one queued event closes the
        # tab's stream, and the news of another that had just begun would be lost (Gradio 6.31: 4 of 10 questions
        # asked in the page's first moment were never answered, while its load event ended).
        at_once: Any = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        streams: Any = {"show_progress": "hidden", "api_visibility": "private"}

        def open_page(request: gr.Request) -> tuple[Any, ...]:  # Gradio hands a request to a plain function only
            return controls.open_page(built, request)

        blocks.load(open_page, None, [head, form, welcome, writer, kept, *shown], **at_once)
        asking = [
            box.submit(controls.ask, [box, link, talk], [kept, *shown], js=WITH_LINK_JS, **streams),
            welcome.example(controls.ask_example, talk, [kept, *shown], **streams),
            conversation.again(controls.again, talk, [kept, *shown], **streams),
        ]
        conversation.stop(controls.stop, talk, shown, cancels=asking, **at_once)
        conversation.make_link(controls.make_link, talk, shown, **at_once)
        conversation.rate(controls.rate, talk, shown, **at_once)
        kept.find(controls.find, talk, kept, **at_once)
        kept.open(controls.open, None, [kept, *shown], cancels=asking, **at_once)
        kept.rename(controls.rename, talk, kept, **at_once)
        kept.delete(controls.delete, talk, [kept, *shown], **at_once)
        new.click(controls.forget, None, [welcome, kept, *shown], cancels=asking, **at_once)
    return blocks

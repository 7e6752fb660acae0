"""The commitments page: what stands where, and which control calls what."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.web import header, ledger_opened
from assistant.web.ledger import Ledger
from assistant.web.ledger_controls import LedgerControls
from assistant.web.words import Words

# Runs in the form's element, through which the page's script calls the server. Each name is one door.
DOORS_JS = """
const doors = ['look', 'open_row', 'mark', 'restore', 'correct'];
window.reportLedger.opened((door, said) => doors.includes(door) && trigger(door, said));
"""

# Run in the elements of table and panel: their new HTML is fitted into the page.
TABLE_JS = "watch('value', () => window.reportLedger.tableShown());"
PANEL_JS = "watch('value', () => window.reportLedger.panelShown());"


def ledger_page(blocks: gr.Blocks, desk: Desk, words: Words) -> None:
    """Add the page to the chat's. What somebody looks at lives in the link of the page, and nowhere else."""
    controls = LedgerControls(Ledger(desk, words), words)

    def part(value: str, name: str, js: str | None = None) -> gr.HTML:
        return gr.HTML(value, elem_id=name, js_on_load=js, apply_default_css=False)

    with blocks.route(words["ledger.name"], header.PATHS["ledger"], show_in_navbar=False):
        head = part(header.masthead((), "ledger", words), "header")
        with gr.Row(elem_id="desk", elem_classes="ledger"):
            with gr.Column(elem_id="filters", min_width=0):
                form = part("", "form", DOORS_JS)
            with gr.Column(elem_id="ledger", min_width=0):
                charts = part("", "charts")
                table = part(ledger_opened.looking(words), "table", TABLE_JS)
            with gr.Column(elem_id="sources", min_width=0):
                panel = part(ledger_opened.closed(words), "panel", PANEL_JS)

        # Past the queue, and however many at a time: see the chat's page. The page's script keeps the newest.
        at_once: Any = {
            "queue": False, "show_progress": "hidden", "api_visibility": "private", "trigger_mode": "multiple",
        }  # fmt: skip
        changed = [form, charts, table, panel]
        blocks.load(controls.open_page, None, [head, *changed], **at_once)
        form.look(controls.look, None, [charts, table], **at_once)
        form.open_row(controls.open_row, None, panel, **at_once)
        form.mark(controls.mark, None, changed, **at_once)
        form.restore(controls.restore, None, changed, **at_once)
        form.correct(controls.correct, None, changed, **at_once)

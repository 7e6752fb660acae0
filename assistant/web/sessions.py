"""What the server does and keeps for each open page, so that it neither grows nor slows down with every answer.

Gradio 6.31 makes a part of the page anew where it is left as it is (`gr.skip()`), which took nearly half of the time
under load; and it keeps what each part shows, for links to a page as it is, of which there are none here.
"""

from __future__ import annotations

from copy import copy
from types import SimpleNamespace
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.block_function import BlockFunction
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder

CAPACITY = 1000  # open pages; the one that was used longest ago gives way, and its conversation can be opened again


class Page(gr.Blocks):
    """A page of which what is left as it is costs nothing."""

    async def postprocess_data(
        self, block_fn: BlockFunction, predictions: list[Any] | dict[str, Any], state: SessionState | None
    ) -> list[Any]:
        outputs, unchanged = block_fn.outputs, gr.skip()
        if isinstance(predictions, dict) and predictions != unchanged:
            return await super().postprocess_data(block_fn, predictions, state)
        if predictions == unchanged:
            values: list[Any] = [unchanged] * len(outputs)
        else:
            values = [predictions] if len(outputs) == 1 else list(predictions)
        self.validate_outputs(block_fn, values)
        out: list[Any] = [None if block.stateful else unchanged for block in outputs]
        changing = copy(block_fn)
        for i, (block, value) in enumerate(zip(outputs, values, strict=False)):
            if value != unchanged:
                changing.outputs = [block]
                (out[i],) = await super().postprocess_data(changing, value, state)
        return out


class Session(SessionState):
    """The values of one open page's states, and nothing of what its parts show."""

    def __init__(self, blocks: gr.Blocks) -> None:
        super().__init__(SimpleNamespace(default_config=blocks.default_config, blocks={}))  # type: ignore[arg-type]

    def __setitem__(self, key: int, value: Any) -> None:
        super().__setitem__(key, value)
        self.config_values.clear()

    def _update_config(self, key: int) -> None:
        pass

    def _update_value_in_config(self, key: int, value: Any) -> None:
        pass


class Sessions(StateHolder):
    """All open pages."""

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = Session(self.blocks)
        return super().__getitem__(session_id)


def keep_sessions(app: FastAPI, blocks: gr.Blocks) -> Sessions:
    """Let a page that is mounted in `app` keep its sessions so."""
    sessions = Sessions()  # type: ignore[no-untyped-call]
    blocks.state_session_capacity = CAPACITY
    (mounted,) = (part for part in (getattr(route, "app", None) for route in app.routes) if isinstance(part, App))
    mounted.state_holder = sessions
    sessions.set_blocks(blocks)
    return sessions

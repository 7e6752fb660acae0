"""What the server keeps of each open page, so that it does not grow with every answer.

Where a part of the page is left as it is (`gr.skip()`), Gradio 6.31 makes the part anew, under an id of its own, and
what is then shown there it keeps under that id beside all that was shown before: about 0.3 MB an answer, for as long as
the page is open and longer. Here a part that was made anew is the part that it takes the place of.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from gradio.blocks import Block, Blocks
from gradio.routes import App
from gradio.state_holder import SessionState, StateHolder

CAPACITY = 1000  # open pages; the one that was used longest ago gives way, and its conversation can be opened again


class Session(SessionState):
    """What one open page shows."""

    def __setitem__(self, key: int, value: Any) -> None:
        if isinstance(value, Block):
            value._id = key
        super().__setitem__(key, value)


class Sessions(StateHolder):
    """All open pages."""

    def __getitem__(self, session_id: str) -> SessionState:
        if session_id not in self.session_data:
            self.session_data[session_id] = Session(self.blocks)
        return super().__getitem__(session_id)


def keep_sessions(app: FastAPI, blocks: Blocks) -> Sessions:
    """Let a page that is mounted in `app` keep its sessions so."""
    sessions = Sessions()  # type: ignore[no-untyped-call]
    blocks.state_session_capacity = CAPACITY
    (mounted,) = (part for part in (getattr(route, "app", None) for route in app.routes) if isinstance(part, App))
    mounted.state_holder = sessions
    sessions.set_blocks(blocks)
    return sessions

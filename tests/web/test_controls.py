"""What the page is sent while an answer is awaited."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import gradio as gr
import pytest
from starlette.requests import Request

from assistant.desk import Desk
from assistant.values import Answer
from assistant.values.people import ANYBODY
from assistant.web.chat import Chat
from assistant.web.controls import NO_TALK, NOTHING_NEW, Controls
from assistant.web.words import load_words

PAID = "Who paid for the new border liaison offices in Bokeo province?"
NOBODY = gr.Request(Request({"type": "http", "headers": [], "query_string": b"", "state": {"person": ANYBODY}}))


@pytest.mark.parametrize("move", ["ask", "again"])
def test_while_an_answer_is_awaited_the_page_is_not_sent_the_same_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, move: str
) -> None:
    looked, ask = threading.Event(), desk.ask

    def slowly(*asked: object) -> Answer:
        assert looked.wait(60)
        return ask(*asked)  # type: ignore[arg-type]

    controls = Controls(Chat(desk, load_words()), load_words())
    before = NO_TALK
    if move == "again":
        before = [s for s in controls.ask(PAID, "", NO_TALK, NOBODY) if s != NOTHING_NEW][-1][-1]
    monkeypatch.setattr(desk, "ask", slowly)
    again = controls.again(SimpleNamespace(link=""), before, NOBODY)  # type: ignore[arg-type]
    sent = again if move == "again" else controls.ask(PAID, "", before, NOBODY)
    assert "Searching the reports…" in next(sent)[2]
    assert [next(sent), next(sent)] == [NOTHING_NEW] * 2
    looked.set()
    (answered,) = [shown for shown in sent if shown != NOTHING_NEW and shown[2] != gr.skip()]
    assert (len(answered[-1].turns), answered[-1].turns[-1].shown) == (1, None)

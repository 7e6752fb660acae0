"""What the server keeps of an open page."""

from __future__ import annotations

import asyncio
import warnings

import gradio as gr
import pytest
from fastapi import FastAPI

from assistant.web.sessions import CAPACITY, Sessions, keep_sessions


@pytest.fixture
def blocks() -> gr.Blocks:
    with gr.Blocks() as blocks:
        shown = gr.HTML("<p>Ask.</p>")
        blocks.load(lambda: None, outputs=[shown])
    return blocks


@pytest.fixture
def sessions(blocks: gr.Blocks) -> Sessions:
    app = FastAPI()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gr.mount_gradio_app(app, blocks, "/")
    return keep_sessions(app, blocks)


def show(blocks: gr.Blocks, sessions: Sessions, *values: object) -> None:
    """What an event of one page gives for its part, one after the other."""
    (event,) = blocks.fns.values()
    for value in values:
        asyncio.run(blocks.postprocess_data(event, value, sessions["a page"]))


def test_a_page_that_is_left_as_it_is_again_and_again_keeps_one_of_each_part(
    blocks: gr.Blocks, sessions: Sessions
) -> None:
    for number in range(3):
        show(blocks, sessions, gr.skip(), f"<p>Answer {number}.</p>")
    kept = sessions["a page"].config_values
    assert kept.keys() == blocks.blocks.keys()
    assert [part["props"]["value"] for part in kept.values() if part["type"] == "html"] == ["<p>Answer 2.</p>"]


def test_each_page_keeps_what_it_shows(blocks: gr.Blocks, sessions: Sessions) -> None:
    show(blocks, sessions, gr.skip(), "<p>An answer.</p>")
    kept = [sessions[page].config_values.values() for page in ("a page", "another")]
    shown = [[part["props"]["value"] for part in parts if part["type"] == "html"] for parts in kept]
    assert shown == [["<p>An answer.</p>"], ["<p>Ask.</p>"]]


def test_the_page_used_longest_ago_gives_way(blocks: gr.Blocks, sessions: Sessions) -> None:
    assert (blocks.state_holder, sessions.capacity) == (sessions, CAPACITY)
    sessions.capacity = 2
    for page in ("first", "second", "first", "third"):
        sessions[page]
    assert list(sessions.session_data) == ["first", "third"]

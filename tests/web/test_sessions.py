"""What the server keeps of an open page."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable

import gradio as gr
import pytest
from fastapi import FastAPI

from assistant.web.sessions import CAPACITY, Page, Sessions, keep_sessions


@pytest.fixture
def blocks() -> Page:
    with Page() as blocks:
        shown, also, number = gr.HTML("<p>Ask.</p>"), gr.HTML(), gr.State(0)
        blocks.load(lambda: None, outputs=[shown, also, number])
        blocks.load(lambda: None, outputs=[shown])
    return blocks


@pytest.fixture
def sessions(blocks: Page) -> Sessions:
    app = FastAPI()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gr.mount_gradio_app(app, blocks, "/")
    return keep_sessions(app, blocks)


@pytest.fixture
def told(blocks: Page, sessions: Sessions) -> Callable[..., list[object]]:
    """What a page is sent of what an event gives for its parts."""

    def sent(*values: object, event: int = 0) -> list[object]:
        given = values[0] if event else list(values)
        return asyncio.run(blocks.postprocess_data(list(blocks.fns.values())[event], given, sessions["a page"]))

    return sent


def test_what_is_left_as_it_is_is_told_so_beside_what_is_new(told: Callable[..., list[object]]) -> None:
    assert told("<p>One.</p>", gr.skip(), gr.skip()) == ["<p>One.</p>", gr.skip(), None]
    assert told(gr.skip(), gr.skip(), 7) == [gr.skip(), gr.skip(), None]
    assert told(gr.skip(), gr.skip(), gr.skip()) == [gr.skip(), gr.skip(), None]
    assert (told(gr.skip(), event=1), told("<p>Two.</p>", event=1)) == ([gr.skip()], ["<p>Two.</p>"])


def test_too_few_values_are_an_error_as_in_any_page(told: Callable[..., list[object]]) -> None:
    with pytest.raises(ValueError, match="enough output values"):
        told("<p>One.</p>", gr.skip())


def test_no_part_is_made_anew(blocks: Page, sessions: Sessions, told: Callable[..., list[object]]) -> None:
    parts = dict(sessions["a page"].blocks_config.blocks)
    for number in range(3):
        told(gr.skip(), f"<p>Answer {number}.</p>", number)
        told(gr.skip(), event=1)
    assert sessions["a page"].blocks_config.blocks == parts == blocks.blocks


def test_a_page_keeps_its_states_and_nothing_of_what_it_shows(
    sessions: Sessions, told: Callable[..., list[object]]
) -> None:
    told("<p>A long answer.</p>", gr.skip(), 5)
    told("<p>A long answer.</p>", gr.skip(), gr.skip())
    page, another = sessions["a page"], sessions["another"]
    assert (list(page.state_data.values()), list(another.state_data.values())) == ([5], [])
    assert page.config_values == {}


def test_the_page_used_longest_ago_gives_way(blocks: Page, sessions: Sessions) -> None:
    assert (blocks.state_holder, sessions.capacity) == (sessions, CAPACITY)
    sessions.capacity = 2
    for page in ("first", "second", "first", "third"):
        sessions[page]
    assert list(sessions.session_data) == ["first", "third"]

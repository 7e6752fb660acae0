"""Questions to begin with are found once for each state of the library, and are there at the next start."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answers import Examples
from assistant.desk import Desk

WATER = "Who funds the rural water programme?"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def examples(desk: Desk, asked: list[str]) -> Examples:
    return Examples(desk.library.store, lambda question: asked.append(question) is None)


def test_they_are_looked_for_once(examples: Examples, asked: list[str]) -> None:
    assert examples.known() is None
    found = examples.found()
    assert found and found[0] == WATER == asked[0]
    asked.clear()
    assert (examples.found(), examples.known(), asked) == (found, found, [])


def test_they_are_there_at_the_next_start(examples: Examples, desk: Desk) -> None:
    found = examples.found()
    assert Examples(desk.library.store, _never).known() == found


def test_after_a_change_the_former_ones_are_asked_first_and_stay_where_they_are_still_answered(
    examples: Examples, desk: Desk, tmp_path: Path, asked: list[str]
) -> None:
    found = examples.found()
    (tmp_path / "roads.txt").write_text("Roads\n\nA road was repaired in 2018.\n")
    list(desk.index([tmp_path / "roads.txt"]))
    assert examples.known() is None
    asked.clear()
    assert examples.found()[: len(found)] == found == tuple(asked[: len(found)])


def test_one_that_is_no_longer_answered_goes(examples: Examples, desk: Desk) -> None:
    assert WATER in examples.found()
    desk.remove(desk.documents()[0].name)
    examples._is_answered = lambda question: question != WATER
    assert WATER not in examples.found()


def test_while_one_looks_for_them_others_get_the_former_ones(examples: Examples, desk: Desk, tmp_path: Path) -> None:
    found = examples.found()
    desk.remove(desk.documents()[0].name)
    entered, go_on = threading.Event(), threading.Event()
    examples._is_answered = _waiting(entered, go_on)
    looking = threading.Thread(target=examples.found)
    looking.start()
    assert entered.wait(30)
    assert examples.found() == found
    go_on.set()
    looking.join()
    assert examples.known() == ()


@pytest.mark.parametrize("kept", ['["', "", "[1]", "7"])
def test_what_is_kept_and_cannot_be_read_is_none(examples: Examples, desk: Desk, kept: str) -> None:
    examples.found()
    desk.library.store.set_meta({"examples": kept})
    assert Examples(desk.library.store, _never).known() is None


def _never(question: str) -> bool:
    raise AssertionError(question)


def _waiting(entered: threading.Event, go_on: threading.Event) -> Callable[[str], bool]:
    def is_answered(question: str) -> bool:
        entered.set()
        return not go_on.wait(30)

    return is_answered

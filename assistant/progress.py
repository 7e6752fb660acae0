"""Progress bars, drawn on standard error, and only on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, track

from assistant.library.ingest import Step

T = TypeVar("T")


@contextmanager
def indexing_bar() -> Iterator[Callable[[Step], None]]:
    """A function to call after each file: it shows files, pages and passages."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files · {task.fields[pages]} pages · {task.fields[passages]} passages"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=console,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None, pages=0, passages=0, name="")

        def on_step(step: Step) -> None:
            bar.update(
                task, total=step.total, completed=step.done, pages=step.pages, passages=step.passages, name=step.name
            )

        yield on_step


@contextmanager
def steps_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with how many steps are done, and of how many."""
    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def tracked(rows: Sequence[T], what: str = "Questions") -> Iterator[T]:
    """The rows one by one, with a bar of how many are done; `what` names them."""
    console = Console(stderr=True)
    yield from track(rows, what, console=console, disable=not console.is_terminal)

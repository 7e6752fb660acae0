"""Work that has something to show before it is done, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from queue import Empty, SimpleQueue
from typing import TypeVar

FIRST_WAIT, LONGEST_WAIT = 0.1, 2.0
"""Seconds until it is said that nothing has come yet. Most answers come within the first; saying it costs as much as a
part of an answer, so the waits become longer."""

T = TypeVar("T")


def streamed(
    start: Callable[[], Iterator[T]], left: threading.Event, workers: Executor, longest_wait: float = LONGEST_WAIT
) -> Iterator[T | None]:
    """Each value as a worker has it; None while one is awaited. The work is stopped when its reader leaves.

    start  begins the work, on the worker's thread.
    left   is set when the reader leaves, for work that looks at it while it waits.
    Raises what the work raises.
    """
    news: SimpleQueue[T | None] = SimpleQueue()

    def work() -> None:
        try:
            values = start()
            try:
                for value in values:
                    news.put(value)
                    if left.is_set():
                        return
            finally:
                if close := getattr(values, "close", None):  # a generator ends what it has begun
                    close()
        finally:
            news.put(None)

    working = workers.submit(work)
    wait = FIRST_WAIT
    try:
        while True:
            try:
                value = news.get(timeout=wait)
            except Empty:
                wait = min(2 * wait, longest_wait)
                yield None
                continue
            if value is None:
                break
            wait = FIRST_WAIT
            yield value
        working.result()
    finally:
        left.set()
        working.cancel()  # where it still waited for its turn

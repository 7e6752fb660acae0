"""How long an answer waits beside a thread that works in Python, by how often that thread has to let it have a turn.

    python benchmarks/turns.py INDEX ../shared/eval/un-reports/questions.jsonl

One thread makes the ledger of INDEX anew, as the first report sent after an upgrade does; meanwhile a person asks, and
then three people do without that thread. Nothing in INDEX is changed.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from assistant.environment import TURN, prepare_environment

prepare_environment()

from assistant.commitments import commitments_of  # noqa: E402 - after the environment is set
from assistant.desk import Desk  # noqa: E402
from assistant.settings import Settings  # noqa: E402

ASKED = 20
TURNS = (0.005, 0.001, TURN)  # seconds; the first is Python's own


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions_file", type=Path)
    chosen = arguments.parse_args()
    desk = Desk(Settings(index=chosen.index))
    lines = chosen.questions_file.read_text(encoding="utf-8").splitlines()
    asked = random.Random(1).sample([json.loads(line)["question"] for line in lines if line.strip()], ASKED)

    def answered(question: str) -> float:
        started = time.perf_counter()
        desk.ask(question)
        return 1e3 * (time.perf_counter() - started)

    def told(what: str, milliseconds: list[float]) -> None:
        print(f"{what}: p50 {statistics.median(milliseconds):.0f} ms, slowest {max(milliseconds):.0f} ms")

    list(map(answered, asked[:5]))  # the first answers load what the rest use
    told("alone", list(map(answered, asked)))
    for turn in TURNS:
        sys.setswitchinterval(turn)
        reports, times = beside(ledger_of(desk), lambda: list(map(answered, asked)))
        told(f"turns of {1e3 * turn:g} ms, beside a thread that reads {reports:.1f} reports a second", times)
        with ThreadPoolExecutor(3) as three:
            started = time.perf_counter()
            list(three.map(answered, asked))
            print(f"  three people, without it: {ASKED / (time.perf_counter() - started):.1f} answers a second")


def ledger_of(desk: Desk) -> Callable[[], object]:
    """What reads one report's rows of the ledger: one after the other, and again."""
    library = desk.library.whole
    reports = library.store.reports()
    turn = cycle(reports)
    return lambda: commitments_of(library.store.document(next(turn).document_id), library.ledger.donors)


def beside(step: Callable[[], object], work: Callable[[], list[float]]) -> tuple[float, list[float]]:
    """How often a second the step was done beside the work, and what the work gave."""
    stop, done = threading.Event(), 0

    def go_on() -> None:
        nonlocal done
        while not stop.is_set():
            step()
            done += 1

    thread = threading.Thread(target=go_on)
    started = time.perf_counter()
    thread.start()
    try:
        given = work()
    finally:
        stop.set()
        thread.join()
    return done / (time.perf_counter() - started), given


if __name__ == "__main__":
    main()

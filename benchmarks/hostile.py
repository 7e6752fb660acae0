"""What becomes of files that were made to break a reader, while somebody else asks.

    python benchmarks/hostile.py [--mutants 500] [--seconds 30] [--megabytes 1024]

The bombs and mutants of tests/hostile are indexed one after the other into a library with a few reports, of which
another thread asks questions all the while. Printed: files without a status, files whose reader worked longer than it
may, questions that were not answered as before, and how long the slowest of them took.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import psutil

from assistant.desk import Desk
from assistant.library.codes import SIZE
from assistant.library.encoder import Encoded, Encoder, PassageText
from assistant.passages.words import content_words
from assistant.settings import Settings

sys.path.append(str(Path(__file__).parents[1] / "tests" / "hostile"))

from hostile_files import BOMBS, mutant

QUESTION = "How many wells were drilled in 2018?"
REPORT = "Health Sector Working Group\n\nProgress report 2018\n\nIn 2018, 42 wells were drilled in Xieng province.\n"
NOTED = 10.0  # seconds from which on a file is told of as it goes
SLACK = 5.0  # seconds of work beside the reader's budget: a child's start, and how often it is looked at


@dataclass
class Met:
    """What was met. `slow` and `wrong` name files; `asked` has the seconds of each answer."""

    statuses: Counter[str] = field(default_factory=Counter)
    slow: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


class QuickEncoder:
    """The encoder for questions, and vectors of nothing for passages: encoding what is hostile would take hours."""

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.name, self.fingerprint, self.dimension = real.name, real.fingerprint, real.dimension
        self.count, self.encode_question = real.count, real.encode_question

    def encode_passages(self, texts: Sequence[PassageText]) -> list[Encoded]:
        away = np.zeros(self.dimension, np.float32)
        return [
            Encoded(
                away,
                np.zeros((len(t.sentences), self.dimension), np.float32),
                np.zeros((len(content_words(t.text)), SIZE), np.int8),
            )
            for t in texts
        ]


def index_all(desk: Desk, folder: Path, names: list[str | int], seconds: float) -> Met:
    """Index each hostile file by itself: a name is a bomb, a number a mutant. Questions are asked meanwhile."""
    met, done = Met(), threading.Event()
    desk.library.encoder = QuickEncoder(desk.library.encoder)  # type: ignore[assignment]
    expected = desk.ask(QUESTION).text
    asking = threading.Thread(target=_ask, args=(desk, expected, met, done))
    asking.start()
    try:
        for name in names:
            allowed, make = BOMBS[name] if isinstance(name, str) else (None, None)
            path = make(folder / str(name)) if make else mutant(folder, int(name))
            started, before = time.perf_counter(), worked()
            (status,) = desk.index([path])
            taken, work = time.perf_counter() - started, worked() - before
            if taken > NOTED:
                print(f"{path.name}: {status.status} after {taken:.1f} s", file=sys.stderr, flush=True)
            met.statuses[status.status] += 1
            if (allowed and status.status not in allowed) or (status.status != "indexed" and not status.message):
                met.wrong.append(f"{path.name}: {status.status} {status.message}")
            if status.status == "indexed" and not status.passages:
                met.wrong.append(f"{path.name}: indexed without passages")
            pages = 0.05 * status.pages
            if status.status != "indexed" and work > seconds + pages + SLACK:
                met.slow.append(f"{path.name}: {work:.1f} s of work, {status.status}")
            path.unlink()
            list(desk.index([folder]))  # what was indexed of it goes with it
    finally:
        done.set()
        asking.join()
    return met


def worked() -> float:
    """Seconds of processor time of all children, those that have ended with them: the clock counts others' work."""
    ended, living = os.times(), psutil.Process().children(recursive=True)
    total = ended.children_user + ended.children_system
    for child in living:
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:  # it has ended since, and is counted with those
            continue
        total += times.user + times.system
    return total


def _ask(desk: Desk, expected: str, met: Met, done: threading.Event) -> None:
    while not done.is_set():
        started = time.perf_counter()
        try:
            said = desk.ask(QUESTION).text
        except Exception as error:  # noqa: BLE001 - to be told
            met.troubles.append(f"{type(error).__name__}: {error}")
        else:
            if said != expected:
                met.troubles.append(f"another answer: {said[:100]}")
        met.asked.append(time.perf_counter() - started)
        done.wait(0.2)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--mutants", type=int, default=500)
    arguments.add_argument("--seconds", type=float, default=30.0)
    arguments.add_argument("--megabytes", type=int, default=1024)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "sent"
        folder.mkdir()
        report = Path(temporary) / "report.txt"
        report.write_text(REPORT, encoding="utf-8")
        desk = Desk(
            Settings(index=Path(temporary) / "index", read_seconds=chosen.seconds, read_megabytes=chosen.megabytes)
        )
        list(desk.index([report]))
        started = time.perf_counter()
        met = index_all(desk, folder, [*BOMBS, *range(chosen.mutants)], chosen.seconds)
    taken = time.perf_counter() - started
    print(f"{len(BOMBS)} bombs and {chosen.mutants} mutants in {taken:.0f} s: {dict(met.statuses)}")
    print(f"without the status that they should have: {len(met.wrong)}; over {chosen.seconds:g} s: {len(met.slow)}")
    print(f"questions asked meanwhile: {len(met.asked)}, troubles: {len(met.troubles)}, slowest {max(met.asked):.1f} s")
    for line in (met.wrong + met.slow + met.troubles)[:20]:
        print(line)


if __name__ == "__main__":
    main()

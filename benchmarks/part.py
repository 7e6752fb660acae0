"""What it costs to see a part: answers over a whole library beside answers of somebody who sees some collections.

    python benchmarks/part.py INDEX QUESTIONS.jsonl --collection NAME [--collection NAME] [--questions 100]

The index is any that `assistant index` made. Whole and part are asked by turns, so that both meet the same machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from assistant.environment import prepare_environment

prepare_environment()

from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.settings import Settings  # noqa: E402
from assistant.values.people import Person  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path, help='JSON lines with "question" or "text"')
    arguments.add_argument("--collection", action="append", required=True)
    arguments.add_argument("--questions", dest="most", type=int, default=100)
    chosen = arguments.parse_args()
    rows = [json.loads(line) for line in chosen.questions.read_text(encoding="utf-8").splitlines() if line]
    questions = [str(row.get("question") or row["text"]) for row in rows][: chosen.most]
    whole = Desk(Settings().model_copy(update={"index": chosen.index}))
    part = whole.seen_by(Person("", "reader", frozenset(chosen.collection)))
    seconds: dict[str, list[float]] = {"whole": [], "part": []}
    for desk in (whole, part):
        desk.ask(questions[0])
    for question in questions:
        for name, desk in (("whole", whole), ("part", part)):
            started = time.perf_counter()
            desk.ask(question)
            seconds[name].append(time.perf_counter() - started)
    for name, desk in (("whole", whole), ("part", part)):
        p50, p95 = statistics.median(seconds[name]), statistics.quantiles(seconds[name], n=20)[-1]
        print(f"{name}: {desk.library.index.size:,} passages, p50 {p50 * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms")


if __name__ == "__main__":
    main()

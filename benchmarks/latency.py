"""How long a quoted answer takes beside one `encode` of the same question, in one run, as a ratio of medians.

    python benchmarks/latency.py /tmp/scifact-index ../shared/eval/scifact/queries.jsonl [--questions 100]

The index is any that `assistant index` or another benchmark made; its number of passages is printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from assistant.environment import prepare_environment

prepare_environment()

from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.settings import Settings  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path, help='JSON lines with "question" or "text"')
    arguments.add_argument("--questions", dest="most", type=int, default=100)
    chosen = arguments.parse_args()
    rows = [json.loads(line) for line in chosen.questions.read_text(encoding="utf-8").splitlines() if line]
    questions = [str(row.get("question") or row["text"]) for row in rows][: chosen.most]
    desk = Desk(Settings().model_copy(update={"index": chosen.index}))
    encoder = desk.library.encoder._model
    desk.ask(questions[0])
    encodes, answers = [], []
    for question in questions:  # by turns, so that both meet the same machine
        encodes.append(seconds(lambda q=question: encoder.encode(q)))
        answers.append(seconds(lambda q=question: desk.ask(q)))
    encode, answer = statistics.median(encodes), statistics.median(answers)
    p95 = statistics.quantiles(answers, n=20)[-1]
    print(
        f"{len(desk.library.index.ids):,} passages, {len(questions)} questions: encode {encode * 1e3:.1f} ms, "
        f"answer {answer * 1e3:.1f} ms (p95 {p95 * 1e3:.1f} ms), ratio {answer / encode:.1f}"
    )


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()

"""Index each question set, ask its questions, score the answers; one row a set.

    python benchmarks/quality.py ../shared/eval --work /tmp/quality [--sets illicit-drugs-2019 un-reports]

A set is a folder with documents/ and questions.jsonl; score.py stands beside the sets.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SETS = ("illicit-drugs-2019", "un-reports", "mmlongbench", "financebench", "squad2", "tatqa", "mtrag-un")
FIGURES = (
    "hit@5", "correct", "wrong", "refused", "rightly_silent", "gold_citation_precision", "uncited", "quote_fidelity",
    "statements_mean", "seconds_p50", "seconds_p95",
)  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--sets", nargs="*", default=SETS)
    chosen = arguments.parse_args()
    print("set".ljust(20), *(f.replace("gold_citation_", "")[:14].rjust(14) for f in FIGURES), flush=True)
    for name in chosen.sets:
        figures = _measure(chosen.folder, name, chosen.work)
        print(name.ljust(20), *(_cell(figures.get(f)) for f in FIGURES), flush=True)


def _measure(folder: Path, name: str, work: Path) -> dict[str, Any]:
    work.mkdir(parents=True, exist_ok=True)
    index, answers = work / name, work / f"{name}.answers.jsonl"
    questions, documents = folder / name / "questions.jsonl", folder / name / "documents"
    started = time.monotonic()
    indexed = _run("index", str(documents), "--index", str(index), "--json", may_fail=True)
    (work / f"{name}.files.jsonl").write_text(indexed, encoding="utf-8")
    seconds = time.monotonic() - started
    _run("ask", "--batch", str(questions), "--out", str(answers), "--index", str(index))
    command = [sys.executable, str(folder / "score.py"), str(questions), str(answers), str(documents), "--json"]
    scored = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(scored.stdout) | {"index_seconds": seconds}


def _run(*words: str, may_fail: bool = False) -> str:
    command = [sys.executable, "-m", "assistant", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode and not (may_fail and done.returncode == 1):
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}")
    return done.stdout


def _cell(value: Any) -> str:
    return (f"{value:.3f}" if isinstance(value, float) else "-" if value is None else str(value)).rjust(14)


if __name__ == "__main__":
    main()

"""How right and how complete the ledger is, against rows known by hand.

    python benchmarks/ledger.py ../shared/eval --work /tmp/quality [--sample 40] [--seed 1]

For each set with a `commitments.jsonl`: indexes its documents (`assistant index`), writes the ledger as JSON lines
(`assistant commitments`) and scores it (`score_commitments.py`), on the whole set and on each half of its documents.
`--sample` prints rows drawn at random, to be judged by hand, for the known rows are not all there are.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]
FIGURES = ("precision", "recall", "named_recall", "money_recall", "invented", "status_accuracy", "implementer_accuracy")


def main() -> None:
    """Print the table, and the sample where one is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("evaluation", type=Path)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--sample", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    print("set".ljust(36), "rows", *(name.rjust(20) for name in FIGURES))
    for gold_file in sorted(chosen.evaluation.glob("*/commitments.jsonl")):
        name = gold_file.parent.name
        found = ledger_of(gold_file.parent / "documents", chosen.work / name)
        gold = read(gold_file)
        scorer = chosen.evaluation / "score_commitments.py"
        report(name, gold, found, scorer, chosen.work)
        documents = sorted({row["document"].split(".")[0] for row in [*gold, *found]})
        if len(documents) > 1:
            for half, label in ((documents[::2], "odd documents"), (documents[1::2], "even documents")):
                report(f"  {label}", within(gold, half), within(found, half), scorer, chosen.work)
        for row in random.Random(chosen.seed).sample(found, min(chosen.sample, len(found))):
            print(
                json.dumps({k: row[k] for k in ("document", "page", "donor", "amount_as_written", "status", "quote")})
            )


def ledger_of(documents: Path, index: Path) -> list[Row]:
    """The ledger over a folder of documents, the same commitment told twice being one row."""
    command = [sys.executable, "-m", "assistant"]
    subprocess.run([*command, "index", str(documents), "--index", str(index)], check=False, stdout=subprocess.DEVNULL)
    listed = [*command, "commitments", "--format", "jsonl", "--index", str(index)]
    lines = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in lines.splitlines()]


def report(label: str, gold: list[Row], found: list[Row], scorer: Path, work: Path) -> None:
    """One line of the table."""
    if not gold:
        return
    paths = (work / "gold.jsonl", work / "found.jsonl")
    for path, rows in zip(paths, (gold, found), strict=True):
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, str(scorer), *map(str, paths), "--json"], check=True, capture_output=True, text=True
    ).stdout
    figures = json.loads(printed)
    shown = (f"{figures[name]:.3f}" if isinstance(figures[name], float) else str(figures[name]) for name in FIGURES)
    print(label.ljust(36), str(len(found)).rjust(4), *(figure.rjust(20) for figure in shown))


def within(rows: list[Row], documents: list[str]) -> list[Row]:
    return [row for row in rows if row["document"].split(".")[0] in documents]


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()

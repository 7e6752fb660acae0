"""Ranking alone: nDCG@10 on SciFact (BEIR) through the assistant's own search.

    python benchmarks/scifact.py ../shared/eval/scifact [--index DIR]

Each abstract is a report of one page; a report's rank is that of its best passage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import defaultdict
from pathlib import Path

from assistant.library.encoder import Encoder
from assistant.library.ingest import add
from assistant.library.library import Library
from assistant.search import parse, search
from assistant.values import Block, Document


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--index", type=Path, default=Path("/tmp/scifact-index"))  # noqa: S108
    chosen = arguments.parse_args()
    library = Library(chosen.index, Encoder())
    if not library.store.reports():
        _fill(library, chosen.folder / "corpus.jsonl")
    queries = {row["_id"]: row["text"] for row in _lines(chosen.folder / "queries.jsonl")}
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (chosen.folder / "test.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        relevant[query][document] = int(grade)
    scores = [_ndcg(_ranking(library, queries[q]), grades) for q, grades in relevant.items()]
    halves = scores[::2], scores[1::2]
    print(
        f"nDCG@10 {_mean(scores):.4f} over {len(scores)} queries; halves {_mean(halves[0]):.4f} {_mean(halves[1]):.4f}"
    )


def _fill(library: Library, corpus: Path) -> None:
    for row in _lines(corpus):
        text = " ".join(row["text"].split())
        name = row["_id"]
        identity = hashlib.sha256(name.encode()).hexdigest()
        block = Block("paragraph", text)
        document = Document(identity, name, row["title"], None, None, None, (block,), (text,))
        add(library.store, library.encoder, library.ledger.donors, document, corpus / name)
    library.publish()


def _ranking(library: Library, query: str) -> list[str]:
    found = search(library, parse(query), 50)
    return list(dict.fromkeys(e.report.name for e in found))[:10]


def _ndcg(ranking: list[str], grades: dict[str, int]) -> float:
    gain = sum(grades.get(name, 0) / math.log2(i + 1) for i, name in enumerate(ranking, 1))
    best = sum(g / math.log2(i + 1) for i, g in enumerate(sorted(grades.values(), reverse=True)[:10], 1))
    return gain / best if best else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()

"""Train the scorer that comes with the assistant, from questions with and without an answer.

    python benchmarks/train_scorer.py ../shared/eval/squad2/train.jsonl ../shared/eval/squad2/documents \
        --index /tmp/train-index --out assistant/answers/scorer.json

The ranking is a linear model under a softmax over the sentences of each answerable question; the decision is a
logistic regression on the best sentence's features. First both are trained on the questions of every other
document and measured on the rest, and that is printed and kept in the file; then on all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant.answers.answer import READ
from assistant.answers.features import DECIDING, NAMES, deciding
from assistant.answers.rating import measured
from assistant.desk import Desk
from assistant.search import parse, search
from assistant.settings import Settings
from assistant.values import Filters

RIDGE = 1e-3  # of the ranking
INVERSE_RIDGE = 0.001  # of the decision; .02 was .02 better on its own kind of question and .1 worse on reports


@dataclass(frozen=True)
class Example:
    """A question's sentences: features (n, features), text, and which of them answer it, shape (n,)."""

    document: str
    answerable: bool
    rows: NDArray[np.float32]
    answers: NDArray[np.bool_]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--index", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    chosen = arguments.parse_args()
    desk = Desk(Settings().model_copy(update={"index": chosen.index}))
    list(desk.index([chosen.documents]))
    lines = chosen.questions.read_text(encoding="utf-8").splitlines()
    examples = [e for e in (_example(desk, json.loads(line)) for line in lines) if e is not None]
    documents = sorted({e.document for e in examples})
    one = [e for e in examples if documents.index(e.document) % 2 == 0]
    other = [e for e in examples if documents.index(e.document) % 2 == 1]
    measured_on = [_measure(one, other), _measure(other, one)]
    for figures in measured_on:
        print(figures)
    ranking = _rank(examples)
    parts = {"ranking": ranking, "decision": _decide(examples, ranking)}
    record = {
        "trained_on": f"{len(examples)} questions of {chosen.questions.name} over {len(documents)} documents",
        "measured_on_the_half_not_trained_on": measured_on,
    }
    chosen.out.write_text(json.dumps(record | parts, indent=None) + "\n", encoding="utf-8")


def _example(desk: Desk, row: dict[str, Any]) -> Example | None:
    document = row.get("scope") or row["evidence"][0]["document"]
    query = parse(row["question"])
    encoded = desk.library.encoder.encode_question(query.text)
    evidence = search(desk.library, query, READ, Filters((document,)), encoded)
    candidates, rows = measured(desk.library, query, encoded, evidence)
    gold = [_bare(e.get("text") or "") for e in row["evidence"]]
    wanted = [_bare(a) for a in row.get("answers") or [] if _bare(a)]
    texts = [_bare(c.text) for c in candidates]
    answers = np.array([any(w in t for w in wanted) and any(t in g for g in gold) for t in texts], dtype=bool)
    return Example(document, row["answerable"], rows, answers) if candidates else None


def _measure(train: Sequence[Example], test: Sequence[Example]) -> dict[str, float]:
    ranking = _rank(train)
    decision = _decide(train, ranking)
    found: dict[int, list[bool]] = {1: [], 2: []}
    sure = []
    for example in test:
        scores = _apply(ranking, example.rows)
        order = np.argsort(-scores)
        sure.append(float(_apply(decision, deciding(example.rows, scores)[None])[0]))
        if example.answerable:
            for k, hits in found.items():
                hits.append(bool(example.answers[order[:k]].any()))
    return {
        "questions": len(test),
        "best sentence answers": round(float(np.mean(found[1])), 3),
        "one of the two best answers": round(float(np.mean(found[2])), 3),
        "AUC of silence": round(float(roc_auc_score([e.answerable for e in test], sure)), 3),
    }


def _rank(examples: Sequence[Example]) -> dict[str, list[Any]]:
    """Maximise the softmax probability of the sentences that answer, over each question's sentences."""
    useful = [e for e in examples if e.answers.any()]
    every = np.concatenate([e.rows for e in useful]).astype(np.float64)
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    tables = [(e.rows - mean) / scale for e in useful]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for example, table in zip(useful, tables, strict=True):
            scores = table @ weights
            all_of, right = logsumexp(scores), logsumexp(scores[example.answers])
            total += (all_of - right) / len(useful)
            pull = np.exp(scores - all_of)
            pull[example.answers] -= np.exp(scores[example.answers] - right)
            slope = slope + table.T @ pull / len(useful)
        return float(total), slope

    weights = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return _part(list(NAMES), mean, scale, weights, 0.0)


def _decide(examples: Sequence[Example], ranking: dict[str, list[Any]]) -> dict[str, list[Any]]:
    rows = np.stack([deciding(e.rows, _apply(ranking, e.rows)) for e in examples]).astype(np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=INVERSE_RIDGE, max_iter=3000)
    model.fit((rows - mean) / scale, [e.answerable for e in examples])
    return _part(list(DECIDING), mean, scale, model.coef_[0], float(model.intercept_[0]))


def _apply(part: dict[str, list[Any]], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    mean, scale, weights = (np.asarray(part[key]) for key in ("mean", "scale", "weights"))
    return np.asarray(((rows - mean) / scale) @ weights + part["bias"][0], dtype=np.float32)


def _part(
    features: list[str],
    mean: NDArray[np.float64],
    scale: NDArray[np.float64],
    weights: NDArray[np.float64],
    bias: float,
) -> dict[str, list[Any]]:
    lists = {"mean": mean, "scale": scale, "weights": weights}
    return {"features": features, **{k: [float(f"{x:.6g}") for x in v] for k, v in lists.items()}, "bias": [bias]}


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


if __name__ == "__main__":
    main()

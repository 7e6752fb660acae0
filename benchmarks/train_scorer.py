"""Train the scorer that comes with the assistant, from questions with and without an answer.

    python benchmarks/train_scorer.py ../shared/eval/squad2/train.jsonl ../shared/eval/squad2/documents \
        --index /tmp/train-index --out assistant/answers/scorer.safetensors

The ranking is a linear model under a softmax over the sentences of each answerable question; the decision is a
forest of extremely randomised trees on the best sentences' features. First both are trained on the questions of
every other document and measured on the rest, and that is printed and kept in the file; then on all.
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
from safetensors.numpy import save_file
from scipy.optimize import minimize
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import roc_auc_score

from assistant.answers.answer import READ
from assistant.answers.features import DECIDING, NAMES, deciding
from assistant.answers.rating import measured
from assistant.answers.scorer import Forest, Linear, Scorer
from assistant.desk import Desk
from assistant.search import parse, search
from assistant.settings import Settings
from assistant.values import Filters

RIDGE = 1e-3  # of the ranking
# Of the decision. Over five folds of two articles each, before what a sentence turns round or lacks was measured, AUC
# .663 (now .714); a logistic regression .639, trees without these limits .656. On reports, with 7 in 10 silences
# right, .62 against .50 of the questions are answered rightly.
TREES, DEPTH, LEAF, SHARE_OF_FEATURES = 200, 8, 5, 0.3


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
    decision = _decide(examples, ranking)
    record = {
        "ranking": NAMES,
        "decision": DECIDING,
        "trained_on": f"{len(examples)} questions of {chosen.questions.name} over {len(documents)} documents",
        "measured_on_the_half_not_trained_on": measured_on,
    }
    parts = {key: getattr(model, key) for model in (ranking, decision) for key in model.__dataclass_fields__}
    save_file(parts, chosen.out, {"record": json.dumps(record)})


def _example(desk: Desk, row: dict[str, Any]) -> Example | None:
    document = row.get("scope") or row["evidence"][0]["document"]
    query = parse(row["question"])
    encoded = desk.library.encoder.encode_question(query.text)
    evidence = search(desk.library, query, READ, Filters((document,)), encoded)
    found = measured(desk.library, query, encoded, evidence)
    gold = [_bare(e.get("text") or "") for e in row["evidence"]]
    wanted = [_bare(a) for a in row.get("answers") or [] if _bare(a)]
    texts = [_bare(c.text) for c in found.candidates]
    answers = np.array([any(w in t for w in wanted) and any(t in g for g in gold) for t in texts], dtype=bool)
    return Example(document, row["answerable"], found.rows, answers) if found.candidates else None


def _measure(train: Sequence[Example], test: Sequence[Example]) -> dict[str, float]:
    scorer = Scorer(ranking := _rank(train), _decide(train, ranking))
    found: dict[int, list[bool]] = {1: [], 2: []}
    sure = []
    for example in test:
        scores = scorer.scores(example.rows)
        order = np.argsort(-scores)
        sure.append(scorer.log_odds(example.rows, scores))
        if example.answerable:
            for k, hits in found.items():
                hits.append(bool(example.answers[order[:k]].any()))
    return {
        "questions": len(test),
        "best sentence answers": round(float(np.mean(found[1])), 3),
        "one of the two best answers": round(float(np.mean(found[2])), 3),
        "AUC of silence": round(float(roc_auc_score([e.answerable for e in test], sure)), 3),
    }


def _rank(examples: Sequence[Example]) -> Linear:
    """Maximise the softmax probability of the sentences that answer, over each question's sentences."""
    useful = [e for e in examples if e.answers.any()]
    every = np.concatenate([e.rows for e in useful]).astype(np.float64)
    answers = np.concatenate([e.answers for e in useful])
    sizes = np.array([len(e.rows) for e in useful])
    starts = np.cumsum(sizes) - sizes
    mean, scale = every.mean(axis=0), every.std(axis=0) + 1e-6
    table = (every - mean) / scale

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ weights
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        all_of, right = np.add.reduceat(odds, starts), np.add.reduceat(odds * answers, starts)
        pull = odds / np.repeat(all_of, sizes) - odds * answers / np.repeat(right, sizes)
        loss = RIDGE * float(weights @ weights) + float(np.log(all_of / right).mean())
        return loss, 2 * RIDGE * weights + table.T @ pull / len(useful)

    weights = minimize(loss, np.zeros(len(NAMES)), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return Linear(*(part.astype(np.float32) for part in (mean, scale, weights)))


def _decide(examples: Sequence[Example], ranking: Linear) -> Forest:
    rows = np.stack([deciding(e.rows, ranking(e.rows)) for e in examples])
    model = ExtraTreesClassifier(
        TREES, max_depth=DEPTH, min_samples_leaf=LEAF, max_features=SHARE_OF_FEATURES, random_state=0, n_jobs=-1
    )
    model.fit(rows, [e.answerable for e in examples])
    features = np.zeros((TREES, 2**DEPTH - 1), dtype=np.int16)
    thresholds = np.full(features.shape, np.inf, dtype=np.float32)
    leaves = np.zeros((TREES, 2**DEPTH), dtype=np.float32)
    for i, tree in enumerate(model.estimators_):
        _fill(tree.tree_, 0, 0, features[i], thresholds[i], leaves[i])
    return Forest(features, thresholds, leaves)


def _fill(tree: Any, node: int, place: int, features: Any, thresholds: Any, leaves: Any) -> None:
    """Lay a tree's node at a place of the full tree; a leaf that comes early is carried down to the last level."""
    if place >= len(features):
        leaves[place - len(features)] = tree.value[node][0][1]
        return
    if tree.children_left[node] >= 0:
        features[place], thresholds[place] = tree.feature[node], tree.threshold[node]
        _fill(tree, tree.children_right[node], 2 * place + 2, features, thresholds, leaves)
        node = tree.children_left[node]
    else:
        _fill(tree, node, 2 * place + 2, features, thresholds, leaves)
    _fill(tree, node, 2 * place + 1, features, thresholds, leaves)


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


if __name__ == "__main__":
    main()

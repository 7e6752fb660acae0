"""The learned scorer: which sentence answers best, and how likely it is that any does.

Two small models over the features, trained by benchmarks/train_scorer.py and kept in one safetensors file: a linear
one ranks the sentences of a question; a forest of extremely randomised trees (Geurts, Ernst and Wehenkel 2006)
decides between an answer and silence, where single features mean different things together.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load

from assistant.answers.features import DECIDING, NAMES, deciding

Matrix = NDArray[np.float32]
FILE = "scorer.safetensors"


@dataclass(frozen=True, slots=True)
class Linear:
    """`((row - mean) / scale) · weights`; all of shape (features,)."""

    mean: Matrix
    scale: Matrix
    weights: Matrix

    def __call__(self, rows: Matrix) -> Matrix:
        return np.asarray(((rows - self.mean) / self.scale) @ self.weights, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees filled up to one depth, each level after the one above: node i has the children 2i + 1 and 2i + 2.

    features    the column that a node asks, shape (trees, 2**depth - 1).
    thresholds  a row goes right where its value is larger, the same shape; infinite below an early leaf.
    leaves      the share of answerable questions in a leaf, shape (trees, 2**depth).
    """

    features: NDArray[np.int16]
    thresholds: Matrix
    leaves: Matrix

    def __call__(self, row: Matrix) -> float:
        """The log-odds for one row of features: those of the trees' mean share."""
        trees = np.arange(len(self.leaves))
        node = np.zeros(len(self.leaves), dtype=np.int64)
        inner = self.features.shape[1]
        while node[0] < inner:
            node = 2 * node + 1 + (row[self.features[trees, node]] > self.thresholds[trees, node])
        share = float(self.leaves[trees, node - inner].mean())
        return float(np.log(share / (1 - share)))


@dataclass(frozen=True, slots=True)
class Scorer:
    """`ranking` scores sentences (larger is better), `decision` the whole question."""

    ranking: Linear
    decision: Forest

    def scores(self, rows: Matrix) -> Matrix:
        """How well each sentence answers: shape (sentences,), comparable within one question."""
        return self.ranking(rows)

    def log_odds(self, rows: Matrix, scores: Matrix) -> float:
        """The log-odds that the evidence answers the question."""
        return self.decision(deciding(rows, scores))


@cache
def packaged() -> Scorer:
    """The scorer that comes with the assistant."""
    file = files("assistant.answers").joinpath(FILE)
    with safe_open(str(file), "np") as opened:
        record = json.loads(opened.metadata()["record"])
    return loads(file.read_bytes(), record)


def loads(data: bytes, record: dict[str, list[str]]) -> Scorer:
    """Raises ValueError where the file was trained for other features."""
    if record["ranking"] != list(NAMES) or record["decision"] != list(DECIDING):
        raise ValueError(f"{FILE} was trained for other features; train it anew with benchmarks/train_scorer.py")
    t = load(data)
    return Scorer(Linear(t["mean"], t["scale"], t["weights"]), Forest(t["features"], t["thresholds"], t["leaves"]))

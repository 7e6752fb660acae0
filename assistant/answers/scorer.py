"""The learned scorer: which sentence answers best, and how likely it is that any does.

Two small linear models over the features, kept as JSON and trained by benchmarks/train_scorer.py. Linear, so that
a wrong answer can be traced to the numbers that caused it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.answers.features import DECIDING, NAMES, deciding

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """`bias + ((row - mean) / scale) · weights`; all of shape (features,)."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def __call__(self, rows: Matrix) -> NDArray[np.float32]:
        return np.asarray(((rows - self.mean) / self.scale) @ self.weights + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Scorer:
    """`ranking` scores sentences (larger is better), `decision` the whole question."""

    ranking: Linear
    decision: Linear

    def scores(self, rows: Matrix) -> NDArray[np.float32]:
        """How well each sentence answers: shape (sentences,), comparable within one question."""
        return self.ranking(rows)

    def log_odds(self, rows: Matrix, scores: NDArray[np.float32]) -> float:
        """The log-odds that the evidence answers the question."""
        return float(self.decision(deciding(rows, scores)[None])[0])


@cache
def packaged() -> Scorer:
    """The scorer that comes with the assistant."""
    return loads(files("assistant.answers").joinpath("scorer.json").read_text(encoding="utf-8"))


def loads(text: str) -> Scorer:
    """Raises ValueError where the file was trained for other features."""
    data = json.loads(text)
    if data["ranking"]["features"] != list(NAMES) or data["decision"]["features"] != list(DECIDING):
        raise ValueError("scorer.json was trained for other features; train it anew with benchmarks/train_scorer.py")
    return Scorer(*(_linear(data[part]) for part in ("ranking", "decision")))


def _linear(part: dict[str, list[float]]) -> Linear:
    mean, scale, weights = (np.asarray(part[key], dtype=np.float64) for key in ("mean", "scale", "weights"))
    return Linear(mean, scale, weights, float(part["bias"][0]))

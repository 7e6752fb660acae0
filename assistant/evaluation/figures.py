"""Judged questions → figures, each with a 95% interval and its value on either half of the questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.judge import Judged

RESAMPLES = 2000


def _of(*outcomes: str) -> Callable[[Judged], tuple[bool, ...]]:
    asked = ("correct", "wrong", "refused") if outcomes[0] in ("correct", "wrong", "refused") else ("silent", "spoke")
    return lambda j: (j.outcome in outcomes,) if j.outcome in asked else ()


def _precision(judged: Judged) -> tuple[float, ...]:
    if not judged.placed or judged.outcome == "refused":
        return ()
    return (sum(judged.cited) / len(judged.cited) if judged.cited else 0.0,)


FIGURES: Mapping[str, Callable[[Judged], Sequence[float]]] = {
    "hit@1": lambda j: (j.rank is not None and j.rank <= 1,) if j.placed else (),
    "hit@5": lambda j: (j.rank is not None and j.rank <= 5,) if j.placed else (),
    "correct": _of("correct"),
    "wrong": _of("wrong"),
    "refused": _of("refused"),
    "rightly_silent": _of("silent"),
    "citation_precision": _precision,
    "uncited": lambda j: (j.uncited / j.statements,) if j.statements else (),
    "quote_fidelity": lambda j: j.verbatim,
    "statements": lambda j: (j.statements,) if j.statements else (),
    "seconds": lambda j: (j.seconds,),
}
"""For each figure the values that a question adds to it; the figure is the mean of them all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean, its 95% interval (bootstrap over questions, Efron's percentiles), its value on the first, third, …
    and on the second, fourth, … question, and the number of questions it rests on."""

    name: str
    value: float
    low: float
    high: float
    halves: tuple[float | None, float | None]
    questions: int


def summarise(judged: Sequence[Judged], seed: int = 0) -> tuple[Figure, ...]:
    """The figures that some question bears on, in the order of FIGURES."""
    figures = []
    for name, values_of in FIGURES.items():
        values = [tuple(map(float, values_of(j))) for j in judged]
        used = [v for v in values if v]
        if used:
            low, high = _interval(used, seed)
            halves = (_mean(values[::2]), _mean(values[1::2]))
            figures.append(Figure(name, _mean(used) or 0.0, low, high, halves, len(used)))
    return tuple(figures)


def _interval(values: Sequence[tuple[float, ...]], seed: int) -> tuple[float, float]:
    sums, counts = np.array([sum(v) for v in values]), np.array([len(v) for v in values])
    drawn = np.random.default_rng(seed).integers(0, len(values), (RESAMPLES, len(values)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def _mean(values: Sequence[tuple[float, ...]]) -> float | None:
    flat = [x for v in values for x in v]
    return sum(flat) / len(flat) if flat else None

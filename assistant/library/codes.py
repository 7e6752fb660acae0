"""Word vectors kept small: projected to 64 dimensions, 8 bits each.

A sentence is compared with a question word by word; keeping the words' vectors in full would take 1.5 KB a word.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

SIZE = 64
"""Bytes a word. For the packaged encoder, 64 principal directions keep 57% of the variance; measured effect on
the scorer: see benchmarks/train_scorer.py."""

Matrix = NDArray[np.float32]


@cache
def projection(packaged: bool, dimension: int) -> Matrix:
    """Shape (dimension, SIZE): principal directions for the packaged encoder, else a fixed random rotation's part."""
    if packaged:
        with as_file(files("assistant.library").joinpath("projection.npy")) as path:
            return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)
    gaussian = np.random.default_rng(0).standard_normal((dimension, min(SIZE, dimension)))
    return np.asarray(np.linalg.qr(gaussian)[0], dtype=np.float32)


def compress(words: Matrix, onto: Matrix) -> NDArray[np.int8]:
    """Unit vectors (n, dimension) → codes (n, SIZE); a vector of zeros stays zeros."""
    return np.round(_unit(words @ onto) * 127).astype(np.int8)


def restore(codes: NDArray[np.int8]) -> Matrix:
    """Codes → unit vectors (n, SIZE)."""
    return _unit(codes.astype(np.float32))


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.maximum(lengths, 1e-6), dtype=np.float32)

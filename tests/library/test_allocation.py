"""What a change of the library takes of memory is given back."""

from __future__ import annotations

import subprocess
import sys

import pytest

LEFT = """
from contextlib import nullcontext
from pathlib import Path
import numpy as np
from assistant.library.allocation import given_back

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 // 2**20

np.ones(30 * 2**20, np.uint8)  # once such an array was freed, others of its size are put among the rest
before = resident()
with {within}:
    arrays, between = [], []
    for n in range(40):
        arrays.append(np.ones(4 * 2**20, np.uint8))
        between.append(bytes(100_000))  # what is put behind it, and stays
    del arrays
print(resident() - before)
"""


@pytest.mark.parametrize(("within", "least", "most"), [("given_back()", -50, 30), ("nullcontext()", 100, 300)])
def test_arrays_are_given_back_though_something_that_stays_was_taken_after_them(
    within: str, least: int, most: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEFT.format(within=within)], capture_output=True, text=True, check=True
    )
    assert least <= int(done.stdout) <= most

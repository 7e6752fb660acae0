"""Progress bars draw on a terminal's standard error, and nowhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.library.ingest import Step
from assistant.progress import indexing_bar, tracked

STEPS = """
from assistant.library.ingest import Step
from assistant.progress import indexing_bar, tracked
with indexing_bar() as on_step:
    on_step(Step(1, 2, 7, 31, "[bold]water.pdf"))
print(list(tracked(["a", "b"])))
"""


def test_nothing_is_drawn_where_nobody_watches(capfd: pytest.CaptureFixture[str]) -> None:
    with indexing_bar() as on_step:
        on_step(Step(1, 2, 7, 31, "water.pdf"))
    assert list(tracked(["a", "b"])) == ["a", "b"]
    assert capfd.readouterr() == ("", "")


def test_a_terminal_sees_files_pages_and_passages_on_standard_error() -> None:
    keeper, terminal = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", STEPS], stdout=subprocess.PIPE, stderr=terminal, env=environment, text=True, timeout=60
    )
    os.close(terminal)
    drawn = os.read(keeper, 100_000).decode()
    os.close(keeper)
    assert (done.returncode, done.stdout) == (0, "['a', 'b']\n")
    assert "1/2" in drawn and "7 pages" in drawn and "31 passages" in drawn and "[bold]water.pdf" in drawn
    assert "Questions" in drawn

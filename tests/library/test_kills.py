"""A library whose process is killed again and again; `python benchmarks/kills.py` does it 200 times."""

from __future__ import annotations

from pathlib import Path

from kills import kill_often


def test_a_process_that_is_killed_a_dozen_times_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    met = kill_often(tmp_path, times=12, seed=1, most=0.8)
    assert (met.unusable, met.lost, len(met.seconds)) == ([], [], 13)
    assert met.deeds > 0

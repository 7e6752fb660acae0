"""Two processes that index into one library: the second waits, and says for whom."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tiny_reports import SCHOOLS, desk_at

from assistant.desk import Desk
from assistant.library.lock import BusyError, Holder, indexing

ROOT = Path(__file__).parents[2]
HOLD = """
import sys; sys.path[:0] = [sys.argv[2]]
from pathlib import Path
from assistant.library.lock import indexing
with indexing(Path(sys.argv[1])):
    print("has it", flush=True)
    sys.stdin.read()
"""


def holder_of(folder: Path) -> subprocess.Popen[str]:
    """Another process that is indexing into `folder` until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdout.readline() == "has it\n"
    return process


def test_the_second_waits_and_is_told_the_number_of_the_first_and_since_when(desk: Desk, reports: Path) -> None:
    other = holder_of(desk.settings.index)
    (reports / "schools-2019.txt").write_text(SCHOOLS.replace("310", "311"), encoding="utf-8")
    told: list[Holder] = []

    def waits(holder: Holder) -> None:
        told.append(holder)
        threading.Timer(0.5, other.communicate).start()

    assert [s.status for s in desk.index([reports], on_wait=waits)] == ["indexed", "unchanged"]
    ((holder,), since) = told, told[0].since
    assert holder.pid == other.pid and since is not None and len(since) == len("2019-08-30 14:05")
    assert str(holder) == f"another process (number {other.pid}, since {since})"


def test_the_lock_of_a_process_that_is_killed_is_free(desk: Desk, reports: Path) -> None:
    other = holder_of(desk.settings.index)
    other.kill()
    other.wait()
    assert [s.status for s in desk.index([reports])] == ["unchanged", "unchanged"]


def test_waiting_can_be_stopped_and_says_for_whom_it_waited(tmp_path: Path) -> None:
    other = holder_of(tmp_path)
    told = pytest.raises(BusyError, match=rf"number {other.pid}, since .*Wait until it is done")
    with told, indexing(tmp_path, stop=lambda: True):
        pytest.fail("it had the lock")
    other.communicate()


def test_a_report_is_removed_while_another_process_indexes(desk: Desk) -> None:
    other = holder_of(desk.settings.index)
    desk.remove("water-2018.txt")
    assert [r.name for r in desk.documents()] == ["schools-2019.txt"]
    other.communicate()
    again = desk_at(desk.settings.index, desk.library.encoder)
    assert {e.report.name for e in again.search("wells")} == {"schools-2019.txt"}

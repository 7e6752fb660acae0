"""Files that were made to break a reader: each gets a status in its time, and others are answered meanwhile.

`python benchmarks/hostile.py` takes all the bombs and 500 mutants.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import index_all
from hostile_files import BOMBS
from tiny_reports import desk_at

from assistant.desk import Desk
from assistant.library.encoder import Encoder

SECONDS = 5.0
MUTANTS = 24


@pytest.fixture
def asked(desk: Desk, encoder: Encoder) -> Desk:
    return desk_at(desk.settings.index, encoder, read_seconds=SECONDS)


def test_every_bomb_gets_its_status_while_questions_are_answered(asked: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    met = index_all(asked, folder, list(BOMBS), SECONDS)
    assert (met.wrong, met.troubles, met.slow) == ([], [], [])
    assert met.statuses.total() == len(BOMBS) and len(met.asked) > 1


def test_every_mutant_gets_a_status_while_questions_are_answered(asked: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    met = index_all(asked, folder, list(range(MUTANTS)), SECONDS)
    assert (met.wrong, met.troubles, met.slow) == ([], [], [])
    assert met.statuses.total() == MUTANTS

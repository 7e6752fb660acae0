"""Tiny reports that we wrote, and a real desk over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_reports import SCHOOLS, WATER, desk_at

from assistant.desk import Desk
from assistant.library import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The packaged encoder, loaded once."""
    return Encoder()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two short reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "water-2018.txt").write_text(WATER, encoding="utf-8")
    (folder / "schools-2019.txt").write_text(SCHOOLS, encoding="utf-8")
    return folder


@pytest.fixture
def desk(reports: Path, tmp_path: Path, encoder: Encoder) -> Iterator[Desk]:
    """A desk over the two short reports."""
    desk = desk_at(tmp_path / "index", encoder)
    assert [s.status for s in desk.index([reports])] == ["indexed", "indexed"]
    yield desk

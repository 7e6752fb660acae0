"""Tiny reports that we wrote, and a real desk over them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tiny_reports import SCHOOLS, WATER, desk_at

from assistant import cli
from assistant.desk import Desk
from assistant.library.encoder import Encoder

# How long one example takes is the machine's matter: a test fails for what it finds, never for the time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, encoder: Encoder
) -> Callable[..., tuple[int, str, str]]:
    """Runs `assistant …` on the index of this test; gives the exit code, standard output and standard error."""
    for door in ("assistant.desk", "assistant.doctor"):
        monkeypatch.setattr(f"{door}.Encoder", lambda name, threads: encoder)
    monkeypatch.setattr(cli, "log_to_file", lambda: None)
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.chdir(tmp_path)

    def run_it(*arguments: object, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["assistant", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run_it

"""`assistant brief` and `assistant compare`, as scripts meet them."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Desk
from assistant.errors import AssistantError

EARLIER = """Water Sector Working Group

Progress Report 2018

1. Wells

Norland drilled 42 wells in Xieng province during 2018.
"""
LATER = """Water Sector Working Group

Progress Report 2019

1. Wells

Norland drilled 57 wells in Xieng province during 2019.
"""


@pytest.fixture
def index(desk: Desk, tmp_path: Path) -> str:
    folder = tmp_path / "years"
    folder.mkdir()
    (folder / "wells-2018.txt").write_text(EARLIER, encoding="utf-8")
    (folder / "wells-2019.txt").write_text(LATER, encoding="utf-8")
    assert {status.status for status in desk.index([folder])} == {"indexed"}
    return str(desk.settings.index)


def test_a_briefing_is_written_as_word_and_as_markdown(index: str, tmp_path: Path) -> None:
    for name in ("wells.docx", "wells.md"):
        made = CliRunner().invoke(app, ["brief", "wells", "--out", str(tmp_path / name), "--index", index])
        assert (made.exit_code, "Briefing: Wells" in made.stderr) == (0, True), made.stderr
    markdown = (tmp_path / "wells.md").read_text(encoding="utf-8")
    assert "wells-2019.txt: “Norland drilled 57 wells in Xieng province during 2019.”" in markdown
    assert docx.Document(str(tmp_path / "wells.docx")).paragraphs[0].text == "Briefing: Wells"


def test_a_topic_that_no_report_touches_gives_a_note_that_says_so_and_exit_code_one(index: str, tmp_path: Path) -> None:
    out = tmp_path / "none.md"
    made = CliRunner().invoke(app, ["brief", "volcanic eruptions on the moon", "--out", str(out), "--index", index])
    assert isinstance(made.exception, AssistantError)
    assert "[^1]" not in out.read_text(encoding="utf-8")


def test_another_ending_of_the_file_is_wrong_usage(index: str, tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["brief", "wells", "--out", str(tmp_path / "wells.odt"), "--index", index])
    assert (made.exit_code, ".docx or .md" in made.stderr) == (2, True)


def test_two_years_are_compared(index: str) -> None:
    printed = CliRunner().invoke(app, ["compare", "wells", "--years", "2018", "2019", "--json", "--index", index])
    compared = json.loads(printed.stdout)
    assert [side["label"] for side in compared["sides"]] == ["2018", "2019"]
    moved = [item for item in compared["items"] if item["status"] == "moved"]
    assert [(f["earlier"], f["later"]) for item in moved for f in item["figures"]] == [("42", "57")]
    assert moved[0]["later"][0]["document"] == "wells-2019.txt"
    table = CliRunner().invoke(app, ["compare", "wells", "--years", "2018", "2019", "--index", index]).stdout
    assert "moved" in table
    assert "drilled 57 wells" in " ".join(table.split())

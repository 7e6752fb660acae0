"""A briefing begins with a summary whose sentences its statements carry; else a line says why there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted_endpoints import Script, answers, endpoint_that, writes
from typer.testing import CliRunner

from assistant.briefings.briefing import Scope
from assistant.briefings.summary import summarised_as
from assistant.briefings.written import note_of
from assistant.cli import app
from assistant.desk import Desk
from assistant.notes import markdown_of
from assistant.settings import Settings
from assistant.web.words import load_words

TRUE = "Sweden and Norway fund the rural water programme"
FALSE = "Denmark funds the rural water programme with 9 million dollars"
WATER = Scope("rural water programme")


def with_model(settings: Settings, port: int) -> Settings:
    return settings.model_copy(update={"llm_url": f"http://127.0.0.1:{port}", "llm_model": "scribe"})


def test_only_what_the_statements_carry_is_in_the_summary(desk: Desk) -> None:
    with endpoint_that(writes(f"{TRUE} [1]. {FALSE} [1].")) as scripted:
        asking = Desk(with_model(desk.settings, scripted.port))
        made = asking.summarised(asking.brief(WATER))
    summary = made.summary
    assert summary is not None
    assert [s.text for s in summary.statements] == [f"{TRUE}."]
    assert {c for s in summary.statements for c in s.citations} <= set(made.citations)
    assert [r.text for r in summary.rejected] == [f"{FALSE}."]
    assert summary.note == (
        f"Written by scribe at 127.0.0.1:{scripted.port}, each sentence checked against the statements below."
    )
    written = markdown_of(note_of(made, load_words()))
    assert f"{TRUE}.[^1]" in written
    assert "Denmark" not in written


@pytest.mark.parametrize(
    ("script", "why"),
    [
        (writes(f"{FALSE} [1]."), "The language model wrote nothing that the statements below carry."),
        (answers(401), "The language model does not accept the key (401)."),
    ],
)
def test_without_a_sentence_that_passes_it_is_left_out_and_said_so(script: Script, why: str, desk: Desk) -> None:
    with endpoint_that(script) as scripted:
        asking = Desk(with_model(desk.settings, scripted.port))
        summary = asking.summarised(asking.brief(WATER)).summary
    assert summary is not None
    assert (summary.statements, summary.note) == ((), f"The summary is left out. {why}")


def test_a_summary_that_is_sent_back_is_checked_again(desk: Desk) -> None:
    summary = summarised_as(desk.brief(WATER), [f"{TRUE}.", f"{FALSE}."], "scribe at host", desk.library).summary
    assert summary is not None
    assert [s.text for s in summary.statements] == [f"{TRUE}."]
    assert summary.note.endswith("1 of its sentences left out, as no statement below carries them.")


def test_the_command_writes_the_summary(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "note.md"
    command = ["brief", WATER.topic, "--out", str(out), "--written", "--index", str(desk.settings.index)]
    assert "ASSISTANT_LLM_URL" in str(CliRunner().invoke(app, command).exception)
    with endpoint_that(writes(f"{TRUE} [1].")) as scripted:
        monkeypatch.setenv("ASSISTANT_LLM_URL", f"http://127.0.0.1:{scripted.port}")
        assert CliRunner().invoke(app, command).exit_code == 0
    assert "## Summary" in out.read_text(encoding="utf-8")

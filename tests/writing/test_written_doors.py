"""Written answers from the desk and the command line, and what doctor says of the model behind them."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from scripted_endpoints import endpoint_that, writes
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Desk
from assistant.doctor import examine
from assistant.evaluation import lacking
from assistant.settings import Settings
from assistant.values import Citation, Statement
from assistant.writing import Endpoint, WriterTrouble

WHO = "Who funds the rural water programme?"


def with_model(settings: Settings, url: str) -> Settings:
    return settings.model_copy(update={"llm_url": url, "llm_model": "smollm2", "llm_seconds": 120.0})


def closed_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/v1"


def test_a_written_answer_stands_on_verbatim_quotes(desk: Desk, small_model: Endpoint) -> None:
    asked = Desk(with_model(desk.settings, small_model.url))
    written = list(asked.ask_written(WHO))[-1]
    citations = [citation for statement in written.statements for citation in statement.citations]
    assert citations
    assert all(asked.sources.is_verbatim(citation) for citation in citations)


def test_without_a_model_it_is_said_how_to_connect_one(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(WriterTrouble, match="ASSISTANT_LLM_URL"):
        desk.ask_written(WHO)
    asked = CliRunner().invoke(app, ["ask", WHO, "--written", "--index", str(desk.settings.index)])
    assert isinstance(asked.exception, WriterTrouble)
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"question": "Who?"}', encoding="utf-8")
    batch = CliRunner().invoke(app, ["ask", "--batch", str(questions), "--written"])
    assert (batch.exit_code, "single question" in batch.stderr) == (2, True)


def test_a_model_that_does_not_answer_gives_way_to_quotes_and_says_so(desk: Desk) -> None:
    asked = Desk(with_model(desk.settings, closed_port()).model_copy(update={"llm_seconds": 1.0}))
    (*_, last) = asked.ask_written(WHO)
    assert [statement.text for statement in last.statements] == [s.text for s in desk.ask(WHO).statements]
    assert "quotes" in last.notes[-1]


def test_doctor_says_whether_the_model_answers(desk: Desk, small_model: Endpoint) -> None:
    without = examine(desk.settings)
    assert examine(with_model(desk.settings, small_model.url))[len(without)].well
    assert not examine(with_model(desk.settings, closed_port()))[len(without)].well


def test_evaluate_tells_how_much_is_written_and_that_nothing_of_it_is_unsupported(
    desk: Desk, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = tmp_path / "questions.jsonl"
    row = {"id": "1", "question": WHO, "answerable": True, "answers": ["Sweden and Norway"], "evidence": []}
    questions.write_text(json.dumps(row), encoding="utf-8")
    with endpoint_that(writes("Sweden and Norway fund the programme [1]. Denmark gave 9 pumps [1].")) as scripted:
        monkeypatch.setenv("ASSISTANT_LLM_URL", f"http://127.0.0.1:{scripted.port}")
        command = ["evaluate", str(questions), str(reports), "--written", "--index", str(tmp_path / "index")]
        said = CliRunner().invoke(app, command)
    assert "1 of 1 statements written, the others quotes; 1 sentences taken out; unsupported: 0 of 1" in said.stderr


def test_an_independent_look_finds_what_the_cited_text_does_not_have() -> None:
    quote = Citation(1, 1, "water.txt", 1, "In 2018 Sweden paid for 12 pumps.", 0, 33, (), None)
    assert lacking(Statement("In 2018 Sweden paid for 12 pumps.", (quote,))) == ()
    assert lacking(Statement("In May 2018 Sweden paid Oxfam for 21 pumps.", (quote,))) == ("May", "Oxfam", "21")

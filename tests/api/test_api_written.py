"""Written answers over the API and the tools, by an endpoint that does what a test tells it."""

from __future__ import annotations

import asyncio
import json

import pytest
from mcp import Client
from scripted_endpoints import answers, endpoint_that, writes
from starlette.testclient import TestClient

from assistant.api import api_app
from assistant.api.tools import tools_server
from assistant.desk import Desk

ASKED = {"question": "Who funds the rural water programme?", "written": True}
TRUE = "Sweden and Norway fund the rural water programme."


def written_by(desk: Desk, port: int) -> Desk:
    return Desk(desk.settings.model_copy(update={"llm_url": f"http://127.0.0.1:{port}", "llm_model": "scribe"}))


def test_an_answer_is_written_where_that_is_asked(desk: Desk) -> None:
    with endpoint_that(writes(f"{TRUE} [1]")) as scripted:
        api = TestClient(api_app(written_by(desk, scripted.port)))
        assert [s["text"] for s in api.post("/ask", json=ASKED).json()["statements"]] == [TRUE]
        assert api.post("/ask", json={**ASKED, "written": False}).json()["statements"][0]["text"] != TRUE
    assert len(scripted.asked) == 1


def test_a_stream_sends_each_statement_once_as_it_passes(desk: Desk) -> None:
    later = "The programme is implemented by the Centre for Clean Water."
    with endpoint_that(writes(f"{TRUE} [1] {later} [1] Denmark gave 9 million [1].")) as scripted:
        got = TestClient(api_app(written_by(desk, scripted.port))).post("/ask/stream", json=ASKED)
    parts = [part for part in got.text.strip().split("\n\n") if not part.startswith(":")]
    events = [dict(line.split(": ", 1) for line in part.splitlines()) for part in parts]
    texts = [json.loads(event["data"])["text"] for event in events[:-1]]
    assert texts[:2] == [TRUE, later]
    assert len(set(texts)) == len(texts)
    assert [event["event"] for event in events] == ["statement"] * len(texts) + ["answer"]
    whole = json.loads(events[-1]["data"])
    assert [s["text"] for s in whole["statements"]] == texts
    assert whole["rejected"]


def test_a_fault_of_the_endpoint_gives_the_quotes_and_says_why(desk: Desk) -> None:
    with endpoint_that(answers(401)) as scripted:
        got = TestClient(api_app(written_by(desk, scripted.port))).post("/ask", json=ASKED).json()
    assert got["statements"]
    assert "does not accept the key (401)" in got["notes"][-1]


@pytest.mark.parametrize("path", ["/ask", "/ask/stream"])
def test_without_a_language_model_it_is_a_problem_that_says_how_to_connect_one(path: str, api: TestClient) -> None:
    got = api.post(path, json=ASKED)
    assert (got.status_code, got.headers["content-type"]) == (422, "application/problem+json")
    assert "ASSISTANT_LLM_URL" in got.json()["detail"]


def test_the_tool_writes_too(desk: Desk) -> None:
    async def asked() -> object:
        async with Client(tools_server(written_by(desk, scripted.port))) as client:
            return (await client.call_tool("ask", ASKED)).structured_content

    with endpoint_that(writes(f"{TRUE} [1]")) as scripted:
        answer = asyncio.run(asked())
    assert [s["text"] for s in answer["statements"]] == [TRUE]  # type: ignore[index]

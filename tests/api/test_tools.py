"""The tools, with the official client: in this process, over HTTP on the real server, and over standard input."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from mcp import Client, StdioServerParameters

from assistant.api.tools import tools_server
from assistant.desk import Desk
from assistant.web.server import bind, create_app

WHO = "Who funds the rural water programme?"
FUNDED = "The rural water programme is funded by Sweden and Norway."
NAMES = ["ask", "search", "commitments", "check_claim"]


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    listening = bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(desk, "127.0.0.1", port), log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    thread.join(10)


async def every_tool(server: object) -> None:
    async with Client(server) as client:
        assert [tool.name for tool in (await client.list_tools()).tools] == NAMES
        answer = (await client.call_tool("ask", {"question": WHO})).structured_content
        assert answer["statements"][0]["citations"][0]["quote"] == FUNDED
        found = (await client.call_tool("search", {"question": WHO, "k": 1})).structured_content["result"]
        assert FUNDED in found[0]["text"]
        rows = (await client.call_tool("commitments", {"donor": "Sweden"})).structured_content["result"]
        assert [row["quote"] for row in rows] == [FUNDED]
        checked = (await client.call_tool("check_claim", {"claim": FUNDED})).structured_content["result"]
        assert [sentence["finding"] for sentence in checked] == ["supported"]
        refused = await client.call_tool("ask", {"question": "?"})
        assert refused.is_error
        assert "The question is empty." in refused.content[0].text


def test_every_tool_answers_with_its_sources(desk: Desk) -> None:
    asyncio.run(every_tool(tools_server(desk)))


def test_the_tools_are_served_over_http(address: str) -> None:
    asyncio.run(every_tool(f"{address}/mcp"))


def test_the_tools_are_served_over_standard_input(desk: Desk) -> None:
    command = ["-m", "assistant", "mcp", "--index", str(desk.settings.index)]
    folder = str(Path(__file__).parents[2])
    asyncio.run(every_tool(StdioServerParameters(command=sys.executable, args=command, cwd=folder)))


@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"Origin": "http://elsewhere.example"}, 403)])
def test_a_page_of_another_site_is_refused(address: str, headers: dict[str, str], status: int) -> None:
    said = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }
    accepted = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(f"{address}/mcp", json=said, headers=accepted | headers).status_code == status

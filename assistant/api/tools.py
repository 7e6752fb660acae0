"""Tools for assistants that speak MCP: the same questions, with their sources as structured content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from assistant import forms
from assistant.api import models
from assistant.checking import draft_sentences, paragraphs
from assistant.commitments.row import row
from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.values import Filters, LedgerFilters

INSTRUCTIONS = (
    "Progress reports of development-sector working groups. Every statement that `ask` returns stands on verbatim "
    "quotes with report and page; give these with what you say. When it abstains, the reports do not say: do not fill "
    "in. Amounts of money are never to be added up across rows, currencies or statuses."
)
MOST_ROWS = 100  # rows of the ledger in one answer

Sector = Annotated[models.Name | None, Field(description="Only reports of this sector.")]
Year = Annotated[models.Year | None, Field(description="Only reports of this year.")]
Documents = Annotated[list[models.Name], Field(description="Only these reports, by name.")]


def tools_server(desk: Desk, seen: Callable[[Context], Desk] | None = None) -> MCPServer:
    """The tools over a desk, for any transport; `seen` gives the desk as whoever asks may use it, where not all may."""
    server = MCPServer("Report Assistant", instructions=INSTRUCTIONS, version="1", log_level="WARNING")

    def mine(context: Context) -> Desk:
        return desk if seen is None else seen(context)

    @server.tool()
    async def ask(
        context: Context,
        question: models.Text,
        sector: Sector = None,
        year: Year = None,
        documents: Documents = [],  # noqa: B006
        written: Annotated[bool, Field(description="In a language model's words, each sentence checked.")] = False,
    ) -> models.Prediction:
        """Answer a question from the reports: statements with verbatim quotes, or none and why."""
        filters = Filters(tuple(documents), sector, year)
        own = mine(context)
        if written:
            answer = (await aside(lambda: list(own.ask_written(question, filters))))[-1]
        else:
            answer = await aside(own.ask, question, filters)
        return models.Prediction.model_validate(forms.prediction(answer))

    @server.tool()
    async def search(
        context: Context,
        question: models.Text,
        k: Annotated[int, Field(ge=1, le=50)] = 10,
        sector: Sector = None,
        year: Year = None,
        documents: Documents = [],  # noqa: B006 - read, never changed
    ) -> list[models.Ranked]:
        """The passages of the reports that come nearest to a question, best first."""
        found = await aside(mine(context).search, question, k, Filters(tuple(documents), sector, year))
        return [models.Ranked.model_validate(forms.ranked(passage)) for passage in found]

    @server.tool()
    async def commitments(
        context: Context,
        donor: Annotated[models.Name | None, Field(description="Only this donor, by any of its names.")] = None,
        sector: Sector = None,
        year: Year = None,
        status: Annotated[models.Name | None, Field(description='Only this status, such as "pledged".')] = None,
    ) -> list[models.Commitment]:
        """Who gives what to whom, row by row, each with its quote; the first hundred rows."""
        rows = await aside(mine(context).commitments, LedgerFilters(donor, sector, year, status))
        return [models.Commitment.model_validate(row(c)) for c in rows[:MOST_ROWS]]

    @server.tool()
    async def check_claim(
        context: Context, claim: models.Text, sector: Sector = None, year: Year = None
    ) -> list[models.Checked]:
        """Whether the reports carry a claim, sentence by sentence: the quote, or the figure or name that differs."""

        def checked() -> list[models.Checked]:
            sentences = draft_sentences(paragraphs(claim))
            found = mine(context).check(sentences, Filters(sector=sector, year=year))
            return [models.Checked.model_validate(forms.checked(c)) for c in found]

        return await aside(checked)

    return server


T = TypeVar("T")


async def aside(work: Callable[..., T], *given: object) -> T:
    """The result of work done beside the event loop. What a person may read of an error reaches the assistant."""
    try:
        return await anyio.to_thread.run_sync(work, *given)
    except AssistantError as error:
        raise ToolError(str(error)) from error

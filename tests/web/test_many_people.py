"""Fifty people at once through the real server: each gets the answers to its own questions, and no error."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from conftest import desk_over, served
from load import ANEW, Seen, asking, person

PEOPLE, QUESTIONS = 50, 5


async def everybody(address: str) -> Seen:
    seen = Seen()
    ask = await asking(address)
    own = (
        [f"Visitor {number}: who paid for the new border liaison offices in Bokeo province?"]
        for number in range(PEOPLE)
    )
    await asyncio.gather(*(person(address, ask, questions, QUESTIONS, 0.0, seen) for questions in own))
    return seen


def test_fifty_people_ask_at_once_and_each_gets_its_own_answers(address: str) -> None:
    seen = asyncio.run(everybody(address))
    assert (seen.errors, seen.foreign) == ([], [])
    assert len(seen.first) == PEOPLE * QUESTIONS


def test_each_finds_its_own_conversation_alone(address: str) -> None:
    """A visitor's list of conversations, by its cookie, holds what it asked and nothing else."""

    async def visit(number: int) -> str:
        async with httpx.AsyncClient(base_url=address, timeout=120, limits=ANEW) as asks:
            await asks.get("/")
            seen = Seen()
            await person(address, await asking(address), [f"Guest {number} asks about fuel"], 1, 0.0, seen, asks)
            assert seen.errors == []
            config = (await asks.get("/config")).json()
            load = next(d["id"] for d in config["dependencies"] if ["load"] in [t[1:] for t in d["targets"]])
            told = await asks.post(
                "/gradio_api/run/predict", json={"data": [], "fn_index": load, "session_hash": f"g{number}"}
            )
            return told.text

    async def both() -> list[str]:
        return await asyncio.gather(visit(1), visit(2))

    one, two = asyncio.run(both())
    assert ("Guest 1 asks" in one, "Guest 2 asks" in one) == (True, False)
    assert ("Guest 1 asks" in two, "Guest 2 asks" in two) == (False, True)


def test_a_question_that_could_not_be_answered_counts_as_an_error(tmp_path: Path) -> None:
    damaged = desk_over(tmp_path, with_reports=True)
    with damaged.library.store.write() as db:
        db.execute("UPDATE passages SET text = text || '!'")

    async def ask(address: str) -> Seen:
        seen = Seen()
        await person(address, await asking(address), ["Who paid for fuel?"], 1, 0.0, seen)
        return seen

    for address in served(damaged):
        (error,) = asyncio.run(ask(address)).errors
        assert "no answer but: " in error and "assistant restore FILE" in error

"""How many people one server answers at once: N people, each asking in turn, through the real web server.

    python benchmarks/load.py INDEX ../shared/eval/un-reports/questions.jsonl [--people 50] [--questions 5] [--think 8]

A server of its own is started over INDEX in another process. First one person asks alone, then N at once; each waits
`think` seconds on average (drawn between a half and one and a half of it) between an answer and the next question,
0 for none. Printed: errors, answers that are not those of the question, and the time to the first statement.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx


@dataclass
class Seen:
    """What people met: seconds to the first statement (or to silence) of each answer, and what went wrong."""

    first: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions_file", type=Path)
    arguments.add_argument("--people", type=int, default=50)
    arguments.add_argument("--questions", type=int, default=5)
    arguments.add_argument("--think", type=float, default=8.0)
    chosen = arguments.parse_args()
    lines = chosen.questions_file.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--index", str(chosen.index), "--port", str(port)],
        stderr=subprocess.DEVNULL,
    )
    try:
        asyncio.run(measure(f"http://127.0.0.1:{port}", questions, chosen))
    finally:
        server.terminate()
        server.wait()


async def measure(address: str, questions: list[str], chosen: argparse.Namespace) -> None:
    await until_served(address)
    ask = await asking(address)
    alone, together = Seen(), Seen()
    for _ in range(3):  # the first answers load what the rest use
        await person(address, ask, questions, 2, 0.0, Seen())
    await person(address, ask, questions, 20, 0.0, alone)
    started = time.perf_counter()
    people = (person(address, ask, questions, chosen.questions, chosen.think, together) for _ in range(chosen.people))
    await asyncio.gather(*people)
    seconds = time.perf_counter() - started
    one, many = p95(alone.first), p95(together.first)
    print(
        f"{chosen.people} people, {chosen.questions} questions each, {chosen.think:g} s to think: "
        f"{len(together.first)} answers in {seconds:.1f} s, {len(together.errors)} errors, "
        f"{len(together.foreign)} answers to another question"
    )
    print(f"first statement, one person:  p50 {statistics.median(alone.first) * 1e3:.0f} ms, p95 {one * 1e3:.0f} ms")
    print(
        f"first statement, all of them: p50 {statistics.median(together.first) * 1e3:.0f} ms, p95 {many * 1e3:.0f} ms"
    )
    print(f"p95 of all against p95 of one: {many / one:.1f}")
    for error in together.errors[:3]:
        print("error:", error)


async def asking(address: str) -> int:
    """The number under which the server knows the function that answers a question."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as asks:
        config = (await asks.get("/config")).json()
    return next(int(d["id"]) for d in config["dependencies"] if ["submit"] in [t[1:] for t in d["targets"]])


async def person(
    address: str,
    ask: int,
    questions: list[str],
    count: int,
    think: float,
    seen: Seen,
    browser: httpx.AsyncClient | None = None,
) -> None:
    """One person with a browser: a session of its own, its own cookie, one question after the other."""
    session = f"{random.getrandbits(64):x}"
    async with contextlib.nullcontext(browser) if browser else httpx.AsyncClient(base_url=address, timeout=120) as asks:
        await asks.get("/")
        for _ in range(count):
            if think:
                await asyncio.sleep(random.uniform(0.5 * think, 1.5 * think))
            question = random.choice(questions)
            try:
                await one_question(asks, session, ask, question, seen)
            except (httpx.HTTPError, ValueError) as error:
                seen.errors.append(f"{type(error).__name__}: {error}")


async def one_question(asks: httpx.AsyncClient, session: str, ask: int, question: str, seen: Seen) -> None:
    started = time.perf_counter()
    joined = await asks.post(
        "/gradio_api/queue/join", json={"data": [question, "", None], "fn_index": ask, "session_hash": session}
    )
    joined.raise_for_status()
    told, html = False, ""
    async with asks.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if not line.startswith("data: "):
                continue
            message = json.loads(line[6:])
            html += json.dumps(message.get("output") or {}, ensure_ascii=False)
            if not told and re.search(r'class=\\\\?"(statement|silence)', html):
                seen.first.append(time.perf_counter() - started)
                told = True
            if message["msg"] == "process_completed":
                if not message.get("success", False):
                    raise ValueError(str(message)[:200])
                break
    if not told:
        raise ValueError("no answer came")
    asked = re.findall(r"You asked: </span>(.*?)</h2>", html)
    if not asked or question[:30] not in asked[-1].replace("&#39;", "'").replace("&#34;", '"').replace("&amp;", "&"):
        seen.foreign.append(question)


async def until_served(address: str) -> None:
    async with httpx.AsyncClient(timeout=5) as asks:
        for _ in range(240):
            try:
                await asks.get(address)
                return
            except httpx.HTTPError:
                await asyncio.sleep(0.5)
    raise SystemExit("The server did not start. Try: assistant serve")


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()

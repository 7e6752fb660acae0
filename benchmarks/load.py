"""How many people one server answers at once: N people, each asking in turn, through the real web server.

    python benchmarks/load.py INDEX ../shared/eval/un-reports/questions.jsonl [--people 50] [--questions 5] [--think 8]
                              [--minutes M] [--upload-every S] [--crowd N]

A server of its own is started over a copy of INDEX in another process. First one person asks alone, then N at once;
each waits `think` seconds on average (drawn between a half and one and a half of it) between an answer and the next
question, 0 for none. Printed: errors, answers that are not those of the question, and the time to the first statement.

--minutes M       everybody goes on for so long, instead of a number of questions; the server's memory after the first
                  minute is compared with that of the last.
--upload-every S  a short new report is sent every S seconds meanwhile.
--crowd N         at the end N people ask at the same moment: how many are refused, what they are told, and whether a
                  question is answered afterwards.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

# A connection that the server closes as it is used again would be an error here; a browser then opens another.
ANEW = httpx.Limits(max_keepalive_connections=0)
# How the page shows that a question could not be answered: as a silence, but told at once to who cannot see it.
TROUBLE = re.compile(r'class=\\+"silence\\+" role=\\+"alert\\+">(?P<told>.{0,300})')


@dataclass
class Seen:
    """What people met: seconds to the first statement (or to silence) of each answer, and what went wrong."""

    first: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    sent: int = 0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions_file", type=Path)
    arguments.add_argument("--people", type=int, default=50)
    arguments.add_argument("--questions", type=int, default=5)
    arguments.add_argument("--think", type=float, default=8.0)
    arguments.add_argument("--minutes", type=float, default=0.0)
    arguments.add_argument("--upload-every", type=float, default=0.0)
    arguments.add_argument("--crowd", type=int, default=0)
    chosen = arguments.parse_args()
    lines = chosen.questions_file.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        shutil.copytree(chosen.index, index)  # it is changed by what is sent, and by the conversations that are kept
        server = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", "--index", str(index), "--port", str(port)],
            stderr=subprocess.DEVNULL,
            env={**os.environ, "ASSISTANT_CORPUS": str(Path(folder) / "corpus")},
        )
        try:
            asyncio.run(measure(f"http://127.0.0.1:{port}", questions, chosen, server.pid))
        finally:
            server.terminate()
            server.wait()


async def measure(address: str, questions: list[str], chosen: argparse.Namespace, server: int) -> None:
    await until_served(address)
    ask = await asking(address)
    alone, together = Seen(), Seen()
    for _ in range(3):  # the first answers load what the rest use
        await person(address, ask, questions, 2, 0.0, Seen())
    await person(address, ask, questions, 20, 0.0, alone)
    started = time.perf_counter()
    until = started + 60 * chosen.minutes
    count = 10**9 if chosen.minutes else chosen.questions
    people = (
        person(address, ask, questions, count, chosen.think, together, until=until if chosen.minutes else None)
        for _ in range(chosen.people)
    )
    memory: list[tuple[float, int]] = []
    beside = [asyncio.create_task(watch(server, started, memory))]
    if chosen.upload_every:
        beside.append(asyncio.create_task(send(address, chosen.upload_every, together)))
    await asyncio.gather(*people)
    for task in beside:
        task.cancel()
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
    if together.sent:
        print(f"reports sent meanwhile: {together.sent}")
    tell_memory(memory)
    if chosen.crowd:
        await crowd(address, ask, questions, chosen.crowd)


async def watch(server: int, started: float, memory: list[tuple[float, int]]) -> None:
    """Note the server's memory (seconds since the start, MB) every five seconds."""
    while True:
        status = Path(f"/proc/{server}/status").read_text(encoding="ascii", errors="replace")
        resident = re.search(r"VmRSS:\s+(\d+)", status)
        memory.append((time.perf_counter() - started, int(resident[1]) // 1024 if resident else 0))
        await asyncio.sleep(5)


def tell_memory(memory: list[tuple[float, int]]) -> None:
    """The server's memory in the second minute against that in the last."""
    last = memory[-1][0] if memory else 0.0
    early = [megabytes for at, megabytes in memory if 60 <= at < 120]
    late = [megabytes for at, megabytes in memory if at > last - 60]
    if last > 180:
        first, then = statistics.mean(early), statistics.mean(late)
        print(f"memory: {first:.0f} MB in the second minute, {then:.0f} MB in the last ({then / first - 1:+.1%})")
    elif memory:
        print(f"memory: {memory[0][1]} MB at the start, {memory[-1][1]} MB at the end (too short to tell of leaks)")


async def send(address: str, every: float, seen: Seen) -> None:
    """One person who sends a new report every so many seconds."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as asks:
        await asks.get("/reports")
        while True:
            await asyncio.sleep(every)
            number = seen.sent + 1
            body = "Roads\n\nProgress report 2018\n\n" + "".join(
                f"Bridge {number}-{n} was repaired in 2018 with {n + 2} workers of the district.\n\n" for n in range(40)
            )
            asked = {"key": f"load-{number}", "name": f"load-{number}.txt", "size": len(body)}
            try:
                (await asks.post("/reports/uploads", params=asked, content=body)).raise_for_status()
                seen.sent += 1
            except httpx.HTTPError as error:
                seen.errors.append(f"sending: {type(error).__name__}: {error}")


async def crowd(address: str, ask: int, questions: list[str], count: int) -> None:
    """Everybody at the same moment, past what the queue takes; then one person alone."""
    seen = Seen()
    await asyncio.gather(*(person(address, ask, questions, 1, 0.0, seen) for _ in range(count)))
    print(f"{count} people at the same moment: {len(seen.first)} answered, {len(seen.errors)} refused")
    for told in sorted(set(seen.errors))[:3]:
        print("told:", told)
    after = Seen()
    await person(address, ask, questions, 3, 0.0, after)
    middle = statistics.median(after.first or [0.0])
    print(f"afterwards, one person: {len(after.first)} of 3 answered, p50 {middle * 1e3:.0f} ms")


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
    until: float | None = None,
) -> None:
    """One person with a browser: a session of its own, its own cookie, one question after the other."""
    session = f"{random.getrandbits(64):x}"
    own = contextlib.nullcontext(browser) if browser else httpx.AsyncClient(base_url=address, timeout=120, limits=ANEW)
    async with own as asks:
        await asks.get("/")
        for _ in range(count):
            if think:
                await asyncio.sleep(random.uniform(0.5 * think, 1.5 * think))
            if until is not None and time.perf_counter() > until:
                return
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
    if joined.is_error:
        raise ValueError(f"{joined.status_code} {joined.text[:200]}")
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
    if trouble := TROUBLE.search(html):
        raise ValueError(f"no answer but: {trouble['told']}")
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


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()

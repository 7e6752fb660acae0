"""How long until something is there: commands, the server's second start, and files that have not changed.

    python benchmarks/start.py INDEX "Who funds the offices?" [--files 1000] [--rounds 5]

Each is a process of its own, by turns with `python -c "import torch"`, which tells how fast the machine is. Printed:
medians of seconds, and their ratios to that; of `serve` the time from the start of the server over INDEX until its page
is there, and until the first question is answered.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx
from latency import seconds
from load import free_port

ASSISTANT = [sys.executable, "-m", "assistant"]
TEXT = "Water Sector Working Group\n\nProgress report 2018\n\nIn 2018, {} wells were drilled in Xieng province.\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("question")
    arguments.add_argument("--files", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=5)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports, index = Path(folder) / "reports", Path(folder) / "index"
        unchanged = [*ASSISTANT, "index", str(reports), "--index", str(index), "--json"]
        make(reports, chosen.files)
        first = seconds(lambda: run(unchanged))
        print(f"{chosen.files} files of three lines, indexed the first time: {first:.1f} s", flush=True)
        works: dict[str, Callable[[], object]] = {
            "import torch": lambda: run([sys.executable, "-c", "import torch"]),
            "assistant --help": lambda: run([*ASSISTANT, "--help"]),
            "assistant documents": lambda: run([*ASSISTANT, "documents", "--index", str(chosen.index)]),
            f"assistant index, {chosen.files} unchanged files": lambda: run(unchanged),
        }
        taken: dict[str, list[float]] = {name: [] for name in (*works, "serve: page", "serve: first answer")}
        for _ in range(chosen.rounds):
            for name, work in works.items():
                taken[name].append(seconds(work))
            page, answer = served(chosen.index, chosen.question)
            taken["serve: page"].append(page)
            taken["serve: first answer"].append(answer)
    torch = statistics.median(taken["import torch"])
    for name, values in taken.items():
        middle = statistics.median(values)
        print(f"{name:44} {middle:7.2f} s {middle / torch:7.2f} x import torch")


def make(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"water-{number}.txt").write_text(TEXT.format(number + 2), encoding="utf-8")


def run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def served(index: Path, question: str) -> tuple[float, float]:
    """Seconds from the start of a server to its page, and to its first answer."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    server = subprocess.Popen(
        [*ASSISTANT, "serve", "--index", str(index), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=address, timeout=120) as asks:
            while server.poll() is None:
                with contextlib.suppress(httpx.HTTPError):
                    asks.get("/").raise_for_status()
                    break
                time.sleep(0.02)
            page = time.perf_counter() - started
            asks.post("/api/ask", json={"question": question}).raise_for_status()
        return page, time.perf_counter() - started
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()

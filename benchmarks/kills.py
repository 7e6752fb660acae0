"""What becomes of a library whose process is killed (kill -9) at random moments, again and again.

    python benchmarks/kills.py [--times 200] [--seed 0]

A process indexes changing reports, removes and corrects them and publishes the index, and says of each thing when it
is done. It is killed after a random time, and another is started over the same folder, which first says what it finds.
Printed: libraries that could not be used, acknowledged changes that were lost, and how long the next start took.

The reports are split, stored and published as ever. Their vectors are made of hashes, they are read within the process,
and each process is a fork of one that has imported what it needs: starting and loading all that so often would take
longer than all the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

import numpy as np

from assistant import desk as desks
from assistant.library.encoder import Encoded
from assistant.library.examined import examine_store
from assistant.reading import read_file
from assistant.search.lexical import bearing
from assistant.settings import Settings

REPORTS = 6


class HashedEncoder:
    """Vectors made of hashes, in place of those of a language model."""

    name, fingerprint, dimension = "hashes", "0" * 64, 32

    def __init__(self, *_: object) -> None:
        self.packaged = False

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def encode_passages(self, texts: Sequence[Any]) -> list[Any]:
        return [
            Encoded(_vector(t.text), np.stack([_vector(t.text)] * len(t.sentences)), np.zeros((1, 64), np.int8))
            for t in texts
        ]


class NearReader:
    """Reads in this process, in place of one of its own."""

    def __init__(self, *_: object) -> None:
        self.read = read_file

    def __enter__(self) -> NearReader:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _vector(text: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vector = np.random.default_rng(seed).standard_normal(32).astype(np.float32)
    return vector / np.linalg.norm(vector)


# -- the process that is killed ---------------------------------------------------------------------------


def work(folder: Path, seed: int, say: Callable[[dict[str, Any]], None]) -> None:
    """Change the library without end; a line of JSON for what is found at the start, and for each thing done."""
    desks.Encoder = HashedEncoder  # type: ignore[misc, assignment]
    desks.Reader = NearReader  # type: ignore[misc, assignment]
    started = time.perf_counter()
    desk = desks.Desk(Settings(index=folder / "index", corpus=folder / "reports"))
    found = look(desk)
    say({**found, "seconds": time.perf_counter() - started})
    rng = random.Random(seed)
    while True:
        name = f"report-{rng.randrange(REPORTS)}.txt"
        path = folder / "reports" / name
        known = {report.name for report in desk.documents()}
        deed = rng.choice(("index", "index", "index", "remove", "correct", "publish"))
        if deed == "index":
            edition = rng.randrange(10**9)
            say({"begins": name, "edition": edition})
            path.with_suffix(".new").write_text(text(name, edition), encoding="utf-8")
            path.with_suffix(".new").replace(path)
            say({"done": [s.status for s in desk.index([path])], "name": name, "edition": edition})
        elif deed == "remove" and name in known:
            say({"begins": name, "edition": None})
            desk.remove(name)
            say({"done": deed, "name": name, "edition": None})
        elif deed == "correct" and name in known:
            year = rng.randrange(1990, 2030)
            say({"begins": name, "year": year})
            desk.correct(name, year=year)
            say({"done": deed, "name": name, "year": year})
        elif deed == "publish":
            shutil.rmtree(folder / "index" / "generations", ignore_errors=True)
            desk.library.publish()


def look(desk: Any) -> dict[str, Any]:
    """What the library holds, read as an answer would read it: the edition and year of each report."""
    store, index = desk.library.store, desk.library.index
    examine_store(store)
    passages = store.passages(int(i) for i in index.ids)
    if set(passages) != {i for (i,) in store.rows("SELECT id FROM passages")}:
        raise ValueError("the index is not that of the library")
    for passage in passages.values():
        ((near, _),) = index.nearest(store, _vector(passage.text), 1, None)
        if passages[near].text != passage.text:
            raise ValueError("a stored passage is not found by its vector")
    for document in {passage.document_id for passage in passages.values()}:
        if not bearing(desk.library, ("edition",), 5, frozenset((document,))):
            raise ValueError("a stored report is not found by its words")
    editions = {}
    for report in desk.documents():
        told = {int(p.text.split("Edition ")[1].split()[0]) for p in passages.values()
                if p.document_id == report.document_id and "Edition " in p.text}  # fmt: skip
        if len(told) != 1:
            raise ValueError(f"{report.name} is of several editions, or of none: {told}")
        editions[report.name] = told.pop()
    return {"editions": editions, "years": dict(store.rows("SELECT name, year FROM corrections"))}


def text(name: str, edition: int) -> str:
    paragraphs = "\n\n".join(
        f"Paragraph {n}. Edition {edition} of {name} says that {n + 3} wells were drilled. Spare parts came late."
        for n in range(30)
    )
    return f"Health Sector Working Group\n\nProgress report 2018\n\n{paragraphs}\n"


# -- the process that kills -------------------------------------------------------------------------------


@dataclass
class Kept:
    """What has been acknowledged, and what had only begun when the process was killed."""

    editions: dict[str, int | None] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    begun: dict[str, Any] | None = None

    def hear(self, line: dict[str, Any]) -> None:
        if "begins" in line:
            self.begun = line
        elif "done" in line:
            self.begun = None
            if "year" in line:
                self.years[line["name"]] = line["year"]
            else:
                self.editions[line["name"]] = line["edition"]

    def lost(self, found: dict[str, Any]) -> list[str]:
        """Acknowledged changes that are not found; what had only begun may be there or not."""
        begun, self.begun = self.begun or {}, None
        losses = []
        for name, edition in self.editions.items():
            there = found["editions"].get(name)
            if there != edition and not ("edition" in begun and begun["begins"] == name and there == begun["edition"]):
                losses.append(f"{name}: edition {edition} was acknowledged, {there} is there")
            self.editions[name] = there
        for name, year in self.years.items():
            there = found["years"].get(name)
            if there != year and not ("year" in begun and begun["begins"] == name and there == begun["year"]):
                losses.append(f"{name}: year {year} was acknowledged, {there} is there")
            self.years[name] = there
        if "edition" in begun:
            self.editions[begun["begins"]] = found["editions"].get(begun["begins"])
        if "year" in begun and begun["begins"] in found["years"]:
            self.years[begun["begins"]] = found["years"][begun["begins"]]
        return losses


def begin(folder: Path, seed: int) -> tuple[int, IO[str]]:
    """Start a process that works over the folder: its number, and the lines that it says."""
    ours, its = os.pipe()
    pid = os.fork()
    if pid:
        os.close(its)
        return pid, os.fdopen(ours, encoding="utf-8")
    os.close(ours)
    with os.fdopen(its, "w", encoding="utf-8") as lines:

        def say(line: dict[str, Any]) -> None:
            lines.write(json.dumps(line) + "\n")
            lines.flush()

        try:
            work(folder, seed, say)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the one that kills tells of it
            say({"unusable": "".join(traceback.format_exception(error))[-600:]})
        finally:
            os._exit(1)


def kill_often(folder: Path, times: int, seed: int, most: float = 1.2) -> SimpleNamespace:
    """Start, look and kill `times` times. Returns unusable, lost (both str), deeds (how many), seconds (of starts)."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    rng, kept = random.Random(seed), Kept()
    met = SimpleNamespace(unusable=[], lost=[], deeds=0, seconds=[])
    for number in range(times + 1):  # the last one only looks
        pid, told = begin(folder, seed + number)
        found = json.loads(told.readline() or '{"unusable": "it ended without a word"}')
        if "unusable" in found:
            met.unusable.append(found["unusable"])
            break
        met.seconds.append(found["seconds"])
        met.lost += kept.lost(found)
        if number < times:
            time.sleep(rng.uniform(0.0, most))
        os.kill(pid, signal.SIGKILL)
        lines = [json.loads(line) for line in told.read().splitlines(keepends=True) if line.endswith("\n")]
        os.waitpid(pid, 0)
        told.close()
        met.unusable += [line["unusable"] for line in lines if "unusable" in line]
        for line in lines:
            kept.hear(line)
        met.deeds += sum("done" in line for line in lines)
    return met


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=0)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        met = kill_often(Path(folder), chosen.times, chosen.seed)
    print(f"{chosen.times} kills, {met.deeds} acknowledged changes")
    print(f"unusable libraries: {len(met.unusable)}; acknowledged changes lost: {len(met.lost)}")
    print(f"opened, examined and searched at the next start: at most {max(met.seconds, default=0):.2f} s")
    for line in (met.unusable + met.lost)[:5]:
        print(line)


if __name__ == "__main__":
    main()

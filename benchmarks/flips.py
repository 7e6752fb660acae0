"""What becomes of a library of which one byte was altered, for each file of its folder, again and again.

    python benchmarks/flips.py INDEX [--times 500] [--seed 0]

Each time a copy of INDEX is made, one bit, one byte or 64 bytes of one of its files are altered, and all is asked of it
that a person could see: the reports, the ledger, the text, passages for a few questions. Printed: how often all was as
before, how often an alarm said what to do, and how often something was wrong without a word, which must never be.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.desk import Desk
from assistant.errors import AssistantError
from assistant.library.examined import examine_store
from assistant.settings import Settings

QUESTIONS = ("Who funds the programme?", "How many wells were drilled?", "What makes the work difficult?")


def flip_often(index: Path, times: int, seed: int, open_desk: Callable[[Path], Desk]) -> tuple[Counter[str], list[str]]:
    """How often each outcome ("as before", "alarm", "wrong") came, and what each wrong one was. INDEX is left alone."""
    with closing(sqlite3.connect(index / "library.sqlite")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rng, met, wrong = random.Random(seed), Counter[str](), []
    before = shown(open_desk(index))
    files = sorted(p.relative_to(index) for p in index.rglob("*") if p.is_file() and p.stat().st_size)
    files = [f for f in files if not f.name.endswith(("-wal", "-shm", ".lock"))]
    for number in range(times):
        # Each file in its turn, and every other time the one that holds nearly all.
        name = Path("library.sqlite") if number % 2 else files[number // 2 % len(files)]
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "index"
            shutil.copytree(index, copy, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
            what = f"{name}: {spoil(copy / name, rng)}"
            try:
                desk = open_desk(copy)
                examine_store(desk.library.store)
                outcome = "as before" if shown(desk) == before else "wrong"
            except AssistantError:
                outcome = "alarm"
            except Exception as error:  # noqa: BLE001 - to be told
                outcome, what = "wrong", what + "".join(traceback.format_exception(error)[-4:])
        met[outcome] += 1
        if outcome == "wrong":
            wrong.append(what)
    return met, wrong


def spoil(path: Path, rng: random.Random) -> str:
    """Alter a file as a failing disk would; what was done."""
    data = bytearray(path.read_bytes())
    length = rng.choice((0, 1, 64))
    place = rng.randrange(len(data))
    if length:
        for at in range(place, min(place + length, len(data))):
            data[at] = rng.randrange(256)
    else:
        data[place] ^= 1 << rng.randrange(8)
    path.write_bytes(data)
    return f"{length or 'a bit'} at {place}"


def shown(desk: Desk) -> Any:
    """All that a person could see of a library."""
    store = desk.library.store
    documents = [store.document(report.document_id) for report in desk.documents()]
    found = [[(e.passage.id, e.passage.text) for e in desk.search(question, 5)] for question in QUESTIONS]
    said = [desk.ask(question).text for question in QUESTIONS]
    return desk.documents(), desk.commitments(), documents, found, said


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--times", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=0)
    chosen = arguments.parse_args()
    first = Desk(Settings(index=chosen.index))

    def again(folder: Path) -> Desk:
        desk = Desk(Settings(index=folder))
        desk.library.encoder = first.library.encoder
        return desk

    met, wrong = flip_often(chosen.index, chosen.times, chosen.seed, again)
    print(f"{chosen.times} alterations: {met['as before']} without effect, {met['alarm']} alarms, {met['wrong']} wrong")
    for what in wrong[:10]:
        print("wrong:", what)


if __name__ == "__main__":
    main()

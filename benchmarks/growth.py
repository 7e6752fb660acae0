"""How answering, memory and adding a report grow with the library: one row a size.

    python benchmarks/growth.py /tmp/quality/un-reports ../shared/eval/un-reports/questions.jsonl \
        --work /tmp/growth --sizes 1000 10000 100000 1000000 [--out docs/performance/growth.csv]

A library of a size is made from the reports of the first index, over and over: in each copy a tenth of the longer
words becomes another word of the same length, and noise is added to the passages' vectors. It is real in the shape of
its texts and tables, and synthetic in that whole reports resemble one another more than those of an office do.

Each size is measured by a process of its own: the encoder's own `encode` of a question and the desk's answer to it by
turns (medians, and the 95th percentile of the answers), resident memory, the share of the 50 nearest passages of an
exhaustive search that the index finds, and seconds for the first start and for adding and removing a report of a page.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from heapq import nlargest
from pathlib import Path
from zlib import crc32

import numpy as np
from latency import seconds

from assistant.environment import prepare_environment

prepare_environment()

from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.library.encoder import Encoded  # noqa: E402
from assistant.library.store import Store  # noqa: E402
from assistant.passages.split import header  # noqa: E402
from assistant.passages.words import STOP_WORDS  # noqa: E402
from assistant.settings import Settings  # noqa: E402
from assistant.values import Document, Passage  # noqa: E402

NOISE = 0.35  # length of what is added to a vector of length 1
ALTERED = 10  # one word of so many
LONGER = re.compile(r"[A-Za-z]{5,}")
FIGURES = ("passages", "encode ms", "p50 ms", "p95 ms", "ratio", "RSS MB", "recall@50", "start s", "add s", "remove s")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("questions", type=Path)
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000])
    arguments.add_argument("--out", type=Path, help="write the rows as CSV, for plots.py")
    arguments.add_argument("--measure", type=int, help="measure this size alone; its library must be there")
    chosen = arguments.parse_args()
    if chosen.measure:
        sys.stdout.write(json.dumps(measured(chosen.work / str(chosen.measure), asked(chosen.questions))) + "\n")
        return
    print(*(figure.rjust(11) for figure in FIGURES), flush=True)
    rows: list[dict[str, float]] = []
    for size in chosen.sizes:
        fill(chosen.work / str(size), Store(chosen.index), size)
        command = [sys.executable, __file__, str(chosen.index), str(chosen.questions)]
        command += ["--work", str(chosen.work), "--measure", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        row = json.loads(done.stdout.splitlines()[-1])
        print(*(f"{row[figure]:,.3f}".removesuffix(".000").rjust(11) for figure in FIGURES), flush=True)
        rows.append(row)
    if chosen.out:
        with chosen.out.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, FIGURES)
            table.writeheader()
            table.writerows({figure: f"{row[figure]:.4g}" for figure in FIGURES} for row in rows)


def asked(path: Path) -> list[str]:
    return [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines() if line]


# -- a library of a size ------------------------------------------------------------------------------------


def fill(folder: Path, source: Store, size: int) -> None:
    """Make the library of a size in a folder, where it is not there yet."""
    store = Store(folder)
    store.set_meta({key: source.meta(key) or "" for key in ("encoder", "fingerprint", "splitter", "facts", "ledger")})
    count = store.indexed.size()[0]
    originals = list(_originals(source))
    copy = len(store.reports()) // len(originals)
    while count < size:
        for document, passages, encoded in originals:
            if count >= size:
                break
            passages, encoded = passages[: size - count], encoded[: size - count]
            _add(store, document, passages, encoded, copy)
            count += len(passages)
        copy += 1


def _originals(source: Store) -> Iterator[tuple[Document, tuple[Passage, ...], tuple[Encoded, ...]]]:
    for report in source.reports():
        ids = source.passages_of(report.document_id)
        passages, sentences, codes = source.passages(ids), source.sentence_vectors(ids), source.word_codes(ids)
        vectors = source.indexed.vectors(ids)
        yield (
            source.document(report.document_id),
            tuple(passages[i] for i in ids),
            tuple(Encoded(v, sentences[i], codes[i]) for v, i in zip(vectors, ids, strict=True)),
        )


def _add(
    store: Store, document: Document, passages: tuple[Passage, ...], encoded: tuple[Encoded, ...], copy: int
) -> None:
    noise = np.random.default_rng(copy).standard_normal((len(passages), len(encoded[0].passage)), dtype=np.float32)
    noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
    name = f"{copy}-{document.name}"
    blocks = tuple(replace(b, text=altered(b.text, copy)) for b in document.blocks)
    pages = tuple(altered(page, copy) for page in document.pages)
    made = replace(document, id=f"{copy:08x}{document.id[8:]}", name=name, blocks=blocks, pages=pages)
    said = [replace(p, document_id=made.id, text=altered(p.text, copy)) for p in passages]
    vectors = [replace(e, passage=_unit(e.passage + n)) for e, n in zip(encoded, noise, strict=True)]
    store.add(made, Path("/nowhere") / name, said, [header(made.title, p.headings, p.column) for p in said], vectors)


def altered(text: str, copy: int) -> str:
    """The text with some of its longer words exchanged for others of the same length; none in copy 0."""
    return LONGER.sub(lambda found: _shifted(found.group(), copy), text) if copy else text


@lru_cache(maxsize=1 << 17)
def _shifted(word: str, copy: int) -> str:
    if word.lower() in STOP_WORDS or crc32(f"{copy} {word.lower()}".encode()) % ALTERED:
        return word
    shifted = "".join(chr((ord(c) - base + copy) % 26 + base) for c in word for base in (65 if c.isupper() else 97,))
    return word if shifted.lower() in STOP_WORDS else shifted  # as many content words as their codes are kept for


def _unit(vector: np.ndarray) -> np.ndarray:
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


# -- what is measured ---------------------------------------------------------------------------------------


def measured(folder: Path, questions: list[str]) -> dict[str, float]:
    desk = Desk(Settings().model_copy(update={"index": folder}))
    desk.library.publish()  # as `assistant index` leaves it
    desk = Desk(Settings().model_copy(update={"index": folder}))
    start = seconds(lambda: desk.ask(questions[0]))
    encoder = desk.library.encoder._model
    encodes, answers = [], []
    for question in questions:  # by turns, so that both meet the same machine
        encodes.append(seconds(lambda q=question: encoder.encode(q)))
        answers.append(seconds(lambda q=question: desk.ask(q)))
    memory = _resident()
    recall = _recall(desk, questions[:20])
    one_page = folder.parent / "one-page.txt"
    one_page.write_text("Water Sector Working Group\n\nProgress report 2018\n\nNorland funded 12 wells in the north.\n")
    add = seconds(lambda: list(desk.index([one_page])))
    remove = seconds(lambda: desk.remove(one_page.name))
    encode, answer = statistics.median(encodes) * 1e3, statistics.median(answers) * 1e3
    p95 = statistics.quantiles(answers, n=20)[-1] * 1e3
    count = len(desk.library.index.ids)
    values = (count, encode, answer, p95, answer / encode, memory, recall, start, add, remove)
    return dict(zip(FIGURES, values, strict=True))


def _recall(desk: Desk, questions: list[str]) -> float:
    """The share of the exhaustive search's 50 that the index finds, over all the questions."""
    store, index = desk.library.store, desk.library.index
    vectors = np.stack([desk.library.encoder.encode_question(question).passage for question in questions])
    best: list[list[tuple[float, int]]] = [[] for _ in questions]
    last = 0
    while (some := store.indexed.after(last, 50_000)).ids.size:
        scores, ids = vectors @ some.vectors.T, some.ids.tolist()
        best = [
            nlargest(50, [*old, *zip(new.tolist(), ids, strict=True)]) for old, new in zip(best, scores, strict=True)
        ]
        last = int(some.ids[-1])
    found = [{i for i, _ in index.nearest(store, vector, 50, None)} for vector in vectors]
    exact = [{i for _, i in of} for of in best]
    return sum(len(a & b) for a, b in zip(found, exact, strict=True)) / max(1, sum(map(len, exact)))


def _resident() -> float:
    """Resident memory in MB, now and not at its highest."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


if __name__ == "__main__":
    main()

"""How fast reports are put in, beside encoding alone and beside the usual tutorial program.

    python benchmarks/indexing.py ../shared/eval/un-reports/documents [--rounds 3]

By turns, each time in a process of its own, with its model loaded before the clock starts:

tutorial   pypdf's text of each page, chunks of 1,000 characters, `SentenceTransformer.encode` in float32, a flat FAISS
           index that is written to disk
ours       `Desk.index` into a new folder: reading, splitting, encoding, the ledger, and what is written
encoding   our encoder over the passages that `ours` made, all of them at hand
reference  `SentenceTransformer.encode` in float32 over the same passages, sorted by length and in batches of 32

Printed: medians of seconds, pages and passages a second, and the ratios that matter. The machine is as it is: only what
stands in one table can be compared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.environment import prepare_environment

prepare_environment()

from assistant.desk import Desk  # noqa: E402 - the environment comes first
from assistant.library.encoder import Encoder, PassageText  # noqa: E402
from assistant.passages.split import header  # noqa: E402
from assistant.reading import SUFFIXES  # noqa: E402
from assistant.settings import Settings  # noqa: E402

CHUNK = 1000
WAYS = ("tutorial", "ours", "encoding", "reference")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", choices=WAYS, help="measure this one alone, in this process")
    arguments.add_argument("--index", type=Path, help="with --only: the folder of `ours`")
    chosen = arguments.parse_args()
    if chosen.only:
        print(json.dumps(MEASURED[chosen.only](chosen.documents, chosen.index)))
        return
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(chosen.rounds):
        with tempfile.TemporaryDirectory() as folder:
            for way in WAYS:  # by turns, so that all meet the same machine
                command = [sys.executable, __file__, str(chosen.documents), "--only", way, "--index", f"{folder}/index"]
                done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
                found[way].append(json.loads(done.stdout.splitlines()[-1]))
    seconds = {way: statistics.median(r["seconds"] for r in rows) for way, rows in found.items()}
    print("way".ljust(12), "seconds".rjust(9), "pages/s".rjust(9), "pieces/s".rjust(9))
    for way, rows in found.items():
        shown = (seconds[way], rows[0]["pages"] / seconds[way], rows[0]["pieces"] / seconds[way])
        print(way.ljust(12), *(f"{value:.1f}".rjust(9) for value in shown))
    print(f"pages a second, ours to tutorial: {seconds['tutorial'] / seconds['ours']:.2f}")
    print(f"seconds, ours to encoding alone: {seconds['ours'] / seconds['encoding']:.2f}")
    print(f"passages a second, encoding to reference: {seconds['reference'] / seconds['encoding']:.2f}")


def tutorial(documents: Path, _: Path) -> dict[str, float]:
    import faiss
    from pypdf import PdfReader

    model = _reference_model()

    def work() -> dict[str, float]:
        chunks, pages = [], 0
        for path in sorted(documents.glob("*.pdf")):
            texts = [page.extract_text() or "" for page in PdfReader(path).pages]
            pages += len(texts)
            text = "\n".join(texts)
            chunks += [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]
        vectors = model.encode(chunks, normalize_embeddings=True)
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(vectors)
        with tempfile.NamedTemporaryFile() as file:
            faiss.write_index(index, file.name)
        return {"pages": pages, "pieces": len(chunks)}

    return _timed(work)


def ours(documents: Path, index: Path) -> dict[str, float]:
    desk = Desk(Settings().model_copy(update={"index": index}))
    desk.library.encoder.encode_question("Is it loaded?")

    def work() -> dict[str, float]:
        done = list(desk.index([p for p in sorted(documents.iterdir()) if p.suffix.lower() in SUFFIXES]))
        return {"pages": sum(row.pages for row in done), "pieces": sum(row.passages for row in done)}

    return _timed(work)


def encoding(_: Path, index: Path) -> dict[str, float]:
    encoder, passages, pages = Encoder(), _passages(index), _pages(index)
    encoder.encode_question("Is it loaded?")
    return _timed(lambda: {"pages": pages, "pieces": len(encoder.encode_passages(passages))})


def reference(_: Path, index: Path) -> dict[str, float]:
    model, texts, pages = _reference_model(), [p.header + p.text for p in _passages(index)], _pages(index)
    return _timed(lambda: {"pages": pages, "pieces": len(model.encode(texts, normalize_embeddings=True))})


def _reference_model() -> Any:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Encoder()._folder()), device="cpu", model_kwargs={"dtype": "float32"})
    model.encode(["Is it loaded?"])
    return model


def _passages(index: Path) -> list[PassageText]:
    store = Desk(Settings().model_copy(update={"index": index})).library.store
    return [
        PassageText(header(report.title, p.headings, p.column), p.text, p.sentences)
        for report in store.reports()
        for p in store.passages(store.passages_of(report.document_id)).values()
    ]


def _pages(index: Path) -> int:
    return sum(r.pages for r in Desk(Settings().model_copy(update={"index": index})).documents())


def _timed(work: Callable[[], dict[str, float]]) -> dict[str, float]:
    started = time.perf_counter()
    done = work()
    return {"seconds": time.perf_counter() - started, **done}


MEASURED: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "tutorial": tutorial, "ours": ours, "encoding": encoding, "reference": reference,
}  # fmt: skip


if __name__ == "__main__":
    main()

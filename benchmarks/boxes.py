"""Ask a set's questions, box the quotes that the answers cite on their pages, and read back what is under the boxes.

    python benchmarks/boxes.py ../shared/eval/un-reports --work /tmp/boxes [--seed 7] [--count 40] [--draw /tmp/drawn]

A quote is covered where 90 % of its words are read under its boxes, and wrong where it has boxes with fewer, or
with over 20 % of other letters. What is read is compared without spaces, of which PDFium leaves some out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from ctypes import c_double
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageDraw

from assistant.pictures import Pictures

COVERED = 0.9
MOST_FOREIGN = 0.2
Cited = tuple[str, int, str]  # document, page, quote
Box = tuple[float, float, float, float]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--work", type=Path, required=True, help="folder for the index and the answers; reused")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=40, help="quotes drawn; 0 takes all")
    arguments.add_argument("--draw", type=Path, help="folder for pictures of the pages with their boxes")
    chosen = arguments.parse_args()
    documents = chosen.folder / "documents"
    every = _citations(_answers(chosen.folder, chosen.work))
    drawn_by = random.Random(chosen.seed)
    some = drawn_by.sample(every, min(chosen.count or len(every), len(every)))
    pictures, ids = Pictures(chosen.work / "pictures"), dict[str, str]()
    covered = none = wrong = under = foreign = 0
    for number, (document, page, quote) in enumerate(some, 1):
        path = documents / document
        ids.setdefault(document, hashlib.sha256(path.read_bytes()).hexdigest())
        boxes = pictures.boxes(path, ids[document], page, quote)
        share, read, excess = _read_back(path, page, boxes, quote)
        good = share >= COVERED and excess <= MOST_FOREIGN * read
        covered, none, wrong = covered + good, none + (not boxes), wrong + (bool(boxes) and not good)
        under, foreign = under + read, foreign + excess
        if not good:
            print(f"  {share:.2f} covered, {excess} of {read} letters foreign: {document} page {page}: {quote[:90]!r}")
        if chosen.draw:
            _draw(pictures.page(path, ids[document], page).file, boxes, chosen.draw / f"{chosen.seed}-{number:02}.png")
    pictures.close()
    print(
        f"seed {chosen.seed}: {covered} of {len(some)} quotes covered, {none} without a box, {wrong} wrong; "
        f"{foreign / max(under, 1):.2%} of the {under:,} letters under the boxes are not of the quotes"
    )


def _answers(folder: Path, work: Path) -> Path:
    """The answers to the set's questions, from an index in `work/<set>`; made where they are missing."""
    index, answers = work / folder.name, work / f"{folder.name}.answers.jsonl"
    if not answers.exists():
        work.mkdir(parents=True, exist_ok=True)
        for words in (
            ("index", str(folder / "documents"), "--index", str(index)),
            ("ask", "--batch", str(folder / "questions.jsonl"), "--out", str(answers), "--index", str(index)),
        ):
            subprocess.run([sys.executable, "-m", "assistant", *words], stdout=subprocess.DEVNULL, check=True)
    return answers


def _citations(answers: Path) -> list[Cited]:
    """The distinct citations of PDF files, in order."""
    found: dict[Cited, None] = {}
    for line in answers.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        for statement in answer["statements"] + answer["known"]:
            for citation in statement["citations"]:
                if citation["document"].endswith(".pdf"):
                    found[citation["document"], citation["page"], citation["quote"]] = None
    return list(found)


def _read_back(path: Path, number: int, boxes: Sequence[Box], quote: str) -> tuple[float, int, int]:
    """The share of the quote's words that are read under the boxes, the letters read, and how many are not its own."""
    with pdfium.PdfDocument(path) as document:
        page = document[number - 1]
        text_page = page.get_textpage()
        lines = []
        for left, top, right, bottom in boxes:
            inset = (bottom - top) / 8  # PDFium gives all that a rectangle touches: not the lines beside it
            (x1, y1), (x2, y2) = (_on_page(page, x, y) for x, y in ((left, top + inset), (right, bottom - inset)))
            lines.append(text_page.get_text_bounded(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))
    words, read = _words(quote), "".join(_words("\n".join(lines)))
    at = found = own = 0
    for word in words:
        if (place := read.find(word, at)) >= 0:
            at, found, own = place + len(word), found + 1, own + len(word)
    return found / max(len(words), 1), len(read), len(read) - own


def _on_page(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A place in fractions of the shown page in the page's own points."""
    many, own_x, own_y = 1_000_000, c_double(), c_double()
    pdfium_raw.FPDF_DeviceToPage(page, 0, 0, many, many, 0, round(x * many), round(y * many), own_x, own_y)
    return own_x.value, own_y.value


def _words(text: str) -> list[str]:
    mended = re.sub("[-\xad\x02\u2010\ufffe]\\s+|\xad", "", text)
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", mended).casefold())


def _draw(picture: Path, boxes: Sequence[Box], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(picture) as image:
        drawn = image.convert("RGB")
    pen = ImageDraw.Draw(drawn)
    for left, top, right, bottom in boxes:
        pen.rectangle(
            (left * drawn.width, top * drawn.height, right * drawn.width, bottom * drawn.height), outline="red", width=2
        )
    drawn.save(path)


if __name__ == "__main__":
    main()

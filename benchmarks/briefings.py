"""Make briefings on many topics, write each as Word, reopen it, and look for every footnote's quote on its stored page.

    python benchmarks/briefings.py INDEX --work /tmp/briefings [--seed 1] [--count 20] [--pdf]

INDEX is copied into the work folder first. The topics are headings and activities of the reports, drawn by the seed,
and each report by itself. Counted are quotes that are not on their page, sentences that are said twice, and sentences
of a column of challenges under progress; with --pdf also the pages that LibreOffice makes of each.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from assistant.briefings.briefing import Briefing, Most, Scope, statements
from assistant.briefings.make import USUAL
from assistant.briefings.written import note_of, write_note
from assistant.desk import Desk
from assistant.library.store import Store
from assistant.search.query import is_about
from assistant.settings import Settings
from assistant.web.words import load_words

_FOOTNOTE = re.compile(
    r"(?:Also in )?(?P<file>.+?\.\w+)(?:, page (?P<page>\d+))?(?:, (?P<column>.+?))?: “(?P<quote>.*)”"
)
_NUMBER = re.compile(r"^(?:[A-Z](?:\.\d{1,2})*|[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2})*)[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Foot:
    """A footnote as it was written: the report's file, its page (None where it has none), and the quote."""

    file: str
    page: int | None
    quote: str


def feet(path: Path) -> list[Foot]:
    """The footnotes of a Word file. Raises ValueError for one that is not a place and a quote."""
    part = next(p for p in docx.Document(str(path)).part.package.iter_parts() if p.partname == "/word/footnotes.xml")
    found = []
    for note in etree.fromstring(part.blob).findall(qn("w:footnote")):
        if note.get(qn("w:type")) is not None:  # the rule above the footnotes
            continue
        text = "".join(t.text or "" for t in note.iter(qn("w:t"))).strip()
        match = _FOOTNOTE.fullmatch(text)
        if match is None:
            raise ValueError(f"not a place and a quote: {text!r}")
        found.append(Foot(match["file"], int(match["page"]) if match["page"] else None, match["quote"]))
    return found


def unfound(path: Path, store: Store) -> list[Foot]:
    """The footnotes whose quote is not word for word on its stored page; each cell of a table's row by itself."""
    ids = {r.name: r.document_id for r in store.reports()}
    return [
        foot
        for foot in feet(path)
        if foot.file not in ids
        or not all(
            cell in " ".join(store.page_text(ids[foot.file], foot.page).split()) for cell in foot.quote.split(" | ")
        )
    ]


def twice(briefing: Briefing) -> list[str]:
    """The sentences that a briefing says more than once."""
    said = Counter(
        (c.document, c.start, c.end, c.quote) for one in statements(briefing.parts) for c in one.statement.citations
    )
    return [quote for (_, _, _, quote), times in said.items() if times > 1]


def misplaced(briefing: Briefing) -> list[str]:
    """The sentences of a column of challenges that stand under progress, and plans that do."""
    return [
        one.statement.text
        for part in briefing.parts
        if part.name == "progress"
        for one in statements([part])
        if one.statement.planned or any(c.column and is_about("challenges", c.column) for c in one.citations)
    ]


def pages_of(path: Path) -> int:
    """How many pages LibreOffice makes of a Word file, beside which it puts the PDF."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return len(PdfReader(path.with_suffix(".pdf")).pages)


def topics(store: Store, count: int, seed: int) -> list[Scope]:
    """Headings of the reports, drawn by the seed, and each report by itself."""
    found = set()
    for report in store.reports():
        for block in store.blocks(report.document_id):
            heading = _NUMBER.sub("", block.headings[-1]) if block.headings else ""
            if 2 <= len(heading.split()) <= 8 and not heading.isupper() and len(heading) < 80:
                found.add(heading)
    drawn = random.Random(seed).sample(sorted(found), min(count, len(found)))
    return [*map(Scope, drawn), *(Scope(documents=(r.name,)) for r in store.reports())]


def measure(desk: Desk, scopes: Sequence[Scope], folder: Path, with_pdf: bool, most: Most = USUAL) -> None:
    """Print one line a briefing, and the sums."""
    words, sums, seconds, pages = load_words(), Counter[str](), list[float](), list[int]()
    for number, scope in enumerate(scopes, 1):
        started = time.perf_counter()
        briefing = desk.brief(scope, most)
        seconds.append(time.perf_counter() - started)
        path = folder / f"{number:02}.docx"
        write_note(note_of(briefing, words), path)
        sums.update(briefings=1, silent=not briefing.parts, statements=len(statements(briefing.parts)))
        if briefing.parts:
            lost, again, wrong = unfound(path, desk.library.store), twice(briefing), misplaced(briefing)
            sums.update(quotes=len(feet(path)), unfound=len(lost), twice=len(again), misplaced=len(wrong))
            pages += [pages_of(path)] if with_pdf else []
            for what, bad in (("not on its page", lost), ("twice", again), ("misplaced", wrong)):
                for one in bad:
                    print(f"  {what}: {one}")
        print(f"{seconds[-1]:5.2f} s  {len(statements(briefing.parts)):4} statements  {briefing.title}")
    print(", ".join(f"{name} {value}" for name, value in sums.items()))
    print(f"seconds: median {statistics.median(seconds):.2f}, most {max(seconds):.2f}")
    if pages:
        print(f"pages: {dict(sorted(Counter(pages).items()))}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index", type=Path)
    arguments.add_argument("--work", type=Path, required=True, help="folder for the copy and the notes; made anew")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--count", type=int, default=20)
    arguments.add_argument("--statements", type=int, default=0, help="room for so many; the usual two pages where 0")
    arguments.add_argument("--pdf", action="store_true")
    chosen = arguments.parse_args()
    shutil.rmtree(chosen.work, ignore_errors=True)
    shutil.copytree(chosen.index, chosen.work / "index")
    desk = Desk(Settings().model_copy(update={"index": chosen.work / "index"}))
    desk.search("progress", 1)  # so that the first briefing does not wait for the encoder
    most = Most.of(chosen.statements) if chosen.statements else USUAL
    measure(desk, topics(desk.library.store, chosen.count, chosen.seed), chosen.work, chosen.pdf, most)


if __name__ == "__main__":
    main()

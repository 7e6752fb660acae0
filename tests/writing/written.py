"""Sentences that were written from reports, true ones and changed ones, and a checker over the report of each.

BY_RULE were made by rule from reports that we made up; BY_HAND by hand from the reports of corpus/, before the checker
had seen any of them (their first measurement: benchmarks/writer.py).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.commitments import Donors
from assistant.library.encoder import Encoder
from assistant.values import Citation, Evidence, Passage, Rejected, Report, Statement
from assistant.writing.checked import Checker

BY_RULE, BY_HAND = "written_sentences.jsonl", "corpus_sentences.jsonl"
KINDS = ("true", "number", "donor", "negation", "status")


@dataclass(frozen=True)
class Written:
    """A sentence, whether it is true or what was changed in it, and its report."""

    report: int
    kind: str
    text: str


def sentences(file: str = BY_RULE) -> tuple[Mapping[int, Sequence[str]], Sequence[Written]]:
    """(the sentences of each report, what was written from them)."""
    reports: defaultdict[int, list[str]] = defaultdict(list)
    written = []
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        row = Written(**json.loads(line))
        if row.kind == "source":
            reports[row.report].append(row.text)
        else:
            written.append(row)
    return reports, written


def evidence(sentences: Sequence[str], number: int = 0) -> Evidence:
    """A passage of these sentences, in a report by itself."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    text = " ".join(sentences)
    name = f"report-{number}.txt"
    passage = Passage(number, name, text, 1, 1, (), None, 0, len(text), tuple(spans))
    report = Report(name, name, "A report", None, None, None, name, 1, 1, 0, 0, "2020-01-01T00:00:00+00:00")
    return Evidence(passage, report, 1, 1.0, ("meaning",))


def checker(given: Sequence[Evidence], encoder: Encoder, donors: Donors) -> Checker:
    return Checker(
        given,
        (),
        lambda c: (Citation(1, c.evidence.passage.id, c.evidence.report.name, 1, c.text, c.start, c.end, (), None),),
        encoder,
        donors,
    )


def judged(
    encoder: Encoder, donors: Donors, kind: str, file: str = BY_RULE
) -> list[tuple[Written, Statement | Rejected]]:
    """What becomes of each sentence of a kind."""
    reports, written = sentences(file)
    checkers = {i: checker([evidence(told, i)], encoder, donors) for i, told in reports.items()}
    return [(w, checkers[w.report].check(f"{w.text} [1]")) for w in written if w.kind == kind]

"""How well claims and drafts are checked.

    python benchmarks/claims.py ../shared/eval --work /tmp/quality [--seed 1] [--show]

First, claims beside their sources (summedits/claims.jsonl): balanced accuracy on each half of the domains (the ids'
prefixes) and on the whole. Whatever the check's constants were chosen by was the first half alone.

Then a draft against the library of un-reports (indexed in the work folder where it is not): sentences drawn from the
reports come back as supported; with one figure changed, and with one donor, country or body swapped, as different,
naming what was changed; sentences of other sets must never come back as supported.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycountry

from assistant.environment import prepare_environment

prepare_environment()

from assistant.checking import check_batch, check_draft, draft_sentences  # noqa: E402 - the environment comes first
from assistant.checking.draft import Paragraph  # noqa: E402
from assistant.checking.figures import Figure, figures  # noqa: E402
from assistant.checking.names import Name, names_in  # noqa: E402
from assistant.checking.verdicts import Checked  # noqa: E402
from assistant.commitments.rules import data  # noqa: E402
from assistant.desk import Desk  # noqa: E402
from assistant.library.encoder import Encoder  # noqa: E402
from assistant.passages import sentences  # noqa: E402
from assistant.passages.located import located_sentences  # noqa: E402
from assistant.settings import Settings  # noqa: E402

DRAWN = 100
Change = Callable[[str, random.Random], tuple[str, str] | None]
"""A sentence → it with one thing changed, and that thing as it stands now; None where nothing can be."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("evaluation", type=Path)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true", help="print what came back wrong")
    options.add_argument("--only", choices=("claims", "drafts"))
    chosen = options.parse_args()
    if chosen.only != "drafts":
        claims(chosen.evaluation / "summedits" / "claims.jsonl")
    if chosen.only != "claims":
        drafts(chosen.evaluation, chosen.work, chosen.seed, chosen.show)


# -- claims beside their sources ---------------------------------------------------------------------------


def claims(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    started = time.perf_counter()
    verdicts = list(check_batch(({k: row[k] for k in ("id", "claim", "source")} for row in rows), Encoder()))
    seconds = time.perf_counter() - started
    right = np.array([row["supported"] for row in rows])
    said = np.array([verdict["supported"] for verdict in verdicts])
    of = np.array([domain(row["id"]) for row in rows])
    domains = sorted(set(of.tolist()))
    parts = [("first half", domains[::2]), ("second half", domains[1::2]), ("whole", domains)]
    for name, within in [*parts, *((d, [d]) for d in domains)]:
        here = np.isin(of, within)
        print(f"{name.ljust(16)} {here.sum():4d} claims  balanced accuracy {balanced(right[here], said[here]):.3f}")
    print(f"{len(rows)} claims in {seconds:.0f} s")


def domain(identity: str) -> str:
    """What stands before an id's number; ids of letters and digits mixed are two domains, by their form."""
    if named := re.match(r"[a-z]+(?:_[a-z]+)*(?=_)", identity):
        return named.group()
    return "hexadecimal" if re.match(r"[0-9a-f]{24}_", identity) else "mixed"


def balanced(right: Any, said: Any) -> float:
    return float((said[right].mean() + (~said[~right]).mean()) / 2)


# -- drafts against the library ----------------------------------------------------------------------------


@dataclass
class Trial:
    """A sentence as it is checked, and what was changed in it ("" for nothing)."""

    text: str
    changed: str = ""


def drafts(evaluation: Path, work: Path, seed: int, show: bool) -> None:
    desk = Desk(Settings().model_copy(update={"index": work / "un-reports"}))
    list(desk.index([evaluation / "un-reports" / "documents"]))
    rng = random.Random(seed)
    donors = desk.library.ledger.donors
    pool = real_sentences(desk)
    rng.shuffle(pool)
    with_either = [s for s in pool if figures(s) or names_in(s, donors)]
    bodies = sorted({n.written for s in pool for n in names_in(s, donors) if known(n)})
    listed = [str(entry["name"]) for entry in data("donors")["donor"]]
    countries = sorted(getattr(c, "common_name", c.name) for c in pycountry.countries)
    swap = swapping(desk, (bodies, listed, countries))
    rounds = [
        ("verbatim", [Trial(s) for s in with_either[:DRAWN]], "supported"),
        ("figure changed", changed(pool, change_figure, rng), "differs"),
        ("name swapped", changed(pool, swap, rng), "differs"),
        ("of other sets", [Trial(s) for s in foreign(evaluation, rng)], "not supported"),
    ]
    for name, trials, wanted in rounds:
        started = time.perf_counter()
        done = list(check_draft(desk.library, draft_sentences([Paragraph(t.text) for t in trials])))
        seconds = time.perf_counter() - started
        by_trial: dict[int, list[Checked]] = {}
        for checked in done:
            by_trial.setdefault(checked.sentence.paragraph, []).append(checked)
        good = [is_good(by_trial[i], trial, wanted) for i, trial in enumerate(trials)]
        findings = Counter(c.finding for c in done)
        print(f"{name.ljust(16)} {sum(good)} of {len(good)} {wanted}; {dict(findings)}; {seconds:.0f} s", flush=True)
        for i, trial in enumerate(trials):
            if show and not good[i]:
                print("  ", trial)
                for c in by_trial[i]:
                    print("      ", c.finding, c.differences, c.missing, [q.quote for q in c.citations])


def is_good(found: Sequence[Checked], trial: Trial, wanted: str) -> bool:
    if wanted == "supported":
        return all(c.finding == "supported" and c.citations for c in found)
    if wanted == "not supported":
        return all(c.finding != "supported" for c in found)
    return any(c.finding == "differs" and any(_names(d.draft, trial.changed) for d in c.differences) for c in found)


def _names(difference: str, thing: str) -> bool:
    """Whether a difference names the thing that was changed, alone or with more of its name."""
    return difference in thing or thing in difference


def real_sentences(desk: Desk) -> list[str]:
    """Sentences of prose in all reports: a capital, a full stop, eight to sixty words, none twice."""
    found: dict[str, None] = {}
    for report in desk.documents():
        document = desk.library.store.document(report.document_id)
        text = document.text
        for place in located_sentences(document):
            sentence = re.sub(r"^(?:\d{1,3}|[a-z]|\([a-z]+\))[.)]?\s+", "", text[place.start : place.end])
            if place.block.kind not in ("paragraph", "item", "cell") or not re.match(r"[A-Z].*[a-z]\.$", sentence):
                continue
            if 8 <= len(sentence.split()) <= 60 and len(sentences(sentence)) == 1:
                found[sentence] = None
    return list(found)


def changed(pool: Sequence[str], change: Change, rng: random.Random) -> list[Trial]:
    found: list[Trial] = []
    for sentence in pool:
        if len(found) < DRAWN and (done := change(sentence, rng)):
            found.append(Trial(*done))
    return found


def change_figure(sentence: str, rng: random.Random) -> tuple[str, str] | None:
    """Another scale, another year, another numeral or another digit."""
    candidates = [f for f in figures(sentence) if any(c.isdigit() for c in f.written) or f.value >= 2]
    if not candidates:
        return None
    figure = rng.choice(candidates)
    written = _other(figure, rng)
    return sentence[: figure.start] + written + sentence[figure.end :], written


def _other(figure: Figure, rng: random.Random) -> str:
    for one, other in (("million", "billion"), ("billion", "million"), ("thousand", "million")):
        if one in figure.written and rng.random() < 0.5:
            return figure.written.replace(one, other)
    if figure.kind == "year":
        return str(int(figure.value) + rng.choice([-3, -2, -1, 1, 2, 3]))
    digits = [i for i, c in enumerate(figure.written) if c.isdigit()]
    if digits:
        i = rng.choice(digits)
        other = rng.choice([d for d in "123456789" if d != figure.written[i]])
        return figure.written[:i] + other + figure.written[i + 1 :]
    numerals = ["four", "six", "seven", "eight", "nine"] if figure.kind != "ordinal" else ["fourth", "sixth", "ninth"]
    return rng.choice([n for n in numerals if n != figure.written.lower()])


def known(name: Name) -> bool:
    """Whether a name is a country, a donor or a body's acronym, and no mere run of capitals."""
    return name.who != name.written.casefold() or bool(re.fullmatch(r"[A-Z]{3,8}", name.written))


def swapping(desk: Desk, others: Sequence[Sequence[str]]) -> Change:
    """Swaps one donor, country or body of a sentence for another: of the reports, the donors or the countries."""
    donors = desk.library.ledger.donors

    def swap(sentence: str, rng: random.Random) -> tuple[str, str] | None:
        candidates = [name for name in names_in(sentence, donors) if known(name)]
        if not candidates:
            return None
        name = rng.choice(candidates)
        here = {n.who for n in names_in(sentence, donors)}
        kind = rng.choice(others)
        other = rng.choice([o for o in kind if not here & {n.who for n in names_in(f"By {o}", donors)}])
        return sentence[: name.start] + other + sentence[name.end :], other

    return swap


def foreign(evaluation: Path, rng: random.Random) -> list[str]:
    """Sentences of texts that the library does not hold."""
    found = []
    for path in sorted((evaluation / "squad2" / "documents").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [text[a:b] for a, b in sentences(text) if 40 < b - a < 300 and text[b - 1] == "."]
    return rng.sample(found, DRAWN)


if __name__ == "__main__":
    main()

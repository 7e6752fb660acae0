"""Compare two reports and print a sample of the items, to be judged by hand: rightly aligned? rightly labelled?

    python benchmarks/comparison.py --index /tmp/un --document A.pdf --document B.pdf --sample 25 --seed 7 [--pairs]

The sample is drawn from all items; --pairs prints all that have a quote on both sides instead.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.briefings.comparison import Comparison, Item
from assistant.desk import Desk
from assistant.settings import Settings
from assistant.values import Citation, Filters

MOST = 700  # characters printed of a side


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--index", type=Path, required=True)
    arguments.add_argument("--document", action="append", default=[], help="twice or more; none compares years")
    arguments.add_argument("--years", type=int, nargs="*", default=[])
    arguments.add_argument("--sector")
    arguments.add_argument("--topic", default="")
    arguments.add_argument("--sample", type=int, default=25)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--pairs", action="store_true")
    chosen = arguments.parse_args()
    desk = Desk(Settings(index=chosen.index))
    desk.search("warm")  # the encoder is loaded before the clock starts
    started = time.perf_counter()
    filters = Filters(documents=tuple(chosen.document), sector=chosen.sector)
    comparison = desk.compare(chosen.topic, chosen.years, filters)
    seconds = time.perf_counter() - started
    print(f"{len(comparison.items)} items in {seconds:.1f} s: {dict(comparison.counts)}")
    print("; ".join(side.label for side in comparison.sides), *comparison.notes, sep="\n")
    for number, item in enumerate(_drawn(comparison, chosen.sample, chosen.seed, chosen.pairs), 1):
        _print(number, item, comparison)


def _drawn(comparison: Comparison, size: int, seed: int, pairs: bool) -> Sequence[Item]:
    """The items to judge, in the order of the comparison."""
    every = [item for item in comparison.items if not pairs or (item.earlier and item.later)]
    if pairs or len(every) <= size:
        return every
    numbers = random.Random(seed).sample(range(len(every)), size)
    return [every[i] for i in sorted(numbers)]


def _print(number: int, item: Item, comparison: Comparison) -> None:
    moved = "; ".join(f"{f.thing or f.unit}: {f.earlier} -> {f.later}" for f in item.moved)
    print(f"\n{number}. {item.status.upper()} {moved}   [{item.section}] [{item.output}]")
    for side, quotes in zip(item.between, (item.earlier, item.later), strict=True):
        print(f"   {comparison.sides[side].label}: {_quoted(quotes)[:MOST]}")


def _quoted(quotes: Sequence[Citation]) -> str:
    return " // ".join(f"(p. {c.page}) {c.quote}" for c in quotes) or "-"


if __name__ == "__main__":
    main()

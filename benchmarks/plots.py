"""Draw how each measure of growth.py grows with the library, as SVG beside its data.

    pip install -e '.[plots]'
    python benchmarks/plots.py docs/performance/growth.csv

Each figure is written into the folder of the CSV file, named after what it shows.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

# file → (what its upright axis says, the columns that it shows, whether that axis is by powers of ten)
FIGURES = {
    "answer": ("milliseconds", ("encode ms", "p50 ms", "p95 ms"), True),
    "ratio": ("one encode of the question = 1", ("ratio",), False),
    "memory": ("MB resident", ("RSS MB",), True),
    "recall": ("share of the exact 50 nearest", ("recall@50",), False),
    "changes": ("seconds", ("start s", "add s", "remove s"), True),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    data = arguments.parse_args().data
    with data.open(encoding="utf-8", newline="") as file:
        rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
    # The same data gives the same bytes, and the words stay words.
    mpl.rcParams.update({"svg.hashsalt": "growth", "svg.fonttype": "none", "font.size": 11})
    for name, (unit, columns, by_powers) in FIGURES.items():
        draw(rows, unit, columns, by_powers, data.with_name(f"{name}.svg"))


def draw(rows: list[dict[str, float]], unit: str, columns: tuple[str, ...], by_powers: bool, out: Path) -> None:
    figure, axes = pyplot.subplots(figsize=(7, 3.6), layout="constrained")
    for column, line in zip(columns, ("-o", "--s", ":^"), strict=False):  # told apart without colours too
        axes.plot([row["passages"] for row in rows], [row[column] for row in rows], line, label=column)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    if by_powers:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        axes.yaxis.set_minor_formatter(NullFormatter())
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlabel("passages")
    axes.set_ylabel(unit)
    axes.grid(visible=True, alpha=0.3)
    if len(columns) > 1:
        axes.legend()
    figure.savefig(out, metadata={"Date": None})
    pyplot.close(figure)


if __name__ == "__main__":
    main()

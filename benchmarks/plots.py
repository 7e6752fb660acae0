"""Draw how each measure grows with the library: one SVG a measure, from the CSV that growth.py writes.

    pip install -e '.[plots]'
    python benchmarks/plots.py docs/performance/growth.csv

Both axes are logarithmic, so that what grows in step with the library is a straight line of slope one.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "growth"  # the same data give the same file
mpl.rcParams["svg.fonttype"] = "none"

from matplotlib import pyplot as plt  # noqa: E402 - its backend comes first

PLOTS = {
    "answer": (
        ("p50 ms", "p95 ms", "encode ms"),
        "milliseconds",
        "A quoted answer, beside one encoding of its question",
    ),
    "memory": (("RSS MB",), "MB", "Resident memory of the process"),
    "start": (("start s",), "seconds", "From opening the library to its first answer"),
    "change": (("add s", "remove s"), "seconds", "Adding and removing a report of one page"),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    chosen = arguments.parse_args()
    with chosen.data.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name, (figures, unit, title) in PLOTS.items():
        picture, axes = plt.subplots(figsize=(6, 3.4), layout="constrained")
        for figure in figures:
            axes.plot(
                [float(row["passages"]) for row in rows],
                [float(row[figure]) for row in rows],
                marker="o",
                label=figure.rsplit(" ", 1)[0],
            )
        axes.set(xscale="log", yscale="log", xlabel="passages", ylabel=unit, title=title)
        axes.grid(visible=True, which="both", linewidth=0.3)
        if len(figures) > 1:
            axes.legend(frameon=False)
        picture.savefig(chosen.data.with_name(f"{name}.svg"), metadata={"Date": None})
        plt.close(picture)


if __name__ == "__main__":
    main()

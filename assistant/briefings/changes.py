"""What moved since the last report: the same output, the same sentence but for its figures, in two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.briefings.alike import gives
from assistant.briefings.cues import tells
from assistant.briefings.found import Found

ALIKE = 0.5
"""Share of the content words of two sentences together that both have, figures and years left out, from which on they
are taken for one sentence with other figures."""


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """Two sentences of one output."""

    output: str
    earlier: Found
    later: Found
    likeness: float


def moved(found: Sequence[Found]) -> tuple[Moved, ...]:
    """Where a figure is another one than in the year before that is reported on, surest first.

    Only within one sector and output, and only where the later sentence does not give the earlier figure itself.
    """
    years = sorted({f.report.year for f in found if f.report.year is not None})
    if len(years) < 2:
        return ()
    last, before = years[-1], years[-2]
    usable = [
        f
        for f in found
        if f.output and not f.brings and f.figures and not tells("process", f.text) and f.kind in ("done", "state")
    ]
    earlier: dict[tuple[str, str], list[Found]] = {}
    for f in usable:
        if f.report.year == before:
            earlier.setdefault(_place(f), []).append(f)
    pairs = [
        Moved(later.output, one, later, likeness)
        for later in usable
        if later.report.year == last
        for one in earlier.get(_place(later), ())
        if (likeness := _likeness(one, later)) >= ALIKE and not gives(later, one) and not gives(one, later)
    ]
    pairs.sort(key=lambda pair: -pair.likeness)
    chosen: list[Moved] = []
    for pair in pairs:
        if not any(pair.earlier is p.earlier or pair.later is p.later for p in chosen):
            chosen.append(pair)
    return tuple(chosen)


def _place(f: Found) -> tuple[str, str]:
    return f.report.sector or "", " ".join(f.output.casefold().split())


def _likeness(one: Found, other: Found) -> float:
    either = one.stems | other.stems
    return len(one.stems & other.stems) / len(either) if either else 0.0

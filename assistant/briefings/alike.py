"""Sentences that tell the same: the newest is kept, and remembers where else it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.briefings.found import Found
from assistant.checking.figures import same

SAME_WORDS = 0.75
"""Share of the content words of two sentences together that both have, from which on they tell the same."""

SAME_MEANING, SAME_WORDS_WITH_MEANING = 0.7, 0.4
"""The same of sentences that mean the same: their cosine, and that share."""

SAME_BUT_FOR_MORE = 0.6
"""That share, from which on a newer sentence that gives an older one's figures beside its own tells the older one too:
"131 schools in 2019, against 84 in 2018"."""

SAME_FIGURE, LARGE = 0.6, 10
"""The cosine from which on two reports of one year that give the same figure of at least 10 tell the same, as in
"28 centres have been set up", "28 treatment centres have been established"."""


@dataclass(frozen=True, slots=True, eq=False)
class Once:
    """A sentence, and the others that tell the same: of the same report, or of another."""

    best: Found
    others: tuple[Found, ...] = ()


def told_once(found: Sequence[Found]) -> tuple[Once, ...]:
    """Each thing once, in the order of the best; of those that tell the same the newest report's is kept."""
    order = sorted(
        range(len(found)),
        key=lambda i: (-(found[i].report.year or 0), found[i].brings > 0, found[i].column is None, i),
    )
    kept: list[Once] = []
    by_stem: dict[str, list[int]] = {}
    for i in order:
        one = found[i]
        near = sorted({k for s in one.stems for k in by_stem.get(s, ())})
        alike = next((k for k in near if tells_the_same(kept[k].best, one)), None)
        if alike is None:
            for s in one.stems:
                by_stem.setdefault(s, []).append(len(kept))
            kept.append(Once(one))
        else:
            kept[alike] = Once(kept[alike].best, (*kept[alike].others, one))
    return tuple(kept)


def tells_the_same(one: Found, other: Found) -> bool:
    """Whether two sentences, of which `other` is not the newer one, tell the same thing with the same figures. What
    contradicts the other is not the same."""
    kinds = {"state" if f.kind == "done" else f.kind for f in (one, other)}
    either = one.stems | other.stems
    share = len(one.stems & other.stems) / len(either) if either else 0.0
    if len(kinds) > 1:
        return False
    if (one.report.year or 0) > (other.report.year or 0) and share >= SAME_BUT_FOR_MORE and other.figures:
        return gives(one, other)
    if not _same_figures(one, other):
        return False
    if share >= SAME_WORDS:
        return True
    cosine = float(np.dot(one.vector, other.vector))
    if share >= SAME_WORDS_WITH_MEANING and cosine >= SAME_MEANING:
        return True
    two = one.report.document_id != other.report.document_id and one.report.year == other.report.year
    return two and cosine >= SAME_FIGURE and any(f.value >= LARGE for f in one.figures)


def _same_figures(one: Found, other: Found) -> bool:
    return gives(one, other) and gives(other, one)


def gives(one: Found, other: Found) -> bool:
    """Whether a sentence has all the figures of another."""
    return all(any(same(f, g) for g in one.figures) for f in other.figures)

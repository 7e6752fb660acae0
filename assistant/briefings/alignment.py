"""Which sentence of one report is which of another: by wording, meaning, and where it stands.

A sentence has a counterpart where the two are each other's best and alike enough. What has none is far from the other
report where nothing in it comes near; what lies between the two is in doubt, and is left to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answers.cues import leans
from assistant.briefings.likeness import Bonus, Near, alike, mutual, nearest, placed
from assistant.briefings.limits import ALIKE, ENOUGH, FAR, MORE, RUN
from assistant.briefings.told import Told
from assistant.commitments import Donors


@dataclass(frozen=True, slots=True)
class Pair:
    """The numbers of an earlier and a later sentence that tell of the same, and of those beside them that tell more of
    it."""

    earlier: int
    later: int
    score: float
    more_earlier: tuple[int, ...] = ()
    more_later: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs, and the runs of sentences that the other report has nothing near to. What is in none is in doubt."""

    pairs: tuple[Pair, ...]
    only_earlier: tuple[tuple[int, ...], ...]
    only_later: tuple[tuple[int, ...], ...]


def align(earlier: Sequence[Told], later: Sequence[Told], bonus: Bonus, donors: Donors) -> Alignment:
    """Lay one report beside the next."""
    scores = alike(earlier, later)
    best = placed(scores, earlier, later, bonus)
    both = ((i, j) for i, j in mutual(best) if best[i, j] >= ALIKE and earlier[i].stated and later[j].stated)
    pairs = [Pair(i, j, best[i, j]) for i, j in sorted(both, key=lambda ij: ij[1])]
    near_earlier, near_later = nearest(scores, earlier, later, donors)
    alone_earlier = _alone(earlier, {pair.earlier for pair in pairs})
    alone_later = _alone(later, {pair.later for pair in pairs})
    more_earlier = _more(earlier, alone_earlier, near_earlier, {pair.later: pair.earlier for pair in pairs})
    more_later = _more(later, alone_later, near_later, {pair.earlier: pair.later for pair in pairs})
    return Alignment(
        tuple(
            replace(p, more_earlier=more_earlier.get(p.earlier, ()), more_later=more_later.get(p.later, ()))
            for p in pairs
        ),
        _runs(earlier, {i for i in alone_earlier if _is_far(near_earlier, i)}),
        _runs(later, {j for j in alone_later if _is_far(near_later, j)}),
    )


def _alone(sentences: Sequence[Told], paired: Container[int]) -> list[int]:
    return [i for i, t in enumerate(sentences) if t.stated and i not in paired]


def _is_far(near: Near, i: int) -> bool:
    return i not in near or near[i][0] < FAR


def _more(
    sentences: Sequence[Told], alone: Iterable[int], near: Near, partners: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """For sentences that have a counterpart, those close by that it is nearest to as well.

    partners  the number of the other side's sentence → that of its counterpart here.
    """
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i in alone:
        score, nearest = near.get(i, (0.0, -1))
        main = partners.get(nearest)
        if main is None or score < FAR or len(found[main]) == MORE:
            continue
        one, other = sentences[i], sentences[main]
        if one.section == other.section and abs(one.paragraph - other.paragraph) <= 1:
            found[main].append(i)
    return {main: tuple(more) for main, more in found.items()}


def _runs(sentences: Sequence[Told], far: Container[int]) -> tuple[tuple[int, ...], ...]:
    """The sentences that nothing comes near, those that follow one another in a paragraph as one."""
    runs: list[list[int]] = []
    for i, t in enumerate(sentences):
        if i not in far:
            continue
        last = sentences[i - 1]
        goes_on = runs and runs[-1][-1] == i - 1 and (last.paragraph == t.paragraph or last.text.endswith((":", ";")))
        if goes_on and len(runs[-1]) < RUN:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(tuple(run) for run in runs if any(_says_enough(sentences[i]) for i in run))


def _says_enough(t: Told) -> bool:
    """Whether a sentence says something by itself: it leans on none before it and announces none after it."""
    return len(set(t.stems)) >= ENOUGH and not leans(t.text) and not t.text.rstrip().endswith(":")

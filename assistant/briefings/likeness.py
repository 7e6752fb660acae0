"""How alike the sentences of two reports are: by wording and meaning, and by where they stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.briefings.limits import (
    ALIKE,
    COMMON_NAME,
    FAR,
    FAR_ALONE,
    MOST_BONUS,
    NEAREST,
    OF_MEANING,
    OF_WORDING,
    OF_WORDS,
    SAME_HEADING,
    SAME_OUTPUT,
    SAME_PARAGRAPH,
    SAME_SECTION,
    SHARED_NAME,
)
from assistant.briefings.told import Told, folded
from assistant.checking.names import names_in
from assistant.commitments import Donors
from assistant.passages.stems import stem
from assistant.passages.words import content_words

Numbers = tuple[int, int]  # of an earlier and a later sentence

Near = Mapping[int, tuple[float, int]]  # a sentence's number → how near the other side's nearest is, and its number

Bonus = Callable[[Told, Told], float]
"""What it adds to how alike two sentences are that they are known to be about the same."""


class Alike(NamedTuple):
    """0 to 1 each. `both` is how alike two sentences are; `by_later` how far the later one tells what the earlier does,
    whatever else it tells; `by_earlier` the reverse."""

    both: float
    by_later: float
    by_earlier: float


def alike(earlier: Sequence[Told], later: Sequence[Told]) -> dict[Numbers, Alike]:
    """How alike sentences are, for the nearest of each: cosine, best matches of their words, rare words."""
    if not earlier or not later:
        return {}
    weighs = rarity((*earlier, *later))
    weights = [[np.array([weighs[s] for s in t.stems], dtype=np.float32) for t in side] for side in (earlier, later)]
    totals = [[sum(weighs[s] for s in set(t.stems)) for t in side] for side in (earlier, later)]
    cosines = np.stack([t.vector for t in earlier]) @ np.stack([t.vector for t in later]).T
    found = {}
    for i, j in _candidates(cosines):
        one, other = earlier[i], later[j]
        best = one.words @ other.words.T
        mine = float(best.max(axis=1) @ weights[0][i] / weights[0][i].sum())
        theirs = float(best.max(axis=0) @ weights[1][j] / weights[1][j].sum())
        shared = sum(weighs[s] for s in set(one.stems) & set(other.stems))
        meaning = OF_MEANING * float(cosines[i, j])
        by_later = meaning + OF_WORDING * mine + OF_WORDS * shared / totals[0][i]
        by_earlier = meaning + OF_WORDING * theirs + OF_WORDS * shared / totals[1][j]
        found[i, j] = Alike((by_later + by_earlier) / 2, by_later, by_earlier)
    return found


def _candidates(cosines: NDArray[np.float32]) -> set[tuple[int, int]]:
    down = np.argsort(-cosines, axis=1)[:, :NEAREST]
    across = np.argsort(-cosines, axis=0)[:NEAREST].T
    found = {(i, int(j)) for i, row in enumerate(down) for j in row}
    return found | {(int(i), j) for j, row in enumerate(across) for i in row}


def rarity(sentences: Sequence[Told]) -> dict[str, float]:
    """How much each word tells: log(sentences / sentences that have it)."""
    bearers = Counter(s for t in sentences for s in set(t.stems))
    return {s: math.log((len(sentences) + 1) / (n + 0.5)) for s, n in bearers.items()}


def placed(
    scores: Mapping[Numbers, Alike], earlier: Sequence[Told], later: Sequence[Told], bonus: Bonus
) -> dict[Numbers, float]:
    """How alike sentences are, with what it adds that they stand in the same place of their reports, and the bonus."""
    paragraphs = set(mutual(_of_paragraphs(scores, earlier, later)))
    found = {}
    for (i, j), (score, _, _) in scores.items():
        one, other = earlier[i], later[j]
        if one.output and other.output and same_heading(one.output, other.output):
            score += SAME_OUTPUT
        elif one.section and same_heading(one.section, other.section):
            score += SAME_SECTION
        score += SAME_PARAGRAPH * ((one.paragraph, other.paragraph) in paragraphs)
        might = score >= ALIKE - MOST_BONUS and one.stated and other.stated
        found[i, j] = score + (bonus(one, other) if might else 0.0)
    return found


def _of_paragraphs(
    scores: Mapping[Numbers, Alike], earlier: Sequence[Told], later: Sequence[Told]
) -> dict[Numbers, float]:
    """For two paragraphs the mean of their sentences' best scores in the other, both ways."""
    sizes = [Counter(t.paragraph for t in side) for side in (earlier, later)]
    best: defaultdict[Numbers, list[dict[int, float]]] = defaultdict(lambda: [{}, {}])
    for (i, j), (score, _, _) in scores.items():
        mine, theirs = best[earlier[i].paragraph, later[j].paragraph]
        mine[i], theirs[j] = max(mine.get(i, 0.0), score), max(theirs.get(j, 0.0), score)
    return {
        (p, q): (sum(mine.values()) / sizes[0][p] + sum(theirs.values()) / sizes[1][q]) / 2
        for (p, q), (mine, theirs) in best.items()
    }


def mutual(scores: Mapping[Numbers, float]) -> Iterable[Numbers]:
    """The pairs that are each other's best."""
    first: dict[int, tuple[float, int]] = {}
    second: dict[int, tuple[float, int]] = {}
    for (i, j), score in scores.items():
        first[i] = max(first.get(i, (score, j)), (score, j))
        second[j] = max(second.get(j, (score, i)), (score, i))
    return ((i, j) for i, (_, j) in first.items() if second[j][1] == i)


def nearest(
    scores: Mapping[Numbers, Alike], earlier: Sequence[Told], later: Sequence[Told], donors: Donors
) -> tuple[Near, Near]:
    """For each earlier and each later sentence what comes nearest to it: what is like it, all the more with a rare name
    that both have, or what tells it among other things."""
    mine, theirs = _rare_names(earlier, donors), _rare_names(later, donors)
    one: dict[int, tuple[float, int]] = {}
    other: dict[int, tuple[float, int]] = {}
    for (i, j), (both, by_later, by_earlier) in scores.items():
        score = both + SHARED_NAME * bool(mine[i] & theirs[j])
        told, tells = max(score, by_later + FAR - FAR_ALONE), max(score, by_earlier + FAR - FAR_ALONE)
        one[i] = max(one.get(i, (told, j)), (told, j))
        other[j] = max(other.get(j, (tells, i)), (tells, i))
    return one, other


def _rare_names(sentences: Sequence[Told], donors: Donors) -> list[set[str]]:
    """For each sentence its names of several words, or of capitals alone, that few other sentences have."""
    found = [{folded(n.who) for n in names_in(t.text, donors) if _tells(n.written)} for t in sentences]
    bearers = Counter(name for names in found for name in names)
    most = max(2, COMMON_NAME * len(sentences))
    return [{name for name in names if bearers[name] <= most} for names in found]


def _tells(name: str) -> bool:
    """Whether a name is one of several parts, or of capitals alone: others are too common."""
    return " " in name or "-" in name or (name.isupper() and len(name) > 2)


@lru_cache(maxsize=1 << 14)
def same_heading(one: str, other: str) -> bool:
    """Whether two headings, without their numbers, have the same words."""
    mine, theirs = ({stem(t[a:b].lower()) for a, b in content_words(t)} for t in (one, other))
    mine, theirs = ({w for w in words if not w.isdigit()} for words in (mine, theirs))
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= SAME_HEADING

"""Which sentences are said under which heading, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from assistant.briefings.alike import Once
from assistant.briefings.alone import is_marred, joins
from assistant.briefings.briefing import Said
from assistant.briefings.cues import tells
from assistant.briefings.found import Found, figures_of
from assistant.briefings.telling import is_speech, tells_difficulty
from assistant.search.query import YEAR

FIGURE, MONEY = 0.5, 0.1
NEWEST, OLDER = 0.15, 0.1
LONG, LONG_FROM = 0.25, 260  # characters
BRINGS, JOINS = 0.2, 0.05
OUTRIGHT = 0.3
FEW, NOTABLE, WITHOUT, PROCESS = 0.1, 0.2, 0.4, 0.3
PAST_PLAN, FUNDING = 0.5, 0.3
REPEATS, UNLIKE = 0.6, 0.5
TOPIC, STEEP = 1.6, 1.5
BOTH = 0.15
MARRED, SPEECH = 0.3, 0.4
"""What makes a sentence better or worse to say, beside how much it is on the topic (0 to 1): a figure, money or a share
among its figures, the newest report, each year that it is older, length, other sentences that it needs, a first word
that ties it to another; how much its likeness (cosine) to what is said already under its heading takes off; that it
says outright what is difficult; figures below ten alone, the first or only of its kind, neither; meetings and visits;
a plan that a later report should have told the end of; what the ledger tells."""


Fits = Callable[[Found], bool]
Picked = tuple[Found, Said]


@dataclass(slots=True)
class Choice:
    """What is still free to be said. Each sentence is said once; `taken` are the places of those that are, and on those
    `of_ledger` a row of the ledger stands."""

    once: Sequence[Once]
    newest: int | None
    state: Callable[[Once], Said | None]
    taken: set[tuple[str, int]] = field(default_factory=set)
    of_ledger: frozenset[tuple[str, int]] = frozenset()

    def best(self, most: int, fits: Fits, worth: Callable[[Found], float]) -> list[Picked]:
        """Up to `most` of those that fit, best first and unlike one another; what cannot be stated is passed over."""
        open_ = [(t, worth(t.best)) for t in self.once if fits(t.best) and self.is_free(t.best)]
        vectors = np.stack([t.best.vector for t, _ in open_]) if open_ else np.zeros((0, 0), dtype=np.float32)
        values = np.array([value for _, value in open_], dtype=np.float32)
        repeats = np.zeros(len(open_), dtype=np.float32)
        chosen: list[Picked] = []
        while len(chosen) < most and len(values) and float(values.max()) > -np.inf:
            i = int(np.argmax(values - REPEATS * np.maximum(0.0, repeats - UNLIKE)))
            values[i] = -np.inf
            one = open_[i][0]
            if self.is_free(one.best) and (said := self.state(one)):
                for told in (one.best, *one.others):
                    self.take(told)
                chosen.append((one.best, said))
                repeats = np.maximum(repeats, vectors @ vectors[i])
        return chosen

    def is_free(self, one: Found) -> bool:
        return self.taken.isdisjoint(one.places)

    def take(self, one: Found) -> None:
        self.taken.update(one.places)

    def worth(self, one: Found) -> float:
        """How good a sentence is to say, whatever it tells of."""
        age = (self.newest or 0) - (one.report.year or (self.newest or 0) - 1)
        return (
            TOPIC * float(one.fit**STEEP)
            + NEWEST * (age == 0)
            - OLDER * min(age, 6)
            - LONG * (len(one.text) > LONG_FROM)
            - BRINGS * one.brings
            - JOINS * joins(one.text)
            - PROCESS * tells("process", one.text)
            - SPEECH * is_speech(one.text)
            - MARRED * is_marred(one.text)
            - FUNDING * (not one.figures and not self.of_ledger.isdisjoint(one.places))
        )

    def worth_as_fact(self, one: Found) -> float:
        money = any(f.kind in ("money", "percent") for f in one.figures)
        figure = FIGURE if has_large_figure(one) else FEW if one.figures else 0.0
        notable = NOTABLE * tells("notable", one.text)
        both = BOTH * bool(one.brings and one.figures and figures_of(one.candidate.before[-1].text))
        return self.worth(one) + figure + MONEY * money + notable + both - WITHOUT * (not figure and not notable)

    def worth_as_challenge(self, one: Found) -> float:
        return self.worth(one) + OUTRIGHT * tells_difficulty(one.text)

    def worth_as_plan(self, one: Found) -> float:
        years = [int(year) for year in YEAR.findall(one.text)]
        newest = self.newest or 0
        past = (one.report.year or newest) < newest and bool(years) and max(years) <= newest
        return self.worth(one) - PAST_PLAN * past


def has_large_figure(one: Found) -> bool:
    """Whether it tells how many or how much, beyond what is counted on the fingers."""
    return any(f.kind != "number" or f.value >= 10 for f in one.figures)


def in_reading_order(picked: Iterable[Picked]) -> list[Picked]:
    """The newest report first, and each as it is read; what a column of challenges tells besides them comes last."""
    return sorted(
        picked,
        key=lambda p: (
            p[0].kind == "challenge" and not tells_difficulty(p[0].text),
            -(p[0].report.year or 0),
            p[0].report.name,
            p[0].candidate.stretches[0].start,
        ),
    )

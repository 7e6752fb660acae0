"""What a comparison is made of: its sides, the items that they share or not, and a figure's way through the years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

from assistant.briefings.alignment import Alignment, align
from assistant.briefings.limits import SAME_FIGURE, SAME_STATEMENT, SAME_TOPIC
from assistant.briefings.moved import Moved, compared
from assistant.briefings.told import Told
from assistant.checking.beside import lay
from assistant.commitments import Donors
from assistant.values import Citation, Report

Status = Literal["moved", "new", "gone", "reworded", "unchanged"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the times that are compared, and its reports. `label` is a year, a period or a report's name."""

    label: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """What one or both of two neighbouring sides say of one thing.

    between         numbers of the earlier and the later side.
    status          "gone" is what is no longer mentioned.
    section, output the heading and the activity that it stands under; "" where there is none.
    earlier, later  verbatim quotes; none on the side that has nothing.
    figures         what both give figures of, whether they moved or not.
    relevance       to the topic, 0 to 1; 1 without one.
    """

    between: tuple[int, int]
    status: Status
    section: str
    output: str
    earlier: tuple[Citation, ...]
    later: tuple[Citation, ...]
    figures: tuple[Moved, ...] = ()
    relevance: float = 1.0

    @property
    def quotes(self) -> tuple[Citation, ...]:
        return (*self.earlier, *self.later)

    @property
    def moved(self) -> tuple[Moved, ...]:
        return tuple(figure for figure in self.figures if figure.has_moved)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one side, and the quote that gives it."""

    label: str
    written: str
    value: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class Trend:
    """The same figure through three sides or more, unit and thing being the same throughout."""

    thing: str
    unit: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides in the order of time, and what they say of the same.

    notes  what is missing or open, in sentences.
    """

    topic: str
    sides: tuple[Side, ...]
    items: tuple[Item, ...]
    trends: tuple[Trend, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Status, int]:
        counted = Counter(item.status for item in self.items)
        return {status: counted[status] for status in STATUSES}


@dataclass(frozen=True, slots=True)
class Laid:
    """An item before its quotes are looked up: sentences of the two sides that tell of the same."""

    status: Status
    earlier: tuple[Told, ...]
    later: tuple[Told, ...]
    figures: tuple[Moved, ...] = ()

    @property
    def told(self) -> Told:
        """The sentence whose place is the item's."""
        return (*self.later, *self.earlier)[0]


def lay_beside(
    earlier: Sequence[Told],
    later: Sequence[Told],
    names: Mapping[str, str],
    donors: Donors,
    on_topic: Container[Told] = (),
) -> tuple[Laid, ...]:
    """What two sides say of the same, and what only one of them says, in the order of the later side; what it no longer
    mentions comes after what stood before it.

    names     short names that the reports explain, with the long ones.
    on_topic  the sentences on the topic that is asked about, if they are few.
    """

    def bonus(one: Told, other: Told) -> float:
        same_figure = bool(compared(spelled(one.text, names), spelled(other.text, names)))
        return SAME_FIGURE * same_figure + SAME_TOPIC * (one in on_topic and other in on_topic)

    found = align(earlier, later, bonus, donors)
    return tuple(_in_order(_laid(found, earlier, later, names, donors), found))


def _laid(
    found: Alignment, earlier: Sequence[Told], later: Sequence[Told], names: Mapping[str, str], donors: Donors
) -> Iterator[tuple[tuple[int, int], Laid]]:
    """The items, each with the numbers of its sentences; -1 where it has none."""
    for pair in found.pairs:
        mine = tuple(earlier[i] for i in sorted((pair.earlier, *pair.more_earlier)))
        theirs = tuple(later[j] for j in sorted((pair.later, *pair.more_later)))
        figures = compared(spelled(earlier[pair.earlier].text, names), spelled(later[pair.later].text, names))
        figures = figures or _counts(mine, theirs, names)
        status: Status = "reworded"
        if any(figure.has_moved for figure in figures):
            status = "moved"
        elif len(mine) == len(theirs) == 1 and says_the_same(mine[0], theirs[0], donors):
            status = "unchanged"
        yield (pair.earlier, pair.later), Laid(status, mine, theirs, figures)
    for run in found.only_earlier:
        yield (run[0], -1), Laid("gone", tuple(earlier[i] for i in run), ())
    for run in found.only_later:
        yield (-1, run[0]), Laid("new", (), tuple(later[j] for j in run))


def _in_order(laid: Iterable[tuple[tuple[int, int], Laid]], found: Alignment) -> list[Laid]:
    """In the later side's order. What is gone follows the item that the earlier side had before it."""
    place = {pair.earlier: pair.later for pair in found.pairs}

    def key(entry: tuple[tuple[int, int], Laid]) -> tuple[int, int, int]:
        (i, j), _ = entry
        if j >= 0:
            return j, 0, 0
        before = max((e for e in place if e < i), default=None)
        return (-1 if before is None else place[before]), 1, i

    return [item for _, item in sorted(laid, key=key)]


def _counts(earlier: Sequence[Told], later: Sequence[Told], names: Mapping[str, str]) -> tuple[Moved, ...]:
    """The counts that sentences beside the counterparts give of the same thing. An amount or a share does not say of
    what it is, so these are compared between counterparts alone."""
    texts = product((spelled(t.text, names) for t in earlier), (spelled(t.text, names) for t in later))
    found: dict[str, Moved] = {}
    for figure in (f for one, other in texts for f in compared(one, other) if f.unit in ("", "date")):
        found.setdefault(figure.thing, figure)
    return tuple(found.values())


def says_the_same(earlier: Told, later: Told, donors: Donors) -> bool:
    """Whether two sentences have the same words, figures and names, each report's own year apart."""
    one, other = (_without_year(t) for t in (earlier, later))
    around = (later.report.title, earlier.report.title)
    return all(
        not (beside := lay(mine, theirs, title, donors)).differences and beside.covered >= SAME_STATEMENT
        for mine, theirs, title in ((one, other, around[0]), (other, one, around[1]))
    )


def _without_year(t: Told) -> str:
    return t.text.replace(str(t.report.year), "the year") if t.report.year else t.text


def spelled(text: str, names: Mapping[str, str]) -> str:
    """A text with the short names written out: "12 CHAs" → "12 Confirmed Hazardous Areas"."""

    def long(match: re.Match[str]) -> str:
        name = names.get(match["short"])
        if name is None:
            return match.group()
        return "" if match["open"] else name.removesuffix("s") + "s" if match["s"] else name

    return re.sub(r"(?P<open>\s\()?\b(?P<short>[A-Z][A-Za-z&/-]*?[A-Z])(?P<s>s?)\b(?(open)\))", long, text)

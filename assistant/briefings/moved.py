"""Which figure moved between two sentences that tell of the same: only where unit and thing counted agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.plans import planned
from assistant.briefings.counted import Counted, counted
from assistant.briefings.limits import SAME_ABOUT
from assistant.briefings.periods import MONTH, NTH, month
from assistant.passages.lexicon import opposites

_DATE = re.compile(
    rf"(?:(?P<part>first|second) half of|(?P<month>{MONTH})|(?P<quarter>Q[1-4]|(?:{'|'.join(NTH)}) quarter of))"
    r"\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
PLANNED_DATE = "planned date"


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure in two reports; also one that stayed.

    thing           what is counted, in the later report's words; PLANNED_DATE of a date; "" where the sentence says.
    unit            "EUR", "$", "%" or "date"; "" of a count.
    earlier, later  as written: "1.2 million"; `was` and `now` their values.
    """

    thing: str
    unit: str
    earlier: str
    later: str
    was: float
    now: float

    @property
    def has_moved(self) -> bool:
        return self.was != self.now


def compared(earlier: str, later: str) -> tuple[Moved, ...]:
    """The figures that two sentences on the same give of the same thing, in the later one's order."""
    if bool(planned(earlier)) != bool(planned(later)):
        return ()
    before, after = counted(earlier), counted(later)
    found = []
    for now in after:
        same = [was for was in before if _agree(was, now)]
        if len(same) == 1 and sum(_agree(same[0], other) for other in after) == 1:
            was = same[0].figure
            found.append(
                Moved(now.thing, now.unit, was.written, now.figure.written, float(was.value), float(now.figure.value))
            )
    return tuple(found) or _rescheduled(earlier, later)


def _agree(was: Counted, now: Counted) -> bool:
    """Whether two figures count the same thing in the same unit and in the same way."""
    if (was.unit, was.total, was.figure.kind) != (now.unit, now.total, now.figure.kind):
        return False
    if (was.names - now.names and now.names - was.names) or not _done_alike(was.deeds, now.deeds):
        return False
    if (was.of or now.of) and not was.of & now.of:
        return False
    if now.unit:
        return len(was.about & now.about) >= max(1, SAME_ABOUT * len(was.about | now.about))
    one, other = was.more | {was.head}, now.more | {now.head}
    if min(was.figure.value, now.figure.value) == 1:  # "one new visit" does not tell its head by its form
        return bool(one & other)
    return was.head == now.head and (one <= other or other <= one)


def _done_alike(was: frozenset[str], now: frozenset[str]) -> bool:
    """Whether the same was done: some deed is in both, or one tells none, and no two are opposites."""
    return (not was or not now or bool(was & now)) and not any(opposites(deed) & now for deed in was)


def _rescheduled(earlier: str, later: str) -> tuple[Moved, ...]:
    """The day of a plan that both tell of, where each names one that the other does not."""
    if not planned(earlier) or not planned(later):
        return ()
    before, after = ({_value(m): m.group() for m in _DATE.finditer(text)} for text in (earlier, later))
    old, new = before.keys(), after.keys() - before.keys()
    if len(old) != 1 or len(new) != 1:
        return ()
    was, now = next(iter(old)), next(iter(new))
    return (Moved(PLANNED_DATE, "date", before[was], after[now], was, now),)


def _value(date: re.Match[str]) -> float:
    """A date as a year with its part, by its last month."""
    year = int(date["year"])
    if date["month"]:
        return year + month(date["month"]) / 12
    if date["part"]:
        return year + (0.5 if date["part"].lower() == "first" else 1)
    word = date["quarter"].lower()
    nth = int(word[1]) if word[1].isdigit() else NTH.index(word.split()[0]) + 1
    return year + nth / 4

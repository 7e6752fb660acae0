"""When a report belongs: the period that it covers or the day that it is of, and the order of reports of one series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.passages.lexicon import words
from assistant.values import Report

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTH = rf"(?:{'|'.join(_MONTHS)})"
NTH = ("first", "second", "third", "fourth")
_YEAR = r"(?:19|20)\d\d"
_NUMERALS = rf"[1-4](?:st|nd|rd|th)?|{'|'.join(NTH)}"
# Each with the month in which the period ends: "January to March 2025", "Q3 2024", "third quarter", "first half".
_SPAN = re.compile(
    rf"\b(?P<first>{MONTH})(?:\s+{_YEAR})?\s?(?:to|and|until|[-–—])\s?(?P<last>{MONTH})\s+(?P<year>{_YEAR})", re.I
)
# What stands before a report's own period.
_COVERS = re.compile(r"\b(?:covers?|covering|covered|reporting|period)\b(?:\s+\w+){0,4}\s*$", re.I)
_PART = re.compile(
    rf"(?:\bQ(?P<q>[1-4])|\bH(?P<h>[12])|\b(?P<n>{_NUMERALS})[\s-]+(?P<part>quarter|half|semester|trimester))(?!\w)"
    rf"(?:[\s,/-]+(?:of\s+)?(?:the\s+year\s+)?(?P<year>{_YEAR}))?",
    re.I,
)
_DAY = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})|(?P<us>{MONTH})\s+(?P<usday>\d{{1,2}}),?)\s+(?P<year>{_YEAR})", re.I
)
_MONTH_OF = re.compile(rf"\b(?P<month>{MONTH})[\s,]+(?P<year>{_YEAR})", re.I)
_ISO = re.compile(rf"(?<!\d)(?P<year>{_YEAR})[-_](?P<month>0[1-9]|1[0-2])(?:[-_](?P<day>[0-3]\d))?(?!\d)")
_NUMBER = re.compile(
    r"\b(?P<word>[a-z]+|(?P<nth>\d{1,3})(?:st|nd|rd|th))(?=\s+(?:\w+\s+){0,2}report\b)"
    r"|\b(?:report|issue|bulletin|update)\s+(?:no\.?|number|#)?\s?(?P<digits>\d{1,3})\b",
    re.I,
)
_MONTHS_OF = {"quarter": 3, "trimester": 3, "half": 6, "semester": 6}
FRONT = 6000  # characters in which a report says what it is
COVER, COVER_LINE = 1500, 80  # characters: of its cover, and of a line on it; a longer one may name any day


@dataclass(frozen=True, slots=True)
class Period:
    """Where a report stands in its series.

    order  what reports of a series are sorted by: year, month, day, number; 0 where not known.
    said   the period or day in the report's own words; "" where it gives none.
    """

    order: tuple[int, int, int, int]
    said: str = ""


def period_of(report: Report, front: str) -> Period:
    """When a report belongs, by its title, its name and `front`, the text with which it begins.

    The report's year, where it is known, comes before what the text says: a report of 2018 is often dated 2019.
    """
    name = re.sub(r"[_.]+", " ", report.name.rsplit(".", 1)[0])
    told = (report.title, name, front[:FRONT])
    number = next((n for text in told if (n := _number(text))), 0)
    ends = next(_ends(told), None)
    if ends is None:
        return Period((report.year or 0, 0, 0, number))
    (year, month, day), said = ends
    return Period((report.year or year, *_within(report.year, year, month, day), number), said)


def in_order(periods: Sequence[tuple[Report, Period]]) -> tuple[tuple[Report, Period], ...]:
    """Reports by their periods; those that stand at the same place by their names, numbers in them by their value."""
    return tuple(sorted(periods, key=lambda rp: (rp[1].order, natural(rp[0].name))))


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts "report 9" before "report 10"."""
    return tuple((int(part) if part.isdigit() else -1, part.casefold()) for part in re.findall(r"\d+|\D+", name))


def _within(reported: int | None, year: int, month: int, day: int) -> tuple[int, int]:
    """Month and day as they order reports of one year: what lies in another year counts on from there."""
    return month + 12 * (year - reported if reported else 0), day


def _ends(told: Sequence[str]) -> Iterator[tuple[tuple[int, int, int], str]]:
    """The ends of the periods that the texts name, each with its words: periods first, then days, then months."""
    title, name, front = told
    for text in told:
        for match in _SPAN.finditer(text):
            if text is not front or _COVERS.search(text[: match.start()]):
                yield (int(match["year"]), month(match["last"]), 0), match.group()
    for text in (title, name, front[:COVER]):
        for match in _PART.finditer(text):
            if year := match["year"] or next(iter(re.findall(_YEAR, text)), None):
                yield (int(year), _lastmonth(match), 0), match.group()
    cover = "\n".join(line for line in front[:COVER].splitlines() if len(line) <= COVER_LINE)
    for text in (title, cover, name):
        for match in _DAY.finditer(text):
            named = month(match["month"] or match["us"])
            yield (int(match["year"]), named, int(match["day"] or match["usday"])), match.group()
    for text in (title, name):
        for match in (*_MONTH_OF.finditer(text), *_ISO.finditer(text)):
            told_as = match["month"]
            yield (int(match["year"]), int(told_as) if told_as.isdigit() else month(told_as), 0), match.group()


def month(name: str) -> int:
    """Its number, from 1."""
    return _MONTHS.index(name.lower()) + 1


def _lastmonth(match: re.Match[str]) -> int:
    if match["q"]:
        return 3 * int(match["q"])
    if match["h"]:
        return 6 * int(match["h"])
    number = match["n"].lower()
    nth = int(number[0]) if number[0].isdigit() else NTH.index(number) + 1
    return _MONTHS_OF[match["part"].lower()] * nth


def _number(text: str) -> int:
    """The number of a report in its series: "sixth quarterly report", "Report No. 12"; 0 where it has none."""
    for match in _NUMBER.finditer(text):
        if digits := match["digits"] or match["nth"]:
            return int(digits)
        if value := words()["ordinals"].get(match["word"].lower()):
            return int(value)
    return 0

"""Which reports are laid beside which: by year, or report by report, sector by sector, in the order of time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from assistant.briefings.comparison import Side
from assistant.briefings.periods import Period, in_order
from assistant.values import Report

Periods = Mapping[str, Period]  # by document id


def sides_of(reports: Sequence[Report], years: Sequence[int], by_report: bool, periods: Periods) -> tuple[Side, ...]:
    """The sides in the order of time: one a year, or one a report where these were chosen or are all of one year."""
    wanted = [r for r in reports if by_report or not years or r.year in years]
    ordered = [r for r, _ in in_order([(r, periods[r.document_id]) for r in wanted])]
    if by_report or len({r.year for r in ordered}) == 1:
        return tuple(Side(_label(r, ordered, periods), (r,)) for r in ordered)
    of_years = groupby((r for r in ordered if r.year is not None), key=lambda r: r.year)
    return tuple(Side(str(year), tuple(found)) for year, found in of_years)


def _label(report: Report, among: Sequence[Report], periods: Periods) -> str:
    """The year of a report if no other has it, else its period, else its name."""
    said = [_said(r, periods) for r in among]
    if sum(r.year == report.year for r in among) == 1 and report.year:
        return str(report.year)
    mine = _said(report, periods)
    return mine if mine and said.count(mine) == 1 else report.name


def _said(report: Report, periods: Periods) -> str:
    return " ".join(periods[report.document_id].said.split())


def series(report: Report) -> str:
    """What reports of one series share: their sector, or where it is not known their names without numbers."""
    return report.sector or re.sub(r"[\W\d_]+", " ", report.name.rsplit(".", 1)[0]).casefold().strip()


def in_series(sides: Sequence[Side], together: bool) -> tuple[tuple[Side, ...], ...]:
    """The sides of each series by themselves, with those of its reports; `together` takes all as one series."""
    if together:
        return (tuple(sides),)
    keys = sorted({series(r) for side in sides for r in side.reports})
    split = (tuple(Side(s.label, tuple(r for r in s.reports if series(r) == key)) for s in sides) for key in keys)
    return tuple(tuple(side for side in one if side.reports) for one in split)


def missing(sides: Sequence[Side], years: Sequence[int], sector: str | None) -> tuple[str, ...]:
    """A sentence for each year of which there is no report, and for each sector that has none of a year that others
    have."""
    labels = {side.label for side in sides}
    among = {r.year for side in sides for r in side.reports}
    of = f" on {sector}" if sector else ""
    found = [f"No report of {year}{of} is indexed." for year in sorted(set(years) - among)]
    sectors = sorted({r.sector for side in sides for r in side.reports if r.sector})
    if len(sectors) > 1 and len(labels) > 1:
        for name in sectors:
            without = [s.label for s in sides if not any(r.sector == name for r in s.reports)]
            found += [f"{name}: no report of {' or '.join(without)} is indexed."] if without else []
    return tuple(found)

"""What the comparison page shows: topic, years, reports and status, kept in its link."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from assistant.briefings.comparison import Comparison, Item, Status
from assistant.values import Filters
from assistant.web.header import PATHS
from assistant.web.limits import LONGEST, is_year

PART = 100  # items on a page
MOST_CHOSEN = 40  # years or reports of a link


@dataclass(frozen=True, slots=True)
class CompareView:
    """What a link asks for; empty does not limit. `part` counts from 1."""

    topic: str = ""
    sector: str = ""
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    status: str = ""
    part: int = 1

    @property
    def filters(self) -> Filters:
        return Filters(documents=self.reports, sector=self.sector or None)

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.years or self.reports or self.sector or self.topic)

    @property
    def query(self) -> str:
        pairs = [("topic", self.topic), ("sector", self.sector)]
        pairs += [("year", str(year)) for year in self.years]
        pairs += [("report", name) for name in self.reports]
        pairs += [("status", self.status), ("part", str(self.part) if self.part > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value])

    @property
    def link(self) -> str:
        return f"{PATHS['compare']}?{self.query}" if self.query else PATHS["compare"]

    def of_status(self, status: str) -> CompareView:
        return replace(self, status=status, part=1)

    def items(self, comparison: Comparison) -> tuple[Item, ...]:
        """The items of the chosen status."""
        return tuple(i for i in comparison.items if not self.status or i.status == self.status)


def view_of(asked: QueryParams) -> CompareView:
    """The view of a link; what makes no sense in it is left out."""

    def one(name: str) -> str:
        return " ".join(asked.get(name, "").split())

    status, part = one("status"), one("part")
    reports = (name.strip()[:LONGEST] for name in asked.getlist("report"))
    return CompareView(
        one("topic"),
        one("sector")[:LONGEST],
        tuple(sorted({int(year) for year in asked.getlist("year") if is_year(year)}))[:MOST_CHOSEN],
        tuple(dict.fromkeys(name for name in reports if name))[:MOST_CHOSEN],
        status if status in get_args(Status) else "",
        max(1, int(part)) if part.isascii() and part.isdigit() and len(part) < 4 else 1,
    )

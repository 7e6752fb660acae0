"""What somebody looks at in the ledger, as the link of the page keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args
from urllib.parse import urlencode

from assistant.values import LedgerFilters
from assistant.web.header import PATHS

# A leading "-" turns an order round: the largest amount, the newest year first.
Order = Literal["donor", "-donor", "-amount", "amount", "status", "-status", "-year", "year", "report", "-report"]
ORDERS: tuple[Order, ...] = get_args(Order)
LONGEST = 200  # characters of a value in a link; no donor, sector or file name is longer


@dataclass(frozen=True, slots=True)
class View:
    """Filters, order, part and opened row; empty text does not limit.

    wrong   rows marked as wrong are shown too.
    charts  the charts are unfolded.
    part    which part of the rows is shown, counted from 1.
    row     id of the row that is open.
    """

    donor: str = ""
    sector: str = ""
    year: str = ""
    status: str = ""
    report: str = ""
    order: Order = "donor"
    wrong: bool = False
    charts: bool = False
    part: int = 1
    row: str = ""

    @property
    def filters(self) -> LedgerFilters:
        return LedgerFilters(
            donor=self.donor or None,
            sector=self.sector or None,
            year=int(self.year) if self.year else None,
            status=self.status or None,
            documents=(self.report,) if self.report else (),
            wrong=self.wrong,
        )

    @property
    def query(self) -> str:
        """Only what differs from a first look, so that links stay short."""
        said = {field.name: getattr(self, field.name) for field in fields(self)}
        first = {field.name: field.default for field in fields(self)}
        return urlencode(
            {name: "yes" if value is True else value for name, value in said.items() if value != first[name]}
        )

    @property
    def link(self) -> str:
        """The page's address with this view."""
        return f"{PATHS['ledger']}?{self.query}" if self.query else PATHS["ledger"]


def view_of(asked: Mapping[str, str]) -> View:
    """The view that a link asks for; what makes no sense in it is left out."""
    said = {name: " ".join(value.split())[:LONGEST] for name, value in asked.items()}
    year, part = said.get("year", ""), said.get("part", "")
    return View(
        donor=said.get("donor", ""),
        sector=said.get("sector", ""),
        year=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        status=said.get("status", ""),
        report=said.get("report", ""),
        order=next((order for order in ORDERS if order == said.get("order")), "donor"),
        wrong=said.get("wrong") == "yes",
        charts=said.get("charts") == "yes",
        part=max(1, int(part)) if part.isascii() and part.isdigit() and len(part) < 7 else 1,
        row=said.get("row", ""),
    )

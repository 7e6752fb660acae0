"""The rows of the ledger in the order that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.values import Commitment
from assistant.web.ledger_view import Order
from assistant.web.money import STATUSES, currency_of


def ordered(rows: Sequence[Commitment], order: Order) -> tuple[Commitment, ...]:
    """The rows in order; amounts within one currency only, and what is not known last, whichever way round."""
    name, turned = order.removeprefix("-"), order.startswith("-")
    alphabetical = sorted(rows, key=lambda row: (row.donor.casefold(), -(row.report_year or 0), place(row)))
    known = [row for row in alphabetical if key(row, name) is not None]
    unknown = [row for row in alphabetical if key(row, name) is None]
    known.sort(key=lambda row: key(row, name), reverse=turned)
    if name == "amount":
        known.sort(key=currency_of)
    return (*known, *unknown)


def place(row: Commitment) -> tuple[str, int, int]:
    """Where a row stands in the reports."""
    return row.quote.document.casefold(), row.quote.page or 0, row.quote.start


def key(row: Commitment, name: str) -> Any:
    """What a row is sorted by; None where it is not known."""
    match name:
        case "amount":
            return row.value
        case "status":
            return STATUSES.index(row.status)
        case "year":
            return row.report_year
        case "report":
            return place(row)
        case _:
            return row.donor.casefold()

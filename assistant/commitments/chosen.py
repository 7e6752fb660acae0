"""The rows of the ledger that somebody asks for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.commitments.donors import Donors
from assistant.values import Commitment, LedgerFilters


def chosen(rows: Sequence[Commitment], filters: LedgerFilters, donors: Donors) -> tuple[Commitment, ...]:
    """The rows within the filters, in their order."""
    names = donors.called(filters.donor) if filters.donor else frozenset()
    return tuple(
        row
        for row in rows
        if (filters.wrong or not row.wrong)
        and (not filters.donor or _gives(row, filters.donor, names))
        and (filters.sector is None or (row.sector or "").casefold() == filters.sector.casefold())
        and (filters.year is None or row.report_year == filters.year)
        and (filters.status is None or row.status == filters.status or row.status.split()[0] == filters.status)
        and (not filters.documents or row.quote.document in filters.documents)
    )


def _gives(row: Commitment, asked: str, names: frozenset[str]) -> bool:
    """Whether a row is of the donor asked for; of a donor that no list knows, by any part of its name."""
    if names:
        return not names.isdisjoint(row.donor.split("; "))
    return asked.strip().casefold() in row.donor.casefold()

"""The ledger as it is kept: what was extracted from each report, and beside it what persons corrected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.commitments import Corrections, Donors, commitments_of, corrected, rules_version
from assistant.library.faults import damaged
from assistant.library.seals import checksum, is_whole
from assistant.values import Commitment, Quoted

if TYPE_CHECKING:
    from assistant.library.store import Store

_COLUMNS = (
    "id, donor, donor_code, amount, value, currency, currency_basis, status, implementer, purpose, scope, date, "
    "quotes, contradicted"
)

_OURS = ", ".join(f"x.{name}" for name in _COLUMNS.split(", "))


def insert(db: sqlite3.Connection, document_id: str, rows: Iterable[Commitment]) -> None:
    """Keep a document's rows, within the transaction that keeps the document."""
    db.execute("DELETE FROM commitments WHERE document_id = ?", (document_id,))
    db.executemany(
        f"INSERT INTO commitments (document_id, ordinal, {_COLUMNS}, checksum) VALUES ({', '.join('?' * 17)})",  # noqa: S608 - ours
        ((document_id, ordinal, *kept, checksum(kept)) for ordinal, kept in enumerate(map(_kept, rows))),
    )


def _kept(c: Commitment) -> tuple[Any, ...]:
    return (
        c.id, c.donor, c.donor_code, c.amount_as_written, None if c.value is None else float(c.value), c.currency,
        c.currency_basis, c.status, c.implementer, c.recipient_or_purpose, c.scope, c.date,
        json.dumps([asdict(quote) for quote in c.quotes]), int(c.contradicted),
    )  # fmt: skip


class Ledger:
    """The rows of all reports, as extracted and corrected."""

    def __init__(self, store: Store, donors: Donors, whole: Ledger | None = None) -> None:
        """whole: the ledger of all reports, where this is the part of it that somebody may see."""
        self.store = store
        self.donors = donors
        self._whole = whole

    def rows(self) -> tuple[Commitment, ...]:
        """Every row, by report and in the order in which it tells them; sector and year are the report's own."""
        found = self.store.rows(
            f"SELECT coalesce(c.year, d.year), coalesce(c.sector, d.sector), {_OURS}, x.checksum "  # noqa: S608 - ours
            "FROM commitments x JOIN documents d ON d.id = x.document_id LEFT JOIN corrections c ON c.name = d.name "
            "ORDER BY d.name, ordinal"
        )
        if not all(is_whole(row[2:]) for row in found):
            raise damaged(self.store.path.parent, "a row of the ledger is not as it was stored")
        return corrected([_commitment(row[:-1]) for row in found], self.corrections())

    def corrections(self) -> Corrections:
        kept: dict[str, dict[str, str | None]] = {}
        for row, field, value in self.store.rows("SELECT row, field, value FROM row_corrections"):
            kept.setdefault(row, {})[field] = value
        return kept

    def correct(self, row: str, field: str, value: str | None) -> None:
        """Set a field of a row in place of what was extracted; it stays through re-reading of the report."""
        with self.store.write() as db:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("INSERT OR REPLACE INTO row_corrections VALUES (?, ?, ?, ?)", (row, field, value, now))

    def undo(self, row: str, field: str | None = None) -> None:
        """Take one correction back, or all of a row."""
        with self.store.write() as db:
            db.execute("DELETE FROM row_corrections WHERE row = ? AND field = coalesce(?, field)", (row, field))

    def bring_up_to_date(self) -> int:
        """Extract anew from every stored report, where the rules or the donors have changed since. Returns how many."""
        if self._whole is not None:
            return self._whole.bring_up_to_date()
        version = rules_version(self.donors)
        if self.store.meta("ledger") == version:
            return 0
        reports = self.store.reports()
        for report in reports:
            try:
                rows = commitments_of(self.store.document(report.document_id), self.donors)
            except KeyError:  # removed meanwhile
                continue
            with self.store.write() as db:  # no longer than it takes: others wait to write
                if self.store.report(report.document_id):
                    insert(db, report.document_id, rows)
        self.store.set_meta({"ledger": version})
        return len(reports)


def _commitment(row: tuple[Any, ...]) -> Commitment:
    (year, sector, rid, donor, code, amount, value, currency, basis, status, implementer, purpose, scope, date, quotes,
     contradicted) = row  # fmt: skip
    told = tuple(Quoted(**{**quote, "headings": tuple(quote["headings"])}) for quote in json.loads(quotes))
    return Commitment(
        rid, year, sector, donor, code, amount, value, currency, basis, status, implementer, purpose, scope, date, told,
        bool(contradicted),
    )  # fmt: skip

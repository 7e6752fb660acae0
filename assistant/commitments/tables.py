"""Tables that list commitments: a column of donors, and columns of amount, status, implementer, purpose and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.commitments.bodies import split_bodies
from assistant.commitments.donors import Donor, Donors
from assistant.commitments.money import Amount, amounts
from assistant.commitments.rules import patterns
from assistant.commitments.status import plain_status, status_in
from assistant.commitments.when import date_in
from assistant.commitments.where import scope_of
from assistant.passages.located import Located
from assistant.values import Block, CommitmentStatus
from assistant.values.reports import BAR


@dataclass(frozen=True, slots=True)
class TableRow:
    """A commitment from a table: the places of its row and of the head that names its cells."""

    place: Located
    head: Located
    donors: tuple[Donor, ...]
    amount: Amount | None
    status: CommitmentStatus
    implementer: str | None
    purpose: str | None
    scope: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class _Head:
    """The head row of a table of commitments: its cells, and the number of each column that is known."""

    place: Located
    cells: tuple[str, ...]
    columns: Mapping[str, int]

    def over(self, column: str) -> str | None:
        """What the head has over a column; None where the table does not have it."""
        return self.cells[self.columns[column]] if column in self.columns else None


def table_rows(rows: Sequence[tuple[Block, Located]], known: Donors) -> Iterator[TableRow]:
    """The commitments of tables of short values whose head row has a column of donors."""
    head: _Head | None = None
    last: int | None = None
    for block, place in rows:
        cells = tuple(cell.strip() for cell in block.text.split(BAR))
        if block.row is None or last is None or block.row != last + 1:
            head = None
        last = block.row
        if columns := _columns(cells):
            head = _Head(place, cells, columns)
        elif head and len(cells) == len(head.cells) and (row := _row(cells, head, known, place)):
            yield row


def _columns(cells: Sequence[str]) -> Mapping[str, int]:
    """Which column is which; nothing for a row that is no head of such a table."""
    found: dict[str, int] = {}
    for name, pattern in patterns("tables", "column").items():
        fitting = (i for i, cell in enumerate(cells) if i not in found.values() and pattern.fullmatch(cell))
        if (number := next(fitting, None)) is not None:
            found[name] = number
    return found if "donor" in found and len(found) > 1 else {}


def _row(cells: Sequence[str], head: _Head, known: Donors, place: Located) -> TableRow | None:
    words = patterns("tables", "cell")
    values = {
        name: cells[number] for name, number in head.columns.items() if not words["absent"].fullmatch(cells[number])
    }
    named = values.get("donor")
    if named is None or words["total"].match(named):
        return None
    donors = tuple(dict.fromkeys(mention.donor for mention in known.mentions(named)))
    amount = _amount(values.get("amount"), head.over("amount"))
    status = _status(values, head, amount)
    if status is None:
        return None
    where, purpose, date = values.get("place"), values.get("purpose"), values.get("date", "")
    implementer = values.get("implementer")
    return TableRow(
        place=place,
        head=head.place,
        donors=donors or (Donor(named, None, "group"),),
        amount=amount,
        status=status,
        implementer="; ".join(split_bodies(implementer)) if implementer else None,
        purpose=purpose,
        scope=scope_of(f"in {where}" if where else "", purpose) or where,
        date=date if words["iso_date"].fullmatch(date) else date_in(date),
    )


def _amount(written: str | None, head: str | None) -> Amount | None:
    """The cell's amount; a bare number takes its currency and scale from the column's head, "Amount (USD million)"."""
    if written is None or head is None:
        return None
    if found := amounts(written):
        return found[0]
    unit = patterns("tables", "unit")
    currency, scale = unit["currency"].search(head), unit["scale"].search(head)
    if currency is None or not patterns("tables", "cell")["number"].fullmatch(written):
        return None
    made = amounts(" ".join([currency[1], written, *([scale[1]] if scale else [])]))
    return replace(made[0], start=0, end=len(written), written=written) if made else None


def _status(values: Mapping[str, str], head: _Head, amount: Amount | None) -> CommitmentStatus | None:
    """The status of a row; None where its own column has a word that is none of ours ("designed", "not stated")."""
    with_amount, has_column = amount is not None, "status" in head.columns
    said = values.get("status") if has_column else head.over("amount") or ""
    if said is None:
        return None
    if status := status_in(said, with_amount):
        return status
    if has_column and not patterns("tables", "cell")["given"].search(said):
        return None
    return plain_status(with_amount)

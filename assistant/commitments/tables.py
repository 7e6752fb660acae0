"""Tables that list commitments: a column of donors, and columns of amount, status, implementer, purpose and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.commitments.bodies import split_bodies
from assistant.commitments.donors import Donor, Donors
from assistant.commitments.frames import grammar
from assistant.commitments.money import Amount, amounts
from assistant.commitments.when import date_in
from assistant.commitments.where import scope_of
from assistant.passages.located import Located
from assistant.values import Block, CommitmentStatus

_COLUMNS = {
    "donor": r"donors?|donor(?:s)? ?/ ?.*|funding (?:agency|source|partner|organi[sz]ation)s?|funded by|sources? of (?:funds?|funding|finance)|development partners?|financ(?:ed|ing) (?:by|agency|partner)|contributor|funder",
    "amount": r"(?:.*\b)?(?:amount|budget|funding|value|contribution|grant|commitment|committed|pledged?|disbursed|disbursements?|total|cost)\b.*",
    "status": r"status|stage|type of (?:funding|commitment)",
    "implementer": r"implement(?:er|ers|ed by|ing (?:agency|partner|organi[sz]ation|body)s?)|executing agency|implementation",
    "purpose": r"(?:name of (?:the )?)?(?:project|programme|activity|purpose|title|description|action|intervention|recipient)s?(?: (?:title|name))?",
    "place": r"place|location|province|scope|coverage|target area",
    "date": r"date|year|period|duration|signed|fiscal year",
}  # fmt: skip
_ABSENT = re.compile(
    r"(?:-|–|—|n/?a|not (?:stated|known|reported|available)|none|amount not stated|unknown|tbd|\.\.\.|…)?",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"contribut|provided|received|given|support|fund|financ|grant", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,. \u00a0]*(?:\s?(?:million|billion|m|bn))?", re.IGNORECASE)
_ISO_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


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


def table_rows(rows: Sequence[tuple[Block, Located]], known: Donors) -> Iterator[TableRow]:
    """The commitments of tables of short values whose head row has a column of donors."""
    head: dict[str, int] | None = None
    heads: list[str] = []
    head_place: Located | None = None
    last: int | None = None
    for block, place in rows:
        cells = [cell.strip() for cell in block.text.split(" | ")]
        if block.row is None or last is None or block.row != last + 1:
            head = None
        last = block.row
        if (named := _head(cells)) is not None:
            head, heads, head_place = named, cells, place
            continue
        if head is None or head_place is None or len(cells) != len(heads):
            continue
        if row := _row(cells, head, heads, known, place, head_place):
            yield row


def _head(cells: Sequence[str]) -> dict[str, int] | None:
    """Which column is which; None for a row that is no head of such a table."""
    found: dict[str, int] = {}
    for name, pattern in _COLUMNS.items():
        for number, cell in enumerate(cells):
            if number not in found.values() and re.fullmatch(pattern, cell.strip(), re.IGNORECASE):
                found[name] = number
                break
    return found if "donor" in found and len(found) > 1 else None


def _row(
    cells: Sequence[str], head: dict[str, int], heads: Sequence[str], known: Donors, place: Located, head_place: Located
) -> TableRow | None:
    def cell(name: str) -> str | None:
        text = cells[head[name]] if name in head else ""
        return None if _ABSENT.fullmatch(text) else text

    named = cell("donor")
    donors = tuple(dict.fromkeys(m.donor for m in known.mentions(named or "")))
    if named is None or re.match(r"(?:sub-?|grand )?totals?\b", named, re.IGNORECASE):
        return None
    if not donors:
        donors = (Donor(named, None, "group"),)
    written = cell("amount")
    amount = _amount(written, heads[head["amount"]]) if written else None
    status = _status(cell("status"), "status" in head, heads[head["amount"]] if "amount" in head else "", amount)
    if status is None:
        return None
    purpose, where = cell("purpose"), cell("place")
    date = cell("date")
    return TableRow(
        place, head_place, donors, amount, status, named_in(cell("implementer")), purpose,
        scope_of(f"in {where}" if where else "", purpose) or where, date if _ISO_DATE.fullmatch(date or "") else date_in(date or ""),
    )  # fmt: skip


def named_in(cell: str | None) -> str | None:
    """The bodies of a cell, "A and B" as "A; B"."""
    return "; ".join(split_bodies(cell)) if cell else None


def _amount(written: str, head: str) -> Amount | None:
    """The cell's amount; a bare number takes its currency and scale from the column's head, "Amount (USD million)"."""
    if found := amounts(written):
        return found[0]
    number = _NUMBER.fullmatch(written)
    if number is None:
        return None
    currency = re.search(r"(US\$|USD|EUR|AUD|€|£|GBP|JPY|LAK|\$|CHF|CAD|SDR|kip|euros?)", head, re.IGNORECASE)
    scale = re.search(r"\b(million|billion|thousand|m|bn)\b", head, re.IGNORECASE)
    if currency is None:
        return None
    made = amounts(f"{currency[1]} {written}{' ' + scale[1] if scale else ''}")
    if not made:
        return None
    one = made[0]
    return Amount(0, len(written), written, one.value, one.currency, one.sign)


def _status(status: str | None, has_column: bool, head: str, amount: Amount | None) -> CommitmentStatus | None:
    """The status of a row; None where its own column has a word that is none of ours ("designed", "not stated")."""
    said = status if has_column else head
    if said is None:
        return None
    for name, words in grammar().statuses[:-1]:
        if words.search(said):
            return name if amount is not None or name in ("pledged", "announced") else "supports (amount not stated)"
    if has_column and not _GIVEN.search(said):
        return None
    return "contributed" if amount is not None else "supports (amount not stated)"

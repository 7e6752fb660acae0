"""The rows of the ledger that a briefing shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.briefings.briefing import Funds
from assistant.briefings.cues import tells
from assistant.commitments import NOT_NAMED, amounts
from assistant.values import Citation, Commitment, Quoted

_FIRM = ("disbursed", "committed", "contributed", "pledged", "announced", "supports (amount not stated)")
LONGEST = 90
MOST_QUOTES = 2  # of one row: its own, and another report's that tells the same


def shown(rows: Sequence[Commitment], most: int, cited: Callable[[Quoted], Citation | None]) -> tuple[Funds, ...]:
    """Up to `most` rows of donors that are named: those of known donors with an amount first, then the firmest, then
    the newest. Donors who give the same together without an amount share a row.

    cited  the citation of a quote; None where it is not on its page: then the row is left out.
    """
    named = [row for row in rows if row.donor != NOT_NAMED and row.donor[:1].isupper()]
    together: dict[tuple[object, ...], list[Commitment]] = {}
    for row in sorted(_once(named), key=_rank):
        q = row.quote
        shared = (q.document_id, q.start, row.recipient_or_purpose) if row.value is None else (row.id,)
        together.setdefault(shared, []).append(row)
    found: list[Funds] = []
    for group in together.values():
        if len(found) == most:
            break
        own, *others = [cited(q) for q in _quotes(group[0])]
        if own is not None:
            found.append(Funds(tuple(group), (own, *(c for c in others if c))))
    return tuple(found)


def tellings(rows: Sequence[Commitment]) -> list[Quoted]:
    """The quotes that tell what the rows do: with the amount, or where there is none, with the donor."""
    return [
        q
        for row in rows
        for q in row.quotes
        if q is row.quote
        or (row.value is not None and any(float(a.value) == row.value for a in amounts(q.text)))
        or (row.value is None and row.donor.split()[0] in q.text)
    ]


def _once(rows: Sequence[Commitment]) -> list[Commitment]:
    """The same money told in two reports, in words that did not show it before, as one row with both quotes."""
    kept: list[Commitment] = []
    for row in rows:
        same = next((i for i, k in enumerate(kept) if _same_money(k, row)), None)
        if same is None:
            kept.append(row)
        else:
            first, second = sorted((kept[same], row), key=lambda r: (r.recipient_or_purpose is None, len(r.date or "")))
            kept[same] = replace(first, quotes=(*first.quotes, *second.quotes))
    return [row for row in kept if not _says_less(row, kept)]


def _same_money(one: Commitment, other: Commitment) -> bool:
    """Whether donor, amount, status and a date of which one may be less exact agree, in two reports."""
    money = [(r.donor, r.value, r.currency, r.status) for r in (one, other)]
    if one.value is None or money[0] != money[1] or one.quote.document_id == other.quote.document_id:
        return False
    a, b = one.date, other.date
    return a is not None and b is not None and (a.startswith(b) or b.startswith(a))


def _says_less(row: Commitment, rows: Sequence[Commitment]) -> bool:
    """Whether a row names neither an amount nor what for ("this work"), and another of the donor does."""
    vague = row.value is None and _is_vague(row)
    return vague and any(r.donor == row.donor and not _is_vague(r) for r in rows)


def _is_vague(row: Commitment) -> bool:
    return not row.recipient_or_purpose or tells("vague", row.recipient_or_purpose)


def purpose_of(row: Commitment) -> str:
    """What the money is for, as far as the ledger says it in words that stand alone; at most `LONGEST` characters."""
    purpose = row.recipient_or_purpose or ""
    if _is_vague(row):
        return ""
    return purpose if len(purpose) <= LONGEST else purpose[:LONGEST].rsplit(" ", 1)[0] + "…"


def _rank(row: Commitment) -> tuple[bool, bool, int, int]:
    return row.donor_code is None, row.value is None, _FIRM.index(row.status), -(row.report_year or 0)


def _quotes(row: Commitment) -> list[Quoted]:
    """The row's own quote, and the first of another report."""
    others = [q for q in row.quotes[1:] if q.document_id != row.quote.document_id]
    return [row.quote, *others][:MOST_QUOTES]

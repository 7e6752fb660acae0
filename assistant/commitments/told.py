"""The same commitment told twice is one row; amounts that contradict each other are flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.commitments.rules import data
from assistant.values import Commitment

_WORD = re.compile(r"[^\W_]+")
SAME = 0.6  # of the content words of the shorter purpose


def told_once(rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Rows that tell the same are one, the fullest of them, which keeps the quotes of all; order is kept."""
    kept: list[Commitment] = []
    by_sign: dict[tuple[str, float | None, str], list[int]] = {}
    for row in rows:
        signs = [(row.donor, row.value, sign) for sign in _signs(row)]
        alike = sorted({i for sign in signs for i in by_sign.get(sign, ())})
        same = next((i for i in alike if _same(kept[i], row)), None)
        if same is None:
            same = len(kept)
            kept.append(row)
        else:
            kept[same] = _joined(kept[same], row)
        for sign in signs:
            by_sign.setdefault(sign, []).append(same)
    return tuple(kept)


def _signs(row: Commitment) -> frozenset[str]:
    """What two tellings of one commitment share at least one of, so that not every row is held against every other."""
    signs = {*_content(row.recipient_or_purpose), row.quote.text, f"in {_place(row)}", f"on {_day(row)}"}
    return frozenset(signs - {"in None", "on None"})


def with_contradictions(rows: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The rows of one report, those flagged for which another gives another amount for the same thing."""
    odd: set[str] = set()
    by_donor: dict[tuple[object, ...], list[Commitment]] = {}
    for row in rows:
        if row.value is not None and row.donor_code is not None:
            by_donor.setdefault((row.donor, row.status, row.currency, row.date), []).append(row)
    for group in by_donor.values():
        for i, one in enumerate(group):
            for other in group[:i]:
                if one.value != other.value and one.quote.text != other.quote.text and _one_thing(one, other, 0.75, 2):
                    odd |= {one.id, other.id}
    return tuple(replace(row, contradicted=True) if row.id in odd else row for row in rows)


def _same(one: Commitment, other: Commitment) -> bool:
    if one.status != other.status or one.currency != other.currency or one.contradicted or other.contradicted:
        return False
    if not _fits(one.date, other.date) or not _places_fit(one, other):
        return False
    if _one_thing(one, other, SAME, 1):
        return True
    if one.value is None or one.quote.document_id == other.quote.document_id:
        return one.quote.text == other.quote.text and one.recipient_or_purpose == other.recipient_or_purpose
    # An amount that two reports give to the same place, or on the same day, is one.
    return _place(one) == _place(other) is not None or _day(one) == _day(other) is not None


def _place(row: Commitment) -> str | None:
    """The one place that an amount is for; None where it is for a country or more, or where that is not said."""
    return None if row.value is None or row.scope in ("country", "regional", "global") else row.scope


def _day(row: Commitment) -> str | None:
    """The very day of an amount; None where it is not said so exactly."""
    return row.date if row.value is not None and row.date and len(row.date) == len("YYYY-MM-DD") else None


def _one_thing(one: Commitment, other: Commitment, share: float, least: int) -> bool:
    """Whether the purposes are of the same content words, or of the same acronym."""
    a, b = _content(one.recipient_or_purpose), _content(other.recipient_or_purpose)
    common = a & b
    return len(common) >= least and len(common) >= share * min(len(a), len(b))


def _content(purpose: str | None) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(purpose or "") if len(word) > 1)
    return frozenset(words) - _common()


@cache
def _common() -> frozenset[str]:
    """Words that tell no purpose from another."""
    return frozenset(data("purposes")["told"]["common"])


def _fits(one: str | None, other: str | None) -> bool:
    """Whether two dates can be of one event: one is unknown, or the less exact of them."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _places_fit(one: Commitment, other: Commitment) -> bool:
    """Money for a region is never the country's own."""
    scopes = {one.scope, other.scope}
    wide = scopes & {"regional", "global"} or "region" in f"{one.scope} {other.scope}".lower()
    return len(scopes) == 1 or scopes <= {None, "country"} or not wide


def _joined(one: Commitment, other: Commitment) -> Commitment:
    """The fuller row with the quotes of both, its own first."""
    first, second = (one, other) if _fullness(one) >= _fullness(other) else (other, one)
    quotes = dict.fromkeys((*first.quotes, *second.quotes))
    return replace(first, quotes=tuple(quotes))


def _fullness(row: Commitment) -> int:
    return sum(
        v is not None for v in (row.implementer, row.recipient_or_purpose, row.scope, row.date, row.report_year)
    ) + 2 * bool(row.corrected)

"""A ledger row as the cells of a table."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.commitments.row import row
from assistant.values import Commitment, Quoted

Cell = str | int | float | bool | None

COLUMNS = (
    "document", "page", "report_year", "sector", "donor", "donor_code", "amount_as_written", "value", "currency",
    "currency_basis", "status", "implementer", "recipient_or_purpose", "scope", "date", "quote", "headings", "column",
    "more_quotes", "contradicted", "corrected", "wrong", "id",
)  # fmt: skip

# What XML cannot hold, and control characters other than tab and line ends.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# The starts for which a spreadsheet takes a text for a formula, the full-width forms of East Asian keyboards included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cells(commitment: Commitment) -> dict[str, Cell]:
    """The row by COLUMNS: lists as one text, and every text storable."""
    flat: dict[str, Any] = row(commitment)
    flat["headings"] = " › ".join(flat["headings"])
    flat["corrected"] = ", ".join(flat["corrected"])
    flat["more_quotes"] = "; ".join(quoted(q) for q in commitment.quotes[1:])
    return {name: storable(value) if isinstance(value := flat[name], str) else value for name in COLUMNS}


def quoted(quote: Quoted) -> str:
    """A quote with where it stands, as one text."""
    return f"{standing(quote)}: “{quote.text}”"


def standing(quote: Quoted) -> str:
    """Where a quote stands: its report, and the page where there are pages."""
    return quote.document if quote.page is None else f"{quote.document}, page {quote.page}"


def storable(text: str) -> str:
    """The text without control characters and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text, typed in or imported, for a formula."""
    return text.startswith(_FORMULA_STARTS)


def plain(number: int | float) -> str:
    """The number in digits, a point and nothing else: no separators, no exponent, no ".0"."""
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    return format(Decimal(repr(number)), "f")

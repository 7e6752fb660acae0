"""A ledger row as scripts, exports and the API give it."""

from __future__ import annotations

from typing import Any

from assistant.values import Commitment


def row(c: Commitment) -> dict[str, Any]:
    """The contract's names and forms; a whole number without a decimal point, None where nothing is written."""
    value = c.value
    return {
        "document": c.quote.document,
        "page": c.quote.page,
        "report_year": c.report_year,
        "sector": c.sector,
        "donor": c.donor,
        "donor_code": c.donor_code,
        "amount_as_written": c.amount_as_written,
        "value": int(value) if value is not None and value == int(value) else value,
        "currency": c.currency,
        "currency_basis": c.currency_basis,
        "status": c.status,
        "implementer": c.implementer,
        "recipient_or_purpose": c.recipient_or_purpose,
        "scope": c.scope,
        "date": c.date,
        "quote": c.quote.text,
        "headings": list(c.quote.headings),
        "column": c.quote.column,
        "more_quotes": [{"document": q.document, "page": q.page, "quote": q.text} for q in c.quotes[1:]],
        "contradicted": c.contradicted,
        "corrected": list(c.corrected),
        "wrong": c.wrong,
        "id": c.id,
    }

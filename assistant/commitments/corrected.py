"""What a person knows better: fields of a row set by hand, kept apart from what was extracted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from assistant.commitments.money import amounts
from assistant.errors import AssistantError
from assistant.values import Commitment, CommitmentStatus

FIELDS = (
    *("donor", "donor_code", "amount_as_written", "currency", "status"),
    *("implementer", "recipient_or_purpose", "scope", "date"),
)
WRONG = "wrong"
_ISO = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

Corrections = Mapping[str, Mapping[str, str | None]]
"""Row id → field → what a person set; None where the field is to be empty. The field "wrong" marks the row."""


def corrected(rows: Sequence[Commitment], corrections: Corrections) -> tuple[Commitment, ...]:
    """The rows as persons corrected them."""
    return tuple(_corrected(row, corrections[row.id]) if row.id in corrections else row for row in rows)


def _corrected(row: Commitment, fields: Mapping[str, str | None]) -> Commitment:
    wrong = fields.get(WRONG) is not None
    changes: dict[str, object] = {name: value for name, value in fields.items() if name in FIELDS}
    if "amount_as_written" in changes:
        written = fields["amount_as_written"]
        found = amounts(written)[0] if written else None
        changes["value"] = float(found.value) if found else None
        if "currency" not in changes:
            changes["currency"] = found.currency if found else None
            changes["currency_basis"] = "written" if found and found.currency else "not stated"
    names = tuple(name for name in FIELDS if name in fields)
    return replace(row, wrong=wrong, corrected=names, **changes)  # type: ignore[arg-type]


def checked(row: Commitment, field: str, value: str | None) -> str | None:
    """A correction that may be kept: white space folded, None for nothing.

    Raises AssistantError for a field that cannot be set, an unknown status, a date that is none, or an amount that
    does not stand in a quote of the row.
    """
    value = " ".join((value or "").split()) or None
    if field not in FIELDS:
        raise AssistantError(f"{field!r} cannot be corrected. Choose one of: {', '.join(FIELDS)}.")
    if field == "status" and value not in get_args(CommitmentStatus):
        raise AssistantError(f"There is no status {value!r}. Choose one of: {', '.join(get_args(CommitmentStatus))}.")
    if field == "donor" and value is None:
        raise AssistantError("A row needs a donor. Mark the row as wrong if it has none.")
    if field == "amount_as_written" and value is not None:
        if not any(value in quote.text for quote in row.quotes):
            raise AssistantError(f"“{value}” does not stand in the row's quotes, and an amount is only ever quoted.")
        if not amounts(value):
            raise AssistantError(f"“{value}” is not an amount of money. Give it with its currency, as it is written.")
    if field == "date" and value is not None and not _ISO.fullmatch(value):
        raise AssistantError(f"“{value}” is not a date. Write it as 2019, 2019-08 or 2019-08-12.")
    return value

"""Which amounts may stand side by side: those of one currency, known in one way, and of one status."""

from __future__ import annotations

from typing import NamedTuple

from assistant.commitments import amounts
from assistant.values import Commitment, CommitmentStatus
from assistant.web.words import Words

# From what is paid to what is not even an amount.
STATUSES: tuple[CommitmentStatus, ...] = (
    "disbursed", "contributed", "committed", "pledged", "announced", "supports (amount not stated)"
)  # fmt: skip


class Currency(NamedTuple):
    """A currency as far as it is known; currencies sort as the page lists them, and no amount comes last.

    kind  0 written (or set by a person), 1 assumed from the donor, 2 left open by its sign, 3 no amount.
    name  its code or its sign.
    """

    kind: int
    name: str

    def said(self, words: Words) -> str:
        """ "EUR", "$ (not stated which)"."""
        return words[f"currency.group_{self.kind}"].format(name=self.name or words["currency.unnamed"])


def currency_of(row: Commitment) -> Currency:
    """The group that an amount belongs to."""
    if row.value is None:
        return Currency(3, "")
    if row.currency is None:
        found = amounts(row.amount_as_written or "")
        return Currency(2, found[0].sign if found else "")
    return Currency(1 if row.currency_basis == "assumed from the donor" else 0, row.currency)


def status_name(status: CommitmentStatus, words: Words) -> str:
    """A status in a word or two."""
    return words[f"status.{status.split()[0]}"]

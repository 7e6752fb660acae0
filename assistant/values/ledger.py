"""The rows of the ledger, the quotes that they stand on, and what a look into it is limited to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class LedgerFilters:
    """What a look into the ledger is limited to; None does not limit.

    donor   a name or alias ("AusAID" finds Australia).
    year    of the report, not of the money.
    status  a status, or its first word ("supports").
    wrong   rows that a person marked as wrong are shown too.
    """

    donor: str | None = None
    sector: str | None = None
    year: int | None = None
    status: str | None = None
    documents: tuple[str, ...] = ()
    wrong: bool = False


CurrencyBasis = Literal["written", "assumed from the donor", "not stated"]
CommitmentStatus = Literal[
    "pledged", "announced", "committed", "contributed", "disbursed", "supports (amount not stated)"
]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a report's text that tells of a commitment, as it stands on its page (white space folded).

    start, end  its offsets in the document's text.
    """

    document_id: str
    document: str
    page: int | None
    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """One row of the ledger: who gives what to whom, standing on a quote.

    id              the same as long as report, donor, amount and quote are: what a correction is kept under.
    donor           the donor's usual name; "Not named" where the report names none.
    donor_code      ISO 3166 alpha-3 of a country, else the body's usual acronym; None where neither is known.
    amount_as_written, value, currency
                    as the quote has them; value in whole units of the currency; None where no amount is written.
    currency        ISO 4217; None where the report does not say which ("$30 million").
    implementer     bodies joined by "; "; None where not said.
    scope           "country", "regional", "global", or the place that the quote names; None where not said.
    date            ISO 8601, as exact as the quote: "2019", "2019-08" or "2019-08-12"; None where not said.
    quotes          the quote, then others that it needs or that tell the same again; never empty.
    contradicted    another row of the same report gives another amount for the same thing.
    corrected       names of the fields that a person set in place of what was extracted.
    wrong           a person marked the row as wrong.
    """

    id: str
    report_year: int | None
    sector: str | None
    donor: str
    donor_code: str | None
    amount_as_written: str | None
    value: float | None
    currency: str | None
    currency_basis: CurrencyBasis
    status: CommitmentStatus
    implementer: str | None
    recipient_or_purpose: str | None
    scope: str | None
    date: str | None
    quotes: tuple[Quoted, ...]
    contradicted: bool = False
    corrected: tuple[str, ...] = ()
    wrong: bool = False

    @property
    def quote(self) -> Quoted:
        """The sentence that the row stands on."""
        return self.quotes[0]

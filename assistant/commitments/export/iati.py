"""IATI activities, version 2.03: one activity for each row, its elements in the order of the standard's schema.

The ledger is a secondary source, and the files say so (secondary-reporter). REPORTER stands for the organisation that
publishes: "XI-REPORTS" is no registered identifier, and a comment at the top says so; an activity's own identifier has
to begin with the reporter's, hence "XI-REPORTS-" and the row's id.

The schema wants a date of every activity. A row without one takes the year of its report, and a narrative says that it
is no more than that; it is never the date of a transaction. A row whose report has no year either is left out, and
the comment at the top counts them.

Bodies are named and have no ref: neither a country's ISO code nor an acronym identifies an organisation in IATI.
A row that a person marked as wrong is left out, because the standard has no word for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import BinaryIO

import pycountry
from lxml import etree

from assistant.commitments.export.cells import plain, quoted, standing, storable
from assistant.commitments.export.explained import explained
from assistant.values import Commitment

REPORTER = "XI-REPORTS"
PURPOSES: Mapping[str, str] = {"Illicit drugs": "16063", "Unexploded ordnance": "15250"}
"""Sector → DAC purpose code, where one code covers the sector; the other sectors spread over many codes."""

# Only these are movements of money that the standard asks to be sure of: an outgoing commitment and a disbursement.
# The list has a code for pledges too, but reports call many things a pledge, and readers of IATI sum transactions;
# an announcement is none of the three, and of "contributed" the report does not say which of them it is.
_TRANSACTIONS = {"committed": "2", "disbursed": "3"}
_FUNDING, _IMPLEMENTING = "1", "4"
_PLANNED, _BEGUN = "1", "2"  # both as the status of an activity (pipeline, implementation) and as the type of its date
_GENERAL, _OTHER = "1", "4"  # types of description
_SCOPES = {"global": "1", "regional": "2", "country": "4"}
_FAR_EAST_ASIA = "789"  # DAC's region of Lao PDR
_WIDER_THAN_A_COUNTRY = re.compile(
    r"\b(?:(?:sub-?)?regions?|Asia|Africa|America|Pacific|Mekong|ASEAN|Caribbean|Sahel|Balkans|countries"
    r"|Middle East|Arab States)\b",
    re.IGNORECASE,
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write(rows: Sequence[Commitment], out: BinaryIO, now: dt.datetime | None = None) -> None:
    """Writes the activities. Raises OSError.

    now  when the file is generated, with its time zone; the present time unless given.
    """
    now = (now or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    right = [row for row in rows if not row.wrong]
    dated = [row for row in right if first_day(row.date) or row.report_year]
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<iati-activities version="2.03" generated-datetime="{now:%Y-%m-%dT%H:%M:%SZ}">\n'
        f"<!-- Read from progress reports, by a secondary reporter. Before you publish it, put your organisation's\n"
        f'     identifier in place of "{REPORTER}". Left out, as neither they nor their reports have a date: '
        f"{len(right) - len(dated)} of {len(right)} rows. -->\n".encode()
    )
    for row in dated:
        out.write(etree.tostring(activity(row, now.date()), encoding="UTF-8", pretty_print=True))
    out.write(b"</iati-activities>\n")


def activity(row: Commitment, today: dt.date) -> etree._Element:
    """The row as an iati-activity."""
    made = etree.Element("iati-activity", {_LANG: "en"})
    day = first_day(row.date)
    planned = row.status in ("pledged", "announced") or (day is not None and day > today)
    hindrance = why_no_transaction(row, today)

    etree.SubElement(made, "iati-identifier").text = storable(f"{REPORTER}-{row.id}")
    # Type 90 is "other": a program that reads reports is no ministry and no multilateral.
    _told(made, "reporting-org", "Report assistant", ref=REPORTER, type="90", **{"secondary-reporter": "1"})
    _told(made, "title", row.recipient_or_purpose or f"Support from {row.donor}, purpose not stated")
    _told(made, "description", row.quote.text, type=_GENERAL)
    _told(made, "description", _note(row, hindrance), type=_OTHER)
    for donor in row.donor.split("; "):
        _told(made, "participating-org", donor, role=_FUNDING)
    for implementer in row.implementer.split("; ") if row.implementer else ():
        _told(made, "participating-org", implementer, role=_IMPLEMENTING)
    etree.SubElement(made, "activity-status", code=_PLANNED if planned else _BEGUN)
    if day is not None:
        # A start may be that of the funding. A month or year is its first day, and the narrative says how exact it is.
        kind = {"type": _PLANNED if planned else _BEGUN, "iso-date": day.isoformat()}
        _told(made, "activity-date", None if row.date == day.isoformat() else row.date, **kind)
    elif row.report_year is not None:
        kind = {"type": _PLANNED if planned else _BEGUN, "iso-date": f"{row.report_year}-01-01"}
        _told(made, "activity-date", f"{row.report_year} is the year of the report, which gives no date.", **kind)
    _place(made, row.scope)
    if purpose := PURPOSES.get(row.sector or ""):
        etree.SubElement(made, "sector", vocabulary="1", code=purpose)
    if hindrance is None:
        _transaction(made, row)
    return made


def first_day(date: str | None) -> dt.date | None:
    """The day of an ISO date, the first one of a month or year; None for no date, and for one that is no day."""
    if date is None:
        return None
    try:
        return dt.date.fromisoformat(date + "-01-01"[len(date) - len("2019") :])
    except ValueError:
        return None


def why_no_transaction(row: Commitment, today: dt.date) -> str | None:
    """Why a row is no transaction, in words; None for one that is.

    A transaction is a fact to readers of IATI, so that nothing in it may be assumed or in doubt.
    """
    day = first_day(row.date)
    if row.status not in _TRANSACTIONS:
        return f"“{row.status}” is neither a commitment nor a disbursement"
    if row.value is None:
        return "no amount is written"
    if row.currency is None:
        return "the currency is not stated"
    if row.currency_basis != "written" and "currency" not in row.corrected:
        return f"the currency is {row.currency_basis}"
    if row.contradicted:
        return "the same report gives another amount for the same thing"
    if day is None:
        return "the date is not stated"
    return "the date is in the future" if day > today else None


def _transaction(made: etree._Element, row: Commitment) -> None:
    day = first_day(row.date)
    if day is None or row.value is None or row.currency is None:
        raise ValueError(f"The row {row.id} is no transaction.")
    one = etree.SubElement(made, "transaction")
    etree.SubElement(one, "transaction-type", code=_TRANSACTIONS[row.status])
    etree.SubElement(one, "transaction-date", {"iso-date": day.isoformat()})
    value = etree.SubElement(one, "value", {"currency": storable(row.currency), "value-date": day.isoformat()})
    value.text = plain(row.value)
    if row.date != day.isoformat():
        _told(one, "description", f"The report gives the date as {row.date}; its first day stands here.")
    # Left out, the provider would be the reporter. Who receives the money is not known: it may be the implementer.
    _told(one, "provider-org", row.donor)


def _note(row: Commitment, hindrance: str | None) -> str:
    """What the standard has no element for, in sentences."""
    told = [f"Status in the ledger: {row.status}. {explained().statuses[row.status]}"]
    if row.amount_as_written is None:
        told.append("No amount is written.")
    else:
        told.append(f"Amount as written: {row.amount_as_written}.")
        told.append(f"Currency: {row.currency} ({row.currency_basis})." if row.currency else "Currency: not stated.")
    told.append(f"Date: {row.date or 'not stated'}. Place: {row.scope or 'not stated'}.")
    if row.donor_code:
        told.append(f"Code of the donor: {row.donor_code}.")
    told.append(
        f"Sector of the report: {row.sector or 'not stated'}. Year of the report: {row.report_year or 'not stated'}."
    )
    told.append(f"Source: {standing(row.quote)}.")
    told += [f"See also {quoted(quote)}" for quote in row.quotes[1:]]
    if row.contradicted:
        told.append("The same report gives another amount for the same thing.")
    if row.corrected:
        told.append(f"Set by a person: {', '.join(row.corrected)}.")
    if hindrance is not None:
        told.append(f"There is no transaction, because {hindrance}.")
    return " ".join(told)


def _place(made: etree._Element, scope: str | None) -> None:
    """The place, as far as the standard has a code for it; other countries and regions stay in the description."""
    if scope is None:
        return
    if scope in _SCOPES:
        etree.SubElement(made, "activity-scope", code=_SCOPES[scope])
    if scope == "country":
        etree.SubElement(made, "recipient-country", code="LA")
    elif scope == "regional":
        etree.SubElement(made, "recipient-region", code=_FAR_EAST_ASIA, vocabulary="1")
    elif scope != "global" and not _WIDER_THAN_A_COUNTRY.search(scope) and scope.casefold() not in _countries():
        _told(etree.SubElement(made, "location"), "name", scope)


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for country in pycountry.countries
        for name in (country.name, getattr(country, "common_name", country.name))
    )


def _told(parent: etree._Element, tag: str, text: str | None, **attributes: str) -> None:
    """Adds an element with a narrative, or without one."""
    element = etree.SubElement(parent, tag, attributes)
    if text is not None:
        etree.SubElement(element, "narrative").text = storable(text)

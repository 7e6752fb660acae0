"""The ledger as files: what another program reads back from them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, get_args

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.commitments import row
from assistant.commitments.export import EXPORTS, export, iati, sheet
from assistant.commitments.export.cells import COLUMNS, plain
from assistant.commitments.export.explained import explained
from assistant.errors import AssistantError
from assistant.values import Commitment, CommitmentStatus, Quoted

QUOTE = Quoted(
    "d1", "r.pdf", 3, "In March, Norland signed EUR 2.5 million for wells.", 10, 61, ("A.1", "Wells"), "Progress"
)
WELLS = Commitment(
    id="0a1b2c3d4e5f6071", report_year=2019, sector="Illicit drugs", donor="Norland", donor_code=None,
    amount_as_written="EUR 2.5 million", value=2_500_000.0, currency="EUR", currency_basis="written",
    status="committed", implementer="Wellworks; UNODC", recipient_or_purpose="wells", scope="country",
    date="2019-03-12", quotes=(QUOTE,),
)  # fmt: skip
NOW = dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC)


def written(form: str, *rows: Commitment) -> bytes:
    out = io.BytesIO()
    EXPORTS[form](rows, out)
    return out.getvalue()


# --- CSV ---


def csv_rows(*rows: Commitment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", *rows).decode("utf-8-sig"), newline="")))


def test_csv_has_a_column_for_each_field_of_a_row_with_lists_as_text() -> None:
    more = Quoted("d2", "old.docx", None, "Wells again.", 0, 12)
    told = replace(WELLS, quotes=(QUOTE, replace(QUOTE, page=4, text="And more."), more), corrected=("status", "date"))
    assert csv_rows(told) == [
        {
            "document": "r.pdf",
            "page": "3",
            "report_year": "2019",
            "sector": "Illicit drugs",
            "donor": "Norland",
            "donor_code": "",
            "amount_as_written": "EUR 2.5 million",
            "value": "2500000",
            "currency": "EUR",
            "currency_basis": "written",
            "status": "committed",
            "implementer": "Wellworks; UNODC",
            "recipient_or_purpose": "wells",
            "scope": "country",
            "date": "2019-03-12",
            "quote": "In March, Norland signed EUR 2.5 million for wells.",
            "headings": "A.1 › Wells",
            "column": "Progress",
            "more_quotes": "r.pdf, page 4: “And more.”; old.docx: “Wells again.”",
            "contradicted": "false",
            "corrected": "status, date",
            "wrong": "false",
            "id": "0a1b2c3d4e5f6071",
        }
    ]


def test_the_columns_are_the_fields_of_a_row_in_their_order() -> None:
    assert tuple(row(WELLS)) == COLUMNS


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_as_rfc_4180_says() -> None:
    raw = written("csv", WELLS)
    assert raw.startswith(b"\xef\xbb\xbfdocument,page,")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 2
    assert raw.endswith(b"\r\n")


def test_csv_of_no_rows_is_a_header() -> None:
    assert written("csv").decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_guards_a_text_that_a_spreadsheet_would_run(start: str) -> None:
    (read,) = csv_rows(replace(WELLS, donor=f'{start}HYPERLINK("http://x"),"b"'))
    assert read["donor"] == f'\'{start}HYPERLINK("http://x"),"b"'


def test_csv_guards_no_number_and_no_text_with_such_a_character_inside() -> None:
    (read,) = csv_rows(replace(WELLS, value=-5.0, donor="Norland = West-mark"))
    assert (read["value"], read["donor"]) == ("-5", "Norland = West-mark")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7_113_350_000_000.0, "7113350000000"),
        (1234567.25, "1234567.25"),
        (1e22, "10000000000000000000000"),
        (0.00001, "0.00001"),
        (0.0, "0"),
        (None, ""),
    ],
)
def test_csv_writes_numbers_in_digits_alone(value: float | None, text: str) -> None:
    (read,) = csv_rows(replace(WELLS, value=value))
    assert read["value"] == text


def test_csv_has_no_control_characters_and_no_lone_surrogates() -> None:
    (read,) = csv_rows(replace(WELLS, donor="\x00Nor\x07l\ud800and\x9f", quotes=(replace(QUOTE, text="a\x0bb\uffff"),)))
    assert (read["donor"], read["quote"]) == ("Norland", "ab")


def test_csv_guards_a_formula_that_a_control_character_hid() -> None:
    (read,) = csv_rows(replace(WELLS, donor="\x00=1+1"))
    assert read["donor"] == "'=1+1"


def test_a_currency_that_nobody_knows_stays_unknown() -> None:
    unknown = replace(WELLS, amount_as_written="$30 million", value=3e7, currency=None, currency_basis="not stated")
    (read,) = csv_rows(unknown)
    assert (read["value"], read["currency"], read["currency_basis"]) == ("30000000", "", "not stated")
    (cells,) = sheet_rows(unknown)
    assert (cells["value"], cells["currency"], cells["currency_basis"]) == (30_000_000, None, "not stated")


# --- XLSX ---


def workbook(*rows: Commitment) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", *rows)))


def sheet_rows(*rows: Commitment) -> list[dict[str, object]]:
    header, *filled = workbook(*rows)["Commitments"].iter_rows(values_only=True)
    return [dict(zip(header, cells, strict=True)) for cells in filled]


def test_xlsx_has_the_rows_with_numbers_as_numbers() -> None:
    (read,) = sheet_rows(WELLS)
    assert read == {
        **{name: value for name, value in row(WELLS).items() if not isinstance(value, list)},
        "headings": "A.1 › Wells",
        "more_quotes": None,
        "corrected": None,
    }


def test_xlsx_has_a_bold_header_that_stays_in_sight_and_filters() -> None:
    made = workbook(WELLS, WELLS)["Commitments"]
    assert [cell.value for cell in made[1]] == list(COLUMNS)
    assert all(cell.font.bold for cell in made[1])
    assert made.freeze_panes == "A2"
    assert made.auto_filter.ref == "A1:W3"


def test_xlsx_has_set_widths_and_wraps_the_quote() -> None:
    made = workbook(WELLS)["Commitments"]
    assert made.column_dimensions["P"].width == 80
    quote, donor = made["P2"], made["E2"]
    assert (quote.value, quote.alignment.wrap_text, quote.alignment.vertical) == (QUOTE.text, True, "top")
    assert (donor.value, donor.alignment.wrap_text, donor.alignment.vertical) == ("Norland", None, "top")


@pytest.mark.parametrize("text", ["=1+1", "=", "+1", "-1", "@SUM(A1)", "#N/A", '=HYPERLINK("http://x","y")'])
def test_xlsx_keeps_a_text_that_looks_like_a_formula_a_text(text: str) -> None:
    cell = workbook(replace(WELLS, donor=text))["Commitments"]["E2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_xlsx_has_no_formula_after_a_row_that_looks_like_one() -> None:
    made = workbook(replace(WELLS, donor="=1+1"), WELLS)["Commitments"]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in made["E"][1:]] == [
        ("=1+1", "s", True),
        ("Norland", "s", False),
    ]


def test_xlsx_shows_numbers_without_thousands_separators() -> None:
    made = workbook(replace(WELLS, value=7_113_350_000_000.0), replace(WELLS, value=1234567.25))["Commitments"]
    assert [(cell.value, cell.number_format) for cell in made["H"][1:]] == [
        (7_113_350_000_000, "0"),
        (1234567.25, "General"),
    ]


def test_xlsx_removes_control_characters() -> None:
    (read,) = sheet_rows(replace(WELLS, donor="\x00Nor\x07l\ud800and", implementer="\x1f"))
    assert (read["donor"], read["implementer"]) == ("Norland", None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("q" * 40_000, "q" * 32_766 + "…"),
        ("q" * 32_767, "q" * 32_767),
        ("😀" * 16_384, "😀" * 16_383 + "…"),  # two units each
        ("q" + "😀" * 16_383, "q" + "😀" * 16_383),
        ("q" + "😀" * 16_384, "q" + "😀" * 16_382 + "…"),  # none is cut in half
    ],
)
def test_xlsx_cuts_a_quote_that_is_longer_than_a_cell_holds(text: str, shown: str) -> None:
    (read,) = sheet_rows(replace(WELLS, quotes=(replace(QUOTE, text=text),)))
    assert read["quote"] == shown


def test_xlsx_says_what_to_do_with_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 1)
    with pytest.raises(AssistantError, match=r"^A sheet holds 1 rows, and these are 2\. Export fewer, or .* csv\.$"):
        written("xlsx", WELLS, WELLS)


def test_xlsx_explains_every_column_and_status_on_its_second_sheet() -> None:
    book = workbook(WELLS)
    assert book.sheetnames == ["Commitments", "About"]
    told = {a: b for a, b in book["About"].iter_rows(values_only=True) if a}
    assert told == {
        "Column": "What it holds",
        **explained().columns,
        "Status": "What it means",
        **explained().statuses,
    }


def test_every_column_and_status_is_explained_and_nothing_else() -> None:
    assert tuple(explained().columns) == COLUMNS
    assert tuple(explained().statuses) == get_args(CommitmentStatus)


def test_the_explanations_tell_the_statuses_apart_and_why_nothing_is_added_up() -> None:
    told = explained().statuses
    assert "not binding" in told["pledged"]
    assert "intention" in told["announced"]
    assert "firm obligation in writing" in told["committed"]
    assert "according to the report" in told["contributed"]
    assert "paid out" in told["disbursed"]
    assert "no amount is written" in told["supports (amount not stated)"]
    assert any("no totals" in note and "currencies" in note for note in explained().notes)


# --- JSON ---

ODD = replace(
    WELLS,
    donor='=“Westmark”, "W"',
    value=1.5,
    currency=None,
    currency_basis="not stated",
    quotes=(replace(QUOTE, text="tab\tline\nbell\x07 ກຂ\u2028"), replace(QUOTE, page=None)),
)


def test_json_lines_are_the_rows_of_the_contract() -> None:
    lines = written("jsonl", WELLS, ODD).decode().split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [row(WELLS), row(ODD)]
    assert lines[-1] == ""
    assert "ກຂ" in lines[1]


@pytest.mark.parametrize("rows", [(), (WELLS,), (WELLS, ODD)])
def test_json_is_one_array_of_the_same_rows(rows: tuple[Commitment, ...]) -> None:
    assert json.loads(written("json", *rows)) == [row(one) for one in rows]


def test_json_leaves_lone_surrogates_out() -> None:
    assert json.loads(written("jsonl", replace(WELLS, donor="Nor\ud800land"))) == row(WELLS)


# --- IATI ---

# The schema of version 2.03, as far as our files go: children in their order → (at least, at most).
SEQUENCES: dict[str, dict[str, tuple[int, int]]] = {
    "iati-activity": {
        "iati-identifier": (1, 1), "reporting-org": (1, 1), "title": (1, 1), "description": (1, 99),
        "participating-org": (1, 99), "other-identifier": (0, 99), "activity-status": (1, 1), "activity-date": (1, 99),
        "contact-info": (0, 99), "activity-scope": (0, 1), "recipient-country": (0, 99), "recipient-region": (0, 99),
        "location": (0, 99), "sector": (0, 99), "tag": (0, 99), "country-budget-items": (0, 1),
        "humanitarian-scope": (0, 99), "policy-marker": (0, 99), "collaboration-type": (0, 1),
        "default-flow-type": (0, 1), "default-finance-type": (0, 1), "default-aid-type": (0, 99),
        "default-tied-status": (0, 1), "budget": (0, 99), "planned-disbursement": (0, 99), "capital-spend": (0, 1),
        "transaction": (0, 99), "document-link": (0, 99), "related-activity": (0, 99), "legacy-data": (0, 99),
        "conditions": (0, 1), "result": (0, 99), "crs-add": (0, 1), "fss": (0, 1),
    },
    "transaction": {
        "transaction-type": (1, 1), "transaction-date": (1, 1), "value": (1, 1), "description": (0, 1),
        "provider-org": (0, 1), "receiver-org": (0, 1),
    },
    "location": {"location-reach": (0, 1), "location-id": (0, 99), "name": (0, 1), "description": (0, 1)},
    "reporting-org": {"narrative": (1, 99)}, "title": {"narrative": (1, 99)}, "description": {"narrative": (1, 99)},
    "name": {"narrative": (1, 99)}, "participating-org": {"narrative": (0, 99)}, "provider-org": {"narrative": (0, 99)},
    "activity-date": {"narrative": (0, 99)}, "recipient-country": {"narrative": (0, 99)},
    "recipient-region": {"narrative": (0, 99)}, "sector": {"narrative": (0, 99)},
}  # fmt: skip
# Attributes → the form of each; those with a question mark may be missing.
ATTRIBUTES: dict[str, dict[str, str]] = {
    "iati-activity": {"{http://www.w3.org/XML/1998/namespace}lang?": "[a-z]{2}"},
    "reporting-org": {"ref": ".+", "type": r"\d\d", "secondary-reporter?": "0|1|true|false"},
    "description": {"type?": "[1-4]"},
    "participating-org": {"role": "[1-4]", "ref?": ".+", "type?": r"\d\d"},
    "activity-status": {"code": "[1-6]"},
    "activity-date": {"type": "[1-4]", "iso-date": "date"},
    "activity-scope": {"code": "[1-8]"},
    "recipient-country": {"code": "[A-Z]{2}"},
    "recipient-region": {"code": r"\d{3}", "vocabulary?": "1"},
    "sector": {"code": r"\d{5}", "vocabulary?": "1"},
    "transaction-type": {"code": r"\d\d?"},
    "transaction-date": {"iso-date": "date"},
    "value": {"currency?": "[A-Z]{3}", "value-date": "date"},
}


def faults(element: etree._Element) -> list[str]:
    """Where an element and those in it depart from the schema."""
    tag = str(element.tag)
    found: list[str] = []
    sequence = SEQUENCES.get(tag, {})
    names = [str(child.tag) for child in element]
    found += [f"{tag}: no {name} here" for name in names if name not in sequence]
    places = [list(sequence).index(name) for name in names if name in sequence]
    if places != sorted(places):
        found.append(f"{tag}: children in the order {names}")
    for name, (least, most) in sequence.items():
        if not least <= names.count(name) <= most:
            found.append(f"{tag}: {names.count(name)} {name}")
    forms = ATTRIBUTES.get(tag, {})
    if tag == "description" and (parent := element.getparent()) is not None and parent.tag == "transaction":
        forms = {}
    allowed = {name.rstrip("?"): form for name, form in forms.items()}
    found += [f"{tag}: no @{name} here" for name in map(str, element.attrib) if name not in allowed]
    found += [f"{tag}: @{name} is missing" for name in forms if not name.endswith("?") and name not in element.attrib]
    for name, form in allowed.items():
        if (value := element.get(name)) is not None and not (
            _is_date(value) if form == "date" else re.fullmatch(form, value)
        ):
            found.append(f"{tag}: @{name} is {value!r}")
    if tag == "value" and not re.fullmatch(r"-?\d+(?:\.\d+)?", element.text or ""):
        found.append(f"value: {element.text!r} is no decimal")
    return found + [fault for child in element for fault in faults(child)]


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(dt.date.fromisoformat(text))


def activities(*rows: Commitment) -> list[etree._Element]:
    out = io.BytesIO()
    iati.write(rows, out, NOW)
    return etree.fromstring(out.getvalue()).findall("iati-activity")


def activity(one: Commitment) -> etree._Element:
    (made,) = activities(one)
    return made


def note(one: Commitment) -> str:
    return activity(one).findtext("description[@type='4']/narrative") or ""


def test_iati_has_an_activity_for_a_row_with_all_that_it_says() -> None:
    out = io.BytesIO()
    iati.write([WELLS], out, NOW)
    assert (
        out.getvalue().decode()
        == f"""\
<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2024-05-06T07:08:09Z">
<!-- Read from progress reports, by a secondary reporter. Before you publish it, put your organisation's
     identifier in place of "XI-REPORTS". Left out, as neither they nor their reports have a date: 0 of 1 rows. -->
<iati-activity xml:lang="en">
  <iati-identifier>XI-REPORTS-0a1b2c3d4e5f6071</iati-identifier>
  <reporting-org ref="XI-REPORTS" type="90" secondary-reporter="1">
    <narrative>Report assistant</narrative>
  </reporting-org>
  <title>
    <narrative>wells</narrative>
  </title>
  <description type="1">
    <narrative>In March, Norland signed EUR 2.5 million for wells.</narrative>
  </description>
  <description type="4">
    <narrative>Status in the ledger: committed. {explained().statuses["committed"]} \
Amount as written: EUR 2.5 million. Currency: EUR (written). Date: 2019-03-12. Place: country. \
Sector of the report: Illicit drugs. Year of the report: 2019. Source: r.pdf, page 3.</narrative>
  </description>
  <participating-org role="1">
    <narrative>Norland</narrative>
  </participating-org>
  <participating-org role="4">
    <narrative>Wellworks</narrative>
  </participating-org>
  <participating-org role="4">
    <narrative>UNODC</narrative>
  </participating-org>
  <activity-status code="2"/>
  <activity-date type="2" iso-date="2019-03-12"/>
  <activity-scope code="4"/>
  <recipient-country code="LA"/>
  <sector vocabulary="1" code="16063"/>
  <transaction>
    <transaction-type code="2"/>
    <transaction-date iso-date="2019-03-12"/>
    <value currency="EUR" value-date="2019-03-12">2500000</value>
    <provider-org>
      <narrative>Norland</narrative>
    </provider-org>
  </transaction>
</iati-activity>
</iati-activities>
"""
    )


@pytest.mark.parametrize("status", get_args(CommitmentStatus))
@pytest.mark.parametrize("scope", ["country", "regional", "global", "Xieng", "Mekong Region", None])
@pytest.mark.parametrize("date", ["2019", "2019-08", "2019-08-12", "2030"])
def test_iati_elements_stand_as_the_schema_has_them(status: CommitmentStatus, scope: str | None, date: str) -> None:
    full = replace(WELLS, status=status, scope=scope, date=date, donor="Norland; Westmark", contradicted=False)
    bare = replace(full, sector=None, implementer=None, recipient_or_purpose=None, amount_as_written=None, value=None,
                   currency=None, currency_basis="not stated")  # fmt: skip
    assert [fault for made in activities(full, bare) for fault in faults(made)] == []


def test_the_check_of_the_schema_finds_what_is_wrong() -> None:
    made = activity(WELLS)
    made.append(made[0])
    made.find("activity-date").set("iso-date", "2019-03")  # type: ignore[union-attr]
    made.find("activity-status").attrib.clear()  # type: ignore[union-attr]
    made.find("transaction").remove(made.find("transaction/value"))  # type: ignore[union-attr, arg-type]
    assert [fault.split(" [")[0] for fault in faults(made)] == [
        "iati-activity: children in the order",
        "activity-status: @code is missing",
        "activity-date: @iso-date is '2019-03'",
        "transaction: 0 value",
    ]


@pytest.mark.parametrize("date", [None, "2019-02-31", "in spring"])
def test_iati_takes_the_year_of_the_report_for_no_more_than_that(date: str | None) -> None:
    undated = replace(WELLS, date=date, report_year=2019)
    made = activity(undated)
    assert faults(made) == []
    (told,) = made.findall("activity-date")
    assert (told.get("iso-date"), told.findtext("narrative")) == (
        "2019-01-01",
        "2019 is the year of the report, which gives no date.",
    )
    assert made.find("transaction") is None
    assert "There is no transaction, because the date is not stated." in note(undated)


def test_iati_leaves_out_a_row_without_any_date_and_counts_it() -> None:
    undated = replace(WELLS, date=None, report_year=None)
    assert len(activities(undated, WELLS)) == 1
    assert b"have a date: 1 of 2 rows." in written("iati", undated, WELLS)


@pytest.mark.parametrize(("date", "day"), [("2019", "2019-01-01"), ("2019-08", "2019-08-01")])
def test_iati_says_that_a_day_stands_for_a_year_or_month(date: str, day: str) -> None:
    made = activity(replace(WELLS, date=date))
    (told,) = made.findall("activity-date")
    assert (dict(told.items()), told.findtext("narrative")) == ({"type": "2", "iso-date": day}, date)
    assert made.findtext("transaction/description/narrative") == (
        f"The report gives the date as {date}; its first day stands here."
    )


@pytest.mark.parametrize(("status", "code"), [("pledged", "1"), ("announced", "1"), ("contributed", "2")])
def test_iati_has_no_transaction_for_what_is_neither_committed_nor_disbursed(
    status: CommitmentStatus, code: str
) -> None:
    told = replace(WELLS, status=status)
    made = activity(told)
    assert made.find("transaction") is None
    assert [e.get("code") for e in made.findall("activity-status")] == [code]
    assert [e.get("type") for e in made.findall("activity-date")] == [code]
    assert f"Status in the ledger: {status}. {explained().statuses[status]}" in note(told)
    assert "Amount as written: EUR 2.5 million." in note(told)
    assert f"because “{status}” is neither a commitment nor a disbursement." in note(told)


def test_iati_has_a_disbursement_for_what_was_paid_out() -> None:
    made = activity(replace(WELLS, status="disbursed", value=1234567.25))
    assert [e.get("code") for e in made.findall("transaction/transaction-type")] == ["3"]
    assert made.findtext("transaction/value") == "1234567.25"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"value": None}, "no amount is written"),
        ({"currency": None, "currency_basis": "not stated"}, "the currency is not stated"),
        ({"currency_basis": "assumed from the donor"}, "the currency is assumed from the donor"),
        ({"contradicted": True}, "the same report gives another amount for the same thing"),
        ({"date": "2024-06"}, "the date is in the future"),
    ],
)
def test_iati_has_no_transaction_in_which_something_is_in_doubt(changes: dict[str, Any], why: str) -> None:
    told = replace(WELLS, **changes)
    assert activity(told).find("transaction") is None
    assert note(told).endswith(f"There is no transaction, because {why}.")


def test_iati_takes_a_currency_that_a_person_set_for_known() -> None:
    made = activity(replace(WELLS, currency="AUD", currency_basis="not stated", corrected=("currency",)))
    assert [e.get("currency") for e in made.findall("transaction/value")] == ["AUD"]


def test_iati_plans_what_is_dated_in_the_future() -> None:
    made = activity(replace(WELLS, date="2025"))
    assert [e.get("code") for e in made.findall("activity-status")] == ["1"]
    assert [dict(e.attrib) for e in made.findall("activity-date")] == [{"type": "1", "iso-date": "2025-01-01"}]


@pytest.mark.parametrize(
    ("scope", "elements"),
    [
        ("country", [("activity-scope", {"code": "4"}), ("recipient-country", {"code": "LA"})]),
        ("regional", [("activity-scope", {"code": "2"}), ("recipient-region", {"code": "789", "vocabulary": "1"})]),
        ("global", [("activity-scope", {"code": "1"})]),
        ("Xieng", [("location", {})]),
        ("Mekong Region", []),
        ("Southeast Asia", []),
        ("Thailand", []),
        (None, []),
    ],
)
def test_iati_has_the_country_only_where_the_row_is_for_the_country(
    scope: str | None, elements: list[tuple[str, dict[str, str]]]
) -> None:
    told = replace(WELLS, scope=scope)
    places = {"activity-scope", "recipient-country", "recipient-region", "location"}
    assert [(e.tag, dict(e.attrib)) for e in activity(told) if e.tag in places] == elements
    assert f"Place: {scope or 'not stated'}." in note(told)


def test_iati_names_the_place_of_a_row() -> None:
    assert activity(replace(WELLS, scope="Xieng")).findtext("location/name/narrative") == "Xieng"


@pytest.mark.parametrize(
    ("sector", "codes"), [("Illicit drugs", ["16063"]), ("Unexploded ordnance", ["15250"]), ("Health", []), (None, [])]
)
def test_iati_has_a_purpose_only_for_the_sectors_that_one_code_covers(sector: str | None, codes: list[str]) -> None:
    assert [e.get("code") for e in activity(replace(WELLS, sector=sector)).findall("sector")] == codes


def test_iati_keeps_further_quotes_codes_and_corrections_in_words() -> None:
    told = note(replace(WELLS, donor_code="XNO", quotes=(QUOTE, replace(QUOTE, text="And more.")), corrected=("date",)))
    assert "Code of the donor: XNO." in told
    assert "See also r.pdf, page 3: “And more.” Set by a person: date." in told


def test_iati_leaves_out_what_a_person_marked_as_wrong() -> None:
    assert activities(replace(WELLS, wrong=True)) == []


def test_iati_escapes_markup_and_removes_what_xml_cannot_hold() -> None:
    made = activity(replace(WELLS, donor="<Nor>\x00&\ud800land\ufffe", id="a\x01<b>"))
    assert made.findtext("participating-org/narrative") == "<Nor>&land"
    assert made.findtext("iati-identifier") == "XI-REPORTS-a<b>"


# --- all ---


@pytest.mark.parametrize("form", EXPORTS)
def test_a_file_replaces_the_one_before_and_leaves_nothing_else(form: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("before")
    export(form, [WELLS], path)
    assert path.read_bytes()[:4] in (b"\xef\xbb\xbfd", b"PK\x03\x04", b'{"do', b'[\n{"', b"<?xm")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_fails_half_way_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(rows: Sequence[Commitment], out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(EXPORTS, "csv", full)
    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(
        AssistantError, match=r"out\.csv cannot be written \(No space left on device\)\. Close it .*\.$"
    ):
        export("csv", [WELLS], path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing_or_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "out.csv", tmp_path):
        with pytest.raises(AssistantError, match=r"cannot be written .* choose another folder"):
            export("csv", [WELLS], path)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    (tmp_path / "real.csv").write_text("before")
    export("csv", [WELLS], tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == written("csv", WELLS)


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    export("csv", [WELLS], pipe)
    assert os.read(reader, 10_000) == written("csv", WELLS)
    os.close(reader)
    assert pipe.is_fifo()


def test_an_unknown_format_is_said_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"no format 'pdf'\. Choose one of: csv, xlsx, jsonl, json, iati\.$"):
        export("pdf", [WELLS], tmp_path / "out.pdf")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=30), st.floats(-1e18, 1e18))
def test_any_text_and_number_can_be_written_and_read_again(text: str, value: float) -> None:
    odd = replace(WELLS, donor=text, scope=text, value=value, quotes=(replace(QUOTE, text=text),))
    assert float(csv_rows(odd)[0]["value"]) == float(plain(value)) == value
    assert len(sheet_rows(odd)) == 1
    assert json.loads(written("json", odd))[0]["value"] == value
    assert activity(odd).findtext("iati-identifier") == f"XI-REPORTS-{WELLS.id}"

"""A person who sets rows of the ledger right, and takes rows away as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import httpx
import openpyxl
import pytest
from conftest import Visit
from ledger_reports import LATRINES, PUMPS
from ledger_visits import open_row, opened, rows
from playwright.sync_api import expect


def test_a_row_is_marked_as_wrong_and_the_mark_is_taken_back(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address, "?donor=Norland")
    panel = open_row(page, "EUR 2.5 million")
    panel.get_by_role("button", name="Mark as wrong").click()
    expect(panel.get_by_role("status")).to_contain_text("The row is marked as wrong")
    expect(rows(page)).to_have_count(2)  # also where the other report tells it
    page.keyboard.press("Escape")
    box = page.get_by_label("Show rows marked wrong")
    if not box.is_visible():
        page.locator(".filters-toggle").click()
    box.check()
    struck = rows(page).filter(has_text="Marked as wrong")
    expect(struck).to_have_count(1)
    expect(struck.locator("td.amount")).to_have_css("text-decoration-line", "line-through")
    visit.picture(f"{page.viewport_size['width']}-ledger-wrong")
    panel = open_row(page, "EUR 2.5 million")
    panel.get_by_role("button", name="Take the mark back").click()
    expect(panel.get_by_role("status")).to_have_text("The mark is taken back.")
    expect(rows(page).filter(has_text="Marked as wrong")).to_have_count(0)
    expect(rows(page)).to_have_count(3)


def test_a_field_is_corrected_seen_as_corrected_and_taken_back(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    panel = open_row(page, "$400,000")
    panel.get_by_text("Correct a field").click()
    panel.get_by_label("Field").select_option("Currency")
    panel.get_by_role("textbox", name="New value").fill("USD")
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_role("status")).to_have_text("The correction is saved.")
    row = rows(page).filter(has_text="$400,000")
    expect(row).to_contain_text("USD, set by a person")
    expect(row).to_contain_text("Corrected by a person")
    expect(panel.locator(".was-set")).to_contain_text("Currency USD")
    panel.get_by_text("Correct a field").click()
    panel.get_by_label("Field").select_option("Status")
    panel.get_by_role("combobox", name="New value").select_option("Committed")
    panel.get_by_role("button", name="Save").click()
    expect(row.locator(".badge")).to_have_text("Committed")
    visit.picture(f"{page.viewport_size['width']}-ledger-corrected")
    panel.get_by_role("button", name="Take back all corrections").click()
    expect(panel.get_by_role("status")).to_have_text("The corrections are taken back.")
    expect(row.locator(".badge")).to_have_text("Pledged")
    expect(row).to_contain_text("currency not stated")
    expect(panel.locator(".card[open] mark")).to_have_text(PUMPS)


def test_a_correction_that_cannot_stand_is_told_and_kept_to_be_mended(visit: Visit, ledger_address: str) -> None:
    page = opened(visit, ledger_address)
    panel = open_row(page, "EUR 700,000")
    panel.get_by_text("Correct a field").click()
    panel.get_by_label("Field").select_option("Amount as written")
    expect(panel.get_by_role("textbox", name="New value")).to_have_value("EUR 700,000")
    panel.get_by_role("textbox", name="New value").fill("EUR 800,000")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("does not stand in the row's quotes")
    expect(panel.get_by_role("textbox", name="New value")).to_have_value("EUR 800,000")
    expect(rows(page).filter(has_text="EUR 700,000")).to_have_count(1)


def test_the_rows_seen_are_downloaded_and_open_again(wide: Visit, ledger_address: str, tmp_path: Path) -> None:
    page = opened(wide, ledger_address, "?donor=Westmark&year=2019&order=-amount")
    files = {}
    for name in ("Excel", "CSV", "JSON lines", "IATI XML"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        files[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[name])
    assert [path.name for path in files.values()] == [
        f"commitments-westmark-2019.{ending}" for ending in ("xlsx", "csv", "jsonl", "xml")
    ]
    table = list(csv.DictReader(io.StringIO(files["CSV"].read_text("utf-8-sig"))))
    assert [row["amount_as_written"] for row in table] == ["EUR 700,000", "USD 95,000", "USD 90,000"]
    lines = [json.loads(line) for line in files["JSON lines"].read_text("utf-8").splitlines()]
    assert lines[0]["quote"] == LATRINES
    sheet = openpyxl.load_workbook(files["Excel"]).worksheets[0]
    assert "EUR 700,000" in {cell.value for row in sheet.iter_rows() for cell in row}
    assert files["IATI XML"].read_bytes().startswith(b"<?xml")


def test_a_download_that_there_is_not_is_refused_in_words(ledger_address: str) -> None:
    answer = httpx.get(f"{ledger_address}/commitments/export/pdf")
    assert (answer.status_code, answer.text) == (
        404,
        "There is no such download. Choose one of: csv, iati, json, jsonl, xlsx",
    )


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_cannot_change_the_ledger(ledger_address: str, site: str) -> None:
    answer = httpx.post(f"{ledger_address}/gradio_api/run/predict", json={}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403

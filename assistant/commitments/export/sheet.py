"""XLSX: the ledger on a sheet "Commitments", and what it means on a sheet "About"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assistant.commitments.export.cells import COLUMNS, Cell, cells, like_a_formula
from assistant.commitments.export.explained import explained
from assistant.errors import AssistantError
from assistant.values import Commitment

MOST_ROWS = 1_048_575
"""Of a sheet, its header aside."""
MOST_CHARACTERS = 32_767
"""Of a cell, counted in UTF-16 units as Excel does."""

_WIDTHS = {
    "document": 28, "page": 7, "report_year": 12, "sector": 20, "donor": 24, "donor_code": 12,
    "amount_as_written": 22, "value": 18, "currency": 10, "currency_basis": 16, "status": 18, "implementer": 24,
    "recipient_or_purpose": 40, "scope": 16, "date": 12, "quote": 80, "headings": 30, "column": 16,
    "more_quotes": 50, "contradicted": 13, "corrected": 18, "wrong": 9, "id": 19,
}  # fmt: skip
"""In characters of the standard font."""
_WRAPPED = frozenset({"recipient_or_purpose", "quote", "more_quotes"})


def write(rows: Sequence[Commitment], out: BinaryIO) -> None:
    """Writes the workbook. Raises AssistantError for more rows than a sheet holds, OSError."""
    if len(rows) > MOST_ROWS:
        raise AssistantError(
            f"A sheet holds {MOST_ROWS:,} rows, and these are {len(rows):,}. Export fewer, or export them as csv."
        )
    book = Workbook(write_only=True)  # its rows go to a temporary file as they come
    _ledger(book, rows)
    _about(book)
    book.save(out)


def _ledger(book: Workbook, rows: Sequence[Commitment]) -> None:
    sheet: Any = book.create_sheet("Commitments")  # typed as a sheet of any kind
    # All this has to stand before the first row, for it is written before it.
    for i, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(i)].width = _WIDTHS[name]
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    sheet.append(_header(sheet, COLUMNS))
    pens = [_Pen(sheet, wrapped=name in _WRAPPED) for name in COLUMNS]
    for row in rows:
        sheet.append([pen.cell(value) for pen, value in zip(pens, cells(row).values(), strict=True)])


def _about(book: Workbook) -> None:
    sheet: Any = book.create_sheet("About")
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 110
    name_pen, pen = _Pen(sheet, wrapped=False), _Pen(sheet, wrapped=True)
    words = explained()
    for note in words.notes:
        sheet.append([None, pen.cell(note)])
    for head, table in (
        (("Column", "What it holds"), words.columns),
        (("Status", "What it means"), words.statuses),
    ):
        sheet.append([])
        sheet.append(_header(sheet, head))
        for name, meaning in table.items():
            sheet.append([name_pen.cell(name), pen.cell(meaning)])


def _header(sheet: Any, names: Sequence[str]) -> list[SheetCell]:
    made = [WriteOnlyCell(sheet, name) for name in names]
    for cell in made:
        cell.font = Font(bold=True)
    return made


class _Pen:
    """Fills one column's cells. Each kind of cell is made and styled once: the sheet writes it out at once."""

    def __init__(self, sheet: Any, wrapped: bool) -> None:
        self._plain, self._prefixed, self._whole = (WriteOnlyCell(sheet) for _ in range(3))
        for cell in (self._plain, self._prefixed, self._whole):
            cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
        self._prefixed.quotePrefix = True  # it stays a text when somebody edits it
        self._whole.number_format = "0"  # the standard format shows large numbers as 7.1E+12

    def cell(self, value: Cell) -> SheetCell | None:
        """The cell, to be appended before the next one is asked for."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            cell = self._prefixed if like_a_formula(value) or value.startswith("#") else self._plain
            cell.value = _shortened(value)
            cell.data_type = "s"  # openpyxl takes "=…" for a formula, and "#N/A" for an error
            return cell
        cell = self._whole if isinstance(value, int) and not isinstance(value, bool) else self._plain
        cell.value = value
        return cell


def _shortened(text: str) -> str:
    """The text, cut with an ellipsis where it is longer than a cell holds."""
    if len(text) <= MOST_CHARACTERS // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"

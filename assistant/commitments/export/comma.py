"""CSV (RFC 4180): UTF-8 with a byte order mark, without which Excel takes it for another encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from assistant.commitments.export.cells import COLUMNS, Cell, cells, like_a_formula, plain
from assistant.values import Commitment


def write(rows: Sequence[Commitment], out: BinaryIO) -> None:
    """Writes a header and a line for each row. Raises OSError."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([_shown(cell) for cell in cells(row).values()] for row in rows)
    finally:
        text.detach()  # else the wrapper would close the caller's file


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        # OWASP's guard against formulas. Numbers have none, so that a negative one stays a number.
        return f"'{cell}" if like_a_formula(cell) else cell
    return plain(cell)

"""The ledger as files for other programs: CSV, XLSX, JSON lines, JSON and IATI activities.

All keep a row's status and currency apart and none gives a total: amounts of different statuses or currencies are
never added up.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from assistant.commitments.export import comma, iati, lines, sheet
from assistant.errors import AssistantError
from assistant.values import Commitment

__all__ = ["EXPORTS", "Export", "export"]


Export = Callable[[Sequence[Commitment], BinaryIO], None]
"""Writes rows to a binary file, row by row, so that many need little memory."""

EXPORTS: dict[str, Export] = {
    "csv": comma.write,
    "xlsx": sheet.write,
    "jsonl": lines.write_lines,
    "json": lines.write_array,
    "iati": iati.write,
}


def export(format: str, rows: Sequence[Commitment], path: Path) -> None:
    """Writes rows to a file in one of EXPORTS; the file is there whole or as it was before.

    Raises AssistantError for an unknown format, more rows than the format holds, or a file that cannot be written.
    """
    if format not in EXPORTS:
        raise AssistantError(f"There is no format {format!r}. Choose one of: {', '.join(EXPORTS)}.")
    try:
        _written(EXPORTS[format], rows, path)
    except OSError as error:
        why = error.strerror or str(error)
        raise AssistantError(
            f"{path} cannot be written ({why}). Close it where it is open, or choose another folder with room for it."
        ) from error


def _written(write: Export, rows: Sequence[Commitment], path: Path) -> None:
    if path.exists() and not path.is_file():  # /dev/stdout and the like are written to, not replaced
        with path.open("wb") as out:
            write(rows, out)
        return
    path = path.resolve()  # a link stays one
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            write(rows, out)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

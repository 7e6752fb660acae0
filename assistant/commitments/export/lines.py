"""JSON: rows as the API gives them, a line each or as one array. UTF-8; lone surrogates, which it cannot hold, go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import BinaryIO

from assistant.commitments.row import row
from assistant.values import Commitment


def write_lines(rows: Sequence[Commitment], out: BinaryIO) -> None:
    """Writes a line for each row. Raises OSError."""
    for one in rows:
        out.write(_encoded(one) + b"\n")


def write_array(rows: Sequence[Commitment], out: BinaryIO) -> None:
    """Writes one array, a line for each of its rows. Raises OSError."""
    out.write(b"[")
    for i, one in enumerate(rows):
        out.write((b",\n" if i else b"\n") + _encoded(one))
    out.write(b"\n]\n")


def _encoded(commitment: Commitment) -> bytes:
    return json.dumps(row(commitment), ensure_ascii=False).encode("utf-8", "ignore")

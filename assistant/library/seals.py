"""Checksums of what is stored, by which an altered byte is noticed before anyone reads what it made of a figure.

SQLite has none of its own: of bytes that were flipped in its file, most go through unnoticed. CRC-32 finds any
one to three flipped bits and all but one in 4 billion of other accidents; it is no defence against intent.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SIZE = 4  # bytes at the end of a sealed blob


def checksum(values: Sequence[Any]) -> int:
    """Of a row's values (text, numbers, None) as SQLite gives them back."""
    told = "\x1f".join("\0" if value is None else str(value) for value in values)
    return zlib.crc32(told.encode("utf-8", "surrogatepass"))


def is_whole(row: Sequence[Any]) -> bool:
    """Whether a row, whose last value is the checksum of the others, is as it was written."""
    return bool(checksum(row[:-1]) == row[-1])


def sealed(data: bytes) -> bytes:
    """A blob that ends with its checksum."""
    return data + zlib.crc32(data).to_bytes(SIZE, "big")


def opened(blob: bytes) -> bytes | None:
    """What was sealed; None where it was altered."""
    data = blob[:-SIZE]
    return data if zlib.crc32(data).to_bytes(SIZE, "big") == blob[-SIZE:] else None


def sha256_of(path: Path) -> str:
    """Of a whole file, against intent as well. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

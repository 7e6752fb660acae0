"""What a ZIP container (DOCX, XLSX) declares, checked before anything of it is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from assistant.errors import ReadingError

MOST_BYTES = 200 * 2**20
MOST_ENTRIES = 2_000
MOST_RATIO = 100
SMALL = 10 * 2**20  # below this, a high ratio does no harm


def names(path: Path) -> frozenset[str]:
    """The entries of the container. Raises ReadingError where it is broken, encrypted or a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError("unreadable", f"{path.name} is damaged. Export it again and replace the file.") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadingError("needs-password", f"{path.name} is protected by a password. Save it without one.")
    total = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if len(entries) > MOST_ENTRIES or total > MOST_BYTES or (total > SMALL and total / packed > MOST_RATIO):
        raise ReadingError(
            "too-large",
            f"{path.name} unpacks to {total / 2**20:,.0f} MB in {len(entries):,} parts, more than is read. "
            "Split it, or export it as PDF.",
        )
    return frozenset(entry.filename for entry in entries)

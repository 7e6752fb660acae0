"""A name that a browser gives a file → a name under which the file may be kept."""

from __future__ import annotations

import unicodedata
from pathlib import Path

LONGEST = 120  # characters of a name
MOST_BYTES = 240  # most file systems take 255; the rest is for " (12)"
LONGEST_SUFFIX = 10


def safe_name(said: str) -> str:
    """The name without folders, control and invisible characters, dots at its start; its suffix is kept.

    "~$" at its start goes too, as folders are read without the files that Word marks so while they are open.
    """
    last = said.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    name = " ".join(shown.split()).lstrip("~$. ").rstrip(". ")
    suffix = Path(name).suffix if len(Path(name).suffix) <= LONGEST_SUFFIX else ""
    stem = name.removesuffix(suffix)[: LONGEST - len(suffix)]
    while len((stem + suffix).encode()) > MOST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip() or "report") + suffix


def numbered(name: str, number: int) -> str:
    """ "plan.pdf", "plan (2).pdf", "plan (3).pdf"."""
    return name if number == 1 else f"{Path(name).stem} ({number}){Path(name).suffix}"

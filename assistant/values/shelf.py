"""A file as the library knows it: read into a report, or not readable."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.values.reports import USUAL, IndexStatus


@dataclass(frozen=True, slots=True)
class Shelved:
    """One file that the library has seen.

    key      the document's id; for a file that could not be read, one made from its path.
    path     where the file is, or was when it was read.
    message  what is wrong with it and what to do; "" for an indexed file.
    added    ISO 8601 in UTC; None for a file that could not be read, of which the counts are 0.
    """

    key: str
    name: str
    path: str
    status: IndexStatus
    message: str = ""
    title: str = ""
    sector: str | None = None
    year: int | None = None
    pages: int = 0
    passages: int = 0
    rows: int = 0
    commitments: int = 0
    added: str | None = None
    collection: str = USUAL

    @property
    def is_indexed(self) -> bool:
        return self.status == "indexed"

"""The pages of a PDF as pdfium draws them, for what pypdf does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2 as pdfium


def drawn_pages(data: bytes, numbers: Iterable[int] | None = None) -> Iterator[tuple[int, Any]]:
    """(number, page) of these pages, from 0, or of all; each is open until the next is asked for. What pdfium cannot
    open is left out."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    try:
        for number in range(len(document)) if numbers is None else numbers:
            try:
                page = document[number]
            except (pdfium.PdfiumError, IndexError):
                continue
            yield number, page
            page.close()
    finally:
        document.close()

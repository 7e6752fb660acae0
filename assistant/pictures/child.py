"""The drawing process: PDFium, which hostile files can crash or hang, draws pages and finds quotes here.

A request is `{"path", "page"}` with `"picture"` (the file to write), `"dpi"` and `"longest_side"` (pixels), or with
`"quote"`, `"before"` and `"after"`. Its answer is `{}` or `{"boxes"}`, or `{"refused"}`: "protected", "no such page"
(with `"pages"`), "not written" (with `"why"`) or "damaged".
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL.PngImagePlugin import PngInfo

from assistant.reading.process import Message, limit_memory, serve

from .finding import found_runs
from .lines import boxes_of
from .sheet import sheet_of


def _answer(request: Message, say: Callable[[Message], None]) -> None:
    try:
        with pdfium.PdfDocument(Path(request["path"])) as document:
            say(_answered(document, request))
    except pdfium.PdfiumError as error:
        protected = error.err_code in (pdfium_raw.FPDF_ERR_PASSWORD, pdfium_raw.FPDF_ERR_SECURITY)
        say({"refused": "protected" if protected else "damaged"})
    except (OSError, ValueError):
        say({"refused": "damaged"})


def _answered(document: Any, request: Message) -> Message:
    pages = len(document)
    if not 1 <= request["page"] <= pages:
        return {"refused": "no such page", "pages": pages}
    page = document[request["page"] - 1]
    if "quote" in request:
        sheet = sheet_of(page)
        return {"boxes": boxes_of(sheet, found_runs(sheet, request["quote"], request["before"], request["after"]))}
    longer = max(page.get_size())
    if not (math.isfinite(longer) and longer > 0):
        return {"refused": "damaged"}
    picture = page.render(scale=min(request["dpi"] / 72, request["longest_side"] / longer)).to_pil()
    told = PngInfo()
    told.add_text("pages", str(pages))
    try:
        picture.save(request["picture"], "png", pnginfo=told)
    except OSError as error:
        return {"refused": "not written", "why": error.strerror or str(error)}
    return {}


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    serve(_answer)

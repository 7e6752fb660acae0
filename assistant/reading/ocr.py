"""Text of pages that are only pictures, with rapidocr where its optional extra is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pypdfium2 as pdfium

DPI = 200
MEGABYTES = 1_024  # of address space that the engine needs beyond what reading itself may take (measured: 700)
MOST_PIXELS = 40_000_000  # a page is rendered smaller where its size would make more of it


def is_installed() -> bool:
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognised(data: bytes) -> Iterator[str]:
    """The text of each page of a PDF in turn, a line for each line that was recognised."""
    from rapidocr import RapidOCR

    _make_room()
    engine = RapidOCR(params={"Global.log_level": "critical"})
    document = pdfium.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            yield _lines(engine(_picture(page)))
            page.close()
    finally:
        document.close()


def _make_room() -> None:
    """Raises the memory limit of a reading process to the hard limit, which leaves room for the engine."""
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _picture(page: Any) -> Any:
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return page.render(scale=scale).to_numpy()


def _lines(result: Any) -> str:
    """Recognised pieces as lines of text: pieces whose middles lie within one another's height share a line."""
    if result.boxes is None or result.txts is None:
        return ""
    pieces = sorted(
        ((min(p[1] for p in box), max(p[1] for p in box), min(p[0] for p in box), text)
         for box, text in zip(result.boxes, result.txts, strict=True)),
        key=lambda piece: piece[0] + piece[1],
    )  # fmt: skip
    rows: list[list[tuple[float, str]]] = []
    bottom = float("-inf")
    for low, high, left, text in pieces:
        if (low + high) / 2 < bottom:
            rows[-1].append((left, text))
        else:
            rows.append([(left, text)])
            bottom = high
    return "\n".join(" ".join(text for _, text in sorted(row)) for row in rows)

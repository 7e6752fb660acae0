"""Makers of tiny PDF pages, with the words of a quote in red, so that the picture tells whether a box is right."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from assistant.pictures import Pictures

A4 = "/MediaBox [0 0 595 842]"


def black(x: float, y: float, text: str, matrix: str = "1 0 0 1", size: int = 10, colour: str = "0 g") -> str:
    """Content that shows a line of Helvetica at x, y (points from the bottom left)."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT {colour} /F1 {size} Tf {matrix} {x} {y} Tm ({escaped}) Tj ET\n"


red = partial(black, colour="1 0 0 rg")
pale = partial(black, colour="0.8 g")  # neither red nor black


def make_pages(path: Path, contents: Sequence[str], page: str = A4, forms: Sequence[str] = ()) -> Path:
    """A PDF with a page for each content; `page` goes into each page's dictionary. Form number i is drawn with /X{i},
    and may draw those after it."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    names = "".join(f"/X{i} {5 + i} 0 R " for i in range(len(forms)))
    objects[2] = f"<< /Font << /F1 4 0 R >> /XObject << {names}>> >>".encode()
    for form in forms:
        head = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 3 0 R /Length {len(form)}"
        objects.append(f"<< {head} >>\nstream\n{form}\nendstream".encode("cp1252"))
    kids = []
    for content in contents:
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode("cp1252"))
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} /Contents {len(objects)} 0 R /Resources 3 0 R >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    path.write_bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + end)
    return path


def bomb() -> list[str]:
    """Forms each of which draws the next ten times: a page that draws the first needs more memory than there is."""
    return [f"/X{i + 1} Do\n" * 10 for i in range(12)] + ["0 0 595 842 re f\n"]


def id_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def boxes_around_red(pictures: Pictures, path: Path, quote: str, before: str = "", after: str = "") -> int:
    """How many boxes a quote has on page 1. They must hold all that is drawn in red, and nothing in black."""
    boxes = pictures.boxes(path, id_of(path), 1, quote, before, after)
    with Image.open(pictures.page(path, id_of(path), 1).file) as image:
        pixels = np.asarray(image.convert("RGB"))
    height, width = pixels.shape[:2]
    marked = pixels.min(axis=2) < 128
    is_red = marked & (pixels[:, :, 0] > 128)
    held = np.zeros_like(marked)
    for left, top, right, bottom in boxes:
        held[math.ceil(top * height) : int(bottom * height) + 1, math.ceil(left * width) : int(right * width) + 1] = (
            True
        )
    assert is_red.any(), "nothing is drawn in red"
    assert not (is_red & ~held).any(), "a part of the quote is outside of the boxes"
    assert not (marked & ~is_red & held).any(), "the boxes hold other words"
    return len(boxes)

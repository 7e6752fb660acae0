"""Makers of tiny PDF pages, with the words of a quote in red, so that the picture tells whether a box is right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PIL import Image

from assistant.pictures import Pictures

A4 = "/MediaBox [0 0 595 842]"
Box = tuple[float, float, float, float]


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


def endless_forms() -> list[str]:
    """Forms each of which draws the next ten times: a page that draws the first is never done."""
    return [f"/X{i + 1} Do\n" * 10 for i in range(12)] + ["0 0 595 842 re f\n"]


def id_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def boxes_around_red(pictures: Pictures, path: Path, quote: str, before: str = "", after: str = "") -> int:
    """How many boxes a quote has on page 1. They must hold all that is drawn in red, and nothing in black."""
    boxes = pictures.boxes(path, id_of(path), 1, quote, before, after)
    with Image.open(pictures.page(path, id_of(path), 1).file) as image:
        picture = image.convert("RGB")
    marks = [(x, y) for y in range(picture.height) for x in range(picture.width) if min(picture.getpixel((x, y))) < 128]
    held = {
        (x, y)
        for x, y in marks
        for left, top, right, bottom in boxes
        if left <= x / picture.width <= right and top <= y / picture.height <= bottom
    }
    is_red = {mark: picture.getpixel(mark)[0] > 128 for mark in marks}
    assert any(is_red.values()), "nothing is drawn in red"
    assert [mark for mark in marks if is_red[mark] and mark not in held] == []
    assert [mark for mark in held if not is_red[mark]] == []
    return len(boxes)

"""Twenty small files of mixed quality, as an office would send them at once, and how each should end."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter

PLACES = ("Norland", "Westmark", "Eastholm", "Southvale", "Harrow", "Bokeo", "Lakeside", "Millbrook", "Ashford",
          "Greenhill", "Rockport", "Fairview")  # fmt: skip
PICTURE = b"\x89PNG\r\n\x1a\n"


def report_of(place: str, wells: int) -> str:
    """A short report in plain text."""
    return (
        f"Health Sector Working Group\n\nProgress report 2018: water in {place}\n\n1. Wells\n\n"
        f"In 2018, {wells} wells were drilled in the villages of {place} by the provincial water office.\n\n"
        f"2. Challenges\n\nSpare parts for the pumps of {place} arrive late because of the rains.\n"
    )


def make_pdf(path: Path, lines: list[str], megabytes: int = 0) -> Path:
    """A PDF with one page of lines of Helvetica; with so many megabytes beside them that no page shows."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines).encode("latin-1")
    text = b"BT /F1 10 Tf 14 TL 60 780 Td\n" + shown + b"ET"
    ballast = random.Random(1).randbytes(megabytes * 2**20)  # noqa: S311 - no secret
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ballast), ballast),
    )
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(out)
    return path


def make_protected(path: Path, lines: list[str]) -> Path:
    """A PDF that opens with a password only."""
    writer = PdfWriter(clone_from=PdfReader(make_pdf(path, lines)))
    writer.encrypt("a word", algorithm="AES-256")
    writer.write(path)
    return path


def twenty_files(folder: Path, megabytes: int = 60) -> tuple[dict[Path, str], str]:
    """Each file with the status that it should get, and a sentence of the largest, which has so many megabytes."""
    files: dict[Path, str] = {}
    for number, place in enumerate(PLACES):
        path = folder / f"water-{place.lower()}.txt"
        path.write_text(report_of(place, 11 + number), encoding="utf-8")
        files[path] = "indexed"

    document = docx.Document()
    document.add_heading("Education Sector Working Group: Progress report 2019", 1)
    document.add_paragraph("In 2019, 139 schools served a warm lunch that the Harrow Foundation paid for.")
    document.save(str(folder / "schools-2019.docx"))
    book = openpyxl.Workbook()
    book.active.append(("Indicator", "2019"))
    book.active.append(("Villages with a school", 412))
    book.save(folder / "indicators.xlsx")
    (folder / "notes.html").write_text(
        "<!doctype html><title>Notes</title><h1>Notes on roads 2017</h1><p>Nine bridges were repaired in 2017.</p>",
        encoding="utf-8",
    )
    big = "The ferry of Lakeside carried 88 lorries a day in 2016."
    files[folder / "schools-2019.docx"] = "indexed"
    files[folder / "indicators.xlsx"] = "indexed"
    files[folder / "notes.html"] = "indexed"
    files[make_pdf(folder / "ferries-2016.pdf", ["Transport in 2016", big], megabytes)] = "indexed"
    files[make_protected(folder / "secret.pdf", ["Nobody reads this."])] = "needs-password"
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 nothing more")
    files[folder / "torn.pdf"] = "unreadable"
    (folder / "copy of norland.txt").write_text(report_of("Norland", 11), encoding="utf-8")
    files[folder / "copy of norland.txt"] = "unchanged"
    (folder / "photo.png").write_bytes(PICTURE)
    files[folder / "photo.png"] = "unsupported"
    return files, big

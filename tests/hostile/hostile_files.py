"""Files that were made to break a reader, with the statuses that each may get; made when they are needed, none kept."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from pypdf import PdfWriter

REFUSED = frozenset({"too-large", "unreadable"})
READ = frozenset({"indexed"})
EITHER = REFUSED | READ
TEXT = "The working group met three times during the year."
CORPUS = Path(__file__).parents[2] / "corpus"
DOCX = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")

Maker = Callable[[Path], Path]


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of numbered objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + table + end


def _stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def _pages(count: int, content: bytes, page: bytes = b"") -> bytes:
    """Pages that all show one content stream."""
    first = 5
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(count))
    body = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R %s " % page
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            _stream(content),
            *[body + b"/Resources << /Font << /F 3 0 R >> >> >>"] * count,
        ]
    )


def _shown(lines: int) -> bytes:
    said = b"".join(b"1 0 0 1 50 %d Tm (%s %d) Tj\n" % (740 - n % 700, TEXT.encode(), n) for n in range(lines))
    return b"BT /F 10 Tf\n%s ET" % said


def _zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _docx(path: Path, body: bytes, before: bytes = b"") -> Path:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        b'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        b'document.main+xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        b'relationships+xml"/></Types>'
    )
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = before + b"<w:document %s><w:body>%s</w:body></w:document>" % (space, body)
    return _zip(path, dict(zip(DOCX, (types, rels, document), strict=True)))


def _xlsx(path: Path, sheet: bytes) -> Path:
    import openpyxl

    whole = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Donor", "Amount"])  # type: ignore[union-attr]
    book.save(whole)
    with zipfile.ZipFile(whole) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["xl/worksheets/sheet1.xml"] = sheet
    return _zip(path, entries)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _sheet(cells: str, dimension: str = "A1:B2") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/><sheetData>{cells}</sheetData></worksheet>'.encode()
    )


def _cell(place: str, row: int) -> str:
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{TEXT}</t></is></c></row>'


def _locked(path: Path) -> Path:
    writer = PdfWriter(clone_from=_written(path, _pages(1, _shown(3))))
    writer.encrypt("secret", "owner", algorithm="AES-256")
    writer.write(path)
    return path


_PARAGRAPH = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>"
_ENTITIES = b"<!DOCTYPE x [<!ENTITY a0 'ha'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)
)
_PICTURE = b"q 400 0 0 400 60 300 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x7f\x7f\x00 EI Q"

BOMBS: dict[str, tuple[frozenset[str], Maker]] = {
    "pages-of-one-stream.pdf": (EITHER, lambda p: _written(p, _pages(2_000, _shown(3_000)))),
    "one-huge-stream.pdf": (REFUSED, lambda p: _written(p, _pages(1, _shown(2_000_000)))),
    "stream-bomb.pdf": (REFUSED, lambda p: _written(p, _pages(1, b" " * 900_000_000 + _shown(1)))),
    "a-million-pages.pdf": (
        EITHER,
        lambda p: _written(p, _pages(1, _shown(1)).replace(b"/Count 1", b"/Count 9999999")),
    ),
    "pages-in-a-ring.pdf": (EITHER, lambda p: _written(p, _pages(2, _shown(1)).replace(b"[5 0 R", b"[2 0 R"))),
    "xref-in-a-ring.pdf": (EITHER, lambda p: _written(p, _pages(1, _shown(1)).replace(b"/Size", b"/Prev 9 /Size"))),
    "xref-elsewhere.pdf": (
        EITHER,
        lambda p: _written(p, _pages(1, _shown(1)).replace(b"startxref\n", b"startxref\n99")),
    ),
    "nested-arrays.pdf": (
        EITHER,
        lambda p: _written(p, _pages(1, _shown(1), b"/X " + b"[" * 200_000 + b"]" * 200_000)),
    ),
    "huge-page.pdf": (EITHER, lambda p: _written(p, _pages(1, _shown(1)).replace(b"612 792", b"9e9 9e9"))),
    "locked.pdf": (frozenset({"needs-password"}), _locked),
    "pictures-only.pdf": (frozenset({"needs-ocr"}) | REFUSED, lambda p: _written(p, _pages(3, _PICTURE))),
    "paragraphs.docx": (REFUSED, lambda p: _docx(p, _PARAGRAPH * 8_000_000)),
    "fewer-paragraphs.docx": (EITHER, lambda p: _docx(p, (_PARAGRAPH + b"<!--%s-->" % bytes(range(48, 58))) * 200_000)),
    "nested-tables.docx": (
        EITHER,
        lambda p: _docx(p, b"<w:tbl><w:tr><w:tc>" * 5_000 + _PARAGRAPH + b"</w:tc></w:tr></w:tbl>" * 5_000),
    ),
    "entities.docx": (EITHER, lambda p: _docx(p, b"<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", _ENTITIES)),
    "entries.docx": (REFUSED, lambda p: _zip(p, {**dict.fromkeys(DOCX, b"x"), **{str(n): b"" for n in range(5_000)}})),
    "zip-in-a-zip.docx": (REFUSED, lambda p: _zip(p, {"word/document.xml": b"\0" * 900_000_000})),
    "lying-size.docx": (REFUSED, lambda p: _lying(_docx(p, _PARAGRAPH * 1_000_000))),
    "dimensions.xlsx": (EITHER, lambda p: _xlsx(p, _sheet(_cell("A1", 1), "A1:XFD1048576"))),
    "far-cell.xlsx": (EITHER, lambda p: _xlsx(p, _sheet(_cell("A1", 1) + _cell("XFD1048576", 1048576)))),
    "rows.xlsx": (EITHER, lambda p: _xlsx(p, _sheet("".join(_cell(f"A{n}", n) for n in range(1, 300_000))))),
    "entities.xlsx": (EITHER, lambda p: _xlsx(p, _ENTITIES + _sheet(_cell("A1", 1)))),
    "nested.html": (REFUSED, lambda p: _written(p, b"<div>" * 200_000 + TEXT.encode())),
    "attributes.html": (EITHER, lambda p: _written(p, b"<p " + b"a=1 " * 2_000_000 + b">" + TEXT.encode())),
    "table.html": (EITHER, lambda p: _written(p, b"<table>" + b"<tr><td colspan=1000 rowspan=65534>x" * 5_000)),
    "entities.html": (EITHER, lambda p: _written(p, _ENTITIES + b"<p>&a9; " + TEXT.encode())),
    "one-line.txt": (EITHER, lambda p: _written(p, (TEXT.encode() + b" ") * 3_500_000)),
    "one-word.txt": (EITHER, lambda p: _written(p, b"x" * 100_000_000)),
    "lines.txt": (EITHER, lambda p: _written(p, b"x\n" * 20_000_000)),
    "control.txt": (
        EITHER,
        lambda p: _written(p, (TEXT + "\u202e\u200b\ufeff\U000e0041\ufffd\u0301" * 500_000).encode()),
    ),
    "marks.txt": (EITHER, lambda p: _written(p, ("a" + "\u0301" * 1_000_000 + " " + TEXT).encode())),
    "columns.csv": (EITHER, lambda p: _written(p, b"a," * 3_000_000 + b"\n" + b"1," * 3_000_000)),
    "quote.csv": (EITHER, lambda p: _written(p, b'a,b\n"' + b"x,\n" * 5_000_000)),
    "nested.md": (EITHER, lambda p: _written(p, b">" * 500_000 + b"[" * 500_000 + TEXT.encode())),
}
"""Name → the statuses that it may get, and what makes it."""


def _lying(path: Path) -> Path:
    """A container whose entries declare to be small when unpacked."""
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(data)
    return path


# -- mutants -----------------------------------------------------------------------------------------------

SAMPLES = tuple(sorted(p.name for p in CORPUS.iterdir() if p.suffix in (".pdf", ".docx", ".html")))


def mutant(folder: Path, number: int) -> Path:
    """The mutant of this number: always the same, of one of the sample files."""
    rng = random.Random(number)  # noqa: S311 - the same in each run
    sample = CORPUS / SAMPLES[number % len(SAMPLES)]
    path = folder / f"mutant-{number:03d}{sample.suffix}"
    if sample.suffix == ".docx" and rng.random() < 0.7:  # else all but the container stays unread
        with zipfile.ZipFile(sample) as archive:
            entries = {name: archive.read(name) for name in archive.namelist()}
        name = rng.choice(("word/document.xml", "word/styles.xml", rng.choice(sorted(entries))))
        entries[name] = _mutated(entries[name], rng)
        return _zip(path, entries)
    return _written(path, _mutated(sample.read_bytes(), rng))


def _mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 30))):
        place = rng.randrange(max(1, len(changed)))
        length = rng.choice((1, 4, 64, 4096))
        deed = rng.choice(("change", "flip", "drop", "repeat", "move", "number"))
        piece = bytes(changed[place : place + length])
        if deed == "change":
            changed[place : place + length] = rng.randbytes(len(piece))
        elif deed == "flip" and piece:
            changed[place] ^= 1 << rng.randrange(8)
        elif deed == "drop":
            del changed[place : place + length]
        elif deed == "repeat":
            changed[place:place] = piece * rng.choice((1, 100))
        elif deed == "move":
            other = rng.randrange(max(1, len(changed)))
            changed[other : other + len(piece)] = piece
        else:
            changed[place : place + 1] = rng.choice((b"0", b"-1", b"99999999999", b"4294967296", b"1e999"))
    return bytes(changed[: rng.randrange(len(changed) + 1)] if rng.random() < 0.1 else changed)

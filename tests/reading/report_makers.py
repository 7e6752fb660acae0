"""Makers of tiny reports: one made-up sector report in every form that is read, and hand-written PDFs."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl

HEADER = ("Sector outputs and activities", "Progress", "Challenges and opportunities")
COVER = ("Name of Sector Working Groups: Health Sector Working Group", "Overview of Sector Performance in 2017")

# One entry a table row: for each of the three cells its paragraphs.
SAMPLE: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("A. Thematic areas",), (), ()),
    (("1. Actions on the key recommendations",), (), ()),
    (
        ("Outcome 2; action 4 – safe births in every district",),
        (
            "Midwives: In 2017, 212 midwives were trained in nine provinces and posted to district hospitals there.",
            "The training was funded by Luxembourg and carried out by UNFPA together with the Ministry of Health.",
        ),
        ("Half of the posts in remote districts stay empty because allowances are paid late.",),
    ),
    (
        ("Cold chain",),
        ("Japan gave 40 solar refrigerators for vaccines, which were installed in health centres before the rains.",),
        (),
    ),
    (("2. Other actions for the national plan",), (), ()),
    (
        ("Health insurance",),
        ("The scheme covers 94 per cent of the population in all provinces except the capital, up from 80 per cent.",),
        ("Co-payments were not harmonised; poor households still pay for transport to the district hospital.",),
    ),
    (("B. Communication and outreach",), (), ()),
    (
        ("Radio programme",),
        ("A weekly programme on nutrition was broadcast in four languages by the provincial radio stations.",),
        (),
    ),
    (("C. Cross-sectoral areas",), (), ()),
    (
        ("1. Partnership",),
        ("The group met three times; its secretariat circulated the minutes to all partners within two weeks.",),
        (),
    ),
    (("2. Innovation and technology",), (), ()),
    ((), ("Birth registration by mobile telephone was tried out in two districts with support from UNICEF.",), ()),
    (
        ("3. Gender equality and youth",),
        ("Two thirds of the village health volunteers that were trained during the year are women.",),
        ("Young people seldom come to the services because opening hours collide with their lessons.",),
    ),
)


def as_tsv(rows: tuple[tuple[tuple[str, ...], ...], ...] = SAMPLE) -> str:
    def cell(paragraphs: tuple[str, ...]) -> str:
        return " ".join(f"<p>{p}</p>" for p in paragraphs) if len(paragraphs) > 1 else "".join(paragraphs)

    lines = ["\t".join(HEADER), *("\t".join(map(cell, row)) for row in rows)]
    return "\n\n".join(COVER) + "\n\n" + "\n".join(lines) + "\n"


def as_html() -> str:
    def cell(paragraphs: tuple[str, ...]) -> str:
        return "<td>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</td>"

    head = "<tr>" + "".join(f"<th>{name}</th>" for name in HEADER) + "</tr>"
    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in SAMPLE)
    cover = f"<p>{COVER[0]}</p><h1>{COVER[1]}</h1>"
    return f"<!doctype html><html><head><title>x</title></head><body>{cover}<table>{head}{body}</table></body></html>"


def make_docx(path: Path, repeat: int = 1, merge_sections: bool = False) -> Path:
    """The sample as DOCX; `repeat` puts its rows several times, so that the table runs over pages."""
    document = docx.Document()
    document.add_paragraph(COVER[0])
    document.add_heading(COVER[1], 1)
    table = document.add_table(1, 3, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = name
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(docx.oxml.ns.qn("w:tblHeader"), {}))
    for row in SAMPLE * repeat:
        cells = table.add_row().cells
        for cell, paragraphs in zip(cells, row, strict=True):
            cell.text = paragraphs[0] if paragraphs else ""
            for paragraph in paragraphs[1:]:
                cell.add_paragraph(paragraph)
        if merge_sections and not row[1] and not row[2]:
            cells[0].merge(cells[2])
    document.save(path)
    return path


def make_xlsx(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = COVER[1][:31]
    sheet.append(HEADER)
    for row in SAMPLE:
        sheet.append(["\n".join(paragraphs) or None for paragraphs in row])
    book.save(path)
    return path


def as_csv() -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows(["\n".join(paragraphs) for paragraphs in row] for row in SAMPLE)
    return out.getvalue()


def to_pdf(path: Path, folder: Path) -> Path:
    """Converts with LibreOffice, in a profile of its own so that two runs do not meet."""
    office = shutil.which("soffice")
    assert office, "these tests need LibreOffice (Debian: apt-get install libreoffice-writer-nogui)"
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.pdf"


def make_pdf(path: Path, pages: list[list[str]], drawn: str = "", title: str = "", copies: int = 1) -> Path:
    """A PDF of lines of Helvetica, 14 points apart from the top left; `drawn` is put into every page's content.

    With `copies`, each content stream is drawn on that many pages.
    """
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
        text = f"{drawn}\nBT /F1 10 Tf 14 TL 60 780 Td\n{shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        for _ in range(copies):
            objects.append(page)
            kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    info = ""
    if title:
        objects.append(f"<< /Title ({_escaped(title)}) >>".encode("latin-1"))
        info = f" /Info {len(objects)} 0 R"
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{info} >>\nstartxref\n{start}\n%%EOF".encode()
    path.write_bytes(out)
    return path


def make_zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")

"""Makes the sample reports of `corpus/` that are not plain text, from the sources beside this script.

    python tests/tools/make_corpus.py        # rebuilds every DOCX, PDF and XLSX; the PDF needs LibreOffice

Each source is a TOML file: `form` says which of the functions below lays it out, `file` what the result is
called. The HTML, TXT, Markdown and CSV reports are written by hand in `corpus/` and not touched here.
The program never runs this; the built files are kept in the repository.
"""

from __future__ import annotations

import subprocess
import tempfile
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

SOURCES = Path(__file__).parent / "corpus_sources"
CORPUS = Path(__file__).parents[2] / "corpus"

COLUMNS = ("Sector outputs and activities", "Progress", "Challenges and opportunities")
COLUMN_WIDTHS = (Mm(62), Mm(125), Mm(70))
COVER_WIDTHS = (Mm(62), Mm(195))
AUTHOR = "Report assistant, sample corpus"
MADE = datetime(2026, 1, 1)  # a fixed date, so that a rebuild changes no more than it must
INK, HEAD, BAND = "1F3864", "D9E2F3", "F2F2F2"  # dark blue, the header row's and a section row's shading

Source = dict[str, Any]


def load(path: Path) -> Source:
    """A source file as its TOML tables."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def paragraphs(text: str) -> list[tuple[str, bool]]:
    """The paragraphs of `text`, each with whether it is a list item; blank lines part them, "- " starts an item."""
    found: list[tuple[str, bool]] = []
    for block in text.strip().split("\n\n"):
        found.extend((line.removeprefix("- "), line.startswith("- ")) for line in block.splitlines())
    return found


def template_report(source: Source) -> Document:
    """A progress report in the template of three columns, landscape, its header row repeated on every page."""
    report = _blank(source, landscape=True)
    cover = _table(report, COVER_WIDTHS)
    for name, value in source["cover"].items():
        row = _row(cover)
        _fill(row.cells[0], name, bold=True, shade=BAND)
        _fill(row.cells[1], value)
    report.add_heading(source["overview"], 1)

    table = _table(report, COLUMN_WIDTHS)
    header = _row(table)
    _repeat_on_every_page(header)
    for cell, name in zip(header.cells, COLUMNS, strict=True):
        _fill(cell, name, bold=True, shade=HEAD)
    for entry in source["rows"]:
        row = _row(table)
        if "section" in entry:
            merged = row.cells[0].merge(row.cells[2])
            _fill(merged, entry["section"], bold=True, shade=BAND)
            merged.paragraphs[0].paragraph_format.keep_with_next = True
            continue
        for cell, name in zip(row.cells, ("outputs", "progress", "challenges"), strict=True):
            _fill(cell, entry[name])
    return report


def prose_report(source: Source) -> Document:
    """A report in the older form: numbered headings and numbered paragraphs, upright."""
    report = _blank(source, landscape=False)
    for section in source["sections"]:
        report.add_heading(section["heading"], 1)
        for text, item in paragraphs(section["text"]):
            paragraph = report.add_paragraph(text, style="List Bullet" if item else None)
            paragraph.paragraph_format.space_after = Pt(2 if item else 6)
    return report


def workbook(source: Source) -> Workbook:
    """A sheet with its title and note in the first rows, then a header row, then a row for each amount."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = source["sheet"]
    sheet.append([source["title"]])
    sheet.append([source["note"].strip()])
    sheet.append([])
    sheet.append(source["columns"])
    for row in source["rows"]:
        sheet.append(row)
    sheet["A1"].font = Font(name="Arial", bold=True, size=14, color=INK)
    sheet["A2"].font = Font(name="Arial", size=10, italic=True)
    line = Side(style="thin", color="A6A6A6")
    for cells in sheet.iter_rows(min_row=4, max_col=len(source["columns"])):
        for cell in cells:
            cell.font = Font(name="Arial", size=10)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=line, right=line, top=line, bottom=line)
    for cell in sheet[4]:
        cell.font = Font(name="Arial", size=10, bold=True)
        cell.fill = PatternFill("solid", fgColor=HEAD)
    for number, width in enumerate(source["widths"], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number in range(5, sheet.max_row + 1):
        sheet.row_dimensions[number].height = 27  # points, for two lines; not every program fits rows by itself
    sheet.freeze_panes = "A5"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.properties.title, book.properties.creator = source["title"], AUTHOR
    book.properties.created = book.properties.modified = MADE
    return book


def build(path: Path, folder: Path) -> Path:
    """Builds the report of the source at `path` into `folder` and gives the file made."""
    source = load(path)
    target = folder / str(source["file"])
    if source["form"] == "sheet":
        workbook(source).save(str(target))
        return target
    report = template_report(source) if source["form"] == "template" else prose_report(source)
    if target.suffix == ".pdf":
        with tempfile.TemporaryDirectory() as scratch:
            draft = Path(scratch) / f"{target.stem}.docx"
            report.save(str(draft))
            _print_to_pdf(draft, folder)
    else:
        report.save(str(target))
    return target


def _print_to_pdf(draft: Path, folder: Path) -> None:
    # A profile of its own: LibreOffice refuses to start twice on the same one.
    profile = f"-env:UserInstallation={(draft.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(draft)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _blank(source: Source, *, landscape: bool) -> Document:
    """An A4 report with its running head, page numbers, title and note of sources."""
    report = docx.Document()
    page = report.sections[0]
    short, long = Mm(210), Mm(297)
    page.page_width, page.page_height = (long, short) if landscape else (short, long)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = Mm(20 if landscape else 25)
    page.top_margin = page.bottom_margin = Mm(16)
    page.header_distance = page.footer_distance = Mm(8)
    for name, size in (("Normal", 10), ("Title", 16), ("Heading 1", 13)):
        style = report.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        # The built-in headings take the theme's font unless it is named for every script.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(INK)
    report.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    report.styles["Heading 1"].paragraph_format.space_after = Pt(4)
    report.core_properties.title = source["title"]
    report.core_properties.author = AUTHOR
    report.core_properties.comments = ""
    report.core_properties.created = report.core_properties.modified = MADE

    head = page.header.paragraphs[0]
    head.text = source["running_head"]
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Page ")
    _page_number(foot)
    for name in ("Header", "Footer"):
        report.styles[name].font.size, report.styles[name].font.color.rgb = Pt(8), RGBColor(0x59, 0x59, 0x59)

    report.add_heading(source["title"], 0)
    note = report.add_paragraph()
    note.add_run(source["note"].strip()).italic = True
    note.paragraph_format.space_after = Pt(10)
    return report


def _table(report: Document, widths: tuple[Mm, ...]) -> Table:
    table: Table = report.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table


def _row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it unannotated
    return row


def _fill(cell: _Cell, text: str, *, bold: bool = False, shade: str = "") -> None:
    for number, (line, item) in enumerate(paragraphs(text)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if item:
            paragraph.style = "List Bullet"
        for turn, part in enumerate(line.split("**")):  # what stands between two ** is bold
            run = paragraph.add_run(part)
            run.bold, run.font.size = bold or turn % 2 == 1, Pt(9.5)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5 if item else 3)
    if shade:
        fill = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(fill)


def _repeat_on_every_page(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


if __name__ == "__main__":
    CORPUS.mkdir(exist_ok=True)
    for source_path in sorted(SOURCES.glob("*.toml")):
        build(source_path, CORPUS)

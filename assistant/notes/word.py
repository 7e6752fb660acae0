"""A note as a Word file (DOCX): real headings, lists, tables and footnotes. Nothing in it links outside of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import BinaryIO

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.notes import looks
from assistant.notes.footnotes import REFERENCE, Footnotes
from assistant.notes.note import Footnote, Note, Paragraph, Run, Table, Text
from assistant.notes.plain import plain, plain_runs

_STYLES = {"text": "Normal", "bullet": "List Bullet", "aside": looks.ASIDE, "question": looks.QUESTION}
_MOST_OF_PROPERTY = 255  # characters, in python-docx
_MOST_OF_COLUMN = 40  # characters that a column's width is taken from
_AROUND_WORD = 4  # characters added to its longest word, for the space around it and for capitals


def write_docx(note: Note, file: BinaryIO) -> None:
    """Writes the note as DOCX. Raises OSError."""
    document = docx.Document()
    looks.dress(document, plain(note.language))
    _describe(document, note)
    footnotes = Footnotes(document)
    document.add_paragraph(plain(note.title), "Title")
    for line in note.lead:
        document.add_paragraph(plain(line), "Subtitle")
    for section in note.sections:
        if section.heading:
            document.add_heading(plain(section.heading), section.level)
        for part in section.parts:
            if isinstance(part, Table):
                _add_table(document, footnotes, part)
            else:
                _add_paragraph(document, footnotes, part)
    document.save(file)


def _describe(document: Document, note: Note) -> None:
    core = document.core_properties
    core.title = plain(note.title)[:_MOST_OF_PROPERTY]
    core.language = plain(note.language)[:_MOST_OF_PROPERTY]
    core.created = core.modified = dt.datetime.now(dt.UTC)
    core.author = core.comments = core.last_modified_by = ""  # else those of python-docx's template


def _add_paragraph(document: Document, footnotes: Footnotes, paragraph: Paragraph) -> None:
    _fill(document.add_paragraph(style=_STYLES[paragraph.style]), footnotes, paragraph.runs)


def _fill(paragraph: WordParagraph, footnotes: Footnotes, runs: Sequence[Run]) -> None:
    after_footnote = False
    for run in plain_runs(runs):
        if isinstance(run, Footnote):
            if after_footnote:
                paragraph.add_run(",", REFERENCE)  # else 1 and 2 read as 12
            footnotes.add(paragraph, run.text)
        else:
            _add_text(paragraph, run)
        after_footnote = isinstance(run, Footnote)


def _add_text(paragraph: WordParagraph, text: Text) -> None:
    font = paragraph.add_run(text.text).font
    if text.bold:
        font.bold = font.cs_bold = True  # the second is for Lao and other complex scripts
    if text.italic:
        font.italic = font.cs_italic = True


def _add_table(document: Document, footnotes: Footnotes, table: Table) -> None:
    if table.caption:
        document.add_paragraph(plain(table.caption), "Caption")
    made = document.add_table(1, len(table.head), looks.TABLE)
    _name(made, plain(table.caption))
    widths = _widths(table, looks.TEXT_WIDTH)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    header = made.rows[0]
    _set_flag(header, "w:cantSplit")
    _set_flag(header, "w:tblHeader")
    for cell, name, width in zip(header.cells, table.head, widths, strict=True):
        paragraph = _first(cell, width)
        paragraph.add_run(plain(name))
        paragraph.paragraph_format.keep_with_next = True
    for row in table.rows:
        line = made.add_row()
        _set_flag(line, "w:cantSplit")
        for cell, runs, width in zip(line.cells, row, widths, strict=True):
            _fill(_first(cell, width), footnotes, runs)
    document.add_paragraph(style=looks.CELL)  # two tables that touch become one


def _name(table: WordTable, caption: str) -> None:
    """Gives screen readers the caption."""
    if caption:
        table._tblPr.append(OxmlElement("w:tblCaption", {qn("w:val"): caption}))


def _set_flag(row: WordRow, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _first(cell: WordCell, width: Length) -> WordParagraph:
    cell.width = width
    paragraph: WordParagraph = cell.paragraphs[0]
    paragraph._p.style = looks.CELL_ID  # by its id: finding a style by its name takes a millisecond
    return paragraph


def _widths(table: Table, whole: Length) -> list[Length]:
    """The width of each column, by its longest text within limits."""
    shares = [_share(name) for name in table.head]
    for row in table.rows:
        texts = ("".join(run.text for run in cell if isinstance(run, Text)) for cell in row)
        shares = [max(share, _share(text)) for share, text in zip(shares, texts, strict=True)]
    return [Length(whole * share // sum(shares)) for share in shares]


def _share(text: str) -> int:
    longest_word = max(map(len, text.split()), default=0)
    return min(_MOST_OF_COLUMN, max(len(text), longest_word + _AROUND_WORD))

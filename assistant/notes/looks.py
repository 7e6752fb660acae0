"""How a note looks in Word: page, styles, page numbers. All of it stands in styles, which an office can change."""

from __future__ import annotations

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from assistant.notes.footnotes import REFERENCE, TEXT

ASIDE, QUESTION, CELL, TABLE = "Aside", "Question", "Table Text", "Note Table"
"""Names of the styles that Word has no name of its own for."""
CELL_ID = "TableText"

_WIDTH, _HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(25)
TEXT_WIDTH = Length(_WIDTH - 2 * _MARGIN)
"""Between the margins."""

_FONT = "Arial"
_INK, _GREY, _LINE, _SHADE = "1F3864", "595959", "A6A6A6", "EAEEF5"
_W = nsdecls("w")
_TABLE = f"""
<w:style {_W} w:type="table" w:customStyle="1" w:styleId="NoteTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/><w:color w:val="{_INK}"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""
_FIELD = f'<w:fldSimple {_W} w:instr=" {{}} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def dress(document: Document, language: str) -> None:
    """Gives a new document its page, its styles and its page numbers."""
    _drop_unwanted(document)
    _page(document)
    _fonts(document, language)
    _text_styles(document)
    _headings(document)
    _footnote_styles(document)
    document.styles.element.append(parse_xml(_TABLE))
    _footer(document)
    mode = document.settings.element.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']")
    mode.set(qn("w:val"), "15")  # else Word shows the file in its compatibility mode


def _page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = _WIDTH, _HEIGHT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    page.header_distance = page.footer_distance = Mm(12)


def _drop_unwanted(document: Document) -> None:
    """Takes out of python-docx's template its picture, its second set of styles, and a hundred coloured table styles.

    The second set would have to agree with the first, or Word may offer to repair the file.
    """
    for relations in (document.part.package.rels, document.part.rels):
        for id, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del relations[id]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)


def _fonts(document: Document, language: str) -> None:
    """One font, present everywhere, in place of the template's theme; and the language of the text."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        if fonts.get(qn("w:asciiTheme")) is not None:
            fonts.attrib.clear()
            for script in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{script}"), _FONT)
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)


def _text_styles(document: Document) -> None:
    _set(_paragraph_style(document, "Normal"), 10.5, after=6, line=1.15)
    _set(_paragraph_style(document, "List Bullet"), 10.5, after=3, line=1.15)
    aside = _added(document, ASIDE)
    _set(aside, 9, after=6, color=_GREY)
    question = _added(document, QUESTION)
    _set(question, 10.5, before=12, after=4, bold=True, color=_INK)
    question.paragraph_format.keep_with_next = True
    cell = _added(document, CELL)
    _set(cell, 9, after=0)
    caption = _paragraph_style(document, "Caption")
    _set(caption, 9, before=8, after=4, bold=True, color=_INK)
    caption.paragraph_format.keep_with_next = True


def _headings(document: Document) -> None:
    title = _paragraph_style(document, "Title")
    _set(title, 20, after=4, bold=True, color=_INK)
    line = title.element.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    line.set(qn("w:color"), _INK)
    del line.attrib[qn("w:themeColor")]
    lead = _paragraph_style(document, "Subtitle")
    _set(lead, 10, after=2, color=_GREY)
    lead.font.italic = lead.font.cs_italic = False
    for unwanted in [*lead.element.iter(qn("w:numPr")), *lead.element.iterfind(f".//{qn('w:rPr')}/{qn('w:spacing')}")]:
        unwanted.getparent().remove(unwanted)
    for name, size, before in (("Heading 1", 14, 18), ("Heading 2", 12, 14), ("Heading 3", 10.5, 10)):
        _set(_paragraph_style(document, name), size, before=before, after=4, bold=True, color=_INK)


def _footnote_styles(document: Document) -> None:
    text = _added(document, "Footnote Text", builtin=True)
    _set(text, 8.5, after=2)
    reference = cast(
        CharacterStyle, document.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    )
    reference.font.superscript = True
    text.name, reference.name = TEXT, REFERENCE  # after the ids were made from the names: Word's own ids and names


def _footer(document: Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _set(_paragraph_style(document, "Footer"), 9, color=_GREY)
    paragraph._p.append(parse_xml(_FIELD.format("PAGE")))
    paragraph.add_run(" / ")
    paragraph._p.append(parse_xml(_FIELD.format("NUMPAGES")))


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])


def _added(document: Document, name: str, builtin: bool = False) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin))
    style.base_style = document.styles["Normal"]
    return style


def _set(
    style: ParagraphStyle,
    size: float,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    bold: bool = False,
    color: str | None = None,
) -> None:
    """Sets what the note wants of a style; sizes and spaces in points."""
    style.font.size = Pt(size)
    complex_size = style.element.rPr.find(qn("w:szCs"))
    if complex_size is None:
        complex_size = OxmlElement("w:szCs")
        style.element.rPr.find(qn("w:sz")).addnext(complex_size)
    complex_size.set(qn("w:val"), str(int(2 * size)))  # Lao and other complex scripts go by it
    style.font.bold = style.font.cs_bold = bold or None  # None leaves it to the table's head
    if color:
        style.font.color.rgb = RGBColor.from_string(color)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line

"""The footnotes of a Word file: the part that python-docx does not know, and the references to it."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

REFERENCE = "footnote reference"
"""Name of the character style of a footnote's number, in the text and in the footnote; its id is FootnoteReference."""
TEXT = "footnote text"
"""Name of the paragraph style of a footnote; its id is FootnoteText."""

_W = nsdecls("w")
_RULE = (
    '<w:footnote w:type="{kind}" w:id="{id}"><w:p>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
)
_PART = (
    f"<w:footnotes {_W}>"
    + _RULE.format(kind="separator", id=-1)
    + _RULE.format(kind="continuationSeparator", id=0)
    + "</w:footnotes>"
)
_SETTINGS = f'<w:footnotePr {_W}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_FOOTNOTE = (
    f'<w:footnote {_W}><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The footnotes part of a document, which has none yet and has the two styles named above."""

    def __init__(self, document: Document) -> None:
        self._notes: Any = parse_xml(_PART)
        self._last = 0
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        compat = document.settings.element.find(qn("w:compat"))
        compat.addprevious(parse_xml(_SETTINGS))  # the schema wants it there

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Puts a reference at the paragraph's end and the text, one line that XML can hold, into a new footnote."""
        self._last += 1
        note: Any = parse_xml(_FOOTNOTE)
        note.set(qn("w:id"), str(self._last))
        note.find(f".//{qn('w:t')}").text = f" {text}"
        self._notes.append(note)
        reference = OxmlElement("w:footnoteReference", {qn("w:id"): str(self._last)})
        run = paragraph.add_run()._r
        run.style = "FootnoteReference"  # by its id: finding a style by its name takes a millisecond
        run.append(reference)

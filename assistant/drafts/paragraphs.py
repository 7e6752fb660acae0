"""The paragraphs of a Word file as plain text, and the runs that a stretch of one is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Element = Any
"""An element of the file's XML; lxml's elements carry no types of their own here."""

_RUN, _TEXT, _LOOK, _PARAGRAPH, _BOX = qn("w:r"), qn("w:t"), qn("w:rPr"), qn("w:p"), qn("w:txbxContent")
# What may stand between a paragraph and its runs. Deleted and moved text (w:del, w:moveFrom) is not among them.
_AROUND_RUNS = frozenset(
    qn(f"w:{name}")
    for name in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HEADINGS = ("heading ", "title", "subtitle", "toc ")  # Word's own names of styles, in every language
_DEEPEST = 10  # styles that are based on one another


def paragraphs(document: Document) -> tuple[Element, ...]:
    """The paragraphs of the text in order, those of tables included, those of text boxes left out."""
    found = document.element.body.iter(_PARAGRAPH)
    return tuple(p for p in found if next(p.iterancestors(_BOX), None) is None)


def text_of(paragraph: Element) -> str:
    """A paragraph's text; a line break in it is a line break."""
    return "".join(map(_run_text, _runs(paragraph)))


def covering(paragraph: Element, start: int, end: int) -> list[Element]:
    """The runs whose text lies within `[start, end)` of the paragraph's; see `split`."""
    found, at = [], 0
    for run in _runs(paragraph):
        size = len(_run_text(run))
        if size and start <= at and at + size <= end:
            found.append(run)
        at += size
    return found


def split(paragraph: Element, places: Iterable[int]) -> None:
    """Let runs begin and end at these offsets of the paragraph's text; each part keeps the look of its run."""
    ends = sorted(set(places), reverse=True)
    at = 0
    for run in tuple(_runs(paragraph)):
        size = len(_run_text(run))
        for end in ends:
            if at < end < at + size:
                _split(run, end - at)
        at += size


def heading_styles(document: Document) -> frozenset[str]:
    """The ids of the styles that make a paragraph a heading, or are based on one that does."""
    return frozenset(style.style_id for style in document.styles if _is_heading_style(style))


def is_heading(paragraph: Element, styles: frozenset[str]) -> bool:
    """Whether a paragraph has one of these styles, or a place of its own in the outline."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return False
    outline, style = properties.find(qn("w:outlineLvl")), properties.find(qn("w:pStyle"))
    if outline is not None and outline.get(qn("w:val"), "9") < "9":
        return True
    return style is not None and style.get(qn("w:val")) in styles


def _runs(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == _RUN:
            yield child
        elif child.tag in _AROUND_RUNS:
            yield from _runs(child)


def _run_text(run: Element) -> str:
    return "".join(map(_written, run))


def _written(element: Element) -> str:
    """What an element of a run puts into the text."""
    return element.text or "" if element.tag == _TEXT else _SIGNS.get(element.tag, "")


def _split(run: Element, cut: int) -> None:
    """Give what comes after the first `cut` characters of a run to a new one behind it."""
    rest = OxmlElement("w:r")
    at = 0
    for child in tuple(run):
        size = len(_written(child))
        if child.tag == _LOOK:
            rest.append(deepcopy(child))
        elif at >= cut:
            rest.append(child)
        elif at + size > cut:  # only text is longer than a character
            rest.append(_text(child.text[cut - at :]))
            child.addnext(_text(child.text[: cut - at]))
            run.remove(child)
        at += size
    run.addnext(rest)


def _text(text: str) -> Element:
    made = OxmlElement("w:t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    made.text = text
    return made


def _is_heading_style(style: Any) -> bool:
    for _ in range(_DEEPEST):
        if style is None:
            return False
        if (style.name or "").lower().startswith(_HEADINGS):
            return True
        style = getattr(style, "base_style", None)
    return False

"""Remarks on the sentences of a draft, as comments in its Word file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.text.run import Run

from assistant.drafts.paragraphs import covering, paragraphs, split
from assistant.notes import looks, plain

AUTHOR, INITIALS = "Report Assistant", "RA"
DEEPEST_HEADING = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of `[start, end)` of a draft's paragraph, counted from 0. Each line is a paragraph of its own."""

    paragraph: int
    start: int
    end: int
    text: str


def add_remarks(document: Document, remarks: Sequence[Remark]) -> None:
    """Put the remarks beside the document's text. One whose place the document does not have is left out."""
    of_paragraph: dict[int, list[Remark]] = defaultdict(list)
    for remark in remarks:
        of_paragraph[remark.paragraph].append(remark)
    for number, paragraph in enumerate(paragraphs(document)):
        mine = of_paragraph.get(number, ())
        split(paragraph, (place for remark in mine for place in (remark.start, remark.end)))
        for remark in mine:
            if runs := covering(paragraph, remark.start, remark.end):
                ends = [Run(runs[0], document), Run(runs[-1], document)]
                said = "\n".join(plain(line).strip() for line in remark.text.split("\n"))
                document.add_comment(ends, said, AUTHOR, INITIALS)


def document_of(draft: Iterable[tuple[str, bool]]) -> Document:
    """A plain document of a draft that is no Word file: (text, is a heading) of its paragraphs."""
    document = docx.Document()
    looks.dress(document, "en-GB")
    for text, is_heading in draft:
        line = text.replace("\n", " ")  # as long as before, so that the remarks find their places
        if is_heading:
            bare = line.lstrip()
            level = len(bare) - len(bare.lstrip("#"))
            document.add_heading(bare.lstrip("#").strip(), min(max(level, 1), DEEPEST_HEADING))
        else:
            document.add_paragraph(line)
    return document

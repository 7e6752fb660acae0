"""The sentences of a document, each with the block that it starts in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.passages.sentences import sentences
from assistant.values import Block, Document


@dataclass(frozen=True, slots=True)
class Located:
    """A sentence, heading or row of figures: offsets in the document's text.

    opens  it is the first sentence of its block.
    """

    start: int
    end: int
    block: Block
    opens: bool


def located_sentences(document: Document) -> tuple[Located, ...]:
    """All sentences of the document. Blocks that continue one another are read as one stretch of prose."""
    text = document.text
    units: list[list[tuple[Block, int, int]]] = []
    for span in document.spans():
        part = (span.block, span.start, span.end)
        if span.block.continues and units:
            units[-1].append(part)
        else:
            units.append([part])
    found: list[Located] = []
    for unit in units:
        first, start, end = unit[0][0], unit[0][1], unit[-1][2]
        cuts = ((0, end - start),) if first.kind in ("heading", "row") else sentences(text[start:end])
        for number, (left, right) in enumerate(cuts):
            # A sentence belongs to the block (and page) in which it starts.
            block = next(b for b, _, stop in unit if start + left < stop)
            found.append(Located(start + left, start + right, block, number == 0))
    return tuple(found)

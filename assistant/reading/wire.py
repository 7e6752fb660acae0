"""A Document as plain JSON values, to cross from the reading process to its parent, and back."""

from __future__ import annotations

from typing import Any

from assistant.values import Block, Document


def to_wire(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "sector": document.sector,
        "year": document.year,
        "body": document.body,
        "blocks": [[b.kind, b.text, b.page, b.box, b.headings, b.row, b.column, b.continues] for b in document.blocks],
        "pages": document.pages,
    }


def from_wire(data: dict[str, Any]) -> Document:
    blocks = tuple(
        Block(kind, text, page, tuple(box) if box else None, tuple(headings), row, column, continues)
        for kind, text, page, box, headings, row, column, continues in data["blocks"]
    )
    return Document(
        data["id"],
        data["name"],
        data["title"],
        data["sector"],
        data["year"],
        data["body"],
        blocks,
        tuple(data["pages"]),
    )

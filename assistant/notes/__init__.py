"""A cited note, and the same note as a Word file with real footnotes or as Markdown with footnotes."""

from assistant.notes.markdown import markdown_of
from assistant.notes.note import Cell, Footnote, Level, Note, Paragraph, Part, Run, Section, Style, Table, Text
from assistant.notes.plain import plain
from assistant.notes.word import write_docx

__all__ = [
    "Cell",
    "Footnote",
    "Level",
    "Note",
    "Paragraph",
    "Part",
    "Run",
    "Section",
    "Style",
    "Table",
    "Text",
    "markdown_of",
    "plain",
    "write_docx",
]
